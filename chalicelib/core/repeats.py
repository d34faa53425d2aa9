"""A broadcast that comes again: each week on some days, or each month on one, by the brand's clock (SD-7).

It is never sent itself: at each of its times another broadcast is made of it, to whoever is in its audience then.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core import local_time
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import BroadcastId, ulid
from chalicelib.core.places import LAST_RESORT, zone_named
from chalicelib.core.repeat import Repeat

LATE = timedelta(hours=1)
"""What could not begin for so long after its time has expired: it would come out of the blue."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Round:
    """`made` is the time for which a broadcast is to be made now (None: for none), be it one that expires at once;
    `next` when it is its time again (None: it is over), `passed` how many times have passed then."""

    made: datetime | None
    next: datetime | None
    passed: int


def begun(rule: Repeat, at: datetime, zone: str) -> tuple[Repeat, datetime]:
    """The rule with the time of day of `at`, and its first time from then on; Invalid for one that can never be."""
    local = at.astimezone(_clock(zone))
    timed = replace(rule, weekdays=tuple(sorted(set(rule.weekdays))), time=f"{local:%H:%M}", zone=zone)
    _check(timed)
    first = next(_times(timed, at - timedelta(minutes=1)), None)
    if first is None:
        raise Invalid({"repeat.until": "Choose a last day on which it still goes, or leave it open."})
    return timed, first


def due(rule: Repeat, at: datetime, passed: int, now: datetime, *, halted: bool) -> Round:
    """What becomes of it at `now`, where its next time is `at`. What passes while it is halted is left out; any other
    time is made, one at each look: of what came too late people see that it expired (Q2)."""
    made: datetime | None = None
    following: datetime | None = at
    while following is not None and following <= now and made is None:
        if not halted:
            made = following
        passed += 1
        over = rule.count and passed >= rule.count
        following = None if over else next(_times(rule, following), None)
    return Round(made, following, passed)


def following(rule: Repeat, at: datetime) -> datetime:
    """The time after this one, also where that would be behind its last: up to then what is made for `at` may go."""
    return next(_times(replace(rule, until=""), at))


def ends(rule: Repeat, at: datetime, now: datetime) -> datetime:
    """Up to when what is made at `now` for `at` may go: what comes too late ended before."""
    return at + LATE if now - at > LATE else following(rule, at)


def child_id(parent: BroadcastId, at: datetime) -> BroadcastId:
    """The id of what is made for one time: however often that is tried, it is made once. As wide as the parent."""
    made = ulid(int(at.timestamp() * 1000), f"{parent}:{at.isoformat()}")
    _, dash, width = parent.partition("-")
    return BroadcastId(f"{made}{dash}{width}")


def _times(rule: Repeat, after: datetime) -> Iterator[datetime]:
    """Its times after that moment, the earliest first, up to its last day: within a month there always is another."""
    hour, minute = (int(part) for part in rule.time.split(":"))
    day = after.astimezone(_clock(rule.zone)).date() - _DAY
    while True:
        day += _DAY
        if rule.until and day > date.fromisoformat(rule.until):
            return
        if _fits(rule, day):
            at = local_time.first(datetime(day.year, day.month, day.day, hour, minute), rule.zone)  # noqa: DTZ001
            if at > after:
                yield at.astimezone(UTC)


def _fits(rule: Repeat, day: date) -> bool:
    if rule.weekdays:
        return day.weekday() in rule.weekdays
    return day.day == min(rule.day, monthrange(day.year, day.month)[1])


def _check(rule: Repeat) -> None:
    fields = {}
    if bool(rule.weekdays) == bool(rule.day):
        fields["repeat"] = "Choose days of the week, or one day of the month."
    if rule.until and rule.count:
        fields["repeat.count"] = "Choose a last day, or a number of times, not both."
    if rule.until:
        try:
            date.fromisoformat(rule.until)
        except ValueError:
            fields["repeat.until"] = "Write the last day as 2026-12-31."
    if fields:
        raise Invalid(fields)


def _clock(zone: str) -> ZoneInfo:
    return zone_named(zone) or ZoneInfo(LAST_RESORT)
