"""Templates: canned replies with merge fields, a person's own or the brand's (SD-11)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from chalicelib.core import merge, wording
from chalicelib.core.brand import Brand
from chalicelib.core.contacts import MERGE_FIELDS, Contact, merge_values
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import PersonId, TemplateId
from chalicelib.core.people import Person

FIELDS = (*MERGE_FIELDS, "rep_first_name", "rep_name", "brand", merge.CUSTOM)
"""What a template may name. A rep's phone is not among them, and never will be (AL-4)."""

LONGEST_NAME = 80
TAKEN = "There is a template of this name already. Choose another name, or change that one."


@dataclass(frozen=True, slots=True)
class Template:
    """`owner` is whose it is, and the only one to see it; None: shared by all. `name` is unique per owner."""

    id: TemplateId
    name: str
    body: str
    owner: PersonId | None
    created: datetime
    version: int = 0


@dataclass(frozen=True, slots=True)
class Rendered:
    """A template's text for one contact. `empty` are the fields without a value, each with its fallback."""

    body: str
    empty: tuple[tuple[str, str], ...]


def tidy(name: str) -> str:
    """A name as it is kept: on one line, single spaces."""
    return " ".join(name.split())


def folded(name: str) -> str:
    """By what two names are the same: neither case nor spacing nor how an accent is written tells them apart."""
    return unicodedata.normalize("NFC", tidy(name)).casefold()


def check(template: Template) -> None:
    """Return if the template can be kept; else Invalid, naming everything that is wrong with it."""
    faults: dict[str, str] = {}
    if not 0 < len(template.name) <= LONGEST_NAME:
        faults["name"] = f"Give the template a name of at most {LONGEST_NAME} characters."
    try:
        wording.check_body(template.body)
        merge.check(template.body, FIELDS)
    except Invalid as fault:
        faults |= fault.fields
    if faults:
        raise Invalid(faults)


def values(contact: Contact | None, person: Person, brand: Brand) -> dict[str, str]:
    """What the fields stand for when `person` writes to `contact`; without one only those of rep and brand do."""
    about = {} if contact is None else {**_own_values(contact), **merge_values(contact)}
    first_name = (person.name.split() or [""])[0]
    return {**about, "rep_first_name": first_name, "rep_name": person.name, "brand": brand.name}


def _own_values(contact: Contact) -> dict[str, str]:
    """The brand's own fields. Of two that differ by case only, the first by name."""
    return {merge.custom(name): value for name, value in sorted(contact.custom.items(), reverse=True)}


def rendered(body: str, known: dict[str, str]) -> Rendered:
    """The text with its fields filled in, in one pass: a value that looks like a field stays text."""
    return Rendered(merge.render(body, known), tuple(merge.empty(body, known)))
