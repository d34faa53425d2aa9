"""Each minute: whatever a crash, a full queue or a silent provider left open is taken up, and broadcasts go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.core import effects
from chalicelib.core.broadcasts import Broadcast
from chalicelib.core.ids import LineId
from chalicelib.flows import absences, leaving, running, snoozes
from chalicelib.flows.decide import emit
from chalicelib.flows.ports import House

AT_ONCE = 200
AGAIN = timedelta(minutes=2)
LONGEST = timedelta(seconds=30)
"""No page is begun after this: its function has 55 seconds, and a page takes a few."""


def tick(house: House, now: datetime, clock: Callable[[], datetime]) -> None:
    """Puts due texts, unfinished effects and open broadcasts back on their queues, and threads that were put off back
    into the inbox, and lets people stand in for others and take over from them; two ticks at once do it once.

    A page of each, and then what else the minute has; then further pages in turn, while any were full and there is
    time, so that of what is due in one minute nothing waits for the next one, nor one kind for all of another.
    """
    kinds = [_texts, _effects, _broadcasts, snoozes.wake]
    full = [kind for kind in kinds if _is_full(kind(house, now))]
    absences.each_minute(house, now)
    leaving.each_hour(house, now)
    snoozes.close_idle(house, now)
    while full:
        for kind in tuple(full):
            if clock() - now >= LONGEST:
                return
            if not _is_full(kind(house, now)):
                full.remove(kind)


def _is_full(taken: int) -> bool:
    """Whether more may be due. An index tells of some once more that were just taken up, and another tick may have
    taken some: half a page is full enough."""
    return taken * 2 >= AT_ONCE


def _texts(house: House, now: datetime) -> int:
    taken = 0
    for message in house.conversations.due_messages(now, AT_ONCE):
        if house.conversations.postpone(message, now + AGAIN):
            emit(house, (effects.deliver(message.box, message.id),))
            taken += 1
    return taken


def _effects(house: House, now: datetime) -> int:
    taken = house.conversations.due_effects(now, AT_ONCE)
    emit(house, taken)
    return len(taken)


def _broadcasts(house: House, now: datetime) -> int:
    due = house.broadcasts.due(now, AT_ONCE)
    by_line: dict[LineId, list[Broadcast]] = defaultdict(list)
    for broadcast in due:
        by_line[broadcast.line].append(broadcast)
    for line, broadcasts in by_line.items():
        running.go_on(house, line, broadcasts, now)
    return len(due)
