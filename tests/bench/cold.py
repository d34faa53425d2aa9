"""Cold starts: CPU of a fresh interpreter that imports a function and handles one event, ÷ bare Chalice + PynamoDB."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from statistics import median

from tests.bench.rows import Row, in_turn, ratio
from tests.bench.shipped import FUNCTIONS, PLAIN, TRIMMED, Shipped, shipped

ROUNDS = 5
GOALS = {"hooks_inbound": 1.25, "hooks_status": 1.25}
GOAL = 2.0
IDLE = "idle"


def measure() -> list[Row]:
    with shipped() as package:
        measures: dict[str, Callable[[], float]] = {IDLE: _idle}
        names = (PLAIN, TRIMMED, *FUNCTIONS)
        measures |= {name: lambda name=name: _cpu(package, name) for name in names}  # type: ignore[misc]
        for once in measures.values():
            once()
        found = in_turn(measures, ROUNDS)
    own = {name: [one - idle for one, idle in zip(each, found[IDLE], strict=True)] for name, each in found.items()}
    rows = [
        Row("cold start of bare Chalice + PynamoDB, first request", f"{median(own[PLAIN]) * 1000:.0f} ms CPU"),
        Row("… with our trimmed libraries, told in brackets", f"{median(own[TRIMMED]) * 1000:.0f} ms CPU"),
    ]
    return rows + [_row(name, own) for name in FUNCTIONS]


def _row(name: str, own: dict[str, list[float]]) -> Row:
    goal, times = GOALS.get(name, GOAL), ratio(own[name], own[PLAIN])
    told = f"{times:.2f} ({ratio(own[name], own[TRIMMED]):.2f}, {median(own[name]) * 1000:.0f} ms)"
    return Row(f"cold start of {name} ÷ that", told, f"≤ {goal:g}", times <= goal)


def _cpu(package: Shipped, name: str) -> float:
    before = _children()
    package.run(name)
    return _children() - before


def _idle() -> float:
    before = _children()
    subprocess.run([sys.executable, "-S", "-P", "-c", "pass"], check=True)
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
