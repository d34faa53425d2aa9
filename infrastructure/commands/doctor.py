"""`make doctor`: looks at a stage from the outside, and says what to do about what it finds."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from infrastructure.commands import (
    arguments,
    checks_api,
    checks_limits,
    checks_lines,
    checks_stack,
    round_trip,
    secret,
    webhooks,
)
from infrastructure.commands.checks_api import Outside
from infrastructure.commands.cloud import Cloud
from infrastructure.commands.findings import Finding, Severity, broken, exit_code, lines, summary
from infrastructure.commands.house import rooms
from infrastructure.commands.numbers import Provider
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop, ended
from infrastructure.commands.terminal import Terminal

DOES = """\
Looks at a stage from the outside, as the provider and a browser see it: API, webhooks,
queues, alarms, the provider's settings of every line, the account's limits. Each finding
says what to do. Changes nothing. Exit code 1 when something is broken."""


def main(given: Sequence[str], terminal: Terminal, cloud: Cloud | None = None) -> int:
    """1 when something is broken, else 0."""
    asked = _parser().parse_args(given)
    stage = Stage(cloud or Cloud(), asked.stage).demand()
    found = []
    for title, check in _checks(stage, asked):
        terminal.say(f"{title} …")
        for finding in _safely(check):
            found.append(finding)
            if asked.all or finding.severity is not Severity.FINE:
                for line in lines(finding):
                    terminal.say(f"  {line}")
    terminal.say(f"{stage.name}: {summary(found)}.")
    return exit_code(found)


def _checks(stage: Stage, asked: argparse.Namespace) -> Iterator[tuple[str, Callable[[], Iterable[Finding]]]]:
    yield "Stack", lambda: checks_stack.stack(stage)
    yield "Secret", lambda: checks_stack.secrets(stage)
    yield "Queues", lambda: checks_stack.queues(stage)
    yield "Alarms", lambda: checks_stack.alarms(stage)
    yield "Limits", lambda: checks_limits.limits(stage)
    yield "API", lambda: checks_api.api(Outside(stage), secret.filled(stage), time.time())
    yield "Lines", lambda: _lines(stage, asked.provider_url)
    if asked.round_trip:
        yield "Round trip", lambda: _round_trip(stage, asked.provider_url)


def _lines(stage: Stage, provider_url: str) -> Iterator[Finding]:
    provider = Provider(secret.filled(stage), provider_url)
    right = webhooks.wanted(stage.public_url)
    yield from checks_lines.lines(rooms(stage).team.lines(), provider, right, stage.name)


def _round_trip(stage: Stage, provider_url: str) -> list[Finding]:
    house = rooms(stage)
    provider = Provider(secret.filled(stage), provider_url)
    return [round_trip.trip(house.team.lines(), provider, house)]


def _safely(check: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """One check that cannot go on does not keep the others from being made."""
    try:
        yield from check()
    except Stop as stop:
        yield broken(stop.what, stop.do)


def _parser() -> argparse.ArgumentParser:
    made = arguments.parser("doctor", DOES)
    made.add_argument("--all", action="store_true", help="also tell what is fine (make: ALL=1)")
    made.add_argument(
        "--round-trip", action="store_true", help="text from one line to another, at two texts' cost (ROUND_TRIP=1)"
    )
    made.add_argument("--provider-url", default=os.environ.get("PARLEY_PROVIDER_URL", ""), help=argparse.SUPPRESS)
    return made


if __name__ == "__main__":
    sys.exit(ended(lambda terminal: main(sys.argv[1:], terminal)))
