"""Broadcasts as people see them: before, when they begin, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core import access, effects
from chalicelib.core.broadcasts import Broadcast, Progress, Recipient, progress, stage_now
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import BroadcastId, GroupId, PersonId, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.core.people import Person
from chalicelib.flows.decide import emit, receipt_of, same_request
from chalicelib.flows.lines import seen_by
from chalicelib.flows.orders import Order, checked
from chalicelib.flows.people import present
from chalicelib.flows.ports import House, Page, SeenBefore

UNLISTED = timedelta(minutes=2)
"""A broadcast that nobody listed further by then is put on the queue again."""


@dataclass(frozen=True, slots=True)
class Seen:
    broadcast: Broadcast
    line: Line
    author: str
    progress: Progress | None = None


def create(house: House, caller: PersonId, order: Order, key: str | None, now: datetime) -> Seen:
    """Saves the broadcast and begins to list its recipients; a repeated key gives the first one."""
    asked = checked(house, caller, order)
    line = asked.line
    broadcast = Broadcast(
        id=BroadcastId(ulid(int(now.timestamp() * 1000), house.fresh())),
        line=line.id,
        line_number=line.number,
        group=asked.audience.groups[0] if asked.audience.groups else GroupId(""),
        group_name=asked.title,
        body=order.body,
        size=asked.size,
        author=asked.person.id,
        at=now,
        due=now + UNLISTED,
        audience=asked.audience,
    )
    receipt = receipt_of(caller, key, {"broadcast": broadcast.id}, "broadcast", line.id, asked.print, order.body)
    try:
        house.broadcasts.create(broadcast, receipt)
    except SeenBefore as first:
        return one(house, caller, same_request(first.receipt, receipt).answer["broadcast"])
    emit(house, (effects.fan_out(broadcast.id, 0),))
    return Seen(broadcast, line, asked.person.name)


def one(house: House, caller: PersonId, broadcast: str) -> Seen:
    """One broadcast with its progress; NotFound where the caller does not see its line."""
    found, line, _ = _visible(house, caller, broadcast)
    author = house.team.person(found.author)
    counted = progress(house.broadcasts.all_recipients(found.id))
    return Seen(stage_now(found, counted), line, author.name if author else "", counted)


def page(house: House, caller: PersonId, cursor: str | None, limit: int) -> Page[Seen]:
    """Broadcasts on the caller's lines, newest first."""
    _, lines = seen_by(house, caller)
    known = {line.id: line for line in lines}
    found = house.broadcasts.page([line.id for line in lines], cursor, limit)
    people = {person.id: person.name for person in house.team.people()}
    items = [Seen(item, known[item.line], people.get(item.author, "")) for item in found.items]
    return Page(items, found.cursor)


def recipients(
    house: House,
    caller: PersonId,
    broadcast: str,
    cursor: str | None,
    limit: int,
    status: Status | None,
    waiting: bool | None,
) -> tuple[Line, Page[Recipient]]:
    found, line, _ = _visible(house, caller, broadcast)
    return line, house.broadcasts.recipients(found.id, cursor, limit, status, waiting)


def _visible(house: House, caller: PersonId, broadcast: str) -> tuple[Broadcast, Line, Person]:
    found = house.broadcasts.get(BroadcastId(broadcast))
    person = present(house.team.person(caller))
    line = house.team.line(found.line) if found else None
    if found is None or line is None or not access.sees_line(person, line):
        raise NotFound("broadcast")
    return found, line, person
