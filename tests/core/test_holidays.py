from __future__ import annotations

from datetime import date

import pytest
from dateutil.easter import easter as known_easter

from chalicelib.core.holidays import Holiday, easter, holidays_in
from chalicelib.core.hours import laws


def names(region: str, day: date) -> list[str]:
    return sorted(holidays_in(laws()[region].shut, day))


@pytest.mark.parametrize("year", range(1990, 2100))
def test_easter_is_where_the_church_has_it(year: int) -> None:
    assert easter(year) == known_easter(year)


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
