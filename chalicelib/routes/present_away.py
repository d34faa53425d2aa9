"""Hours, days off and absences: from the API's shapes and to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.core import absences, office
from chalicelib.core.absences import Absence
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import Line
from chalicelib.core.office import DayOff, Stretch, Weekday
from chalicelib.core.presence import Presence
from chalicelib.flows.absences import Listed
from chalicelib.routes.shapes.away import (
    AbsenceList,
    AbsencePatch,
    AbsenceShape,
    DayOffShape,
    Deputy,
    NewAbsence,
    StretchShape,
)
from chalicelib.routes.shapes.common import PersonRef

WEEKDAYS = tuple(Weekday)


def stretches(shapes: Iterable[StretchShape] | None) -> tuple[Stretch, ...]:
    """In order of the week."""
    found = (Stretch(WEEKDAYS.index(one.weekday), _minutes(one.begins), _minutes(one.ends)) for one in shapes or ())
    return tuple(sorted(found, key=lambda part: (part.weekday, part.begins)))


def days_off(shapes: Iterable[DayOffShape] | None) -> tuple[DayOff, ...]:
    """In order of time."""
    found = (DayOff(one.day.isoformat(), one.name, one.message) for one in shapes or ())
    return tuple(sorted(found, key=lambda off: off.day))


def of_line(line: Line, zone: str, now: datetime) -> dict[str, Any]:
    """What a line's shape says of its hours; `zone` is the brand's."""
    return {
        "hours": _week(line.week),
        "holidays": [
            DayOffShape(day=date.fromisoformat(off.day), name=off.name, message=off.message) for off in line.days_off
        ],
        "away_message": line.away_message,
        "open": office.is_open(line, zone, now),
    }


def given(body: NewAbsence | AbsencePatch) -> dict[str, Any]:
    """What a request says of an absence, in the core's words; what it leaves out is not in it."""
    said = body.model_dump(exclude_unset=True, exclude={"person"})
    kept = {name: value for name, value in said.items() if value is not None or name == "ends"}
    for name in ("starts", "ends"):
        if kept.get(name) is not None:
            kept[name] = _stored(kept[name])
    if "week" in kept:
        kept["week"] = stretches(body.week)
    if "backups" in kept:
        kept["backups"] = tuple(PersonId(one) for one in kept["backups"])
    return kept


def absence(one: Absence, found: Listed, now: datetime) -> AbsenceShape:
    def person(who: PersonId) -> PersonRef:
        return PersonRef(id=who, name=found.names.get(who, "Someone who left"))

    gone = absences.covers(one, now)
    deputy = found.deputy(one.person) if gone else None
    return AbsenceShape(
        id=one.id,
        person=person(one.person),
        starts=one.starts,
        ends=one.ends,
        week=_week(one.week),
        zone=one.zone,
        message=one.message,
        backups=[person(backup) for backup in one.backups],
        now=gone,
        until=absences.until(one, now) if gone else None,
        deputy=None if deputy is None else person(deputy),
    )


def presence(one: Presence) -> dict[str, Any]:
    """What the shape of somebody who could be given something says of it."""
    deputy = one.deputy
    return {
        "id": one.person.id,
        "name": one.person.name,
        "away": one.away,
        "until": one.until,
        "deputy": None if deputy is None else PersonRef(id=deputy.id, name=deputy.name),
        "leads": one.leads,
    }


def absence_list(found: Listed, now: datetime) -> AbsenceList:
    working = sorted((found.names[one], one) for one in found.active)
    return AbsenceList(
        items=[absence(one, found, now) for one in found.absences],
        people=[Deputy(id=one, name=name, away=one in found.away) for name, one in working],
    )


def _week(parts: Iterable[Stretch]) -> list[StretchShape]:
    return [
        StretchShape(weekday=WEEKDAYS[part.weekday], begins=_clock(part.begins), ends=_clock(part.ends))
        for part in parts
    ]


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _stored(at: datetime) -> datetime:
    """In whole milliseconds, as the store keeps moments."""
    return at.astimezone(UTC).replace(microsecond=at.microsecond // 1000 * 1000)
