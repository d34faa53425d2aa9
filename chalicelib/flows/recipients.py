"""A batch of a broadcast's recipients to the provider, several side by side: claim, ask whether it still may, send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import caps, pacing
from chalicelib.core.broadcasts import Broadcast, Halt, halted, text_of
from chalicelib.core.ids import ContactId
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.core.outbound import Send
from chalicelib.core.pacing import Batch
from chalicelib.core.resting import resting
from chalicelib.flows import claims, errands, feed, media, paused
from chalicelib.flows.deliver import BACK_OFF
from chalicelib.flows.errand import Errand
from chalicelib.flows.ports import House

PICTURE_GONE = (
    "A file of it is not in the bucket any more, and no text goes without it. "
    "Cancel it, and send a new one to those who are left."
)


def deliver(house: House, batch: Batch, at: datetime, now: datetime) -> None:
    """Brings the recipients of a batch, which was handed out for `at`, a step further; what stays open comes again."""
    found = house.broadcasts.get(batch.broadcast)
    if found is None or pacing.late(at, now):
        return
    halt = halted(found, now)
    line = house.team.line(found.line)
    if halt is Halt.PAUSED or (halt is None and paused.shut(house, found, line, now)):
        house.broadcasts.replace_work([batch], [replace(batch, due=now)])
        return
    lent = () if halt else media.lend_to_many(house, found, now)
    if lent is None:
        paused.pause(house, found, PICTURE_GONE, now)
        house.broadcasts.replace_work([batch], [replace(batch, due=now)])
        return
    again: dict[ContactId, datetime] = {}
    going = [replace(errand, media=lent) for errand in _errands(house, found, line, halt, batch, again, now)]
    if halt is Halt.EXPIRED and found.halt is not halt and going:
        # It was cut off: where the schedule comes later nobody is left, and it would be told as if all had gone.
        house.broadcasts.change(found, replace(found, halt=halt))
    claimed = _work(house, going, now)
    lengths = {errand.row.contact: errand.weight for errand in going}
    house.broadcasts.replace_work([batch], pacing.left(batch, again, lengths))
    claims.tidy(house, [errand.head for errand in claimed], now)


def _errands(
    house: House,
    found: Broadcast,
    line: Line | None,
    halt: Halt | None,
    batch: Batch,
    again: dict[ContactId, datetime],
    now: datetime,
) -> list[Errand]:
    """The texts of those who are still to be texted."""
    brand = house.brand
    rows = house.broadcasts.recipients_of((found.id, contact) for contact in batch.contacts)
    queued = [row for row in rows.values() if row.status is Status.QUEUED]
    known = house.contacts.many(row.contact for row in queued)
    rest = resting(line, now)
    return [
        Errand(found, line, row, text_of(found, row), now, known.get(row.contact), brand, again, halt, rest)
        for row in queued
    ]


def _work(house: House, going: Sequence[Errand], now: datetime) -> list[Errand]:
    """All are claimed, then the broadcast and the contacts' standings are read once more, then all are sent. Gives
    those that were claimed.

    Who halts a broadcast writes so before it is told that it is done. A claim made after that finds it here, and is
    given back; one that found nothing was made before (O5). So it is with a stop for the whole brand (C1).
    """
    claimed: list[Errand] = []
    fit, granted = _within_cap(house, going, now)
    try:
        house.side_by_side(lambda errand: errands.prepare(house, errand, claimed.append), fit)
    except Exception:
        _refund(house, granted, _send(house, claimed, now), now)
        raise
    _refund(house, granted, _send(house, claimed, now), now)
    return claimed


def _send(house: House, claimed: Sequence[Errand], now: datetime) -> list[Errand]:
    """Those of them that went, or may have gone."""
    if not claimed:
        return []
    found = house.broadcasts.get(claimed[0].broadcast.id)
    if found is None or halted(found, now):
        house.side_by_side(lambda errand: errands.give_back(house, errand, timedelta()), claimed)
        return []
    standings = house.conversations.standings(errand.row.contact for errand in claimed)
    went: list[Errand] = []
    full: list[Errand] = []

    def go(errand: Errand) -> None:
        confirmed = errands.confirmed(house, errand, standings.get(errand.row.contact))
        if confirmed and errands.hand_over(house, errand, full.append):
            went.append(errand)

    house.side_by_side(go, claimed)
    if full:
        feed.slow_down(house, found.line, now, BACK_OFF)
    return went


def _within_cap(house: House, going: Sequence[Errand], now: datetime) -> tuple[list[Errand], list[Errand]]:
    """Those for whom the line's day has no room wait for the next one (LN-6): one write for the whole job. And those
    that were granted room."""
    line = going[0].line if going else None
    if line is None or line.daily_cap is None or going[0].halt:
        return list(going), []
    fit = [errand for errand in going if isinstance(errands.judge(house, errand), Send)]
    day = caps.day_of(line, going[0].brand, now)
    lengths = [errand.length for errand in fit]
    granted = house.conversations.spend(line.id, day.name, lengths, line.daily_cap, now) if fit else 0
    late = {errand.row.contact for errand in fit[granted:]}
    told = [replace(errand, over=caps.over(line, day)) if errand.row.contact in late else errand for errand in going]
    return told, fit[:granted]


def _refund(house: House, granted: Sequence[Errand], went: Sequence[Errand], now: datetime) -> None:
    """Gives back the room of what surely did not go: a provider that takes nothing for a while would use up the day.

    A crash before it costs the room: the cap may be missed by a few, and is never passed.
    """
    gone = {errand.row.contact for errand in went}
    left = sum(errand.length for errand in granted if errand.row.contact not in gone)
    line = granted[0].line if left else None
    if line is not None:
        house.conversations.refund(line.id, caps.day_of(line, granted[0].brand, now).name, left)
