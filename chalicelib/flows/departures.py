"""A text for later whose moment has come becomes an ordinary text of its thread, once, or is shown as not sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core import access, escalation, introductions, lead_intake, outbound, scheduled
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.errors import Forbidden, Invalid, NotFound
from chalicelib.core.ids import MessageId, thread_parts, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message, Plan, Status
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Wait
from chalicelib.core.people import Person
from chalicelib.core.segments import count
from chalicelib.core.threads import Thread, under
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.deliver import deliver
from chalicelib.flows.letters import Letter, needed, new_contact
from chalicelib.flows.people import present
from chalicelib.flows.ports import House, SeenBefore, Snapshot
from chalicelib.flows.write import UNSENT, text_of

AUTHOR_GONE = "Who scheduled this text may not write from this line any more. Send it yourself if it still counts."
LATE = "This text could not go for a day after its moment, so it was not sent. Write it anew if it still counts."


@dataclass(frozen=True, slots=True)
class _Due:
    """A text whose moment has come, its plan and thread, and what was loaded with them."""

    known: Message
    plan: Plan
    head: Thread
    found: Snapshot


def depart(house: House, box: str, text: MessageId, now: datetime) -> None:
    """Judges the text anew (consent, hours and rights may have changed) and lets it go, wait on, or be refused.

    Whatever is saved is guarded by the thread's head, which lists the text: whoever cancels or changes it, or the reply
    that calls it off, comes before this or finds it gone.
    """
    changes = settled(lambda: _attempt(house, box, text, now))
    emit(house, changes.effects)
    for entry in changes.messages:
        # A worker that crashed before this leaves the text queued and due: the schedule finds it.
        deliver(house, entry.box, entry.id, now)


def _attempt(house: House, box: str, text: MessageId, now: datetime) -> Changes:
    due = _load(house, box, text, now)
    if due is None:
        return Changes()
    author = house.team.person(due.known.author) if due.known.author else None
    brand = due.found.brand or house.first_brand
    try:
        changes = _decided(due, author, brand, now)
    except (Forbidden, NotFound):
        changes = _refused(due, AUTHOR_GONE, brand, now)
    except Invalid as fault:
        # With today's values of its fields it is no text that can go.
        changes = _refused(due, " ".join(fault.fields.values()), brand, now)
    try:
        house.conversations.save(changes, now)
    except SeenBefore:
        # Its own entry stands in the thread: it was written, and the answer was lost on the way.
        return changes
    return changes


def _load(house: House, box: str, text: MessageId, now: datetime) -> _Due | None:
    """None where there is nothing to do: it went, it was cancelled, or it was put off since this job was made."""
    line, contact = thread_parts(box.removeprefix(scheduled.BOX))
    found = house.conversations.load(
        line=line, contact=contact, message=(box, text), with_contact=True, with_brand=True, with_lead=True
    )
    known, head = found.message, found.thread
    if known is None or known.plan is None or head is None or text not in head.scheduled or known.at > now:
        return None
    return _Due(known, known.plan, head, found)


def _decided(due: _Due, author: Person | None, brand: Brand, now: datetime) -> Changes:
    person = present(author)
    line = access.demand_send(person, due.found.line)
    access.demand(person, needed(due.head))
    keys = tuple(file.key for file in due.known.files)
    letter = Letter(caller=person.id, line=line.id, contact=due.head.contact, body=due.known.body, media=keys)
    body = text_of(letter, due.head, due.found.contact, person, brand, now)
    draft = Draft(Kind.MANUAL, body, written=scheduled.written(due.known, due.plan), files=len(keys))
    facts = Facts(line, under(due.head, due.found.standing), contact=due.found.contact, brand=brand)
    outcome = outbound.verdict(draft, facts, now)
    if isinstance(outcome, Refuse):
        return _refused(due, outcome.sentence, brand, now)
    if scheduled.late(due.known, now):
        return _refused(due, LATE, brand, now)
    if isinstance(outcome, Wait):
        held = scheduled.held_back(due.known, due.plan, outcome)
        return Changes(before=due.head, thread=due.head, scheduled=((due.known, held),))
    shown = body if body.strip() else "Picture"
    moved = scheduled.gone(due.head, due.known, due.plan, shown, person.id, now)
    changes = _gone(due, introductions.noted(moved, body, brand, now), _message(due, line, body, now))
    lead, told = lead_intake.written(due.found.lead, person, now, takes=access.may_own(person, line))
    met = new_contact(due.found, due.head, now)
    return replace(changes, contact=met, lead=lead, lead_before=due.found.lead, effects=told)


def _message(due: _Due, line: Line, body: str, now: datetime) -> Message:
    """What goes: it stands in the timeline where it went, not where it was planned."""
    return replace(
        due.known,
        box=due.head.id,
        id=MessageId(ulid(int(now.timestamp() * 1000), f"{due.known.id}:sent")),
        body=body,
        at=now,
        sender=due.head.line_number,
        to=due.head.phone,
        segments=count(body, line.kind, files=len(due.known.files)).segments,
        reason="",
        due=now + UNSENT,
        plan=None,
    )


def _refused(due: _Due, why: str, brand: Brand, now: datetime) -> Changes:
    entry = scheduled.entry(due.known, Status.SUPPRESSED, why, now)
    moved = scheduled.refused(due.head, due.known, now)
    if due.found.line is None:
        return _gone(due, moved, entry)
    moved, told = escalation.asked_again(due.head, moved, entry.id, due.found.line, brand, now)
    return replace(_gone(due, moved, entry), effects=told)


def _gone(due: _Due, after: Thread, entry: Message) -> Changes:
    return Changes(before=due.head, thread=after, messages=(entry,), unscheduled=(due.known,))
