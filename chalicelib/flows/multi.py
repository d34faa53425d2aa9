"""The same message to a few chosen contacts, each in an own thread (SD-2), and the first text to one (SD-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core import access
from chalicelib.core.access import Action
from chalicelib.core.errors import Invalid, Refused
from chalicelib.core.ids import ContactId, LineId, PersonId
from chalicelib.core.phone import PhoneNumber, parse
from chalicelib.flows.letters import Letter
from chalicelib.flows.lines import named
from chalicelib.flows.people import present
from chalicelib.flows.ports import House
from chalicelib.flows.write import Written, check, write


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one addressee: one of `written` and `refused` is given. `to` is as the caller wrote it.

    Invalid: the text, with this addressee's names in it, is none.
    """

    to: str
    written: Written | None = None
    refused: Refused | Invalid | None = None


def first(
    house: House, caller: PersonId, line: str, to: str, body: str, key: str | None, uploads: Sequence[str] = ()
) -> Letter:
    """A letter to one person, for its thread, new or reopened. Raises Invalid, Forbidden or NotFound."""
    line_id = _own_line(house, caller, line, Action.ANSWER)
    check(body, uploads)
    contact, phone = addressee(house, to, "to")
    return Letter(caller=caller, line=line_id, contact=contact, body=body, phone=phone, key=key, media=tuple(uploads))


def send(
    house: House,
    caller: PersonId,
    line: str,
    to: Sequence[str],
    body: str,
    key: str | None,
    now: datetime,
    uploads: Sequence[str] = (),
) -> list[Outcome]:
    """One text to each. A number that cannot be one stops everything; a refusal concerns only its own addressee, and so
    does a text that gets too long by that one's fields.

    Who is named twice, in whatever format, gets one text.
    """
    line_id = _own_line(house, caller, line, Action.INITIATE)
    check(body, uploads)
    addressees = _addressees(house, to)
    letter = Letter(caller=caller, line=line_id, contact=ContactId(""), body=body, media=tuple(uploads))
    outcomes = []
    for contact, (name, phone) in addressees.items():
        letter = replace(letter, contact=contact, phone=phone, key=f"{key}:{contact}" if key else None)
        try:
            written = write(house, letter, now)
            outcomes.append(Outcome(name, written=written))
            # What the first one took the others have, and nobody looks at it twenty times.
            letter = replace(letter, files=written.message.files)
        except (Refused, Invalid) as refusal:
            if isinstance(refusal, Invalid) and "body" not in refusal.fields:
                # Its files, which are all addressees', and nobody has got any yet.
                raise
            outcomes.append(Outcome(name, refused=refusal))
    return outcomes


def _addressees(house: House, to: Sequence[str]) -> dict[ContactId, tuple[str, PhoneNumber | None]]:
    """Each once, as it was first written; Invalid names all that cannot be one."""
    found: dict[ContactId, tuple[str, PhoneNumber | None]] = {}
    faults: dict[str, str] = {}
    for place, name in enumerate(to):
        try:
            contact, phone = addressee(house, name, f"to.{place}")
            found.setdefault(contact, (name, phone))
        except Invalid as fault:
            faults |= fault.fields
    if faults:
        raise Invalid(faults)
    return found


def addressee(house: House, name: str, field: str) -> tuple[ContactId, PhoneNumber | None]:
    """The contact that a text names by number or id; the number too, as a contact may not exist yet."""
    if name.startswith("c"):
        known = house.contacts.get(ContactId(name))
        if known is None:
            raise Invalid({field: "There is no such contact. Choose one from the list, or type a phone number."})
        return known.id, known.phone
    phone = parse(name, field=field)
    return house.ids.contact(phone), phone


def _own_line(house: House, caller: PersonId, name: str, action: Action) -> LineId:
    """The line's id, if the caller may use it so. Whether a thread exists already, `write` sees."""
    line_id = named(house, name)
    person = present(house.team.person(caller))
    access.demand_send(person, house.team.line(line_id))
    access.demand(person, action)
    return line_id
