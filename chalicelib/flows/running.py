"""A line's broadcasts, each minute: begun, listed further, given the line's time, ended, counted, asked about."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import effects, pacing
from chalicelib.core.broadcasts import Broadcast, Halt, Stage, expired, halted, look_at, spread
from chalicelib.core.errors import Busy
from chalicelib.core.ids import LineId
from chalicelib.core.lines import Line
from chalicelib.core.outbound import HELD, held
from chalicelib.core.tallies import summed
from chalicelib.flows import again, feed, paused
from chalicelib.flows.broadcasts import SOON, UNLISTED
from chalicelib.flows.decide import emit
from chalicelib.flows.deliver import RECEIPT_AFTER
from chalicelib.flows.ports import House

RECEIPTS_UNTIL = timedelta(days=3)
"""After this a provider tells nothing new of a text."""
FINAL = frozenset({Halt.CANCELLED, Halt.EXPIRED})
COUNTED, SELDOM_COUNTED, COUNTS = timedelta(minutes=1), timedelta(minutes=5), 20
"""A broadcast is counted about so often while it goes, within these bounds: each time all of it is read, so that who
has many recipients on a slow line would read each of them once a minute for hours."""


def go_on(house: House, line: LineId, due: Sequence[Broadcast], now: datetime) -> None:
    """Brings these broadcasts, all of one line, a step further. Of two schedules at once one does each."""
    looks = [(one, look_at(one, now + SOON, now)) for one in due]
    taken = [replace(one, due=again) for one, again in looks if house.broadcasts.take(one, again)]
    for broadcast in taken:
        if broadcast.stage is Stage.DONE:
            _ask_receipts(house, broadcast, now)
        elif broadcast.stage is Stage.SCHEDULED:
            _start(house, broadcast, now)
    going = [broadcast for broadcast in taken if broadcast.stage in (Stage.PREPARING, Stage.RUNNING)]
    if not going:
        return
    for broadcast in going:
        _list_further(house, broadcast, now)
    _hand_out(house, line, going, now)


def _start(house: House, broadcast: Broadcast, now: datetime) -> None:
    """Where the bucket does not tell now whether its files are there, the next minute asks again; the others go on."""
    start = _begin if broadcast.repeat is None else again.come
    with suppress(Busy):
        start(house, broadcast, now)


def _begin(house: House, broadcast: Broadcast, now: datetime) -> None:
    """Its time has come (Q2), or is over already; one that was halted meanwhile stays as it is."""
    halt = halted(broadcast, now)
    if halt is Halt.EXPIRED:
        house.broadcasts.change(broadcast, expired(broadcast))
    elif now < broadcast.began:
        house.broadcasts.take(broadcast, broadcast.began)
    elif halt is Halt.PAUSED:
        # Nobody is listed, so it can still be changed; whoever resumes it has it looked at.
        house.broadcasts.change(broadcast, replace(broadcast, due=broadcast.not_after))
    elif why := again.lacks(house, broadcast):
        # Before anybody is listed: then its files can still be replaced.
        # Nobody looks at it again, and mails, before a person did something; its end alone comes by itself.
        paused.pause(house, broadcast, why, broadcast.not_after)
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
        if halt is Halt.EXPIRED and broadcast.halt is not halt and _left(house, broadcast):
            house.broadcasts.change(broadcast, replace(broadcast, halt=halt))
        if line is not None and broadcast.id in fed:
            _count(house, line, broadcast, now)
        elif not ((halt in FINAL or line is None) and feed.work_off(house, broadcast.id, now)):
            _look_again(house, broadcast, now, paused=halt is Halt.PAUSED, slow=slow)


def _left(house: House, broadcast: Broadcast) -> bool:
    """Whether anybody is still to get it: one of which all went before its end is done, and was not cut off."""
    return broadcast.stage is Stage.PREPARING or house.broadcasts.next_work(broadcast.id) is not None


def _look_again(house: House, broadcast: Broadcast, now: datetime, *, paused: bool, slow: bool) -> None:
    """When: soon while the line's time is short, later while all wait; and where no work is left, it is done. One that
    paused by itself is not: a person is to see why."""
    if broadcast.stage is Stage.PREPARING:
        return
    left = house.broadcasts.next_work(broadcast.id)
    if left is None and not (paused and broadcast.why):
        house.broadcasts.advance(broadcast.id, stage=Stage.DONE, due=now + RECEIPT_AFTER, counted=now)
        _emit_counts(house, broadcast)
        return
    due = max((left.due if left else None) or now, now + SOON)
    if paused:
        due = now + RECEIPT_AFTER
    elif slow:
        due = max(due, now + HELD)
    due = look_at(broadcast, due, now)
    if due != broadcast.due:
        house.broadcasts.take(broadcast, due)


def _count(house: House, line: Line, broadcast: Broadcast, now: datetime) -> None:
    """A small one is counted by whoever looks at it."""
    every = counted_every(broadcast.size, line.rate)
    if spread(broadcast.id) > 1 and (broadcast.counted is None or now - broadcast.counted >= every):
        house.broadcasts.advance(broadcast.id, due=now + SOON, counted=now)
        _emit_counts(house, broadcast)


def counted_every(size: int, rate: int) -> timedelta:
    """How often a broadcast to so many is counted that a line of this rate sends."""
    return min(max(pacing.takes(size, rate) / COUNTS, COUNTED), SELDOM_COUNTED)


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
