"""Work that waits for the network, several pieces at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from functools import cache, cached_property
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

A = TypeVar("A")
B = TypeVar("B")
SIDE_BY_SIDE = 75
"""The recipients that one worker has under way: of three jobs (workers/batch.py), 25 each (core/pacing.py)."""
_MAKING = RLock()


if TYPE_CHECKING:
    made_once = cached_property
else:

    class made_once(cached_property):  # noqa: N801 - as the library's own
        """A `cached_property` that one thread makes while the others wait: from Python 3.12 on the library's has no
        lock, and of jobs that begin together each would make clients of its own."""

        def __get__(self, instance, owner=None):
            with _MAKING:
                return super().__get__(instance, owner)


def side_by_side(work: Callable[[A], B], items: Sequence[A], most: int = SIDE_BY_SIDE) -> list[B]:
    """The answers in order, of at most so many at a time; the first fault is raised after all have ended.

    Each runs in the caller's context. No task may begin tasks with the same `most`: it would hold a thread that they
    wait for.
    """
    if len(items) < 2:
        return [work(item) for item in items]
    started = [kept(most).submit(copy_context().run, work, item) for item in items]
    wait(started)
    return [one.result() for one in started]


@cache
def kept(most: int) -> ThreadPoolExecutor:
    """Threads that stay: to start them anew for each list was a third of a warm request's work, and for each job a
    quarter of a worker's."""
    return ThreadPoolExecutor(most)
