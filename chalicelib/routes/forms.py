"""Opt-in forms: shown to everybody and answered by everybody; made and changed by admins."""

from __future__ import annotations

from chalice.app import Blueprint, Request, Response

from chalicelib.core.errors import Invalid, NotFound
from chalicelib.flows import forms, submissions
from chalicelib.routes import form_page, present_forms, problem, public
from chalicelib.routes.endpoint import OPERATIONS, Call, Operation, endpoint
from chalicelib.routes.shapes.forms import (
    Answers,
    FormDefinition,
    FormPage,
    FormPatch,
    FormShape,
    NewForm,
    Submission,
)
from chalicelib.wiring import wiring

bp = Blueprint(__name__)
FORM = "/forms/{form_id}"
SHOW, SEND = "A form: a page for browsers, its definition for scripts.", "Takes somebody's answers to a form."
EMBED, WIDGET = "The script that sends a form without a reload.", "The script of the button that opens a text."
OPERATIONS += [
    Operation("GET", FORM, "show_form", SHOW, "forms", FormDefinition, 200, None, None, public=True),
    Operation("POST", FORM, "submit_form", SEND, "forms", Submission, 202, None, Answers, public=True),
    Operation("OPTIONS", FORM, "form_origins", "Which origins may post.", "forms", None, 200, None, None, public=True),
    Operation("GET", f"{FORM}/embed.js", "form_script", EMBED, "forms", None, 200, None, None, public=True),
    Operation("GET", f"{FORM}/widget.js", "form_widget", WIDGET, "forms", None, 200, None, None, public=True),
]


@bp.route(FORM, methods=["GET"], name="show_form")
def show_form(form_id: str) -> Response:
    """The hosted page, or with `Accept: application/json` what it asks."""
    return public.answered(bp.current_request, lambda request: _shown(form_id, request))


@bp.route(FORM, methods=["POST"], content_types=public.TYPES, name="submit_form")
def submit_form(form_id: str) -> Response:
    """Takes the answers. 202 whatever is known of the number: nothing is looked up before the answer."""
    return public.answered(bp.current_request, lambda request: _submitted(form_id, request))


@bp.route(FORM, methods=["OPTIONS"], name="form_origins")
def form_origins(form_id: str) -> Response:  # noqa: ARG001 - Chalice gives it
    """Any page may show the form and send it."""
    return public.answered(bp.current_request, lambda _: public.preflight())


@bp.route(f"{FORM}/embed.js", methods=["GET"], name="form_script")
def form_script(form_id: str) -> Response:
    """Makes the snippet, and the hosted page, send without a reload."""
    return public.answered(
        bp.current_request, lambda _: public.script(form_page.script(forms.shown(wiring, form_id)[0]))
    )


@bp.route(f"{FORM}/widget.js", methods=["GET"], name="form_widget")
def form_widget(form_id: str) -> Response:
    """Puts the button "Text us" onto a page, if it is switched on."""
    return public.answered(bp.current_request, lambda _: public.script(form_page.widget(*forms.shown(wiring, form_id))))


@endpoint(bp, "GET", "/forms", answer=FormPage)
def list_forms(call: Call) -> FormPage:
    """All forms, and what their wordings must say."""
    known, lines = forms.every(call.house, call.caller)
    return present_forms.forms(known, lines, wiring.settings.public_url, call.house.brand.name)


@endpoint(bp, "POST", "/forms", body=NewForm, answer=FormShape, status=201)
def create_form(call: Call, body: NewForm) -> FormShape:
    """A new form. What its wording lacks is named, with the sentence to add."""
    given = present_forms.asked(body)
    made, line = forms.create(call.house, call.caller, given, body.wording, call.key, call.now)
    return present_forms.form(made, line, wiring.settings.public_url)


@endpoint(bp, "PATCH", FORM, body=FormPatch, answer=FormShape)
def change_form(call: Call, form_id: str, body: FormPatch) -> FormShape:
    """Changes what is given; another wording is a new version, and the old ones stay."""
    given = present_forms.asked(body)
    changed, line = forms.change(call.house, call.caller, form_id, given, body.wording, call.now)
    return present_forms.form(changed, line, wiring.settings.public_url)


def _shown(form_id: str, request: Request) -> Response:
    try:
        form, line = forms.shown(wiring, form_id)
    except NotFound:
        if not public.wants_page(request):
            raise
        return public.page(form_page.missing(), form_page.policy(None), problem.STATUS["not_found"])
    if not public.wants_page(request):
        return _json(present_forms.definition(form, line).model_dump_json(), 200)
    return public.page(form_page.page(form, line, {}, {}), form_page.policy(form), 200)


def _submitted(form_id: str, request: Request) -> Response:
    said = public.fields(request)
    try:
        form, line = submissions.submit(
            wiring, form_id, said, public.visitor(request, wiring.settings.front), wiring.now()
        )
    except Invalid as fault:
        if not public.wants_page(request):
            raise
        form, line = forms.shown(wiring, form_id)
        shown = form_page.page(form, line, said, fault.fields)
        return public.page(shown, form_page.policy(form), problem.STATUS["invalid"])
    if public.wants_page(request):
        return public.page(form_page.thanks(form, line), form_page.policy(form), 202)
    return _json(Submission(message=form_page.done(form, line)).model_dump_json(), 202)


def _json(body: str, status: int) -> Response:
    return Response(body, status_code=status, headers={"Content-Type": "application/json"})
