"""A broadcast through `make run`, from the order to its last receipt, beside a loop that does only what must be done.

TEXTS=500 makes it shorter.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from infrastructure.local.settings import Settings
from tests.bench.bare_broadcast import Bare, in_own_process
from tests.bench.brand_of_run import furnished
from tests.bench.product import free_port
from tests.bench.rows import Row
from tests.e2e.product import Person, running
from tests.simulation.people import BODY

TEXTS = int(os.environ.get("TEXTS", "10000"))
RATE, GOAL = 1_000, 2.0
PATIENCE = 7200
FINAL = ("delivered", "undelivered", "failed")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Found:
    """`log` is the carrier's: of each text the handset, its status and when it was taken. Milliseconds are a text's."""

    log: list[tuple[str, str, float]]
    delivered: int
    product_ms: float
    cloud_ms: float
    carrier_ms: float
    bare: Bare


def measure() -> list[Row]:
    with TemporaryDirectory() as folder, _aws_port() as port:
        local = Path(folder) / "local"
        with running(local, free_port(), free_port()) as product:
            settings = Settings(product.port, product.carrier_port, port, local, fresh=False, tick_seconds=60)
            line, group = furnished(settings, TEXTS, RATE)
            processes = _processes()
            before = list(map(_cpu, processes))
            admin = product.person("admin")
            made = admin.post("/broadcasts", {"line": line, "group": group, "body": BODY})
            delivered = _delivered(admin, made["id"])
            spent = [(_cpu(pid) - was) * 1000 / TEXTS for pid, was in zip(processes, before, strict=True)]
            log = _log(local / "carrier.db", line)
            found = Found(log, delivered, spent[0], spent[1], spent[2], in_own_process(settings, line))
    return _rows(found)


def _rows(found: Found) -> list[Row]:
    texts, numbers = len(found.log), len({handset for handset, _, _ in found.log})
    final = sum(status in FINAL for _, status, _ in found.log)
    moments = [taken for _, _, taken in found.log]
    ratio = found.product_ms / found.bare.cpu_ms
    each = f"{TEXTS:,} each"
    return [
        Row("make run: texts, and numbers that got one", f"{texts:,}, {numbers:,}", each, texts == numbers == TEXTS),
        Row(
            "… final at the carrier, and in Parley",
            f"{final:,}, {found.delivered:,}",
            each,
            final == found.delivered == TEXTS,
        ),
        Row("… texts a second, all on this machine", f"{texts / (max(moments) - min(moments)):.0f}"),
        Row("… CPU of embedded AWS and carrier", f"{found.cloud_ms:.1f}, {found.carrier_ms:.1f} ms a text"),
        Row(
            "a bare loop of the same writes and posts",
            f"{found.bare.cpu_ms:.2f} ms of CPU, {found.bare.rate:.0f} texts/s",
        ),
        Row("… the product's CPU ÷ that", f"{found.product_ms:.2f} ms, {ratio:.2f}", f"≤ {GOAL}", ratio <= GOAL),
    ]


@contextmanager
def _aws_port() -> Iterator[int]:
    """Where the embedded AWS is to listen."""
    port, before = free_port(), os.environ.get("AWS_PORT")
    os.environ["AWS_PORT"] = str(port)
    try:
        yield port
    finally:
        os.environ.pop("AWS_PORT")
        os.environ.update({} if before is None else {"AWS_PORT": before})


def _delivered(admin: Person, broadcast: str) -> int:
    """How many Parley says got it, once it says so of all; or after a long time."""
    end = time.monotonic() + PATIENCE
    while True:
        # On a machine that has other things to do the embedded AWS may be too slow for a request.
        answer = admin.call("GET", f"/broadcasts/{broadcast}")
        progress: dict[str, Any] = (answer.json()["progress"] if answer.ok else None) or {}
        if progress.get("delivered") == TEXTS or time.monotonic() > end:
            return int(progress.get("delivered", 0))
        time.sleep(5)


def _log(file: Path, line: str) -> list[tuple[str, str, float]]:
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    asked = "select handset, status, created from messages where line = ? and direction = 'outbound-api'"
    found = database.execute(asked, (line,)).fetchall()
    database.close()
    return found


def _processes() -> list[int]:
    """The product, the embedded AWS and the carrier, by their ids."""
    (product,) = [pid for pid in _children(os.getpid()) if "infrastructure.local" in _command(pid)]
    parts = {
        name: pid for pid in _children(product) for name in ("embedded", "carrier") if f"local.{name}" in _command(pid)
    }
    return [product, parts["embedded"], parts["carrier"]]


def _children(parent: int) -> list[int]:
    found = [(int(stat.parent.name), stat) for stat in Path("/proc").glob("[0-9]*/stat")]
    return [pid for pid, stat in found if _fields(stat)[1] == str(parent)]


def _fields(stat: Path) -> list[str]:
    """Those behind the command's name, which may hold anything; none of a process that has ended meanwhile."""
    try:
        return stat.read_text().rpartition(")")[2].split()
    except OSError:
        return ["", ""]


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def _cpu(pid: int) -> float:
    """Seconds of a process and of those of its children that have ended."""
    fields = _fields(Path(f"/proc/{pid}/stat"))
    return sum(map(int, fields[11:15])) / TICKS
