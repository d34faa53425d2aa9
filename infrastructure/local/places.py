"""What one run of the product holds for itself on this machine: its folder and its ports."""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

LOCK = "lock"
PATIENCE_SECONDS = 3.0


class Taken(Exception):
    """Someone else has it; the text says what to do."""


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """The folder, for one run at a time. The lock ends with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(f"Parley is running already with the data in {folder}. Stop that run first.") from None
        yield


def emptied(folder: Path) -> None:
    """Forgets everything in a held folder."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != LOCK:
            path.unlink()


def listening(ports: Mapping[str, int], own: str, patience: float = PATIENCE_SECONDS) -> socket.socket:
    """The port named `own`, listening; the others were found free. Taken names every port that is not.

    The parts of a run that was killed need a moment to end.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            return _listening(ports, own)
        except Taken:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _listening(ports: Mapping[str, int], own: str) -> socket.socket:
    opened = {name: _bound(port) for name, port in ports.items()}
    taken = [name for name, found in opened.items() if found is None]
    for name, found in opened.items():
        if found is not None and (name != own or taken):
            found.close()
    listener = opened[own]
    if taken or listener is None:
        named = ", ".join(f"{ports[name]} ({name})" for name in taken)
        other = " ".join(f"{name}={ports[name] + 100}" for name in taken)
        raise Taken(f"Another program uses port {named}. Choose another: make run {other}")
    # From now on whoever calls waits for the answer: the carrier may call before the app is there.
    listener.listen(128)
    return listener


def _bound(port: int) -> socket.socket | None:
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(("127.0.0.1", port))
    except OSError:
        found.close()
        return None
    return found
