"""Reads that wait for the network together, one after the other: the same calls in the same order each time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from chalicelib.store import pages


class InTurn(Executor):
    """Does what it is given at once, in the caller's own thread. As in a pool, a fault waits in the future."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as fault:
            future.set_exception(fault)
        return future


def install() -> None:
    """Puts it in place of the threads of lists in this process."""
    pages._threads = lambda _: InTurn()  # type: ignore[assignment]
