"""Templates: canned replies, the caller's own and the shared ones."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import templates
from chalicelib.routes import present_templates as present
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.templates import (
    NewTemplate,
    RenderedShape,
    RenderFor,
    TemplatePage,
    TemplatePatch,
    TemplateQuery,
    TemplateShape,
)

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/templates", query=TemplateQuery, answer=TemplatePage)
def list_templates(call: Call, query: TemplateQuery) -> TemplatePage:
    """The caller's own templates and the shared ones, by name; with `q` those whose name begins so."""
    found = templates.page(call.house, call.caller, query.scope, query.q, query.cursor, query.limit)
    return TemplatePage(items=[present.template(known) for known in found.items], cursor=found.cursor)


@endpoint(bp, "POST", "/templates", body=NewTemplate, answer=TemplateShape, status=201)
def create_template(call: Call, body: NewTemplate) -> TemplateShape:
    """A new template, of the caller's own or shared."""
    made = templates.create(call.house, call.caller, body.scope, body.name, body.body, call.key, call.now)
    return present.template(made)


@endpoint(bp, "GET", "/templates/{template_id}", answer=TemplateShape)
def get_template(call: Call, template_id: str) -> TemplateShape:
    """One template."""
    return present.template(templates.one(call.house, call.caller, template_id))


@endpoint(bp, "PATCH", "/templates/{template_id}", body=TemplatePatch, answer=TemplateShape)
def change_template(call: Call, template_id: str, body: TemplatePatch) -> TemplateShape:
    """Changes what is given."""
    return present.template(templates.change(call.house, call.caller, template_id, body.name, body.body))


@endpoint(bp, "DELETE", "/templates/{template_id}", answer=None, status=204)
def delete_template(call: Call, template_id: str) -> None:
    """Takes a template away; texts that were written with it stay."""
    templates.delete(call.house, call.caller, template_id)


@endpoint(bp, "POST", "/templates/{template_id}/render", body=RenderFor, answer=RenderedShape)
def render_template(call: Call, template_id: str, body: RenderFor) -> RenderedShape:
    """The template's text for one conversation, and the fields that had no value. Nothing is sent."""
    return present.rendered(templates.render(call.house, call.caller, template_id, body.thread, body.to))
