"""Keeps the state of the embedded AWS on disk, so that kill -9 loses no more than the last second or so.

The embedded AWS itself saves only when it is stopped gracefully. Its state changes in the thread of its event loop
alone, so a fork in that very thread is a copy of one moment: no transaction is half in it. The copy writes all services
into a folder of its own and renames it at the end: a folder that bears its name is whole.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import shutil
import signal
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

States = Callable[[], Mapping[str, Callable[[], Any]]]
Format = Callable[[str, Any], str]

PAUSE_SECONDS = 1.0
LIMIT_SECONDS = 60.0


class Snapshots:
    """`states` gives each service's state by name, `encode` its text as the embedded AWS reads it back.

    Waits until nobody else has the folder: a copy of a killed process may still be writing. To be closed by `with`.
    """

    def __init__(self, folder: Path, states: States, encode: Format) -> None:
        self._folder = folder
        self._states = states
        self._encode = encode
        self.dirty = False
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = (folder / "lock").open("a", encoding="utf-8")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        for unfinished in folder.glob("*.part"):
            shutil.rmtree(unfinished)

    @property
    def newest(self) -> Path | None:
        """The last whole snapshot."""
        return max(self._whole(), key=_number, default=None)

    async def keep(self, pause: float = PAUSE_SECONDS) -> None:
        """Saves within about a second of every change, for as long as it is awaited."""
        while True:
            await asyncio.sleep(pause)
            if self.dirty:
                self.dirty = await self._fork()

    def save(self) -> None:
        """Writes a snapshot here and now, then removes the older ones."""
        newest = self.newest
        target = self._folder / f"snapshot-{_number(newest) + 1 if newest else 1}"
        part = target.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        for service, state in self._states().items():
            found = state()
            if found is not None:
                (part / f"{service}.json").write_text(self._encode(service, found))
        part.rename(target)
        for old in self._whole():
            if old != target:
                shutil.rmtree(old)

    def __enter__(self) -> Snapshots:
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.close()

    async def _fork(self) -> bool:
        """Lets a copy of this process save; whether there is anything to save after it."""
        self.dirty = False
        with warnings.catch_warnings():
            # Other threads are not copied, and may hold locks. None is needed to write the state down.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            self._save_as_copy()
        status = await _ended(child)
        return self.dirty or status != 0

    def _save_as_copy(self) -> None:
        status = 1
        try:
            # The copy must hold neither the port nor the leash of the process it was taken from.
            lock = self._lock.fileno()
            os.closerange(3, lock)
            os.closerange(lock + 1, os.sysconf("SC_OPEN_MAX"))
            self.save()
            status = 0
        finally:
            os._exit(status)

    def _whole(self) -> list[Path]:
        return [path for path in self._folder.glob("snapshot-*") if path.suffix != ".part"]


def encoder(version: Callable[[str], int], default: Callable[[Any], Any]) -> Format:
    """How the embedded AWS writes a state: with its format's version, which it checks when it reads it back."""

    def encode(service: str, state: Any) -> str:
        return json.dumps({"__ministack_format__": version(service), "payload": state}, default=default)

    return encode


async def _ended(child: int) -> int:
    deadline = time.monotonic() + LIMIT_SECONDS
    while True:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return status
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
        await asyncio.sleep(0.02)


def _number(snapshot: Path) -> int:
    return int(snapshot.name.removeprefix("snapshot-"))
