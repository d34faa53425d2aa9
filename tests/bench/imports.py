"""What a function's cold start imports, in fresh interpreters with bytecode, as CPU seconds of the child."""

from __future__ import annotations

import os
import resource
import site
import subprocess
import sys
from statistics import median

from tests.bench.rows import Row, in_turn, ratio
from tests.guards.sources import ROOT

ROUNDS = 15
GOAL = 1.25
BARE = "from chalice.app import Chalice; from aws_lambda_powertools import Logger; import pynamodb.models"
HOOK = "import app"
FIRST_TEXT = (
    HOOK
    + "; import chalicelib.store.conversations, chalicelib.store.database, chalicelib.store.queues"
    + ", chalicelib.providers.webhooks, pynamodb.exceptions, botocore.exceptions"
)
"""What the composition root imports by the time that the first text is answered."""


def cpu_of(statement: str, routes: str) -> float:
    """CPU seconds of a fresh interpreter that runs `statement`; `-S` as no function has a site."""
    paths = [str(ROOT), *site.getsitepackages()]
    before = _children()
    subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {paths!r}; {statement}"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PARLEY_ROUTES": routes},
        check=True,
    )
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure() -> list[Row]:
    statements = {"nothing": "pass", "bare": BARE, "hook": HOOK, "first": FIRST_TEXT}
    for statement in statements.values():
        cpu_of(statement, "hooks")
    found = in_turn({name: lambda s=s: cpu_of(s, "hooks") for name, s in statements.items()}, ROUNDS)  # type: ignore[misc]
    own = {name: [one - idle for one, idle in zip(each, found["nothing"], strict=True)] for name, each in found.items()}
    bare, hook, first = median(own["bare"]) * 1000, ratio(own["hook"], own["bare"]), ratio(own["first"], own["bare"])
    return [
        Row("import chalice + Logger + pynamodb", f"{bare:.0f} ms CPU"),
        Row("import of the inbound hook ÷ that", f"{hook:.2f}", f"≤ {GOAL}", hook <= GOAL),
        Row("… with all that its first text imports", f"{first:.2f}"),
    ]
