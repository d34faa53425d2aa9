"""Warm requests: our CPU from event to answer ÷ that of the same AWS calls by the bare SDK, route by route."""

from __future__ import annotations

import json
from statistics import median

from infrastructure.functions import ROUTES, Route
from tests.bench.rows import Row, ratio
from tests.bench.shipped import Shipped, shipped

READS, HOOKS = 2.0, 1.5
WORKED_OUT = {"get_hours": "69 states by their laws; AWS is asked only who calls"}
"""Reads whose work is not reading, which no goal fits, and what it is."""


def measure() -> list[Row]:
    with shipped() as package:
        return [_row(package, route) for route in ROUTES if len(route.grants) > 0]


def _row(package: Shipped, route: Route) -> Row:
    found = json.loads(package.run(route.name, calls=True))
    times = ratio(found["ours"], found["bare"])
    told = f"{times:.2f} ({median(found['ours']):.1f} ÷ {median(found['bare']):.1f} ms)"
    if route.name in WORKED_OUT:
        return Row(f"warm {route.name} ÷ its bare AWS calls", f"{told}: {WORKED_OUT[route.name]}")
    goal = HOOKS if route.noun == "hooks" else READS if route.method == "GET" else None
    if goal is None:
        return Row(f"warm {route.name} ÷ its bare AWS calls", told)
    return Row(f"warm {route.name} ÷ its bare AWS calls", told, f"≤ {goal:g}", times <= goal)
