"""Templates in the API's shapes."""

from __future__ import annotations

from chalicelib.core.templates import Rendered, Template
from chalicelib.flows.templates import Scope
from chalicelib.routes.shapes.templates import EmptyField, RenderedShape, TemplateShape


def template(known: Template) -> TemplateShape:
    scope = Scope.SHARED if known.owner is None else Scope.PERSONAL
    return TemplateShape(id=known.id, name=known.name, body=known.body, scope=scope, created_at=known.created)


def rendered(text: Rendered) -> RenderedShape:
    empty = [EmptyField(field=name, fallback=fallback) for name, fallback in text.empty]
    return RenderedShape(body=text.body, empty=empty)
