from __future__ import annotations

from datetime import date

import pytest

from chalicelib.core.holidays import Holiday, easter, holidays_in
from chalicelib.core.hours import laws


def names(region: str, day: date) -> list[str]:
    return sorted(holidays_in(laws()[region].shut, day))


EASTERS = (
    "1954-04-18 1961-04-02 1981-04-19 2000-04-23 2008-03-23 2011-04-24 2019-04-21 2024-03-31 2025-04-20 2026-04-05 "
    "2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13 2032-03-28 2035-03-25 2038-04-25 2049-04-18 2076-04-19"
)


@pytest.mark.parametrize("day", [date.fromisoformat(day) for day in EASTERS.split()])
def test_easter_is_where_the_church_has_it(day: date) -> None:
    assert easter(day.year) == day


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "New Year's Day"),
        (date(2026, 1, 19), "Martin Luther King Jr. Day"),
        (date(2026, 2, 16), "Washington's Birthday"),
        (date(2026, 2, 17), "Mardi Gras"),
        (date(2026, 4, 27), "Confederate Memorial Day"),
        (date(2026, 5, 25), "Memorial Day"),
        (date(2026, 6, 1), "Jefferson Davis' Birthday"),
        (date(2026, 6, 19), "Juneteenth"),
        (date(2026, 7, 3), "Independence Day"),
        (date(2026, 7, 4), "Independence Day"),
        (date(2026, 9, 7), "Labor Day"),
        (date(2026, 10, 12), "Columbus Day"),
        (date(2026, 11, 11), "Veterans Day"),
        (date(2026, 11, 26), "Thanksgiving Day"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2027, 7, 5), "Independence Day"),
        (date(2027, 12, 31), "New Year's Day"),
        (date(2028, 1, 1), "New Year's Day"),
        (date(2032, 5, 31), "Memorial Day"),
        (date(2034, 11, 23), "Thanksgiving Day"),
    ],
)
def test_the_holidays_of_alabama_are_found_in_any_year(day: date, name: str) -> None:
    assert names("AL", day) == [name]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 11, 3), "Election Day"),
        (date(2026, 11, 1), "All Saints' Day"),
        (date(2026, 8, 30), "Huey P. Long Day"),
    ],
)
def test_louisiana_has_its_own(day: date, name: str) -> None:
    assert (names("LA", day), names("AL", day)) == ([name], [])


@pytest.mark.parametrize("day", [date(2026, 1, 2), date(2026, 7, 6), date(2027, 7, 2), date(2026, 11, 27)])
def test_an_ordinary_day_is_none(day: date) -> None:
    assert names("AL", day) == []


def test_only_what_is_observed_moves_off_a_weekend() -> None:
    fixed = Holiday("Fixed", ("AL",), month=8, day=29)
    moving = Holiday("Observed", ("AL",), month=8, day=29, observed=True)
    assert [len(list(holiday.days(2026))) for holiday in (fixed, moving)] == [1, 2]


def test_a_state_without_holidays_has_none() -> None:
    assert names("TX", date(2026, 12, 25)) == []
