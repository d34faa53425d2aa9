"""How soon somebody should write to a lead, by the hour at which its clock begins (LD-3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.core import office

MOST_TARGETS = 10
LONGEST_TARGET = 7 * 24 * 60
"""Minutes: a lead that may wait longer has no target."""


@dataclass(frozen=True, slots=True)
class LeadTarget:
    """`minutes` (0: no target) for a clock that begins from `begins` on and before `ends`, both in minutes from
    midnight by the wall's clock; over midnight where it ends before it begins."""

    begins: int
    ends: int
    minutes: int


def target(plain: int, targets: Sequence[LeadTarget], zone: str, at: datetime) -> int:
    """The minutes of a clock that begins at this moment: of the first stretch that holds it by the clocks of `zone`
    (IANA), else `plain`. In an hour that the wall shows twice the same one counts twice."""
    if not targets:
        return plain
    minute = office.minute_of(at.astimezone(office.clock(zone)))
    return next((one.minutes for one in targets if _holds(one, minute)), plain)


def faults(targets: Sequence[LeadTarget]) -> Iterator[tuple[str, str]]:
    """Which targets cannot be, each under its field with the remedy."""
    if len(targets) > MOST_TARGETS:
        yield "lead_targets", f"Give at most {MOST_TARGETS} stretches of the day."
    for place, one in enumerate(targets):
        if one.begins == one.ends:
            yield f"lead_targets.{place}.ends", "Let it end at another time than it begins."
        if not 0 <= one.minutes <= LONGEST_TARGET:
            yield f"lead_targets.{place}.minutes", f"Give minutes from 1 to {LONGEST_TARGET:,}, or 0 for none."


def _holds(one: LeadTarget, minute: int) -> bool:
    if one.begins < one.ends:
        return one.begins <= minute < one.ends
    return minute >= one.begins or minute < one.ends
