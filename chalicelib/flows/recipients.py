"""A batch of a broadcast's recipients to the provider, several side by side: claim, ask whether it still may, send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import caps, pacing
from chalicelib.core.broadcasts import Broadcast, Halt, halted, text_of
from chalicelib.core.ids import ContactId
from chalicelib.core.messages import Status
from chalicelib.core.outbound import Send
from chalicelib.core.pacing import Batch
from chalicelib.flows import errands, feed
from chalicelib.flows.deliver import BACK_OFF
from chalicelib.flows.errands import Errand
from chalicelib.flows.ports import House


def deliver(house: House, batch: Batch, at: datetime, now: datetime) -> None:
    """Brings the recipients of a batch, which was handed out for `at`, a step further; what stays open comes again."""
    found = house.broadcasts.get(batch.broadcast)
    if found is None or pacing.late(at, now):
        return
    halt = halted(found, now)
    if halt is Halt.PAUSED:
        house.broadcasts.replace_work([batch], [replace(batch, due=now)])
        return
    again: dict[ContactId, datetime] = {}
    going = _errands(house, found, halt, batch, again, now)
    _work(house, going, now)
    lengths = {errand.row.contact: errand.length for errand in going}
    house.broadcasts.replace_work([batch], pacing.left(batch, again, lengths))


def _errands(
    house: House, found: Broadcast, halt: Halt | None, batch: Batch, again: dict[ContactId, datetime], now: datetime
) -> list[Errand]:
    """The texts of those who are still to be texted."""
    line, brand = house.team.line(found.line), house.brand
    rows = house.broadcasts.recipients_of((found.id, contact) for contact in batch.contacts)
    queued = [row for row in rows.values() if row.status is Status.QUEUED]
    known = house.contacts.many(row.contact for row in queued)
    return [
        Errand(found, line, row, text_of(found, row), now, known.get(row.contact), brand, again, halt) for row in queued
    ]


def _work(house: House, going: Sequence[Errand], now: datetime) -> None:
    """All are claimed, then the broadcast is read once more, then all are sent.

    Who halts a broadcast writes so before it is told that it is done. A claim made after that finds it here, and is
    given back; one that found nothing was made before (O5).
    """
    claimed: list[Errand] = []
    fit = _within_cap(house, going, now)
    try:
        house.side_by_side(lambda errand: errands.prepare(house, errand, claimed.append), fit)
    except Exception:
        _send(house, claimed, now)
        raise
    _send(house, claimed, now)


def _send(house: House, claimed: Sequence[Errand], now: datetime) -> None:
    if not claimed:
        return
    found = house.broadcasts.get(claimed[0].broadcast.id)
    if found is None or halted(found, now):
        house.side_by_side(lambda errand: errands.give_back(house, errand, timedelta()), claimed)
        return
    full: list[Errand] = []
    house.side_by_side(lambda errand: errands.hand_over(house, errand, full.append), claimed)
    if full:
        feed.slow_down(house, found.line, now, BACK_OFF)


def _within_cap(house: House, going: Sequence[Errand], now: datetime) -> list[Errand]:
    """Those for whom the line's day has no room wait for the next one (LN-6): one write for the whole job.

    What is taken and then refused is not given back: the cap may be missed by a few, and is never passed.
    """
    line = going[0].line if going else None
    if line is None or line.daily_cap is None or going[0].halt:
        return list(going)
    fit = [errand for errand in going if isinstance(errands.judge(house, errand), Send)]
    day = caps.day_of(line, going[0].brand, now)
    lengths = [errand.length for errand in fit]
    granted = house.conversations.spend(line.id, day.name, lengths, line.daily_cap, now) if fit else 0
    late = {errand.row.contact for errand in fit[granted:]}
    return [replace(errand, over=caps.over(line, day)) if errand.row.contact in late else errand for errand in going]
