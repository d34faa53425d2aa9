"""Where people of the brand stand, and what is theirs: the keys of their items, as (pk, sk)."""

from __future__ import annotations

from chalicelib.core.ids import ContactId, PersonId
from chalicelib.store.keys import ONLY, Key

PERSON = "person"


def own_number(person_id: PersonId) -> Key:
    """The number that waits for its code."""
    return f"person#{person_id}", "own-number"


def codes(subject: str) -> Key:
    return f"codes#{subject}", ONLY


def person(person_id: PersonId) -> Key:
    return "people", person_id


def device(person_id: PersonId, device_id: str) -> Key:
    return f"devices#{person_id}", device_id


def email(address: str) -> Key:
    """Takes an address, in small letters, for one person."""
    return f"email#{address}", PERSON


def own_phone(phone: ContactId) -> Key:
    """`phone` is the id that the number would have as a contact."""
    return f"phone#{phone}", PERSON
