"""Broadcasts as people see them: before, when they begin, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import access, effects, responses
from chalicelib.core.broadcasts import WIDE_FROM, Broadcast, Recipient, Stage, broadcast_id, changeable, stage_now
from chalicelib.core.changes import Receipt
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.ids import BroadcastId, PersonId, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.core.people import Person
from chalicelib.core.prices import Cost, cost
from chalicelib.core.responses import Kind, Responses
from chalicelib.core.tallies import Progress, Tally
from chalicelib.flows import uploads
from chalicelib.flows.decide import emit, receipt_of, same_request
from chalicelib.flows.lines import seen_by
from chalicelib.flows.links import base
from chalicelib.flows.orders import Checked, Order, begins, checked, clock_time, first_of, most, repeated
from chalicelib.flows.people import names, present
from chalicelib.flows.ports import House, Page, SeenBefore
from chalicelib.flows.progress import counted

UNLISTED = timedelta(minutes=2)
"""A broadcast that nobody listed further by then is put on the queue again."""
NARROW = 30
"""A line that sends more a second writes each recipient's outcome and receipt into more than one partition, however few
they are: none is to be written a hundred times a second."""
SOON = timedelta(seconds=50)
"""A broadcast that goes is looked at again at the next tick, also where that comes a little early."""


@dataclass(frozen=True, slots=True)
class Seen:
    """`tally` is as it was at `counted`; None: it is as of now. `steerable` and `changeable`: by who asked."""

    broadcast: Broadcast
    line: Line
    author: str
    tally: Tally | None = None
    counted: datetime | None = None
    steerable: bool = False
    changeable: bool = False
    responses: Responses | None = None

    @property
    def progress(self) -> Progress | None:
        return self.tally.progress if self.tally else None

    @property
    def cost(self) -> Cost | None:
        """What of it went costs, by list price; None where nobody measured it, or it is what is made anew each time."""
        if self.tally is None or self.tally.segments is None or self.broadcast.repeat:
            return None
        return cost(self.tally.segments, self.line.kind, files=len(self.broadcast.files))


def create(house: House, caller: PersonId, order: Order, key: str | None, now: datetime) -> Seen:
    """Saves the broadcast and begins to list its recipients; a repeated key gives the first one."""
    try:
        return _created(house, caller, order, key, now)
    except SeenBefore as first:
        earlier = first.receipt
    except (Invalid, NotFound):
        # Since the first request with this key its uploads were taken; its time may be past, its group gone.
        earlier = _receipt_known(house, caller, key)
        if earlier is None:
            raise
    return one(house, caller, same_request(earlier, _receipt(caller, order, key)).answer["broadcast"], now)


def _created(house: House, caller: PersonId, order: Order, key: str | None, now: datetime) -> Seen:
    asked = checked(house, caller, order)
    broadcast = _ordered(house, asked, order, now)
    broadcast = replace(broadcast, files=uploads.taken(house, caller, order.media))
    house.broadcasts.create(broadcast, _receipt(caller, order, key, broadcast.id))
    if broadcast.stage is Stage.PREPARING:
        emit(house, (effects.fan_out(broadcast.id, 0),))
    return Seen(broadcast, asked.line, asked.person.name, steerable=True, changeable=changeable(broadcast, now))


def _receipt(caller: PersonId, order: Order, key: str | None, broadcast: str = "") -> Receipt | None:
    return receipt_of(caller, key, {"broadcast": broadcast}, "broadcast", order.print)


def _receipt_known(house: House, caller: PersonId, key: str | None) -> Receipt | None:
    asked = receipt_of(caller, key, {})
    return house.conversations.receipt(asked.key) if asked else None


def _ordered(house: House, asked: Checked, order: Order, now: datetime) -> Broadcast:
    line, (rule, first) = asked.line, repeated(house, order, now)
    at = first or begins(house, line, order, now)
    # However large the audience will be when it goes, ids that were made before tell it.
    grows = rule is not None or (at is not None and any(group.live for group in asked.groups))
    size = WIDE_FROM if grows or line.rate > NARROW else most(house, asked)
    return Broadcast(
        id=broadcast_id(ulid(int(now.timestamp() * 1000), house.fresh()), size),
        line=line.id,
        line_number=line.number,
        group=first_of(asked),
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


def one(house: House, caller: PersonId, broadcast: str, now: datetime) -> Seen:
    """One broadcast, as of now, with its progress; NotFound where the caller does not see its line."""
    found, line, person = visible(house, caller, broadcast)
    author = house.team.person(found.author)
    known, when, whole = counted(house, found, line)
    steerable = access.may_steer(person, found.author)
    open_ = steerable and changeable(found, now)
    told = responses.counted(known.progress, *house.broadcasts.responses(found.id))
    current = stage_now(found, now, known.progress if whole else None)
    return Seen(current, line, author.name if author else "", known, when, steerable, open_, told)


def page(
    house: House, caller: PersonId, cursor: str | None, limit: int, now: datetime, of: str | None = None
) -> Page[Seen]:
    """Broadcasts on the caller's lines, newest first; or what was made of `of`, NotFound where the caller does not see
    that."""
    if of is None:
        _, lines = seen_by(house, caller)
        found = house.broadcasts.page([line.id for line in lines], cursor, limit)
    else:
        parent, line, _ = visible(house, caller, of)
        lines, found = [line], house.broadcasts.made_of(parent.id, cursor, limit)
    known = {line.id: line for line in lines}
    people = names(house)
    items = [Seen(stage_now(item, now), known[item.line], people.get(item.author, "")) for item in found.items]
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
