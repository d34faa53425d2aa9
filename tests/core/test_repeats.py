"""When a broadcast comes again: by the brand's clock, also where it is turned, and never long after its time (SD-7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import repeats
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import BroadcastId
from chalicelib.core.repeat import Repeat
from chalicelib.core.repeats import LATE, Round

EAST = "America/New_York"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEKLY = Repeat(weekdays=(0, 3))
MONTHLY = Repeat(day=31)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def times(rule: Repeat, at: datetime, many: int, zone: str = EAST) -> list[str]:
    """Its first times, as the brand's clock shows them."""
    timed, following = repeats.begun(rule, at, zone)
    found: list[datetime] = []
    ahead: datetime | None
    passed, ahead = 0, following
    while ahead is not None and len(found) < many:
        found.append(ahead)
        turn = repeats.due(timed, ahead, passed, ahead, halted=False)
        assert turn.made == ahead
        passed, ahead = turn.passed, turn.next
    return [f"{one.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}" for one in found]


def test_each_week_on_its_days_also_when_clocks_are_turned() -> None:
    """The first of March is a Sunday; on the eighth clocks go forward."""
    assert times(WEEKLY, utc(2026, 3, 1, 14), 4) == [
        "Mon 2026-03-02 09:00",
        "Thu 2026-03-05 09:00",
        "Mon 2026-03-09 09:00",
        "Thu 2026-03-12 09:00",
    ]
    assert times(Repeat(weekdays=(6,)), utc(2026, 3, 1, 7, 30), 3) == [
        "Sun 2026-03-01 02:30",
        "Sun 2026-03-08 03:00",
        "Sun 2026-03-15 02:30",
    ]


def test_the_moment_itself_is_its_first_time_where_the_day_fits() -> None:
    assert times(WEEKLY, utc(2026, 3, 2, 14), 1) == ["Mon 2026-03-02 09:00"]
    assert times(Repeat(weekdays=(6,)), utc(2026, 11, 1, 5, 30), 2) == ["Sun 2026-11-01 01:30", "Sun 2026-11-08 01:30"]


def test_each_month_on_its_day_or_the_last_one() -> None:
    assert times(MONTHLY, utc(2028, 1, 10, 14), 4) == [
        "Mon 2028-01-31 09:00",
        "Tue 2028-02-29 09:00",
        "Fri 2028-03-31 09:00",
        "Sun 2028-04-30 09:00",
    ]
    assert times(Repeat(day=1), utc(2026, 12, 2, 14), 2) == ["Fri 2027-01-01 09:00", "Mon 2027-02-01 09:00"]


def test_it_ends_after_its_last_day_or_so_many_times() -> None:
    assert len(times(replace(WEEKLY, until="2026-03-09"), utc(2026, 3, 1, 14), 9)) == 3
    assert len(times(replace(WEEKLY, until="2026-03-08"), utc(2026, 3, 1, 14), 9)) == 2
    assert len(times(replace(WEEKLY, count=2), utc(2026, 3, 1, 14), 9)) == 2


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
    st.sets(st.integers(0, 6), min_size=1) | st.integers(1, 31),
    st.sampled_from([EAST, "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo"]),
)
def test_times_fit_the_rule_and_go_forward(at: datetime, days: set[int] | int, zone: str) -> None:
    rule = Repeat(day=days) if isinstance(days, int) else Repeat(weekdays=tuple(days))
    timed, ahead = repeats.begun(rule, at.replace(tzinfo=UTC), zone)
    for _ in range(4):
        local = ahead.astimezone(ZoneInfo(zone))
        assert local.weekday() in timed.weekdays if timed.weekdays else local.day <= timed.day
        assert f"{local:%H:%M}" >= timed.time
        following = repeats.due(timed, ahead, 0, ahead, halted=False).next
        assert following is not None
        assert HOUR < following - ahead <= 32 * DAY
        ahead = following


TIMED, _ = repeats.begun(WEEKLY, utc(2026, 3, 1, 14), EAST)


def due(now: datetime, *, halted: bool = False, rule: Repeat = WEEKLY, passed: int = 0) -> Round:
    timed, first = repeats.begun(rule, utc(2026, 3, 1, 14), EAST)
    return repeats.due(timed, first, passed, now, halted=halted)


MONDAY, THURSDAY, NEXT = utc(2026, 3, 2, 14), utc(2026, 3, 5, 14), utc(2026, 3, 9, 13)


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (MONDAY - timedelta(seconds=1), Round(None, MONDAY, 0)),
        (MONDAY, Round(MONDAY, THURSDAY, 1)),
        (MONDAY + LATE, Round(MONDAY, THURSDAY, 1)),
        (MONDAY + LATE + timedelta(seconds=1), Round(MONDAY, THURSDAY, 1)),
        (THURSDAY + DAY, Round(MONDAY, THURSDAY, 1)),
    ],
)
def test_each_time_that_came_is_made_one_after_the_other(now: datetime, found: Round) -> None:
    assert due(now) == found


def test_what_is_more_than_an_hour_late_ended_before_it_was_made() -> None:
    assert repeats.ends(TIMED, MONDAY, MONDAY + LATE) == THURSDAY
    late = MONDAY + LATE + timedelta(seconds=1)
    assert repeats.ends(TIMED, MONDAY, late) == MONDAY + LATE < late


def test_what_is_halted_passes() -> None:
    assert due(MONDAY, halted=True) == Round(None, THURSDAY, 1)
    assert due(MONDAY - HOUR, halted=True) == Round(None, MONDAY, 0)
    assert due(THURSDAY, halted=True) == Round(None, NEXT, 2)


def test_what_passes_counts() -> None:
    twice = replace(WEEKLY, count=2)
    assert due(THURSDAY + DAY, rule=twice, halted=True) == Round(None, None, 2)
    assert repeats.due(replace(TIMED, count=2), THURSDAY, 1, THURSDAY + DAY, halted=False) == Round(THURSDAY, None, 2)
    assert due(MONDAY, rule=twice, passed=1) == Round(MONDAY, None, 2)


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (Repeat(), "repeat"),
        (Repeat(weekdays=(0,), day=1), "repeat"),
        (replace(WEEKLY, until="2026-02-28"), "repeat.until"),
        (replace(WEEKLY, until="soon"), "repeat.until"),
        (replace(WEEKLY, until="2026-12-31", count=3), "repeat.count"),
    ],
)
def test_a_rule_that_cannot_be_is_named(rule: Repeat, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        repeats.begun(rule, utc(2026, 3, 1, 14), EAST)
    assert list(refused.value.fields) == [field]


def test_a_rule_knows_its_clock() -> None:
    timed, _ = repeats.begun(Repeat(weekdays=(3, 0, 3)), utc(2026, 7, 1, 14), EAST)
    assert timed == Repeat((0, 3), 0, "10:00", EAST)
    assert repeats.begun(WEEKLY, utc(2026, 3, 1, 14), "Not/AZone")[1] == MONDAY


def test_what_is_made_for_a_time_has_one_id() -> None:
    parent = BroadcastId("01ARZ3NDEKTSV4RRFFQ69G5FAV-16")
    first = repeats.child_id(parent, MONDAY)
    assert first == repeats.child_id(parent, MONDAY)
    assert first.endswith("-16")
    assert len({first, repeats.child_id(parent, THURSDAY), repeats.child_id(BroadcastId("01B"), MONDAY)}) == 3
    assert "-" not in repeats.child_id(BroadcastId("01B"), MONDAY)


@pytest.mark.parametrize("end", [{}, {"until": "2026-03-02"}, {"count": 1}])
def test_what_is_made_for_a_time_may_go_until_the_next_also_behind_the_last(end: dict[str, Any]) -> None:
    rule = Repeat((0, 3), 0, "09:00", "America/New_York", **end)
    assert repeats.following(rule, datetime(2026, 3, 2, 14, tzinfo=UTC)) == datetime(2026, 3, 5, 14, tzinfo=UTC)
