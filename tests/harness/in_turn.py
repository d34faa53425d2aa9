"""What waits for the network together, one after the other: the same calls in the same order each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

from chalicelib import threads
from chalicelib.store import pages

T = TypeVar("T")


class InTurn(Executor):
    """Does what it is given at once, in the caller's own thread. As in a pool, a fault waits in the future."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as fault:
            future.set_exception(fault)
        return future


_KEPT = threads.kept


def install() -> None:
    """Puts it in place of the threads of lists in this process; those of recipients stay."""
    threads.kept = lambda most: InTurn() if most == pages.SIDE_BY_SIDE else _KEPT(most)  # type: ignore[assignment]


def in_turn(work: Callable[[T], None], items: Sequence[T], most: int = 1) -> None:
    """As Wiring.side_by_side does, without threads: all are tried, the first error is raised at the end."""
    first: Exception | None = None
    for item in items:
        try:
            work(item)
        except Exception as fault:
            first = first or fault
    if first is not None:
        raise first
