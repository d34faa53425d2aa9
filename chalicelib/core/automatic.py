"""How many texts a machine may send by itself: few enough that two machines cannot talk to each other (A2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core.threads import Thread

AT_MOST = 2
WITHIN = timedelta(hours=25)
"""A day at the handset: what asks for YES may reach it up to an hour after the moment that is noted."""


def may_answer(thread: Thread, now: datetime, leaving: int = 0) -> bool:
    """Whether one more automatic text, of any kind, may go to this contact from this line, with `leaving` to spare.

    Moments later than `now` count too: a text that comes late must not find room in a day that is over.
    """
    return sum(now - moment < WITHIN for moment in thread.automatic) < AT_MOST - leaving


def answered(thread: Thread, now: datetime) -> Thread:
    """The thread after an automatic text went, or will go at once; only the latest moments are kept."""
    return replace(thread, automatic=tuple(sorted((*thread.automatic, now))[-AT_MOST:]))
