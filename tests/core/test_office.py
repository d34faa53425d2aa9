"""Office hours: the same by a wall clock, minute by minute, and by computed moments (Q3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.core import office
from chalicelib.core.errors import Invalid
from chalicelib.core.office import DAY_MINUTES, DayOff, Stretch
from tests.core.builders import line

NEW_YORK = "America/New_York"
ZONES = (NEW_YORK, "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham", "UTC")
WORK = tuple(Stretch(day, 9 * 60, 17 * 60) for day in range(5))
FRIDAY = datetime(2026, 11, 20, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment of 2026 by New York's clocks."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(NEW_YORK))


@pytest.mark.parametrize(
    ("moment", "opened"),
    [
        (at(20, 8, 59), False),
        (at(20, 9), True),
        (at(20, 16, 59), True),
        (at(20, 17), False),
        (at(21, 12), False),
        (at(26, 12), False),
    ],
)
def test_a_line_is_open_in_its_hours_but_on_its_days_off(moment: datetime, opened: bool) -> None:
    """AW-1."""
    on = line(week=WORK, days_off=(DayOff("2026-11-26", "Thanksgiving"),))
    assert office.is_open(on, NEW_YORK, moment) is opened


def test_the_lines_own_zone_counts_before_the_brands() -> None:
    on = line(week=WORK, zone="America/Los_Angeles")
    assert not office.is_open(on, NEW_YORK, at(20, 9))
    assert office.open_for(on, NEW_YORK, at(20, 9)) == at(20, 12)
    lost = line(week=WORK, zone="No/Where")
    assert office.is_open(lost, NEW_YORK, at(20, 9)) is office.is_open(line(week=WORK), office.clock("").key, at(20, 9))


def test_a_line_without_hours_is_always_open_but_on_its_days_off() -> None:
    on = line(days_off=(DayOff("2026-11-21", "Moving"),))
    assert office.is_open(on, NEW_YORK, at(20, 23, 59))
    assert not office.is_open(on, NEW_YORK, at(21, 0))
    assert office.open_for(on, NEW_YORK, at(21, 3)) == at(22, 0)


def test_what_is_said_is_the_days_own_or_the_lines() -> None:
    off = (DayOff("2026-11-26", "Thanksgiving", "Happy Thanksgiving!"), DayOff("2026-11-27", "Bridge day"))
    on = line(days_off=off, away_message="Back soon.")
    said = [office.message(on, NEW_YORK, at(day, 12)) for day in (25, 26, 27)]
    assert said == ["Back soon.", "Happy Thanksgiving!", "Back soon."]


@pytest.mark.parametrize(
    ("since", "minutes", "due"),
    [
        (at(20, 10), 0, at(20, 10)),
        (at(20, 10), 30, at(20, 10, 30)),
        (at(20, 16, 50), 30, at(23, 9, 20)),
        (at(20, 16, 50), 10, at(23, 9)),
        (at(20, 7), 0, at(20, 9)),
        (at(21, 7), 8 * 60 + 1, at(24, 9, 1)),
    ],
)
def test_open_minutes_are_counted_over_nights_and_weekends(since: datetime, minutes: int, due: datetime) -> None:
    """AW-4."""
    assert office.open_for(line(week=WORK), NEW_YORK, since, minutes) == due


def test_who_does_not_open_any_more_is_never_due() -> None:
    shut = tuple(DayOff((at(20, 12) + timedelta(days=ahead)).date().isoformat(), "Closed") for ahead in range(-1, 64))
    assert office.open_for(line(week=WORK, days_off=shut), NEW_YORK, at(20, 12)) is None


STRETCHES = st.lists(
    st.builds(
        lambda day, begins, length: Stretch(day, begins, min(begins + length, DAY_MINUTES)),
        st.integers(0, 6),
        st.integers(0, DAY_MINUTES - 1),
        st.integers(1, DAY_MINUTES),
    ),
    min_size=1,
    max_size=6,
)
TURNS = (
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 10, 3, 15, tzinfo=UTC),
)


@settings(max_examples=150, deadline=None)
@given(STRETCHES, st.sampled_from(ZONES), st.sampled_from(TURNS), st.integers(-3000, 3000))
def test_moments_are_those_of_a_wall_clock(week: list[Stretch], zone: str, turn: datetime, minutes: int) -> None:
    """Q3: across days on which clocks are turned, minute by minute."""
    moment = turn + minutes * MINUTE
    found = list(office.spans(week, zone, moment, 3))
    shown = office.within(week, moment.astimezone(ZoneInfo(zone)))
    assert any(start <= moment < end for start, end in found) is shown
    assert office.is_open(line(week=tuple(week), zone=zone), "", moment) is shown
    assert all(start < end for start, end in found)


@settings(max_examples=60, deadline=None)
@given(STRETCHES, st.sampled_from(TURNS), st.integers(-2000, 2000))
def test_the_first_open_moment_is_open_and_none_before_it_is(week: list[Stretch], turn: datetime, minutes: int) -> None:
    since, on = turn + minutes * MINUTE, line(week=tuple(week), zone=NEW_YORK)
    due = office.open_for(on, "", since)
    assert due is not None
    assert due >= since
    assert office.is_open(on, "", due)
    before = (since + ahead * MINUTE for ahead in range(0, int((due - since) / MINUTE), 7))
    assert not any(office.is_open(on, "", moment) for moment in before)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"week": (Stretch(7, 0, 60),)}, {"hours.0"}),
        ({"week": (Stretch(-1, 0, 60),)}, {"hours.0"}),
        ({"week": (Stretch(0, 60, 60),)}, {"hours.0"}),
        ({"week": (Stretch(0, -1, 60),)}, {"hours.0"}),
        ({"week": (Stretch(0, 0, 1441),)}, {"hours.0"}),
        ({"week": (Stretch(0, 60, 120), Stretch(0, 0, 61))}, {"hours"}),
        ({"week": tuple(Stretch(day % 7, day, day + 1) for day in range(29))}, {"hours"}),
        ({"days_off": (DayOff("2026-11-26", ""),)}, {"holidays.0.name"}),
        ({"days_off": (DayOff("2026-11-26", "n" * 41),)}, {"holidays.0.name"}),
        ({"days_off": (DayOff("2026-11-26", "a\nb"),)}, {"holidays.0.name"}),
        ({"days_off": (DayOff("2026-11-26", "Day", "{{first_name}}"),)}, {"holidays.0.message"}),
        ({"days_off": (DayOff("2026-11-26", "Day"), DayOff("2026-11-26", "Again"))}, {"holidays"}),
        ({"days_off": tuple(DayOff(f"{year}-01-01", "Day") for year in range(2026, 2087))}, {"holidays"}),
        ({"away_message": "x" * 321}, {"away_message"}),
        ({"away_message": "a\x00b"}, {"away_message"}),
        ({"away_message": "Hi {{first_name}}", "week": (Stretch(9, 0, 1),)}, {"away_message", "hours.0"}),
    ],
)
def test_hours_that_cannot_be_are_refused_by_name(fields: dict[str, Any], wrong: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        office.check(line(**fields))
    assert set(refused.value.fields) == wrong


def test_what_can_be_passes() -> None:
    touching = (Stretch(0, 0, 60), Stretch(0, 60, 120), Stretch(1, 60, 1440))
    days = tuple(DayOff(f"{year}-01-01", "n" * 40, "Shut.\nSee you.") for year in range(2026, 2086))
    office.check(line(week=touching, days_off=days, away_message="x" * 320))
    office.check(line(week=tuple(Stretch(day % 7, day, day + 1) for day in range(28))))
