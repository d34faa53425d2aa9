"""Office hours, days off and absences."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from chalicelib.core.office import Weekday
from chalicelib.routes.shapes.common import Asked, PersonRef, Shape
from chalicelib.routes.shapes.patterns import CLOCK

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Clock = Annotated[str, StringConstraints(pattern=CLOCK)]


class StretchShape(Asked):
    """A part of a weekday, by the clocks where it counts: 09:00 to 17:30, or to 24:00 for the end of the day."""

    weekday: Weekday
    begins: Clock
    ends: Clock


class DayOffShape(Asked):
    """A day on which the line is shut. `message` is said instead of the line's own; empty: that one."""

    day: date
    name: Words
    message: Words = ""


class AbsenceShape(Shape):
    """`now`: the person is away for it at this moment, `until` then; then `deputy` stands in, if anybody is there.
    `ends` and `until` null: until further notice."""

    id: str
    person: PersonRef
    starts: AwareDatetime
    ends: AwareDatetime | None
    week: list[StretchShape]
    zone: str
    message: str
    backups: list[PersonRef]
    now: bool
    until: AwareDatetime | None
    deputy: PersonRef | None


class Deputy(Shape):
    """Who could stand in, and whether it is away at this moment."""

    id: str
    name: str
    away: bool


class PresenceShape(Shape):
    """Somebody who could be given a lead or a conversation. Of who is away `until` tells till when (null: further
    notice) and `deputy` who stands in; `leads` are the open ones it has. Those three are for who may assign alone, and
    null for others; leads are counted where people are asked for, and not for more than fifty."""

    id: str
    name: str
    away: bool
    until: AwareDatetime | None
    deputy: PersonRef | None
    leads: int | None


class AbsenceList(Shape):
    items: list[AbsenceShape]
    people: list[Deputy]


class NewAbsence(Asked):
    """`person` null: the caller. `starts` null: now. With `week` the person is away in these stretches only, each week,
    by the clocks of `zone` (empty: the brand's). `backups` stand in: the first of them who is there."""

    person: Annotated[str, Field(max_length=100)] | None = None
    starts: AwareDatetime | None = None
    ends: AwareDatetime | None = None
    week: Annotated[list[StretchShape], Field(max_length=28)] = []
    zone: Words = ""
    message: Words = ""
    backups: Annotated[list[str], Field(max_length=10)] = []


class AbsencePatch(Asked):
    """What to change; what is left out stays. `ends` may be null, for one with `week`: until further notice."""

    starts: AwareDatetime | None = None
    ends: AwareDatetime | None = None
    week: Annotated[list[StretchShape], Field(max_length=28)] | None = None
    zone: Words | None = None
    message: Words | None = None
    backups: Annotated[list[str], Field(max_length=10)] | None = None
