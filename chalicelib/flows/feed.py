"""Hands out a line's time to the broadcasts that wait for it, as jobs that begin over the next minute (O6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from chalicelib.core import effects, pacing
from chalicelib.core.broadcasts import Broadcast, Stage, halted
from chalicelib.core.ids import BroadcastId, LineId
from chalicelib.core.lines import Line
from chalicelib.core.outbound import held
from chalicelib.core.pacing import Pace, Slot
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.ports import House, Stale

ENDING = 1000
"""So many batches a minute of a broadcast that is over are worked off: nothing is sent, so no line sets the pace."""
MOST_OTHERS = 10
"""Of so many others of the line the work is read at once: those that had the least. The rest come next."""
_GOING = (Stage.PREPARING, Stage.RUNNING)
WITH_WORKERS = pacing.AHEAD + pacing.BACK + timedelta(minutes=1)
"""Work that comes again within this may be with a worker; what comes later waits."""
FOREVER = timedelta(days=1000)
"""Nobody waits so long."""


def hand_out(house: House, line: Line, broadcasts: Sequence[Broadcast], now: datetime) -> set[BroadcastId]:
    """Which of these broadcasts, all of one line, or of the others that wait for its time, got some of it.

    The line's time is promised first, then the work moved, then the jobs put. Whoever loses the promise to another does
    nothing; a crash in between costs a minute, or has the work come again when it was to be done by.
    """
    if held(line, now) is not None:
        return set()
    pace = house.broadcasts.pace(line.id)
    if pace.until is not None and pace.until >= now + pacing.AHEAD:
        _join(house, line, broadcasts, pace)
        return set()
    others = _others(broadcasts, pace)
    known = house.broadcasts.many(others) if others else {}
    alive = [*broadcasts, *_alive(known.values(), now)]
    most = pacing.most_batches(line.rate)
    waiting = [house.broadcasts.work(one.id, now, most) for one in alive]
    plan = pacing.plan(waiting, line.rate, pace.until, now, [pace.had.get(one.id, 0) for one in alive])
    had = {one: pace.had[one] for one in pace.had.keys() - {one.id for one in broadcasts} - set(others)}
    had |= {one.id: segments for one, segments in zip(alive, plan.had, strict=True) if segments is not None}
    if not plan.slots or not house.broadcasts.promise(line.id, pace.until, plan.until, pacing.level(had)):
        return set()
    _put(house, plan.slots, now)
    return {slot.batch.broadcast for slot in plan.slots}


def going(house: House, line: LineId, now: datetime) -> list[Broadcast]:
    """Its broadcasts that wait for the line's time just now: all that do, but for the first minute of one."""
    waiting = house.broadcasts.pace(line).had
    return _alive(house.broadcasts.many(waiting).values(), now) if waiting else []


def _alive(broadcasts: Iterable[Broadcast], now: datetime) -> list[Broadcast]:
    return [one for one in broadcasts if one.stage in _GOING and halted(one, now) is None]


def _others(broadcasts: Sequence[Broadcast], pace: Pace) -> list[BroadcastId]:
    """Those that waited for the line's time when it was last given away: one that is being listed asks after each page,
    and would leave nothing to those that the schedule asks for. Where one goes alone nothing is read."""
    named = {one.id for one in broadcasts}
    return sorted(pace.had.keys() - named, key=lambda one: (pace.had[one], one))[:MOST_OTHERS]


def _join(house: House, line: Line, broadcasts: Sequence[Broadcast], pace: Pace) -> None:
    """All of the line's time is given away; of the next that is free whoever gives it knows of these as well."""
    new = [one.id for one in broadcasts if one.id not in pace.had]
    if new and pace.until is not None and len(pace.had) + len(new) > 1:
        house.broadcasts.promise(line.id, pace.until, pace.until, {**pace.had, **dict.fromkeys(new, 0)})


def work_off(house: House, broadcast: BroadcastId, now: datetime) -> bool:
    """Hands out what is left of a broadcast of which nothing is sent any more; whether there was something.

    Those who wait, for the morning or for another day, end now, too; what a worker may have just now is left to it.
    """
    found = house.broadcasts.work(broadcast, now, ENDING)
    if len(found) < ENDING:
        ahead = house.broadcasts.work(broadcast, now + FOREVER, ENDING)
        found += [batch for batch in ahead if batch.due is not None and batch.due > now + WITH_WORKERS]
    slots = [Slot(batch, now) for batch in found]
    _put(house, slots, now)
    return bool(slots)


def slow_down(house: House, line: LineId, now: datetime, pause: timedelta) -> None:
    """The provider is full, or does not answer: the line's time goes on a little later, for all of its broadcasts.

    What was handed out goes at its moment all the same, so the pause is behind that. Several of them do not add up for
    ever: the last is behind what may be handed out now.
    """
    pace = house.broadcasts.pace(line)
    promised = max(now, pace.until or now)
    until = min(promised, now + pacing.AHEAD) + pause
    if promised < until:
        house.broadcasts.promise(line, pace.until, until, pace.had)


def reserve(house: House, line: Line, segments: int, now: datetime) -> datetime:
    """Promises so much of the line's time to texts that are not of a broadcast, and go one after the other; from when
    on they may. Busy where others take it again and again."""

    def attempt() -> datetime:
        pace = house.broadcasts.pace(line.id)
        begins = max(now, pace.until or now)
        if not house.broadcasts.promise(line.id, pace.until, begins + pacing.takes(segments, line.rate), pace.had):
            raise Stale
        return begins

    return settled(attempt)


def _put(house: House, slots: Sequence[Slot], now: datetime) -> None:
    moved = [pacing.handed(slot) for slot in slots]
    house.broadcasts.replace_work([slot.batch for slot in slots], moved)
    emit(
        house,
        (effects.deliver_recipients(Slot(batch, slot.at), now) for batch, slot in zip(moved, slots, strict=True)),
    )
