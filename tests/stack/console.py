"""A terminal in which a command is typed: what it shows is read, what it asks is answered."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 240.0
Reply = tuple[str, str]
"""What a question says, and what is typed then. Each is used once, in order."""


@dataclass(frozen=True, slots=True)
class Console:
    """The exit code, and all that was shown."""

    code: int
    shown: str

    def line(self, *words: str) -> str:
        """The first line that has all of these words; fails if there is none."""
        found = [line for line in self.shown.splitlines() if all(word in line for word in words)]
        assert found, f"no line has {words} in:\n{self.shown}"
        return found[0]


def typed(command: str, replies: Sequence[Reply], folder: Path, environment: Mapping[str, str]) -> Console:
    """Runs the command in a terminal. Fails where a question has no reply, and where a reply has no question."""
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment, stdin=end, stdout=end, stderr=end, start_new_session=True
    )
    os.close(end)
    try:
        shown, left = _talked(terminal, replies)
    finally:
        os.close(terminal)
        if process.poll() is None and not _ended(process):
            os.killpg(process.pid, signal.SIGKILL)
    text = shown.decode(errors="replace").replace("\r", "")
    assert not left, f"{command} did not ask “{left[0][0]}”:\n{text}"
    return Console(process.wait(), text)


def _talked(terminal: int, replies: Sequence[Reply]) -> tuple[bytes, list[Reply]]:
    """All that was shown until the command closed the terminal, and the replies that nobody asked for."""
    shown, left, answered = b"", list(replies), 0
    deadline = time.monotonic() + PATIENCE_SECONDS
    while part := _read(terminal, deadline, shown):
        shown += part
        if left and left[0][0].encode() in shown[answered:]:
            os.write(terminal, left.pop(0)[1].encode() + b"\n")
            answered = len(shown)
    return shown, left


def _read(terminal: int, deadline: float, shown: bytes) -> bytes:
    ready, _, _ = select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))
    assert ready, f"it neither ends nor goes on; does it ask what nobody foresaw?\n{shown.decode(errors='replace')}"
    try:
        return os.read(terminal, 65536)
    except OSError:  # So Linux tells that nobody holds the other end.
        return b""


def _ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        return False
    return True
