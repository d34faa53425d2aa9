"""What somebody filled into a form: checked against its fields, and sorted into what is kept of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.core.errors import Invalid
from chalicelib.core.forms import AGREE, FieldKind, Form, FormField
from chalicelib.core.phone import PhoneNumber, parse

DETAILS = ("first_name", "last_name", "email", "location", "region", "postcode")
"""Answers that are a contact's own fields; all others are custom ones."""
LONGEST, LONGEST_TAG = 200, 40
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_TICKED = frozenset({"on", "true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Answers:
    phone: PhoneNumber
    details: Mapping[str, str] = field(default_factory=dict)
    custom: Mapping[str, str] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()


def read(form: Form, given: Mapping[str, str], region: str = "US") -> Answers:
    """The answers, or Invalid with every wrong one. What the form does not ask is left alone."""
    faults: dict[str, str] = {}
    said: dict[str, str] = {}
    for asked in form.fields:
        try:
            said[asked.name] = _answer(asked, given.get(asked.name, "").strip(), region)
        except Invalid as fault:
            faults.update(fault.fields)
    if not ticked(given.get(AGREE, "")):
        faults[AGREE] = "Tick the box if you agree: without it we may not text you."
    if faults:
        raise Invalid(faults)
    phone = PhoneNumber(said.pop("phone"))
    kept = {name: answer for name, answer in said.items() if answer}
    details = _details(kept)
    return Answers(
        phone=phone,
        details=details,
        custom={name: answer for name, answer in kept.items() if name not in details},
        tags=form.tags | _tags(form, kept),
    )


def _details(said: Mapping[str, str]) -> dict[str, str]:
    """What the contact itself has a field for. By state and postal code its legal hours are told (CN-10): what is none
    is kept as it was written, among the custom ones, and tells no hours."""
    kept = {name: answer for name, answer in said.items() if name in DETAILS}
    if kept.keys() & {"region", "postcode"}:
        from chalicelib.core import places

        kept |= {"region": places.region_of(kept.get("region", ""))}
        kept |= {"postcode": places.postcode_of(kept.get("postcode", ""))}
    return {name: answer for name, answer in kept.items() if answer}


def ticked(answer: str) -> bool:
    return answer.strip().lower() in _TICKED


def _answer(asked: FormField, answer: str, region: str) -> str:
    if asked.kind is FieldKind.CHECKBOX:
        answer = "yes" if ticked(answer) else ""
    if not answer:
        if asked.required:
            raise Invalid({asked.name: "This is needed. Fill it in."})
        return ""
    if len(answer) > LONGEST or _NOT_TEXT.search(answer):
        raise Invalid({asked.name: f"Write at most {LONGEST} plain characters."})
    if asked.kind is FieldKind.PHONE:
        return parse(answer, region, asked.name)
    if asked.kind is FieldKind.EMAIL and not _EMAIL.fullmatch(answer):
        raise Invalid({asked.name: "This is no email address. Write it like name@example.com."})
    if asked.kind is FieldKind.CHOICE and answer not in asked.options:
        raise Invalid({asked.name: "Choose one of the answers that are offered."})
    return answer


def _tags(form: Form, said: Mapping[str, str]) -> frozenset[str]:
    """CT-2: an answer becomes a tag in its own words, a ticked box under its name."""
    boxes = {asked.name for asked in form.fields if asked.kind is FieldKind.CHECKBOX}
    return frozenset((name if name in boxes else said[name])[:LONGEST_TAG] for name in form.tag_fields if name in said)
