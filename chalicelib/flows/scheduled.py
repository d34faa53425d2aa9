"""People plan texts for later, and change or cancel them until they go (SD-7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.core import access, outbound, scheduled
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.errors import Conflict, Invalid, Refused
from chalicelib.core.ids import MessageId, PersonId, message_of, thread_parts, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message, Plan, Status
from chalicelib.core.outbound import Draft, Facts, Kind, Wait
from chalicelib.core.people import Person
from chalicelib.core.threads import Thread, under
from chalicelib.flows import letters, write
from chalicelib.flows.decide import receipt_of, same_request, settled
from chalicelib.flows.letters import Letter
from chalicelib.flows.people import names, present
from chalicelib.flows.ports import House, SeenBefore, Snapshot
from chalicelib.flows.uploads import taken


@dataclass(frozen=True, slots=True)
class Planned:
    """A text for later as it stands now, and the names of those who wrote it. `warning`: it goes in quiet hours."""

    message: Message
    names: dict[PersonId, str]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who acts on what: the caller, the thread (as it is, or as it begins) with its line, and all that was loaded."""

    person: Person
    line: Line
    head: Thread
    found: Snapshot
    brand: Brand


def letter(
    caller: PersonId, thread: str, body: str = "", key: str | None = None, uploads: Sequence[str] = ()
) -> Letter:
    """Who wants to say what in which thread; NotFound for what cannot be one."""
    line, contact = thread_parts(thread)
    return Letter(caller=caller, line=line, contact=contact, body=body, key=key, media=tuple(uploads))


def plan(house: House, wanted: Letter, at: datetime | None, now: datetime, *, until_reply: bool) -> Planned:
    """Keeps a text for `at`, in a thread that exists or in one that begins with it; a repeated key gives what the first
    request gave.

    Raises Refused for what is known to be forbidden then, Invalid, Conflict, Forbidden or NotFound; then nothing was
    saved.
    """
    write.check(wanted.body, wanted.media)
    moment = scheduled.given(at)
    return settled(lambda: _plan(house, wanted, moment, now, until_reply=until_reply))


def edit(house: House, caller: PersonId, thread: str, text: str, wish: Mapping[str, Any], now: datetime) -> Planned:
    """Changes a text for later; `wish` has what is to change: body, send_at, cancel_on_reply. Whoever does is its
    author from then on. Raises Conflict once it went or was cancelled."""
    return settled(lambda: _edit(house, caller, thread, message_of(text), wish, now))


def cancel(house: House, caller: PersonId, thread: str, text: str, now: datetime) -> Planned:
    """Takes a text for later back, and gives what the timeline shows of it. Conflict once it went or was cancelled."""
    return settled(lambda: _cancel(house, caller, thread, message_of(text), now))


def _plan(house: House, wanted: Letter, at: datetime, now: datetime, *, until_reply: bool) -> Planned:
    seen = _seen(house, wanted, MessageId(""))
    place = MessageId(ulid(int(now.timestamp() * 1000), house.fresh()))
    asked = ("later", wanted.thread, at.isoformat(), str(until_reply), wanted.body, *wanted.media)
    receipt = receipt_of(wanted.caller, wanted.key, {"message": place}, *asked)
    known = scheduled.draft(seen.head, wanted.body, wanted.caller, at, Plan(now, until_reply), place)
    try:
        scheduled.check(at, now)
        after = scheduled.added(_stood(seen, wanted.body, now), place)
        warning = _judged(wanted, seen, at)
        known = replace(known, plan=Plan(now, until_reply, bool(warning)))
        known = replace(known, files=taken(house, wanted.caller, wanted.media))
        house.conversations.save(_kept(house, seen, after, known, receipt, now), now)
    except SeenBefore as first:
        return _first(house, known, same_request(first.receipt, receipt), seen.person)
    except (Refused, Invalid, Conflict):
        # What was planned under this key while it could be was planned: a repeat learns that.
        earlier = house.conversations.receipt(receipt.key) if receipt else None
        if earlier is None:
            raise
        return _first(house, known, same_request(earlier, receipt), seen.person)
    return Planned(known, {seen.person.id: seen.person.name}, warning)


def _stood(seen: _Seen, body: str, now: datetime) -> Thread:
    """The thread as it stands in the inbox: one in which nothing stands yet begins with this text."""
    if seen.head.folder is not None:
        return seen.head
    return scheduled.begun(seen.head, body, access.holder(seen.person, seen.line, seen.head.assignee), now)


def _kept(house: House, seen: _Seen, after: Thread, known: Message, receipt: Receipt | None, now: datetime) -> Changes:
    """The contact of a thread that begins is not made yet: that takes a text which went (SD-1)."""
    return Changes(
        before=seen.found.thread,
        thread=after,
        standing_before=seen.found.standing,
        standing=letters.joined(seen.found, after),
        messages=tuple(write.takeover(seen.head, after, seen.person, house.fresh(), now)),
        scheduled=((None, known),),
        receipt=receipt,
    )


def _first(house: House, known: Message, receipt: Receipt, person: Person) -> Planned:
    """What the first request with this key left: the text as it is now, or as it was, if it went since."""
    place = MessageId(receipt.answer["message"])
    found = house.conversations.load(message=(known.box, place)).message
    return Planned(found or replace(known, id=place), {person.id: person.name})


def _edit(
    house: House, caller: PersonId, thread: str, text: MessageId, wish: Mapping[str, Any], now: datetime
) -> Planned:
    wanted = letter(caller, thread)
    seen = _seen(house, wanted, text)
    known, planned = scheduled.demand(seen.head, seen.found.message)
    at, body = wish.get("send_at") or known.at, wish.get("body")
    body = known.body if body is None else body
    until_reply = wish.get("cancel_on_reply")
    if wish.get("send_at"):
        scheduled.check(at, now)
    write.check_words(body, len(known.files))
    wanted = replace(wanted, body=body, media=tuple(file.key for file in known.files))
    warning = _judged(wanted, seen, max(at, now))
    chosen = planned.until_reply if until_reply is None else until_reply
    after = scheduled.changed(known, body, caller, at, Plan(now, chosen, bool(warning)))
    head = scheduled.retold(seen.head, known, scheduled.row(body))
    house.conversations.save(Changes(before=seen.head, thread=head, scheduled=((known, after),)), now)
    return Planned(after, {seen.person.id: seen.person.name}, warning)


def _cancel(house: House, caller: PersonId, thread: str, text: MessageId, now: datetime) -> Planned:
    seen = _seen(house, letter(caller, thread), text)
    known, _ = scheduled.demand(seen.head, seen.found.message)
    entry = scheduled.entry(known, Status.CANCELLED, f"{seen.person.name} cancelled it before it went.", now)
    after = scheduled.cancelled(seen.head, [known])
    changes = Changes(before=seen.head, thread=after, messages=(entry,), unscheduled=(known,))
    with suppress(SeenBefore):
        # The very same entry stands there: it was written, and the answer was lost on the way.
        house.conversations.save(changes, now)
    return Planned(entry, names(house))


def _seen(house: House, wanted: Letter, text: MessageId) -> _Seen:
    """NotFound where the caller may not see the thread, Forbidden where it may not write in it."""
    found = house.conversations.load(
        line=wanted.line,
        contact=wanted.contact,
        person=wanted.caller,
        message=(scheduled.box_of(wanted.thread), text) if text else None,
        with_contact=True,
        with_brand=True,
    )
    person = present(found.person)
    line = letters.permitted(person, found, wanted)
    head = found.thread or letters.begun(wanted, line, found)
    return _Seen(person, line, head, found, found.brand or house.first_brand)


def _judged(wanted: Letter, seen: _Seen, at: datetime) -> str:
    """What speaks against this moment and is the author's to decide; Refused for what cannot be lawful then.

    A line that is held now may be free by then: that is no reason against it.
    """
    body = write.text_of(wanted, seen.head, seen.found.contact, seen.person, seen.brand, at)
    head = under(seen.head, seen.found.standing)
    facts = Facts(seen.line, head, contact=seen.found.contact, brand=seen.brand)
    outcome = outbound.verdict(Draft(Kind.MANUAL, body, written=at, files=len(wanted.media)), facts, at)
    if isinstance(outcome, Wait):
        return ""
    return outbound.demand(outcome).warning
