"""Brings forward what waits for a line's next day, as the line may send more of this one (LN-6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import caps
from chalicelib.core.broadcasts import Broadcast, Stage
from chalicelib.core.ids import LineId
from chalicelib.flows.ports import House

LOT = 200
"""Batches that are moved at once."""
MOST = 2000
"""Of all lines' broadcasts so many are looked through: those that the schedule looks at before the day ends."""
SOON = timedelta(seconds=1)


def bring_forward(house: House, line_id: LineId, effect: str, now: datetime) -> None:
    """What waits for the end of the line's day is judged again now; who has other reasons to wait waits on.

    Twice is once, and a crash between two lots leaves the effect open: whoever makes it again finds the rest.
    """
    line = house.team.line(line_id)
    if line is not None:
        ends = caps.day_of(line, house.brand, now).ends
        # A broadcast is looked at when the first of its work is due, and so before the day ends.
        for found in house.broadcasts.due(ends, MOST):
            if found.line == line_id and found.stage in (Stage.PREPARING, Stage.RUNNING):
                _hurry(house, found, ends, now)
    house.conversations.finish_effect(effect)


def _hurry(house: House, found: Broadcast, ends: datetime, now: datetime) -> None:
    """Of what is due by then only what waits for that very moment: that is the last, and read first."""
    while late := [batch for batch in house.broadcasts.work(found.id, ends, LOT) if batch.due == ends]:
        house.broadcasts.replace_work(late, [replace(batch, due=now) for batch in late])
    house.broadcasts.take(found, now + SOON)
