"""Notes of the team in a conversation, and telling those whom they are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.core import absences, access, bursts, effects, escalation, notes, wording
from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.devices import Glance
from chalicelib.core.ids import MessageId, PersonId, ThreadId, thread_parts, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message, Origin
from chalicelib.core.people import Event, Person
from chalicelib.core.presence import Presence
from chalicelib.core.threads import Thread
from chalicelib.flows import presence, telling
from chalicelib.flows.alert import Notice
from chalicelib.flows.decide import emit, receipt_of, same_request, settled
from chalicelib.flows.ports import House, SeenBefore
from chalicelib.flows.threads import opened

EVENTS = {Origin.ASSIGNMENT: "thread.assigned", Origin.ESCALATION: "thread.escalated"}
"""What the brand's own systems hear of; notes are the team's own."""
_GLANCES = {
    Origin.NOTE: "You were mentioned",
    Origin.ASSIGNMENT: "A conversation for you",
    Origin.ESCALATION: "Nobody has answered, and you are next",
}


@dataclass(frozen=True, slots=True)
class Noted:
    """A note that stands in its thread; `names` are those of its author and of whom it mentions."""

    message: Message
    names: dict[PersonId, str]


@dataclass(frozen=True, slots=True)
class Colleague:
    """`handle` is what mentions this person; `holds` and `owns`: it may have the conversation, and its lead."""

    presence: Presence
    handle: str
    holds: bool
    owns: bool


def write(house: House, caller: PersonId, thread: str, body: str, key: str | None, now: datetime) -> Noted:
    """Leaves a note. Invalid names who is mentioned and may not see the thread; NotFound where the caller may not."""
    wording.check_body(body)
    return settled(lambda: _attempt(house, caller, thread, body, key, now))


def colleagues(house: House, caller: PersonId, thread: str, now: datetime) -> list[Colleague]:
    """Who may see the thread, who is there first."""
    person, line, _ = opened(house, caller, thread)
    people = house.team.people()
    seeing = [one for one in people if access.sees_thread(one, line)]
    loads = presence.loads(house, person, seeing)
    found = presence.seen(house, person, seeing, people, now, loads)
    return [
        Colleague(
            one, notes.handle(one.person, people), access.may_hold(one.person, line), access.may_own(one.person, line)
        )
        for one in found
    ]


def tell(house: House, job: dict[str, Any], now: datetime) -> bool:
    """Alerts those whom a note, an assignment or a call is for, by their channels, whatever they were alerted of a
    moment ago; whether it did. A job that comes again finds its effect done."""
    if not house.conversations.effect_open(job["effect"]):
        return False
    thread, entry = ThreadId(job["thread"]), MessageId(job["message"])
    line_id, contact = thread_parts(thread)
    found = house.conversations.load(line=line_id, contact=contact, message=(thread, entry))
    told = False
    if found.thread is not None and found.line is not None and found.message is not None:
        people = house.team.people()
        notice = _notice(house, found.thread, found.message, people, found.line.label)
        notice = replace(notice, since=telling.since(entry))
        line = _seen(house, found.line, people, found.message, now)
        concerned = notes.concerned(found.message, found.thread, line, people)
        if found.message.origin is Origin.ASSIGNMENT:
            concerned = [one for one in _there(house, concerned, line, people, now) if one.id != found.message.author]
        told, _ = telling.tell_each(house, concerned, notice, bursts.entered(thread, entry, now), now)
        if found.message.origin in EVENTS:
            known = {"thread": thread, "line": line_id, "people": list(found.message.tells)}
            house.topic.publish({"event": EVENTS[found.message.origin], **known})
    house.conversations.finish_effect(job["effect"])
    return told


def _attempt(house: House, caller: PersonId, thread: str, body: str, key: str | None, now: datetime) -> Noted:
    person, line, head = opened(house, caller, thread)
    told = notes.mentioned(body, house.team.people()) if "@" in body else []
    notes.demand_seen(told, line)
    place = MessageId(ulid(int(now.timestamp() * 1000), house.fresh()))
    entry = notes.note(head, body, caller, told, place, now)
    receipt = receipt_of(caller, key, {"message": entry.id}, "note", head.id, body)
    wanted = (effects.team(head.id, entry.id),) if set(entry.tells) - {caller} else ()
    names = {one.id: one.name for one in (person, *told)}
    changes = Changes(before=head, thread=head, messages=(entry,), receipt=receipt, effects=wanted)
    try:
        house.conversations.save(changes, now)
    except SeenBefore as first:
        return Noted(_first(house, head, same_request(first.receipt, receipt)), names)
    emit(house, wanted)
    return Noted(entry, names)


def _first(house: House, head: Thread, receipt: Receipt) -> Message:
    """The note that the first request with this key left."""
    place = (head.id, MessageId(receipt.answer["message"]))
    found = house.conversations.load(message=place).message
    if found is None:
        raise LookupError("a receipt without its note")
    return found


def _there(
    house: House, concerned: Sequence[Person], line: Line, people: Sequence[Person], now: datetime
) -> list[Person]:
    """Who is to look at what these were given: whoever answers for who is away (AW-3)."""
    away = absences.away(house.team.roster(), now)
    found = (access.responsible(one.id, line, people, away) if one.id in away else [one] for one in concerned)
    return list({person.id: person for several in found for person in several}.values())


def _seen(house: House, line: Line, people: Sequence[Person], entry: Message, now: datetime) -> Line:
    """The line as it is seen now: who is called sees it from that moment, and not from the schedule's next look on."""
    if entry.origin is not Origin.ESCALATION:
        return line
    return escalation.seen_by(line, people, absences.away(house.team.roster(), now))


def _notice(house: House, thread: Thread, entry: Message, people: Sequence[Person], line: str) -> Notice:
    """Who did what, and where to read it: neither the note nor a number stands in it."""
    author = next((person.name for person in people if person.id == entry.author), "")
    deed = "mentioned you" if entry.origin is Origin.NOTE else "gave you a conversation"
    if entry.origin is Origin.ESCALATION:
        author, deed = "Nobody", "has answered, and you are next"
    link = f"{house.dashboard_url}/t/{thread.id}"
    said = f"{author or 'Somebody'} {deed}"
    return Notice(
        event=Event.ESCALATION if entry.origin is Origin.ESCALATION else Event.MENTION,
        # A colleague's words: who answers them by text means the colleague, and nobody the contact.
        about=thread.id if entry.origin is Origin.ESCALATION else None,
        cause=f"alert:{entry.id}",
        at=entry.at,
        body=wording.team_text(author, deed, thread.name, link),
        subject=said,
        text=f"{said}. The conversation is with {thread.name or 'a contact'}.\n\nRead it: {link}\n",
        glance=Glance(_GLANCES[entry.origin], line, f"/t/{thread.id}", thread.id),
    )
