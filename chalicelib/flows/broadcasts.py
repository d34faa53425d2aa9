"""Broadcasts as people see them: before, when they begin, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core import access, effects, responses
from chalicelib.core.broadcasts import WIDE_FROM, Broadcast, Recipient, Stage, broadcast_id, stage_now
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.ids import BroadcastId, GroupId, PersonId, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.core.people import Person
from chalicelib.core.responses import Kind, Responses
from chalicelib.core.tallies import Progress, Tally
from chalicelib.flows.decide import emit, receipt_of, same_request
from chalicelib.flows.lines import seen_by
from chalicelib.flows.links import base
from chalicelib.flows.orders import Order, begins, checked, clock_time, most, repeated
from chalicelib.flows.people import names, present
from chalicelib.flows.ports import House, Page, SeenBefore
from chalicelib.flows.progress import counted

UNLISTED = timedelta(minutes=2)
"""A broadcast that nobody listed further by then is put on the queue again."""
SOON = timedelta(seconds=50)
"""A broadcast that goes is looked at again at the next tick, also where that comes a little early."""


@dataclass(frozen=True, slots=True)
class Seen:
    """`tally` is as it was at `counted`; None: it is as of now."""

    broadcast: Broadcast
    line: Line
    author: str
    tally: Tally | None = None
    counted: datetime | None = None
    steerable: bool = False
    responses: Responses | None = None

    @property
    def progress(self) -> Progress | None:
        return self.tally.progress if self.tally else None


def create(house: House, caller: PersonId, order: Order, key: str | None, now: datetime) -> Seen:
    """Saves the broadcast and begins to list its recipients; a repeated key gives the first one."""
    asked = checked(house, caller, order)
    line, (rule, first) = asked.line, repeated(house, order, now)
    at = first or begins(house, line, order, now)
    # However large the audience will be when it comes again, ids that were made before tell it.
    size = WIDE_FROM if rule else most(house, asked)
    broadcast = Broadcast(
        id=broadcast_id(ulid(int(now.timestamp() * 1000), house.fresh()), size),
        line=line.id,
        line_number=line.number,
        group=asked.audience.groups[0] if asked.audience.groups else GroupId(""),
        group_name=asked.title,
        body=order.body,
        size=asked.size,
        author=asked.person.id,
        at=now,
        stage=Stage.PREPARING if at is None else Stage.SCHEDULED,
        due=at or now + UNLISTED,
        begins=at,
        local=clock_time(order),
        repeat=rule,
        not_after=order.not_after,
        audience=asked.audience,
        links_at=base(house) if order.short_links else "",
    )
    receipt = receipt_of(caller, key, {"broadcast": broadcast.id}, "broadcast", line.id, asked.print, *_said(order))
    try:
        house.broadcasts.create(broadcast, receipt)
    except SeenBefore as first:
        return one(house, caller, same_request(first.receipt, receipt).answer["broadcast"])
    if broadcast.stage is Stage.PREPARING:
        emit(house, (effects.fan_out(broadcast.id, 0),))
    return Seen(broadcast, line, asked.person.name, steerable=True)


def _said(order: Order) -> list[str]:
    """What makes a repeated request the same; one without times is what it was before there were any."""
    times = [moment.isoformat() for moment in (order.send_at, order.not_after) if moment]
    more = [order.send_at_local, "short links" if order.short_links else "", str(order.repeat or "")]
    return [order.body, *times, *filter(None, more)]


def one(house: House, caller: PersonId, broadcast: str) -> Seen:
    """One broadcast with its progress; NotFound where the caller does not see its line."""
    found, line, person = visible(house, caller, broadcast)
    author = house.team.person(found.author)
    known, when, whole = counted(house, found)
    steerable = access.may_steer(person, found.author)
    told = responses.counted(known.progress, *house.broadcasts.responses(found.id))
    current = stage_now(found, known.progress if whole else None)
    return Seen(current, line, author.name if author else "", known, when, steerable, told)


def page(house: House, caller: PersonId, cursor: str | None, limit: int) -> Page[Seen]:
    """Broadcasts on the caller's lines, newest first."""
    _, lines = seen_by(house, caller)
    known = {line.id: line for line in lines}
    found = house.broadcasts.page([line.id for line in lines], cursor, limit)
    people = names(house)
    items = [Seen(stage_now(item), known[item.line], people.get(item.author, "")) for item in found.items]
    return Page(items, found.cursor)


def recipients(
    house: House,
    caller: PersonId,
    broadcast: str,
    cursor: str | None,
    limit: int,
    status: Status | None,
    waiting: bool | None,
    response: Kind | None,
) -> tuple[Line, Page[Recipient]]:
    """Invalid where both a response and a state are asked for: who responded is listed apart from the states."""
    if response is not None and (status is not None or waiting is not None):
        raise Invalid({"response": "Ask for a response, or for a state of the text, not for both at once."})
    found, line, _ = visible(house, caller, broadcast)
    return line, house.broadcasts.recipients(found.id, cursor, limit, status, waiting, response)


def visible(house: House, caller: PersonId, broadcast: str) -> tuple[Broadcast, Line, Person]:
    found = house.broadcasts.get(BroadcastId(broadcast))
    person = present(house.team.person(caller))
    line = house.team.line(found.line) if found else None
    if found is None or line is None or not access.sees_line(person, line):
        raise NotFound("broadcast")
    return found, line, person
