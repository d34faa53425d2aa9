"""The same time of day wherever each recipient is (SD-7): nine o'clock in Boston, and nine o'clock in Seattle.

The place is that of the legal clock (core.places): of several zones the latest counts, of none the line's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core import quiet
from chalicelib.core.errors import Invalid
from chalicelib.core.hours import Hours, spans
from chalicelib.core.outbound import Refuse, Wait
from chalicelib.core.places import LAST_RESORT, Place, zone_named

_DAY = 24 * 60
_YEARS = range(1970, 9000)
"""Clocks of other years lead out of what a moment can be."""


@dataclass(frozen=True, slots=True)
class LocalTime:
    """`wall` is what clocks are to show, in no zone; `since` is when the broadcast begins: nobody gets it before.
    `until`: from then on nobody gets it any more (None: it may take as long as it needs)."""

    wall: datetime
    since: datetime
    until: datetime | None = None


def read(written: str, field: str = "send_at_local") -> datetime:
    """2026-12-01T09:00 as a clock's time to the minute; else Invalid."""
    try:
        wall: datetime | None = datetime.strptime(written, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - it is of no zone, or of each
    except ValueError:
        wall = None
    if wall is None or wall.year not in _YEARS:
        raise Invalid({field: "Write day and time without a zone, such as 2026-12-01T09:00."})
    return wall


def written(wall: datetime) -> str:
    return f"{wall:%Y-%m-%dT%H:%M}"


def first(wall: datetime, zone: str) -> datetime:
    """The first instant at which the clocks of a zone show this time or, where a gap leaves it out, a later one."""
    clock = zone_named(zone) or ZoneInfo(LAST_RESORT)
    minute = wall.hour * 60 + wall.minute
    found = list(spans(clock, wall.date(), Hours(minute, _DAY, "")))
    # A gap that takes the rest of the day, or all of it, leaves nothing open: it ends where the last span would begin.
    return next((start for start, end in found if start < end), found[-1][0])


def at(wall: datetime, place: Place) -> datetime:
    """When it is that time at a place: in several zones, in the last of them."""
    return max(first(wall, zone) for zone in place.zones)


def anywhere(wall: datetime) -> datetime:
    """The first instant at which clocks anywhere may show this time."""
    return wall.replace(tzinfo=UTC) - timedelta(hours=14)


def judge(local: LocalTime, place: Place, now: datetime) -> Refuse | Wait | None:
    """What the writer's choice of a time says of somebody here: too late, not yet, or nothing any more."""
    moment = at(local.wall, place)
    zone = max(place.zones, key=lambda name: first(local.wall, name))
    clock = quiet.clock(moment, zone)
    if moment < local.since:
        return Refuse("local_time_past", f"It was past {clock} where this contact is when this was scheduled.", "SD-7")
    if local.until is not None and moment >= local.until:
        return Refuse("expired", f"The broadcast's time is over before it is {clock} where this contact is.", "SD-7")
    if now < moment:
        where = quiet.name_of(place, zone)
        return Wait(moment, "local_time", "SD-7", f"It goes {quiet.moment(moment, now, zone)} in {where}.", zone)
    return None
