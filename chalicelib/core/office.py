"""When somebody is there: stretches of the week and days off, by a zone's clocks (AW-1, Q3 of docs/reliability.md).

Moments are exact, also where a clock is turned: what the gap leaves out is not, what the fold repeats is twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from chalicelib.core import merge
from chalicelib.core.errors import Invalid

if TYPE_CHECKING:  # the clocks are for who is asked for hours, not for every text that comes in
    from zoneinfo import ZoneInfo

    from chalicelib.core.lines import Line

DAY = timedelta(days=1)
DAY_MINUTES = 24 * 60
HORIZON = 62
"""Days that are looked ahead: who does not open within them is shut until further notice."""
MOST_STRETCHES, MOST_DAYS_OFF, LONGEST_NAME, LONGEST_MESSAGE = 28, 60, 40, 320


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of one weekday (0: Monday) in minutes from midnight; one that ends at 1440 ends with its day."""

    weekday: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day (ISO 8601) on which a line is shut. `message` is said instead of the line's own; empty: that one."""

    day: str
    name: str
    message: str = ""


ALWAYS = tuple(Stretch(weekday, 0, DAY_MINUTES) for weekday in range(7))


def is_open(line: Line, zone: str, now: datetime) -> bool:
    """Whether the line is within its office hours; one without hours always is, but on its days off. `zone` is the
    brand's, which counts where the line has none."""
    local = now.astimezone(clock(line.zone or zone))
    return _off(line.days_off, local.date()) is None and within(line.week or ALWAYS, local)


def within(week: Iterable[Stretch], local: datetime) -> bool:
    """Whether a clock that shows this stands within one of the stretches."""
    minute = minute_of(local)
    return any(part.weekday == local.weekday() and part.begins <= minute < part.ends for part in week)


def minute_of(local: datetime) -> int:
    """How many minutes after midnight a clock that shows this stands."""
    return local.hour * 60 + local.minute


def message(line: Line, zone: str, now: datetime) -> str:
    """What the line says while it is shut: for the day off, or its own; empty: nothing."""
    off = _off(line.days_off, now.astimezone(clock(line.zone or zone)).date())
    return (off.message if off else "") or line.away_message


def open_for(line: Line, zone: str, since: datetime, minutes: int = 0) -> datetime | None:
    """When the line will have been open for so many minutes since then; None where that is not within `HORIZON` days.
    With 0 minutes the first moment from then on at which it is open."""
    if not line.week and not line.days_off:
        return since + timedelta(minutes=minutes)
    left = timedelta(minutes=minutes)
    closed = {off.day for off in line.days_off}
    for start, end in spans(line.week or ALWAYS, line.zone or zone, since, HORIZON, closed):
        begin = max(start, since)
        if end - begin > left:
            return begin + left
        left -= max(end - begin, timedelta())
    return None


def spans(
    week: Sequence[Stretch], zone: str, since: datetime, days: int, without: Iterable[str] = ()
) -> Iterator[tuple[datetime, datetime]]:
    """The stretches as instants, in order, from the day before `since` on for so many days; none on days `without`."""
    from chalicelib.core.hours import Hours
    from chalicelib.core.hours import spans as on_day

    local, left_out = clock(zone), set(without)
    first = since.astimezone(local).date() - DAY
    for ahead in range(days + 1):
        day = first + ahead * DAY
        if day.isoformat() in left_out:
            continue
        parts = [Hours(part.begins, part.ends, "") for part in week if part.weekday == day.weekday()]
        found = sorted(span for hours in parts for span in on_day(local, day, hours))
        yield from (span for span in found if span[0] < span[1])


def faults(week: Sequence[Stretch], field: str) -> Iterator[tuple[str, str]]:
    """What cannot be of these stretches, each under its field with the remedy."""
    if len(week) > MOST_STRETCHES:
        yield field, f"Give at most {MOST_STRETCHES} stretches of time for a week."
    for place, part in enumerate(week):
        if not (0 <= part.weekday < 7 and 0 <= part.begins < part.ends <= DAY_MINUTES):
            yield f"{field}.{place}", "Let it end after it begins, on the same day. Split one that goes past midnight."
    ordered = sorted(week, key=lambda part: (part.weekday, part.begins))
    for one, following in pairwise(ordered):
        if one.weekday == following.weekday and following.begins < one.ends:
            yield field, "Two stretches of one day overlap. Make one of them."


def check(line: Line) -> None:
    """Return if the line's hours, days off and message can be; else Invalid with every one that cannot."""
    found = {**dict(faults(line.week, "hours")), **dict(_days_off_faults(line.days_off))}
    if said := unsayable(line.away_message):
        found["away_message"] = said
    if found:
        raise Invalid(found)


def unsayable(words: str) -> str:
    """What speaks against words that are sent by themselves, with the remedy; empty: nothing does."""
    if len(words) > LONGEST_MESSAGE:
        return f"Say it in at most {LONGEST_MESSAGE} characters."
    if merge.unfilled(words):
        return "Fields such as {{first_name}} are not filled in here. Take them out."
    if any(not (letter.isprintable() or letter == "\n") for letter in words):
        return "It holds a character that is none. Remove it."
    return ""


def _days_off_faults(days_off: Sequence[DayOff]) -> Iterator[tuple[str, str]]:
    if len(days_off) > MOST_DAYS_OFF:
        yield "holidays", f"Give at most {MOST_DAYS_OFF} days, and take out those that are over."
    if len({off.day for off in days_off}) < len(days_off):
        yield "holidays", "One day stands here twice. Take one of them out."
    for place, off in enumerate(days_off):
        if not off.name.strip() or len(off.name) > LONGEST_NAME or not off.name.isprintable():
            yield f"holidays.{place}.name", f"Name the day in 1 to {LONGEST_NAME} characters."
        if said := unsayable(off.message):
            yield f"holidays.{place}.message", said


def _off(days_off: Iterable[DayOff], day: date) -> DayOff | None:
    named = day.isoformat()
    return next((off for off in days_off if off.day == named), None)


def clock(zone: str) -> ZoneInfo:
    """The clock of a zone; that of the last resort for a name that is none, as it was one when it was saved."""
    from zoneinfo import ZoneInfo

    from chalicelib.core.places import LAST_RESORT, zone_named

    return zone_named(zone) or ZoneInfo(LAST_RESORT)
