"""What came from a person's own phone goes on to the contact that was meant, or the person is told why not (AL-5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.core import merge, own_phone
from chalicelib.core.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from chalicelib.core.ids import LineId, MessageId, PersonId, own_box
from chalicelib.core.keywords import Keyword
from chalicelib.core.messages import Message, Origin
from chalicelib.core.own_phone import Answer
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows import telling, write
from chalicelib.flows.alert import may_text, staff_text, to_own_phone
from chalicelib.flows.decide import receipt_of, settled
from chalicelib.flows.mailing import mail
from chalicelib.flows.ports import House

BY_EMAIL = "Your alerts come by email now"
QUIET = "You texted STOP: Parley's alerts come by email from now on. Text START to the same number to get them by text."


def came(house: House, job: dict[str, Any], now: datetime) -> None:
    """Does what the text asks for, once: a job that comes again finds its effect done, or the answer written."""
    if not house.conversations.effect_open(job["effect"]):
        return
    person = house.team.person(PersonId(job["person"]))
    box = own_box(PersonId(job["person"]))
    text = house.conversations.load(message=(box, MessageId(job["message"]))).message
    if person is not None and person.active and text is not None:
        word = own_phone.heard(text.body, job.get("word"))
        wanted = own_phone.switched(word)
        if wanted is not None:
            _switch(house, person.id, text, by_text=wanted)
        else:
            _answer(house, person, text, word, LineId(job["line"]), now)
    house.conversations.finish_effect(job["effect"])


def _answer(house: House, person: Person, text: Message, word: Keyword | None, line: LineId, now: datetime) -> None:
    receipt = receipt_of(person.id, _key(text), {})
    if receipt is not None and house.conversations.receipt(receipt.key) is not None:
        return  # It went, and what has come to pass since is no reason to say otherwise.
    box = house.conversations.messages_since(text.box, now - own_phone.LISTED)
    if house.brand.own_phone_answers:
        meant = own_phone.HOW if word is Keyword.HELP else own_phone.meant(text, box, now)
    else:
        meant = own_phone.OFF
    said = _written(house, person, meant, text, now) if isinstance(meant, Answer) else meant
    if said:
        _tell(house, person, merge.plain(said), text, line, now, by_text=own_phone.may_tell(box, now))


def _key(text: Message) -> str:
    return f"own-phone:{text.id}"


def _written(house: House, person: Person, meant: Answer, text: Message, now: datetime) -> str:
    """Through the one way in for every manual text, as this person; why it may not go, or nothing."""
    head = house.conversations.threads([meant.thread]).get(meant.thread)
    answered = head is not None and head.last_manual is not None and head.last_manual > meant.alerted
    if head is not None and answered and head.assignee not in (None, person.id):
        return own_phone.MEANWHILE
    # First, and so noted whatever happens: of what it answers the person was alerted, and of nothing that came since.
    burst = house.conversations.end_burst(person.id, meant.thread, now)
    try:
        write.answer(house, person.id, meant.thread, meant.body, _key(text), now)
    except Refused as refusal:
        return f"Not sent: {refusal.sentence}"
    except Invalid as fault:
        return f"Not sent: {next(iter(fault.fields.values()))}"
    except (Forbidden, NotFound, Conflict):
        return own_phone.NOT_YOURS
    if burst is not None:
        telling.answered(house, person.id, meant.thread, burst, now)
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


def moved(
    house: House, person: PersonId, phone: PhoneNumber | None, change: Callable[[Person], Person]
) -> Person | None:
    """The person as it stands changed; None where the phone that this is about is its own no more."""

    def attempt() -> Person | None:
        known = house.team.person(person)
        if known is None or known.phone is None or known.phone != phone:
            return None
        after = change(known)
        if after != known:
            house.team.put_person(after, house.ids.contact(known.phone), known)
        return after

    return settled(attempt)


def _switch(house: House, person: PersonId, text: Message, *, by_text: bool) -> None:
    """A STOP to alerts moves them to email, visibly; a START brings them back. The last word counts, and only of the
    phone that the person still has."""
    if own_phone.overtaken(text.sender, text.at, house.conversations.messages_since(text.box, text.at)):
        return
    after = moved(house, person, text.sender, lambda known: own_phone.chosen(known, by_text=by_text))
    if after is not None and not by_text:
        mail(house, after.email, BY_EMAIL, QUIET)
