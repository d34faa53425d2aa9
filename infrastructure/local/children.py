"""Processes of the local run: started with a log and a leash, watched, and ended together."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infrastructure.local.settings import ROOT

GRACE_SECONDS = 8.0
LAST_LINES = 12


@dataclass(frozen=True, slots=True)
class Child:
    """`what` says to a person what it is."""

    what: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def fallen(self) -> bool:
        return self.process.poll() is not None

    def last_words(self) -> str:
        """Its last log lines."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-LAST_LINES:])


class Children:
    """As a context manager, ends them all at the end."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._all: list[Child] = []

    def start(self, what: str, python: Path, module: str, environment: Mapping[str, str]) -> Child:
        """Runs a module of this repository under `python`; its output goes to a log file of its own."""
        log = self._logs / f"{module.rpartition('.')[2]}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [python, "-m", "infrastructure.local.leash", module],
                cwd=ROOT,
                env={**os.environ, **environment},
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Ctrl-C reaches the whole group of a terminal; these are ended by us, in order.
                start_new_session=True,
            )
        child = Child(what, process, log)
        self._all.append(child)
        return child

    @property
    def fallen(self) -> Child | None:
        """One that has ended though nobody asked it to."""
        return next((child for child in self._all if child.fallen), None)

    def stop(self) -> None:
        """Asks all to end, and ends those that do not."""
        for child in self._all:
            _signal(child, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self._all:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(child, signal.SIGKILL)
                child.process.wait()
            if child.process.stdin:
                child.process.stdin.close()

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _signal(child: Child, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.process.send_signal(number)
