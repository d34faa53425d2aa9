"""What a newcomer waits for: the dashboard's first load, and `make run` once everything is installed."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.rows import Row
from tests.e2e.product import running
from tests.guards.sources import ROOT

KILOBYTES, READY_SECONDS = 150, 15


def weight() -> list[Row]:
    """As `make check` weighs it: entry scripts, what they preload, and styles, gzipped."""
    weigh = [sys.executable, "-m", "infrastructure.weigh", "dashboard/dist", str(KILOBYTES)]
    ran = subprocess.run(weigh, cwd=ROOT, capture_output=True, text=True, check=False)
    said = (ran.stdout + ran.stderr).strip().rsplit("\n", 1)[-1]
    return [Row("dashboard, first load", said, f"≤ {KILOBYTES} kB gz", ran.returncode == 0)]


def readiness() -> list[Row]:
    """Seconds from the command to `ready`: with an empty folder, and with the data of a run before."""
    with TemporaryDirectory() as folder:
        fresh, again = _seconds(Path(folder) / "local"), _seconds(Path(folder) / "local")
    return [
        Row("make run, to ready: first data", f"{fresh:.1f} s", f"≤ {READY_SECONDS} s", fresh <= READY_SECONDS),
        Row("… with the data of before", f"{again:.1f} s", f"≤ {READY_SECONDS} s", again <= READY_SECONDS),
    ]


def _seconds(folder: Path) -> float:
    began = time.monotonic()
    with running(folder, free_port(), free_port()):
        return time.monotonic() - began


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
