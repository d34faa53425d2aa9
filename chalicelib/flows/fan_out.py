"""A broadcast's audience becomes its frozen list of recipients, page by page; each page leads to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.core import effects, introductions, merge, outbound, pacing, segments
from chalicelib.core.broadcasts import Broadcast, Halt, Recipient, Stage, halted, text_of
from chalicelib.core.ids import BroadcastId, ContactId
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Wait
from chalicelib.core.pacing import Batch
from chalicelib.flows import feed
from chalicelib.flows.broadcasts import MEMBERS_AT_ONCE, SOON, members_on
from chalicelib.flows.errands import UNSENT
from chalicelib.flows.ports import House


def list_page(house: House, broadcast: BroadcastId, page: int, cursor: str | None, now: datetime) -> None:
    """Lists one page of recipients, as work to be handed out. A repeat adds nobody.

    A broadcast that was halted is listed nevertheless: who was to get it, and did not, is seen.
    """
    found = house.broadcasts.get(broadcast)
    if found is None or found.stage is not Stage.PREPARING:
        return
    line = house.team.line(found.line)
    if line is None:
        # Nobody can be texted from a line that is gone: without an end the schedule would come back for ever.
        house.broadcasts.advance(broadcast, stage=Stage.DONE)
        return
    members = house.contacts.members(found.group, cursor, MEMBERS_AT_ONCE)
    rows = [_judged(found, row, facts, now) for row, _, facts in members_on(house, line, broadcast, members.items)]
    house.broadcasts.list_recipients(rows)
    house.broadcasts.add_work(list(work_of(found, rows, line, f"{page:06}")))
    jobs = [effects.copy(broadcast)] if page == 0 else []
    if members.cursor is not None:
        jobs.append(effects.fan_out(broadcast, page + 1, members.cursor))
    house.queues.put(jobs)
    stage = Stage.RUNNING if members.cursor is None else None
    house.broadcasts.advance(broadcast, stage=stage, due=now + SOON, listed=(page + 1, members.cursor, now))
    if found.halt is None:
        feed.hand_out(house, line, [found], now)


def _judged(broadcast: Broadcast, row: Recipient, facts: Facts, now: datetime) -> Recipient:
    halt = halted(broadcast, now)
    if halt in (Halt.CANCELLED, Halt.EXPIRED):
        code, why, rule = UNSENT[halt]
        return replace(row, status=Status.CANCELLED, changed=now, code=code, reason=why, rule=rule)
    added = introductions.in_broadcast(facts.thread, merge.render(broadcast.body, row.values), facts.brand)
    row = replace(row, introduction=added)
    judged = outbound.verdict(Draft(Kind.BROADCAST, text_of(broadcast, row)), facts, now)
    match judged:  # a held line waits as a whole, and in nobody's zone
        case Refuse():
            refused = replace(row, status=Status.SUPPRESSED, changed=now)
            return replace(refused, code=judged.code, reason=judged.sentence, rule=judged.rule)
        case Wait(zone=zone) if zone:
            waiting = replace(row, until=judged.until, changed=now)
            return replace(waiting, code=judged.code, reason=judged.sentence, rule=judged.rule)
        case _:
            return replace(row, changed=now)


def work_of(broadcast: Broadcast, rows: Sequence[Recipient], line: Line, name: str) -> Iterator[Batch]:
    """Those of these rows who are still to be texted, as work: each batch may go, or go on, at one moment."""
    alike: dict[datetime | None, dict[ContactId, int]] = defaultdict(dict)
    for row in rows:
        if row.status is Status.QUEUED:
            alike[row.until][row.contact] = segments.count(text_of(broadcast, row), line.kind).segments
    for number, (until, lengths) in enumerate(alike.items()):
        yield from pacing.batches(broadcast.id, f"{name}.{number}", lengths, line.rate, until)
