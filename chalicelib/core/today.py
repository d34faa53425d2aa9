"""The legal clock of one day, state by state, as people look it up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.core import hours
from chalicelib.core.hours import Hours
from chalicelib.core.places import Place, Region, atlas, zone_named


@dataclass(frozen=True, slots=True)
class Today:
    """A state or province today: `day` is its date there, `hours` its window in all laws together.

    `holiday` is why it is closed, where that is a holiday; `holidays`: whether it is so on holidays. `sunday` is its
    window of Sundays. `open`: whether it is now, in all its zones.
    """

    region: Region
    day: date
    hours: Hours
    sunday: Hours
    holiday: str
    holidays: bool
    open: bool
    cap: int | None
    sources: tuple[str, ...]
    notes: tuple[str, ...]


def today(now: datetime) -> Iterator[Today]:
    """Every state and province by name, those of the United States first."""
    for region in sorted(atlas().regions.values(), key=lambda known: (known.country != hours.HOME, known.name)):
        place = Place(region.zones, (region.code,))
        day = now.astimezone(zone_named(region.zones[0])).date()
        laws = hours.laws_of(place.regions)
        yield Today(
            region=region,
            day=day,
            hours=hours.hours_on(place.regions, day),
            sunday=hours.sunday_of(place.regions),
            holiday=next(filter(None, (law.holiday(day) for law in laws)), ""),
            holidays=any(law.shut for law in laws),
            open=hours.is_open(place, now),
            cap=hours.cap_of(place),
            sources=tuple(law.source for law in laws),
            notes=tuple(law.note for law in laws if law.note),
        )
