"""A broadcast's audience becomes its frozen list of recipients, page by page; each page leads to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.core import effects, introductions, links, pacing, segments
from chalicelib.core.broadcasts import UNSENT, Broadcast, Halt, Recipient, Stage, body_of, halted, spread, text_of
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import BroadcastId, ContactId, shard
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.core.outbound import Facts, Refuse, Verdict, Wait
from chalicelib.core.pacing import Batch
from chalicelib.core.people import Person, Role
from chalicelib.core.selection import LOST, judge
from chalicelib.flows import feed, paused
from chalicelib.flows.audience import Listing, Text
from chalicelib.flows.broadcasts import SOON
from chalicelib.flows.ports import House

GROUP_GONE = (
    "A group that it goes to was deleted while its recipients were being listed. "
    "Resume it for those who are on the list, or cancel it."
)


def list_page(house: House, broadcast: BroadcastId, page: int, cursor: str | None, now: datetime) -> None:
    """Lists one page of recipients, as work to be handed out. A repeat adds nobody.

    A broadcast that was halted is listed nevertheless: who was to get it, and did not, is seen.
    """
    found = house.broadcasts.get(broadcast)
    if found is None or found.stage is not Stage.PREPARING or page < found.page:
        # Of a page that was listed its successor is on the queue: a second chain would list, and hand out, all anew.
        return
    line = house.team.line(found.line)
    if line is None:
        # Nobody can be texted from a line that is gone: without an end the schedule would come back for ever.
        house.broadcasts.advance(broadcast, stage=Stage.DONE)
        return
    halt = halted(found, now)
    if halt not in UNSENT and paused.shut(house, found, line, now):
        # All would be refused. This page comes again until it can be judged.
        return
    listing = Listing(house, line, found.goes_to, now)
    gone = listing.gone(cursor)
    contacts, further = listing.page(cursor)
    rows = _rows(house, found, listing, contacts, halt, now)
    if found.links_at and page == 0:
        house.links.name(found.id)
    house.broadcasts.list_recipients(rows)
    house.broadcasts.add_work(list(work_of(found, rows, line, f"{page:06}")))
    _halted(house, found, halt, gone=gone)
    jobs = [effects.copy(broadcast)] if page == 0 and halt not in UNSENT else []
    if further is not None:
        jobs.append(effects.fan_out(broadcast, page + 1, further))
    elif spread(broadcast) > 1:
        # Of a large one only a count tells how many wait, and nothing of it may go, and so be counted, for hours.
        jobs += [effects.count(broadcast, place) for place in range(spread(broadcast))]
    house.queues.put(jobs)
    stage = Stage.RUNNING if further is None else None
    house.broadcasts.advance(broadcast, stage=stage, due=now + SOON, listed=(page + 1, further, now))
    if found.halt is None and not gone:
        feed.hand_out(house, line, [found], now)


def _rows(
    house: House, found: Broadcast, listing: Listing, contacts: Sequence[Contact], halt: Halt | None, now: datetime
) -> list[Recipient]:
    text = Text(found.body, _author(house, found), found.id)
    return [
        _judged(found, _linked(house, found, row), facts, now, halt=halt, lost=listing.lost)
        for row, facts in listing.recipients(text, contacts)
    ]


def _halted(house: House, found: Broadcast, halt: Halt | None, *, gone: bool) -> None:
    """What keeps it from going on is written, where this page shows it first: it would be told as if all had gone."""
    if halt is Halt.EXPIRED and found.halt is not halt:
        house.broadcasts.change(found, replace(found, halt=halt))
    elif gone and halt in (None, Halt.PAUSED) and found.why != GROUP_GONE:
        # Whoever paused it before knows nothing of the group.
        paused.pause(house, found, GROUP_GONE, found.due)


def _author(house: House, found: Broadcast) -> Person:
    """Who wrote it; of whom nobody knows any more, the fields about it have no value."""
    return house.team.person(found.author) or Person(found.author, "", "", Role.LIMITED, active=False)


def _linked(house: House, found: Broadcast, row: Recipient) -> Recipient:
    """With the code of its short links: the same, however often it is listed."""
    if not found.links_at:
        return row
    secret = house.ids.link(found.id, row.contact, links.SECRET)
    return replace(row, link=links.code(found.id, row.contact, shard(row.contact, spread(found.id)), secret))


def _judged(
    found: Broadcast, row: Recipient, facts: Facts, now: datetime, *, halt: Halt | None, lost: bool
) -> Recipient:
    if halt in UNSENT:
        code, why, rule = UNSENT[halt]
        return replace(row, status=Status.CANCELLED, changed=now, code=code, reason=why, rule=rule)
    added = introductions.in_broadcast(facts.thread, body_of(found, row), facts.brand)
    row = replace(row, introduction=added)
    judged = LOST if lost else _verdict(found, row, facts, now)
    match judged:  # a held line waits as a whole, and in nobody's zone
        case Refuse():
            refused = replace(row, status=Status.SUPPRESSED, changed=now)
            return replace(refused, code=judged.code, reason=judged.sentence, rule=judged.rule)
        case Wait(zone=zone) if zone:
            waiting = replace(row, until=judged.until, changed=now)
            return replace(waiting, code=judged.code, reason=judged.sentence, rule=judged.rule)
        case _:
            return replace(row, changed=now)


def _verdict(found: Broadcast, row: Recipient, facts: Facts, now: datetime) -> Verdict:
    skip, files = found.goes_to.skip, len(found.files)
    return judge(text_of(found, row), facts, skip, found.id, now, found.local_time, files, found.not_after)


def work_of(broadcast: Broadcast, rows: Sequence[Recipient], line: Line, name: str) -> Iterator[Batch]:
    """Those of these rows who are still to be texted, as work: each batch may go, or go on, at one moment."""
    alike: dict[datetime | None, dict[ContactId, int]] = defaultdict(dict)
    files = len(broadcast.files)
    for row in rows:
        if row.status is Status.QUEUED:
            length = segments.count(text_of(broadcast, row), line.kind, files=files).segments
            alike[row.until][row.contact] = pacing.weight(length, line, files)
    for number, (until, lengths) in enumerate(alike.items()):
        yield from pacing.batches(broadcast.id, f"{name}.{number}", lengths, line.rate, until)
