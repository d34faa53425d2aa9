"""Each minute: whatever a crash, a full queue or a silent provider left open is taken up, and broadcasts go on."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from chalicelib.core import effects
from chalicelib.core.broadcasts import Broadcast
from chalicelib.core.ids import LineId
from chalicelib.flows import absences, running, snoozes
from chalicelib.flows.decide import emit
from chalicelib.flows.ports import House

AT_ONCE = 200
AGAIN = timedelta(minutes=2)


def tick(house: House, now: datetime) -> None:
    """Puts due texts, unfinished effects and open broadcasts back on their queues, and threads that were put off back
    into the inbox, and lets people stand in for others; two ticks at once do it once."""
    for message in house.conversations.due_messages(now, AT_ONCE):
        if house.conversations.postpone(message, now + AGAIN):
            emit(house, (effects.deliver(message.box, message.id),))
    emit(house, house.conversations.due_effects(now, AT_ONCE))
    by_line: dict[LineId, list[Broadcast]] = defaultdict(list)
    for broadcast in house.broadcasts.due(now, AT_ONCE):
        by_line[broadcast.line].append(broadcast)
    for line, broadcasts in by_line.items():
        running.go_on(house, line, broadcasts, now)
    absences.each_minute(house, now)
    snoozes.wake(house, now)
    snoozes.close_idle(house, now)
