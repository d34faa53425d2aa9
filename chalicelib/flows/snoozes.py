"""The schedule's part in the inbox: what was put off comes back, and what nobody writes in any more is archived."""

from __future__ import annotations

from datetime import datetime, timedelta

from chalicelib.core import snoozes
from chalicelib.core.changes import Changes
from chalicelib.core.ids import shard
from chalicelib.core.threads import Thread
from chalicelib.flows.ports import House, Stale

AT_ONCE = 200
MINUTES = 60


def wake(house: House, now: datetime) -> int:
    """Brings back what is due, a page of it; whoever writes in it at the same moment has done so already. How many."""
    due = house.conversations.due_threads(now, AT_ONCE)
    return sum(_save(house, thread, snoozes.woken(thread, now), now) for thread in due)


def close_idle(house: House, now: datetime) -> None:
    """Archives threads without activity for as long as the brand says; each line is looked at once an hour."""
    days = house.brand.close_after
    if not days:
        return
    since = now - timedelta(days=days)
    for line in house.team.lines():
        if shard(line.id, MINUTES) == now.minute:
            idle = house.conversations.idle_threads(line.id, since, AT_ONCE)
            for thread in house.conversations.threads(idle).values():
                _save(house, thread, snoozes.closed(thread, since), now)


def _save(house: House, before: Thread, after: Thread, now: datetime) -> bool:
    """Whether it was. A thread that somebody changed meanwhile is left to them; if it is still due, the next look finds
    it."""
    if after == before:
        return False
    try:
        house.conversations.save(Changes(before=before, thread=after), now)
    except Stale:
        return False
    return True
