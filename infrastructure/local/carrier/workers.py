"""Threads that do the tasks: one looks at the clock, a few others call the brand's server."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

from infrastructure.local.carrier.tasks import Task, Tasks

LONGEST_NAP = 1.0
log = logging.getLogger(__name__)


class Workers:
    """Started once, stopped once. A task that fails by a fault of ours is logged and forgotten."""

    def __init__(self, tasks: Tasks, perform: Callable[[Task], None], count: int = 16) -> None:
        self._tasks, self._perform, self._count = tasks, perform, count
        self._queue: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        self._tasks.resume()
        targets = [self._dispatch, *[self._work] * self._count]
        self._threads = [threading.Thread(target=target, daemon=True) for target in targets]
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float = 2.0) -> None:
        """Lets what is under way end; what waits is kept for the next start."""
        self._stopping.set()
        self._tasks.added.set()
        for _ in range(self._count):
            self._queue.put(None)
        for thread in self._threads:
            thread.join(patience)

    def _dispatch(self) -> None:
        while not self._stopping.is_set():
            self._tasks.added.clear()
            for task in self._tasks.claim(limit=200):
                self._queue.put(task)
            nap = self._tasks.seconds_to_next()
            self._tasks.added.wait(LONGEST_NAP if nap is None else min(nap, LONGEST_NAP))

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            if self._stopping.is_set():
                continue
            try:
                self._perform(task)
            except Exception:
                log.exception("task %s failed", task.kind)
            self._tasks.finish(task)
