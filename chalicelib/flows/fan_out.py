"""A broadcast's audience becomes its frozen list of recipients, page by page; each page leads to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import effects, introductions, merge
from chalicelib.core.broadcasts import Broadcast, Recipient, Stage, text_of
from chalicelib.core.effects import Effect
from chalicelib.core.ids import BroadcastId, ContactId
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.core.outbound import Facts, Refuse, Wait
from chalicelib.core.people import Person, Role
from chalicelib.core.selection import LOST, judge
from chalicelib.flows.audience import AT_ONCE, Listing, Text
from chalicelib.flows.broadcasts import UNLISTED
from chalicelib.flows.ports import House

BATCH = 25
"""Recipients of one job: a worker sends them side by side."""
FIRST_LOOK = timedelta(minutes=2)


def list_page(house: House, broadcast: BroadcastId, page: int, cursor: str | None, now: datetime) -> None:
    """Lists one page of recipients and puts the open ones on their way. A repeat adds nobody."""
    found = house.broadcasts.get(broadcast)
    if found is None or found.stage is not Stage.PREPARING:
        return
    line = house.team.line(found.line)
    if line is None:
        # Nobody can be texted from a line that is gone: without an end the schedule would come back for ever.
        house.broadcasts.advance(broadcast, stage=Stage.DONE)
        return
    listing = Listing(house, line, found.goes_to, now)
    contacts, further = listing.page(cursor)
    text = Text(found.body, _author(house, found), broadcast)
    rows = [_judged(found, row, facts, now, lost=listing.lost) for row, facts in listing.recipients(text, contacts)]
    house.broadcasts.list_recipients(rows)
    open_rows = [row.contact for row in rows if row.status is Status.QUEUED and not row.waits]
    jobs = list(paced(broadcast, open_rows, line, FIRST_LOOK, before=page * AT_ONCE))
    if page == 0:
        jobs.append(effects.copy(broadcast))
    if further is not None:
        jobs.append(effects.fan_out(broadcast, page + 1, further))
    house.queues.put(jobs)
    if further is None:
        house.broadcasts.advance(broadcast, stage=Stage.RUNNING, due=now + FIRST_LOOK)
    else:
        house.broadcasts.advance(broadcast, due=now + UNLISTED)


def _author(house: House, found: Broadcast) -> Person:
    """Who wrote it; of whom nobody knows any more, the fields about it have no value."""
    return house.team.person(found.author) or Person(found.author, "", "", Role.LIMITED, active=False)


def _judged(found: Broadcast, row: Recipient, facts: Facts, now: datetime, *, lost: bool) -> Recipient:
    added = introductions.in_broadcast(facts.thread, merge.render(found.body, row.values), facts.brand)
    row = replace(row, introduction=added)
    judged = LOST if lost else judge(text_of(found, row), facts, found.goes_to.skip, found.id, now)
    match judged:  # a held line waits as a whole, and in nobody's zone
        case Refuse():
            refused = replace(row, status=Status.SUPPRESSED, changed=now)
            return replace(refused, code=judged.code, reason=judged.sentence, rule=judged.rule)
        case Wait(zone=zone) if zone:
            waiting = replace(row, until=judged.until, changed=now)
            return replace(waiting, code=judged.code, reason=judged.sentence, rule=judged.rule)
        case _:
            return replace(row, changed=now)


def paced(
    broadcast: BroadcastId, contacts: Sequence[ContactId], line: Line, span: timedelta, before: int = 0
) -> Iterator[Effect]:
    """Jobs held back so that together they keep to the line's rate (O6): each begins when those before it are through.

    `before` are the recipients ahead of these. Who would have to wait longer than `span` gets no job yet: the schedule
    comes back to whoever is still open.
    """
    rate = max(line.rate, 1)
    for start in range(0, len(contacts), BATCH):
        delay = (before + start) // rate
        if delay >= span.total_seconds():
            return
        yield effects.deliver_recipients(broadcast, contacts[start : start + BATCH], delay)
