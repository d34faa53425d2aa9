"""Holidays as rules, computed for any year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Holiday:
    """A fixed day of a month; or, with `weekday` (0: Monday), the first such one from `day` on; or, with `easter`, so
    many days from Easter. `observed`: of a weekend it is kept on the Friday before or the Monday after, too.
    """

    name: str
    regions: tuple[str, ...]
    month: int = 0
    day: int = 0
    weekday: int | None = None
    easter: int | None = None
    observed: bool = False

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Holiday:
        """One row of a table."""
        return cls(
            name=row["name"],
            regions=tuple(row["regions"]),
            month=row.get("month", 0),
            day=row.get("day", row.get("from_day", 0)),
            weekday=WEEKDAYS.index(row["weekday"]) if "weekday" in row else None,
            easter=row.get("easter"),
            observed=row.get("observed", False),
        )

    def days(self, year: int) -> Iterator[date]:
        """Its day in this year, and the day on which it is kept instead."""
        if self.easter is not None:
            yield easter(year) + timedelta(days=self.easter)
            return
        day = date(year, self.month, self.day)
        if self.weekday is not None:
            day += timedelta(days=(self.weekday - day.weekday()) % 7)
        yield day
        if self.observed and day.weekday() == SATURDAY:
            yield day - timedelta(days=1)
        if self.observed and day.weekday() == SUNDAY:
            yield day + timedelta(days=1)


def holidays_in(listed: Iterable[Holiday], day: date) -> Iterator[str]:
    """The names of those that fall on this day. A New Year's Day on a Saturday is kept in the year before."""
    for holiday in listed:
        if any(day in _days(holiday, year) for year in (day.year, day.year + 1)):
            yield holiday.name


@lru_cache(maxsize=1024)
def _days(holiday: Holiday, year: int) -> frozenset[date]:
    return frozenset(holiday.days(year))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, as Meeus gives it)."""
    century = year // 100
    golden = year % 19
    skipped = century - century // 4 - (8 * century + 13) // 25
    epact = (19 * golden + skipped + 15) % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    after = epact - weekday
    month = 3 + (after + 40) // 44
    return date(year, month, after + 28 - 31 * (month // 4))
