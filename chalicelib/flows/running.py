"""A line's broadcasts, each minute: begun, listed further, given the line's time, ended, counted, asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import effects
from chalicelib.core.broadcasts import WIDE_FROM, Broadcast, Halt, Stage, halted, spread
from chalicelib.core.ids import LineId
from chalicelib.core.outbound import HELD, held
from chalicelib.core.tallies import summed
from chalicelib.flows import again, feed
from chalicelib.flows.broadcasts import SOON, UNLISTED
from chalicelib.flows.decide import emit
from chalicelib.flows.deliver import RECEIPT_AFTER
from chalicelib.flows.ports import House

RECEIPTS_UNTIL = timedelta(days=3)
"""After this a provider tells nothing new of a text."""
LARGE = 20 * WIDE_FROM
FINAL = frozenset({Halt.CANCELLED, Halt.EXPIRED})
COUNTED, LARGE_COUNTED = timedelta(minutes=1), timedelta(minutes=5)
"""How often a broadcast is counted while it goes; a large one less often, as each time all of it is read."""


def go_on(house: House, line: LineId, due: Sequence[Broadcast], now: datetime) -> None:
    """Brings these broadcasts, all of one line, a step further. Of two schedules at once one does each."""
    taken = [replace(one, due=now + SOON) for one in due if house.broadcasts.take(one, now + SOON)]
    for broadcast in taken:
        if broadcast.stage is Stage.DONE:
            _ask_receipts(house, broadcast, now)
        elif broadcast.stage is Stage.SCHEDULED and broadcast.repeat is not None:
            again.come(house, broadcast, now)
        elif broadcast.stage is Stage.SCHEDULED:
            _begin(house, broadcast, now)
    going = [broadcast for broadcast in taken if broadcast.stage in (Stage.PREPARING, Stage.RUNNING)]
    if not going:
        return
    for broadcast in going:
        _list_further(house, broadcast, now)
    _hand_out(house, line, going, now)


def _begin(house: House, broadcast: Broadcast, now: datetime) -> None:
    """Its time has come (Q2), or is over already; one that was halted meanwhile stays as it is."""
    if halted(broadcast, now) is Halt.EXPIRED:
        house.broadcasts.change(broadcast, replace(broadcast, halt=Halt.EXPIRED, stage=Stage.DONE, due=None))
    elif now < broadcast.began:
        house.broadcasts.take(broadcast, broadcast.began)
    elif house.broadcasts.change(broadcast, replace(broadcast, stage=Stage.PREPARING, due=now + SOON)):
        emit(house, (effects.fan_out(broadcast.id, 0),))


def _list_further(house: House, broadcast: Broadcast, now: datetime) -> None:
    """A page that nobody listed for a while is put on its queue again."""
    if broadcast.stage is Stage.PREPARING and now - (broadcast.listed or broadcast.began) >= UNLISTED:
        emit(house, (effects.fan_out(broadcast.id, broadcast.page, broadcast.cursor),))


def _hand_out(house: House, line_id: LineId, going: Sequence[Broadcast], now: datetime) -> None:
    line = house.team.line(line_id)
    halts = {broadcast.id: halted(broadcast, now) for broadcast in going}
    alive = [broadcast for broadcast in going if halts[broadcast.id] is None]
    fed = feed.hand_out(house, line, alive, now) if line is not None and alive else set()
    slow = line is None or held(line, now) is not None
    for broadcast in going:
        halt = halts[broadcast.id]
        if halt is Halt.EXPIRED and broadcast.halt is not halt:
            house.broadcasts.change(broadcast, replace(broadcast, halt=halt))
        if broadcast.id in fed:
            _count(house, broadcast, now)
        elif not ((halt in FINAL or line is None) and feed.work_off(house, broadcast.id, now)):
            _look_again(house, broadcast, now, paused=halt is Halt.PAUSED, slow=slow)


def _look_again(house: House, broadcast: Broadcast, now: datetime, *, paused: bool, slow: bool) -> None:
    """When: soon while the line's time is short, later while all wait; and where no work is left, it is done."""
    if broadcast.stage is Stage.PREPARING:
        return
    left = house.broadcasts.next_work(broadcast.id)
    if left is None:
        house.broadcasts.advance(broadcast.id, stage=Stage.DONE, due=now + RECEIPT_AFTER, counted=now)
        _emit_counts(house, broadcast)
        return
    due = max(left.due or now, now + SOON)
    if paused:
        due = now + RECEIPT_AFTER
    elif slow:
        due = max(due, now + HELD)
    if due != broadcast.due:
        house.broadcasts.take(broadcast, due)


def _count(house: House, broadcast: Broadcast, now: datetime) -> None:
    """A small one is counted by whoever looks at it."""
    every = LARGE_COUNTED if broadcast.size >= LARGE else COUNTED
    if spread(broadcast.id) > 1 and (broadcast.counted is None or now - broadcast.counted >= every):
        house.broadcasts.advance(broadcast.id, due=now + SOON, counted=now)
        _emit_counts(house, broadcast)


def _ask_receipts(house: House, broadcast: Broadcast, now: datetime) -> None:
    """Texts whose last callback never came: the provider knows their fate (O3). Who counts asks.

    It ends with a count that was made once the provider tells no more; one that was lost on its way is none.
    """
    ended = broadcast.counted or broadcast.began
    until = ended + RECEIPTS_UNTIL
    counts = house.broadcasts.counts(broadcast.id)
    known = len(counts) == spread(broadcast.id)
    awaited = not known or summed(one for one, _ in counts.values()).awaited
    over = known and all(counted >= until for _, counted in counts.values())
    if not awaited or over:
        house.broadcasts.advance(broadcast.id)
        return
    _emit_counts(house, broadcast)
    due = now + max(RECEIPT_AFTER, now - ended)
    house.broadcasts.advance(broadcast.id, due=min(due, until) if now < until else due)


def _emit_counts(house: House, broadcast: Broadcast) -> None:
    emit(house, (effects.count(broadcast.id, place) for place in range(spread(broadcast.id))))
