"""Who is told of what came in, and when: once per burst each, and of what fell into it when that is over (A4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from chalicelib.core import absences, access, bursts, own_numbers, wording
from chalicelib.core.bursts import Burst, Cause
from chalicelib.core.devices import Glance
from chalicelib.core.errors import Busy
from chalicelib.core.ids import MessageId, PersonId, ThreadId, thread_parts, ulid_time
from chalicelib.core.lines import Line
from chalicelib.core.messages import Direction, Message
from chalicelib.core.people import Event, Person
from chalicelib.core.phone import mask, pretty
from chalicelib.core.threads import Thread
from chalicelib.flows.absences import stand_in
from chalicelib.flows.alert import Notice, notify
from chalicelib.flows.ports import House


def incoming(house: House, job: dict[str, Any], now: datetime) -> bool:
    """Tells whoever is responsible that a contact wrote, or that a text did not reach it, by the channels it chose
    (AL-1, AL-2). Whether anybody was told of what came by then, which is measured: nobody is who is told by text, or
    whom a burst holds back.

    A job that could not be done has come to the queue more than once by then: those after it find its effect done.
    """
    if not house.conversations.effect_open(job["effect"]):
        return False
    thread, text = ThreadId(job["thread"]), MessageId(job["message"])
    # A job of before does not say since when its text stands there.
    arrived = datetime.fromisoformat(job["at"]) if "at" in job else now
    found, told = _found(house, thread, text), False
    came = found is not None and found[2].direction is Direction.IN
    if found is not None:
        responsible = _responsible(house, found[0], found[1], now)
        notice = replace(_notice(house, *found), since=since(text) if came else None)
        told, _ = tell_each(house, responsible, notice, bursts.came(thread, text, arrived), now)
        if came:
            known = {"thread": thread, "message": text, "line": found[1].id}
            house.topic.publish({"event": "message.received", **known})
    house.conversations.finish_effect(job["effect"])
    return told and came


def since(entry: MessageId) -> datetime:
    """When an entry of a thread began to be one: at the webhook, or with the request."""
    return datetime.fromtimestamp(ulid_time(entry) / 1000, UTC)


def caught_up(house: House, job: dict[str, Any], now: datetime) -> None:
    """A burst is over: tells of what fell into it whom it was to be told, or who is responsible in its place by now.

    What is to be told stands in the saved effect: since this job was given, a newer text may have come. One that comes
    while this is told is left there, and told next.
    """
    left = house.conversations.open_job(job["effect"])
    if left is None:
        return
    person, cause = bursts.caught_up(left)
    found = _found(house, cause.thread, cause.text)
    again: set[str] = set()
    burst = house.conversations.burst(person, cause.thread)
    if found is not None and bursts.unanswered(found[0], burst, cause):
        responsible = _responsible(house, found[0], found[1], now)
        mine = [one for one in responsible if one.id == person]
        _, again = tell_each(house, mine or responsible, _notice(house, *found), cause, now)
    if job["effect"] not in again:
        house.conversations.finish_job(job["effect"], left)


def answered(house: House, person: PersonId, thread: ThreadId, burst: Burst, now: datetime) -> None:
    """A person answered from its own phone, which ended this burst: it is told of what fell into it (AL-5)."""
    caught_up(house, {"effect": bursts.catch_up_id(person, thread, burst)}, now)


def tell_each(
    house: House, people: Iterable[Person], notice: Notice, cause: Cause, now: datetime
) -> tuple[bool, set[str]]:
    """Once per burst each; for whom it is too early a catch-up is left. Whether anybody was told by then (flows.alert),
    and the ids of the catch-ups.

    Who cannot be told now keeps nobody else from it: Busy comes at the end, and when the job comes again, it is for
    those who do not know yet.
    """
    told, left, busy, lines, handed = [], set(), None, house.team.lines(), False
    for person in people:
        try:
            if house.conversations.begin_burst(person.id, cause, now, now - bursts.BURST):
                handed |= notify(house, person, own_numbers.sender(person, lines), notice, now)
                told.append(person.id)
            elif not cause.alone:
                left |= _leave(house, person.id, cause, now)
        except Busy as fault:
            busy = fault
    if busy is not None:
        for one in told:
            house.conversations.note_told(one, cause)
        raise busy
    return handed, left


def _leave(house: House, person: PersonId, cause: Cause, now: datetime) -> set[str]:
    burst = house.conversations.burst(person, cause.thread)
    if burst is None or bursts.knows(burst, cause):
        return set()
    effect = bursts.catch_up(person, burst, cause)
    house.conversations.leave_catch_up(effect, now)
    return {effect.id}


def _found(house: House, thread: ThreadId, text: MessageId) -> tuple[Thread, Line, Message] | None:
    line, contact = thread_parts(thread)
    found = house.conversations.load(line=line, contact=contact, message=(thread, text))
    if found.thread is None or found.line is None or found.message is None:
        return None
    return found.thread, found.line, found.message


def _responsible(house: House, thread: Thread, line: Line, now: datetime) -> list[Person]:
    people, gone = house.team.people(), absences.away(house.team.roster(), now)
    if access.covering(line, people, gone, whole=house.brand.calls_on) != line.covers:
        # An absence began since the schedule looked last: whoever is told now is to find the conversation.
        stand_in(house, now)
    return access.responsible(thread.assignee, line, people, gone)


def _notice(house: House, thread: Thread, line: Line, message: Message) -> Notice:
    link = f"{house.dashboard_url}/t/{thread.id}"
    # Whoever may answer from an own phone is not to text the contact from it (AL-5).
    number = mask(thread.phone) if house.brand.own_phone_answers else pretty(thread.phone)
    who = message.speaker.name if message.speaker else thread.name or number
    if message.direction is Direction.OUT:
        return _undelivered(thread, line, message, who, link)
    subject = f"{who} wrote to {line.label}"
    return Notice(
        event=Event.MESSAGE,
        about=thread.id,
        cause=f"alert:{message.id}",
        at=message.at,
        body=wording.alert_text(who, line.label, message.body, link),
        subject=subject,
        text=f"{subject}:\n\n{message.body}\n\nRead and answer: {link}\n",
        glance=Glance("New message", line.label, f"/t/{thread.id}", thread.id),
    )


def _undelivered(thread: Thread, line: Line, message: Message, who: str, link: str) -> Notice:
    why = f"{message.reason.rstrip('.') or 'The provider did not take it'}."
    subject = wording.undelivered(who, line.label)
    return Notice(
        event=Event.MESSAGE,
        about=thread.id,
        cause=f"alert:{message.id}",
        at=message.at,
        body=f"{subject}. {link}",
        subject=subject,
        text=f"{subject}. {why}\n\nSee it and write anew: {link}\n",
        glance=Glance("A text did not arrive", line.label, f"/t/{thread.id}", thread.id),
    )
