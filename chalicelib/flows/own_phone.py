"""What came from a person's own phone goes on to the contact that was meant, or the person is told why not (AL-5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.core import merge, own_phone
from chalicelib.core.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from chalicelib.core.ids import LineId, MessageId, PersonId
from chalicelib.core.messages import Message, Origin
from chalicelib.core.own_phone import Answer
from chalicelib.core.people import Person
from chalicelib.flows import write
from chalicelib.flows.alert import may_text, staff_text, to_own_phone
from chalicelib.flows.decide import receipt_of, settled
from chalicelib.flows.mailing import mail
from chalicelib.flows.ports import House

QUIET = "You texted STOP: Parley's alerts come by email from now on. Text START to the same number to get them by text."


def came(house: House, job: dict[str, Any], now: datetime) -> None:
    """Does what the text asks for, once: a job that comes again finds its effect done, or the answer written."""
    if not house.conversations.effect_open(job["effect"]):
        return
    person = house.team.person(PersonId(job["person"]))
    box = f"person#{job['person']}"
    text = house.conversations.load(message=(box, MessageId(job["message"]))).message
    if person is not None and person.active and text is not None:
        wanted = own_phone.switched(text.body)
        if wanted is not None:
            _switch(house, person.id, text, by_text=wanted)
        elif house.brand.own_phone_answers:
            _answer(house, person, text, LineId(job["line"]), now)
    house.conversations.finish_effect(job["effect"])


def _answer(house: House, person: Person, text: Message, line: LineId, now: datetime) -> None:
    receipt = receipt_of(person.id, _key(text), {})
    if receipt is not None and house.conversations.receipt(receipt.key) is not None:
        return  # It went, and what has come to pass since is no reason to say otherwise.
    box = house.conversations.messages_since(text.box, now - own_phone.LISTED)
    meant = own_phone.meant(text, box, now)
    said = _written(house, person, meant, text, now) if isinstance(meant, Answer) else meant
    if said:
        _tell(house, person, merge.plain(said), text, line, now, by_text=own_phone.may_tell(box, now))


def _key(text: Message) -> str:
    return f"own-phone:{text.id}"


def _written(house: House, person: Person, meant: Answer, text: Message, now: datetime) -> str:
    """Through the one way in for every manual text, as this person; why it may not go, or nothing."""
    head = house.conversations.threads([meant.thread]).get(meant.thread)
    answered = head is not None and head.last_outbound is not None and head.last_outbound > meant.alerted
    if head is not None and answered and head.assignee not in (None, person.id):
        return own_phone.MEANWHILE
    try:
        write.answer(house, person.id, meant.thread, meant.body, _key(text), now)
    except Refused as refusal:
        return f"Not sent: {refusal.sentence}"
    except Invalid as fault:
        return f"Not sent: {next(iter(fault.fields.values()))}"
    except (Forbidden, NotFound, Conflict):
        return own_phone.NOT_YOURS
    return ""


def _tell(
    house: House, person: Person, said: str, text: Message, line_id: LineId, now: datetime, *, by_text: bool
) -> None:
    """By text; by email where texts cannot go, or went too often. Nothing that was not sent goes untold."""
    line = house.team.line(line_id)
    if line is None or not by_text or not may_text(house, line, person, said, now):
        mail(house, person.email, "Your answer was not sent", said)
        return
    message = staff_text(person, line, said, Origin.ALERT, f"{text.id}:unsent", text.at, now)
    to_own_phone(house, replace(message, prompt=True), now)


def _switch(house: House, person: PersonId, text: Message, *, by_text: bool) -> None:
    """A STOP to alerts moves them to email, visibly; a START brings them back. The last word counts."""
    if own_phone.overtaken(text, house.conversations.messages_since(text.box, text.at)):
        return

    def attempt() -> Person | None:
        known = house.team.person(person)
        if known is None or known.phone is None:
            return None
        after = own_phone.chosen(known, by_text=by_text)
        if after != known:
            house.team.put_person(after, house.ids.contact(known.phone), known)
        return after

    moved = settled(attempt)
    if moved is not None and not by_text:
        mail(house, moved.email, "Your alerts come by email now", QUIET)
