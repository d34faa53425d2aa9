"""Quiet hours as people are told of them: where it is what time, until when, and by which rule (CN-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core import hours
from chalicelib.core.places import Place, atlas, zone_named

SOON = timedelta(hours=18)
"""What comes within it is the next morning, and needs no name of a day."""
ALL_THE_SAME = "What you write to one person goes all the same."


@dataclass(frozen=True, slots=True)
class Quiet:
    """A place whose quiet hours end at `until`. `zone` is the one that shuts it, `rule` the law's name: "FL 8-20"."""

    place: Place
    now: datetime
    until: datetime
    zone: str
    rule: str

    @property
    def warning(self) -> str:
        """For whoever writes to one person, whose text waits for nothing (CN-10)."""
        time = clock(self.now, self.zone)
        return f"It is {time} where this contact is; quiet hours there end {self._end}. {ALL_THE_SAME}"

    @property
    def sentence(self) -> str:
        """For whom the text waits."""
        time, where = clock(self.now, self.zone), name_of(self.place, self.zone)
        return f"It is {time} in {where}, where quiet hours ({self.rule}) end {self._end}. It goes then by itself."

    @property
    def _end(self) -> str:
        return moment(self.until, self.now, self.zone)


def quiet(place: Place, now: datetime) -> Quiet | None:
    """None while the place is open."""
    for name in place.zones:
        alone = Place((name,), place.regions)
        if not hours.is_open(alone, now):
            rule = hours.hours_on(place.regions, now.astimezone(zone_named(name)).date()).rule
            return Quiet(place, now, hours.opens_at(place, now), name, rule)
    return None


def capped(place: Place, until: datetime, now: datetime) -> str:
    """Why a text waits that would be one too many within 24 hours."""
    most, zone = hours.cap_of(place), place.zones[0]
    where, end = name_of(place, zone), moment(until, now, zone)
    return f"In {where} a person may get {most} such texts in 24 hours. This one goes by itself {end}."


def clock(at: datetime, zone: str) -> str:
    """23:10, as clocks there show it."""
    local = at.astimezone(zone_named(zone))
    return f"{local.hour:02}:{local.minute:02}"


def moment(at: datetime, now: datetime, zone: str) -> str:
    """at 08:00; and on which day, where that is not the next morning."""
    told = f"at {clock(at, zone)}"
    local = at.astimezone(zone_named(zone))
    return told if at - now < SOON else f"{told} on {local:%A, %B} {local.day}"


def name_of(place: Place, zone: str) -> str:
    """Florida; the city of the zone where no state or province is known that lies in it."""
    known = (atlas().regions[region] for region in place.regions)
    return " or ".join(region.name for region in known if zone in region.zones) or _city(zone)


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
