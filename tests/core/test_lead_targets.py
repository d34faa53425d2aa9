"""How soon somebody should write to a lead, by the hour of the day (LD-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib.core import lead_clock, lead_targets
from chalicelib.core.brand import Brand
from chalicelib.core.lead_targets import LeadTarget
from tests.core.builders import LOCAL, NOW, later
from tests.core.test_leads import lead

NEW_YORK = "America/New_York"
DAY, NIGHT = LeadTarget(9 * 60, 17 * 60, 5), LeadTarget(22 * 60, 6 * 60, 120)


@pytest.mark.parametrize(
    ("clock", "minutes"),
    [
        ("08:59", 15),
        ("09:00", 5),
        ("16:59", 5),
        ("17:00", 15),
        ("21:59", 15),
        ("22:00", 120),
        ("00:00", 120),
        ("05:59", 120),
        ("06:00", 15),
    ],
)
def test_the_hour_at_which_a_clock_begins_decides(clock: str, minutes: int) -> None:
    at = datetime.fromisoformat(f"2026-11-20T{clock}").replace(tzinfo=ZoneInfo(NEW_YORK)).astimezone(UTC)
    assert lead_targets.target(15, (DAY, NIGHT), NEW_YORK, at) == minutes
    assert lead_targets.target(15, (), NEW_YORK, at) == 15


def test_of_two_that_hold_an_hour_the_first_counts() -> None:
    noon = LeadTarget(12 * 60, 13 * 60, 0)
    at = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    assert lead_targets.target(15, (noon, DAY), NEW_YORK, at) == 0
    assert lead_targets.target(15, (DAY, noon), NEW_YORK, at) == 5


@pytest.mark.parametrize(
    ("at", "shown", "minutes"),
    [
        (datetime(2026, 3, 8, 6, 59, tzinfo=UTC), "01:59", 120),
        (datetime(2026, 3, 8, 7, 0, tzinfo=UTC), "03:00", 120),
        (datetime(2026, 3, 8, 10, 0, tzinfo=UTC), "06:00", 15),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "01:30", 120),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "01:30", 120),
        (datetime(2026, 11, 1, 10, 59, tzinfo=UTC), "05:59", 120),
        (datetime(2026, 11, 1, 11, 0, tzinfo=UTC), "06:00", 15),
    ],
)
def test_where_clocks_are_turned_the_wall_decides(at: datetime, shown: str, minutes: int) -> None:
    assert at.astimezone(ZoneInfo(NEW_YORK)).strftime("%H:%M") == shown
    assert lead_targets.target(15, (DAY, NIGHT), NEW_YORK, at) == minutes


def test_a_clock_runs_by_the_hour_of_its_line_else_the_brands() -> None:
    """NOW is 10:00 in New York, 7:00 in Los Angeles and 15:00 in London."""
    brand = Brand(zone=NEW_YORK, lead_targets=(LeadTarget(9 * 60, 12 * 60, 5), LeadTarget(6 * 60, 8 * 60, 0)))
    by_brand = lead_clock.started(lead(), LOCAL, brand, NOW)
    assert by_brand.due == later(minutes=5)
    assert lead_clock.started(lead(), replace(LOCAL, zone="America/Los_Angeles"), brand, NOW).due is None
    plain = lead_clock.started(lead(), replace(LOCAL, zone="Europe/London"), brand, NOW)
    assert plain.due == NOW + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("targets", "field"),
    [
        ((LeadTarget(60, 60, 5),), "lead_targets.0.ends"),
        ((DAY, LeadTarget(0, 60, 10_081)), "lead_targets.1.minutes"),
        ((LeadTarget(0, 60, -1),), "lead_targets.0.minutes"),
        ((DAY,) * 11, "lead_targets"),
    ],
)
def test_what_cannot_be_says_where(targets: Any, field: str) -> None:
    assert [name for name, _ in lead_targets.faults(targets)] == [field]
    assert list(lead_targets.faults((DAY, NIGHT, LeadTarget(0, 60, 0), LeadTarget(0, 60, 10_080)))) == []
