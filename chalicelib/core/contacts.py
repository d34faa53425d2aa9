"""A contact: a person known by its number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.core.ids import ContactId, PersonId
from chalicelib.core.phone import PhoneNumber

MERGE_FIELDS = ("first_name", "last_name", "name", "email", "location", "status", "package")


@dataclass(frozen=True, slots=True)
class Contact:
    """What the brand knows of a person. `custom` holds the brand's own fields, text by name.

    `region` is a state or province of two letters, `postcode` a ZIP: with `zone` they tell which hours are legal.
    `unreachable` is the provider's code for a number that can take no text (CT-6), since `unreachable_since`.
    """

    id: ContactId
    phone: PhoneNumber
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    status: str = ""
    package: str = ""
    location: str = ""
    zone: str = ""
    region: str = ""
    postcode: str = ""
    tags: frozenset[str] = frozenset()
    custom: Mapping[str, str] = field(default_factory=dict)
    owner: PersonId | None = None
    source: str = ""
    created: datetime | None = None
    unreachable: int | None = None
    unreachable_since: datetime | None = None
    version: int = 0

    @property
    def name(self) -> str:
        """First and last name as one text; empty while no name is known."""
        return f"{self.first_name} {self.last_name}".strip()


def merge_values(contact: Contact) -> dict[str, str]:
    """What the merge fields stand for when a text goes to this contact; templates.py adds those of rep and brand."""
    return {noun: getattr(contact, noun) for noun in MERGE_FIELDS}


def search_words(contact: Contact) -> frozenset[str]:
    """The beginnings by which type-ahead finds a contact: words of its name and its number, whole and last four."""
    digits = contact.phone.lstrip("+")
    national = digits[1:] if digits.startswith("1") and len(digits) == 11 else digits
    return frozenset(_words(contact.name)) | {digits, national, national[-7:], national[-4:]}


def search_word(query: str) -> str:
    """What a person typed, in the shape of `search_words`: a number's digits, or the first word."""
    digits = "".join(letter for letter in query if letter.isdecimal())
    if digits and not any(letter.isalpha() for letter in query):
        return digits
    return next(iter(_words(query)), "")


def _words(text: str) -> Iterable[str]:
    return text.casefold().split()
