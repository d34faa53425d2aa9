"""A line's daily cap: carriers take so many segments of it a day, and refuse what comes after (LN-6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from chalicelib.core.brand import Brand
from chalicelib.core.lines import Line
from chalicelib.core.outbound import Wait


@dataclass(frozen=True, slots=True)
class Day:
    """The day it is on a line, as its spending is kept; `ends` is its midnight, which clocks in `zone` tell."""

    name: str
    ends: datetime
    zone: str


def day_of(line: Line, brand: Brand, now: datetime) -> Day:
    """By the line's zone, else the brand's; a zone that nobody knows counts as UTC."""
    from chalicelib.core.places import zone_named

    named = line.zone or brand.zone
    zone = zone_named(named)
    local = now.astimezone(zone or UTC)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), zone or UTC)
    return Day(local.date().isoformat(), midnight.astimezone(UTC), named if zone else "UTC")


def fitting(texts: Sequence[int], spent: int, cap: int) -> int:
    """How many of these texts, in order, the cap has room for; the day's first one goes, however long it is."""
    room, count = cap - spent, 0
    for length in texts:
        room -= length
        if room < 0:
            break
        count += 1
    return 1 if texts and not count and not spent else count


def raised(before: Line, after: Line) -> bool:
    """Whether the line may send more of this day than before."""
    return before.daily_cap is not None and (after.daily_cap is None or after.daily_cap > before.daily_cap)


def over(line: Line, day: Day) -> Wait:
    """What a text is told that the day has no room for."""
    why = f"This line has reached its cap of {line.daily_cap or 0:,} segments for today. The rest goes by itself."
    return Wait(day.ends, "daily_cap", "LN-6", why, day.zone)
