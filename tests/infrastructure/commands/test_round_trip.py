from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from types import SimpleNamespace
from typing import Any

from infrastructure.commands.findings import Severity
from infrastructure.commands.round_trip import PATIENCE, trip
from tests.infrastructure.commands.lines_given import given_line

LINES = [given_line("+18335550100"), given_line("+18335550101"), given_line("+18335550102", active=False)]


@dataclass
class Provider:
    """Sends nothing, and remembers what it was to send."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, sender: str, to: str, body: str) -> None:
        self.sent.append((sender, to, body))


def rooms(provider: Provider, *, arrives: bool) -> Any:
    """A house whose second line shows what was sent, if it arrives."""

    def load(**_: object) -> object:
        return SimpleNamespace(thread=SimpleNamespace(preview=provider.sent[-1][2]) if arrives else None)

    return SimpleNamespace(
        ids=SimpleNamespace(contact=lambda phone: f"c{phone}"), conversations=SimpleNamespace(load=load)
    )


def clock(step: float) -> Iterator[float]:
    return (number * step for number in count())


def test_a_text_that_arrives_is_fine() -> None:
    provider = Provider()
    ticks = clock(1.0)
    found = trip(LINES, provider, rooms(provider, arrives=True), clock=lambda: next(ticks))  # type: ignore[arg-type]
    assert found.severity is Severity.FINE
    ((sender, to, _),) = provider.sent
    assert (sender, to) == ("+18335550100", "+18335550101")


def test_a_text_that_does_not_arrive_in_time_is_broken() -> None:
    provider = Provider()
    ticks = clock(PATIENCE)
    found = trip(LINES, provider, rooms(provider, arrives=False), clock=lambda: next(ticks))  # type: ignore[arg-type]
    assert found.severity is Severity.BROKEN
    assert found.do


def test_one_line_is_not_enough_and_sends_nothing() -> None:
    provider = Provider()
    assert trip(LINES[1:], provider, rooms(provider, arrives=True)).severity is Severity.NOTE  # type: ignore[arg-type]
    assert provider.sent == []
