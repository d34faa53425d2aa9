"""Hands out a line's time to the broadcasts that wait for it, as jobs that begin over the next minute (O6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib.core import effects, pacing
from chalicelib.core.broadcasts import Broadcast
from chalicelib.core.ids import BroadcastId, LineId
from chalicelib.core.lines import Line
from chalicelib.core.outbound import held
from chalicelib.core.pacing import Slot
from chalicelib.flows.decide import emit
from chalicelib.flows.ports import House

ENDING = 1000
"""So many batches a minute of a broadcast that is over are worked off: nothing is sent, so no line sets the pace."""


def hand_out(house: House, line: Line, broadcasts: Sequence[Broadcast], now: datetime) -> set[BroadcastId]:
    """Which of these broadcasts, all of one line, got some of its time.

    The line's time is promised first, then the work moved, then the jobs put. Whoever loses the promise to another does
    nothing; a crash in between costs a minute, or has the work come again when it was to be done by.
    """
    if held(line, now) is not None:
        return set()
    seen = house.broadcasts.promised(line.id)
    if seen is not None and seen >= now + pacing.AHEAD:
        return set()
    most = pacing.most_batches(line.rate)
    plan = pacing.plan([house.broadcasts.work(one.id, now, most) for one in broadcasts], line.rate, seen, now)
    if not plan.slots or not house.broadcasts.promise(line.id, seen, plan.until):
        return set()
    _put(house, plan.slots, now)
    return {slot.batch.broadcast for slot in plan.slots}


def work_off(house: House, broadcast: BroadcastId, now: datetime) -> bool:
    """Hands out what is left of a broadcast of which nothing is sent any more; whether there was something."""
    slots = [Slot(batch, now) for batch in house.broadcasts.work(broadcast, now, ENDING)]
    _put(house, slots, now)
    return bool(slots)


def slow_down(house: House, line: LineId, now: datetime, pause: timedelta) -> None:
    """The provider is full: the line's time goes on a little later, for all of its broadcasts."""
    seen = house.broadcasts.promised(line)
    if seen is None or seen < now + pause:
        house.broadcasts.promise(line, seen, now + pause)


def _put(house: House, slots: Sequence[Slot], now: datetime) -> None:
    moved = [pacing.handed(slot) for slot in slots]
    house.broadcasts.replace_work([slot.batch for slot in slots], moved)
    emit(
        house,
        (effects.deliver_recipients(Slot(batch, slot.at), now) for batch, slot in zip(moved, slots, strict=True)),
    )
