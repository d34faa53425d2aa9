"""From forms and opt-ins to the API's shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chalicelib.core import lint
from chalicelib.core.forms import FieldKind, Form, FormField
from chalicelib.core.ids import LineId, thread_parts
from chalicelib.core.lines import Line
from chalicelib.core.optin import Waiting
from chalicelib.routes import form_page, present
from chalicelib.routes.shapes.common import ContactRef
from chalicelib.routes.shapes.forms import (
    Colours,
    FormDefinition,
    FormFieldShape,
    FormPage,
    FormPatch,
    FormShape,
    NewForm,
    WaitingOptIn,
    WordingRule,
    WordingShape,
)

COLOURS = ("accent", "background", "text")


def form(known: Form, line: Line, base: str) -> FormShape:
    """`base` is the API's public address."""
    return FormShape(
        id=known.id,
        name=known.name,
        line=present.line_ref(line),
        title=known.title,
        intro=known.intro,
        fields=_fields(known),
        wording=known.wording.text,
        wordings=[WordingShape.model_validate(wording) for wording in known.wordings],
        confirmation=known.confirmation,
        done=known.done,
        tags=sorted(known.tags),
        tag_fields=list(known.tag_fields),
        keyword=known.keyword,
        colours=_colours(known),
        widget=known.widget,
        active=known.active,
        lead=known.lead,
        url=f"{base}/forms/{known.id}",
        snippet=form_page.snippet(known, base),
        widget_snippet=form_page.widget_snippet(known, base),
    )


def forms(known: list[Form], lines: Mapping[LineId, Line], base: str, brand: str) -> FormPage:
    return FormPage(
        items=[form(one, lines[one.line], base) for one in known if one.line in lines],
        rules=[WordingRule.model_validate(asdict(rule)) for rule in lint.rules(brand)],
        suggested_wording=lint.standard_wording(brand),
        suggested_confirmation=lint.standard_confirmation(brand),
    )


def definition(known: Form, line: Line) -> FormDefinition:
    return FormDefinition(
        id=known.id,
        title=known.title,
        intro=known.intro,
        fields=_fields(known),
        wording=known.wording.text,
        wording_version=known.wording.version,
        line=line.number,
        keyword=known.keyword.upper(),
        colours=_colours(known),
    )


def waiting(known: Waiting, lines: Mapping[LineId, Line]) -> WaitingOptIn:
    asked, line = known.opt_in, lines.get(known.line)
    name = f"{asked.details.get('first_name', '')} {asked.details.get('last_name', '')}".strip()
    return WaitingOptIn(
        id=known.id,
        line=present.line_ref(line) if line else None,
        contact=ContactRef(id=thread_parts(known.id)[1], name=name, phone=asked.phone),
        reason=known.reason,
        source=asked.source,
        form=asked.evidence.get("form", ""),
        page=asked.evidence.get("page", ""),
        at=asked.at,
    )


def asked(body: NewForm | FormPatch) -> dict[str, Any]:
    """The core's fields of what was given; `wording` apart."""
    given = body.model_dump(exclude_unset=True, exclude_none=True, exclude={"wording", "fields", "colours"})
    if body.fields is not None:
        given["fields"] = tuple(
            FormField(one.name, one.label, FieldKind(one.kind), one.required, tuple(one.options)) for one in body.fields
        )
    if body.colours is not None:
        given |= body.colours.model_dump()
    for name, kind in (("tags", frozenset), ("tag_fields", tuple)):
        if name in given:
            given[name] = kind(given[name])
    return given


def _fields(known: Form) -> list[FormFieldShape]:
    return [FormFieldShape.model_validate(asdict(field) | {"options": list(field.options)}) for field in known.fields]


def _colours(known: Form) -> Colours:
    return Colours(**{name: getattr(known, name) for name in COLOURS})
