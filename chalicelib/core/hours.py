"""The legal clock: when a text that nobody waits for may reach a place (Q1 of docs/reliability.md). Pure, and exact to
the second: edges of windows are computed, also where a clock is turned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib import data
from chalicelib.core.holidays import Holiday, holidays_in
from chalicelib.core.places import LAST_RESORT, Place, atlas, zone_named

DAY = timedelta(days=1)
HORIZON = timedelta(days=14)
"""Who is not open within it (two places half a world apart) is looked at again then."""
EASTERNMOST, WESTERNMOST = timedelta(hours=14), timedelta(hours=12)
HOME = "US"
"""Whose rules hold for a place of which no state or province is known."""
WEEKDAYS = ("window",) * 5 + ("saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Hours:
    """A day's window in minutes from midnight, empty where closed. `rule` is its name: "FL 8-20"."""

    opens: int
    closes: int
    rule: str

    @property
    def closed(self) -> bool:
        return self.opens >= self.closes


@dataclass(frozen=True, slots=True)
class Law:
    """The windows of one state, province or country by weekday from Monday on, and what its holidays are like.

    `cap`: so many in 24 hours at most (None: no limit). `source` and `note` are for people.
    """

    name: str
    week: tuple[Hours, ...]
    source: str
    note: str = ""
    cap: int | None = None
    shut: frozenset[Holiday] = frozenset()

    def on(self, day: date) -> Hours:
        """The window on this day."""
        if self.shut and self.holiday(day):
            return Hours(0, 0, f"{self.name} no holidays")
        return self.week[day.weekday()]

    def holiday(self, day: date) -> str:
        """The holiday on which this law closes the day; empty for none."""
        return next(iter(holidays_in(self.shut, day)), "")


@cache
def laws() -> Mapping[str, Law]:
    """The laws in force (chalicelib/data/quiet_hours.toml): states by their letters, countries by name."""
    table = data.table("quiet_hours")
    listed = [Holiday.read(row) for row in table["holidays"]]
    found = {row["name"]: _law(row["name"], row, ()) for row in table["countries"].values()}
    for region, row in table["regions"].items():
        shut = [holiday for holiday in listed if region in holiday.regions] if "holidays" in row else ()
        found[region] = _law(region, row, shut)
    return found


def _law(name: str, row: Mapping[str, Any], shut: Iterable[Holiday]) -> Law:
    week = tuple(_hours(name, row.get(noun, row["window"]), noun) for noun in WEEKDAYS)
    return Law(name, week, row["source"], row.get("note", ""), row.get("cap"), frozenset(shut))


def _hours(name: str, written: str, noun: str) -> Hours:
    if written == "closed":
        return Hours(0, 0, f"{name} no {noun.capitalize()}s")
    opens, closes = (int(part[:2]) * 60 + int(part[3:]) for part in written.split("-"))
    return Hours(opens, closes, f"{name} {_clock(opens)}-{_clock(closes)}")


def _clock(minutes: int) -> str:
    """8 for 8:00, 21:30 for 21:30."""
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}" if minute else str(hour)


def laws_of(regions: Iterable[str]) -> tuple[Law, ...]:
    """Every law that counts for a place: its states' own ones, then their countries'."""
    known, wanted = atlas().regions, tuple(regions)
    countries = {known[region].country for region in wanted} or {HOME}
    named = data.table("quiet_hours")["countries"]
    own = [laws()[region] for region in wanted if region in laws()]
    return (*own, *(laws()[named[country]["name"]] for country in sorted(countries)))


@lru_cache(maxsize=4096)
def hours_on(regions: tuple[str, ...], day: date) -> Hours:
    """The window in which all the laws of these regions are open; its rule is the first one's that narrows it most."""
    found = [law.on(day) for law in laws_of(regions)]
    opens, closes = max(hours.opens for hours in found), min(hours.closes for hours in found)
    shut = next((hours for hours in found if hours.closed), None)
    return Hours(opens, closes, (shut or found[0]).rule)


def sunday_of(regions: tuple[str, ...]) -> Hours:
    """The window of Sundays, holidays aside."""
    found = [law.week[6] for law in laws_of(regions)]
    return Hours(max(hours.opens for hours in found), min(hours.closes for hours in found), found[0].rule)


def is_open(place: Place, now: datetime) -> bool:
    """Whether all of the place's clocks stand within its windows."""
    return all(_stands_open(_zone(name), place.regions, now) for name in place.zones)


def _stands_open(zone: ZoneInfo, regions: tuple[str, ...], now: datetime) -> bool:
    local = now.astimezone(zone)
    hours = hours_on(regions, local.date())
    return hours.opens <= local.hour * 60 + local.minute < hours.closes


def opens_at(place: Place, now: datetime) -> datetime:
    """The first instant from `now` on at which the place is open; `now` + HORIZON where it is not before."""
    at, limit = now, now + HORIZON
    while at < limit:
        latest = max(_opens_from(_zone(name), place.regions, at) for name in place.zones)
        if latest == at:
            return at
        at = latest
    return limit


def _opens_from(zone: ZoneInfo, regions: tuple[str, ...], at: datetime) -> datetime:
    first = at.astimezone(zone).date()
    for ahead in range(HORIZON.days):
        day = first + ahead * DAY
        for start, end in _spans_on(zone, regions, day):
            if start < end and at < end:
                return max(at, start)
    return at + HORIZON


@lru_cache(maxsize=4096)
def _spans_on(zone: ZoneInfo, regions: tuple[str, ...], day: date) -> tuple[tuple[datetime, datetime], ...]:
    """Kept, as a broadcast's texts ask for the same few days again and again."""
    return tuple(spans(zone, day, hours_on(regions, day)))


def spans(zone: ZoneInfo, day: date, hours: Hours) -> Iterator[tuple[datetime, datetime]]:
    """When on this day of theirs the clocks of `zone` stand within the window, as instants.

    On a day on which they are turned, before and after that: a window that begins in the gap begins behind it, and
    what the fold repeats is open twice.
    """
    midnight = datetime.combine(day, time(), UTC)
    opens, closes = midnight + timedelta(minutes=hours.opens), midnight + timedelta(minutes=hours.closes)
    begin, end = midnight - EASTERNMOST, midnight + DAY + WESTERNMOST
    before, after = _offset(zone, begin), _offset(zone, end)
    if before == after:
        yield opens - before, closes - before
        return
    turned = begin + timedelta(
        seconds=bisect_left(
            range(int((end - begin).total_seconds())),
            True,
            key=lambda passed: _offset(zone, begin + timedelta(seconds=passed)) != before,
        )
    )
    yield opens - before, min(closes - before, turned)
    yield max(opens - after, turned), closes - after


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _zone(name: str) -> ZoneInfo:
    return zone_named(name) or ZoneInfo(LAST_RESORT)


def cap_of(place: Place) -> int | None:
    """How many texts of this kind a person may get there in 24 hours; None: no limit."""
    return min((law.cap for law in laws_of(place.regions) if law.cap is not None), default=None)


def capped_until(place: Place, sent: Iterable[datetime], now: datetime) -> datetime | None:
    """When the next may go to whom `sent` were the earlier ones; None: by the cap now."""
    cap = cap_of(place)
    recent = sorted(moment for moment in sent if moment > now - DAY) if cap else []
    if cap is None or len(recent) < cap:
        return None
    return opens_at(place, recent[-cap] + DAY)
