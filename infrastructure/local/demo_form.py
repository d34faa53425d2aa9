"""The demo brand's opt-in form, on the shared line: the form `demo`, whose keyword is JOIN."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import datetime

from chalicelib.core import lint
from chalicelib.core.errors import Conflict
from chalicelib.core.forms import FieldKind, Form, FormField, FormId, Wording
from chalicelib.core.lines import Line
from chalicelib.flows.ports import House

FORM = FormId("demo")
KEYWORD = "join"
FIELDS = (
    FormField("phone", "Mobile number", FieldKind.PHONE, required=True),
    FormField("first_name", "First name"),
    FormField("last_name", "Last name"),
    FormField("email", "Email", FieldKind.EMAIL),
    FormField("location", "Town"),
)


def wording(brand: str) -> str:
    """What is agreed to: all that must be said, and where the terms are."""
    return f"{lint.standard_wording(brand)} Terms and privacy: https://example.com/privacy"


def ensure(house: House, line: Line, now: datetime) -> None:
    """Writes the form where it is missing."""
    if house.forms.get(FORM) is not None:
        return
    brand = house.brand.name
    form = Form(
        id=FORM,
        name="Sign-up page",
        line=line.id,
        title=f"Texts from {brand}",
        intro="New arrivals, opening hours, and a person who answers.",
        fields=FIELDS,
        wordings=(Wording(1, wording(brand), now),),
        confirmation=lint.standard_confirmation(brand),
        tags=frozenset({"web form"}),
        tag_fields=("location",),
        keyword=KEYWORD,
        accent="#0f6b62",
        widget=True,
    )
    with contextlib.suppress(Conflict):
        house.forms.save(None, form, [(line, replace(line, keywords={**line.keywords, KEYWORD: FORM}))])
