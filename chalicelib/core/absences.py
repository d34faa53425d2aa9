"""Who is away, and who stands in: absences from a day to a day, or each week, with message and backups (AW-1, AW-3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NewType

from chalicelib.core import office
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import PersonId
from chalicelib.core.office import Stretch

AbsenceId = NewType("AbsenceId", str)
MOST_EACH, MOST_ALL, MOST_BACKUPS = 20, 300, 10
LONGEST = timedelta(days=366)
REMEMBERED = timedelta(days=7)
"""So long one that is over still stands in the roster."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Absence:
    """`person` is away from `starts` to `ends` (None: until further notice), with `week` only in these stretches by the
    clocks of `zone` (IANA). `message` is what its contacts are told (empty: nothing), `backups` who stands in: the
    first of them who is there."""

    id: AbsenceId
    person: PersonId
    starts: datetime
    ends: datetime | None = None
    week: tuple[Stretch, ...] = ()
    zone: str = ""
    message: str = ""
    backups: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """All absences of the brand: few enough that one read brings them. Each change of it raises its version."""

    absences: tuple[Absence, ...] = ()
    version: int = 0


Away = Mapping[PersonId, Sequence[PersonId]]
"""Who is away now, each with its backups in order."""


def covers(absence: Absence, now: datetime) -> bool:
    """Whether its person is away at this moment for it."""
    if now < absence.starts or (absence.ends is not None and now >= absence.ends):
        return False
    return not absence.week or office.within(absence.week, now.astimezone(office.clock(absence.zone)))


def until(absence: Absence, now: datetime) -> datetime | None:
    """When its person, who is away for it now, is there again; None: nobody knows."""
    if not absence.week:
        return absence.ends
    reached = _reached(absence, now)
    ends = [moment for moment in (reached, absence.ends) if moment is not None]
    return min(ends, default=None)


def current(roster: Roster, person: PersonId | None, now: datetime) -> Absence | None:
    """Why this person is away; of several the one that says something. None: it is there."""
    found = [one for one in roster.absences if one.person == person and covers(one, now)]
    return next((one for one in found if one.message), found[0] if found else None)


def away(roster: Roster, now: datetime) -> dict[PersonId, tuple[PersonId, ...]]:
    """Everybody who is away now, with the backups of all its absences."""
    found: dict[PersonId, tuple[PersonId, ...]] = {}
    for one in roster.absences:
        if covers(one, now):
            found[one.person] = tuple(dict.fromkeys((*found.get(one.person, ()), *one.backups)))
    return found


def chain(person: PersonId, gone: Away) -> Iterator[PersonId]:
    """Who answers for this person, in order: itself, if it is there; else those of its backups who are, and then the
    backups of those who are not. Nobody comes twice."""
    asked, left = {person}, [person]
    while left:
        one = left.pop(0)
        if one not in gone:
            yield one
        new = [backup for backup in dict.fromkeys(gone.get(one, ())) if backup not in asked]
        asked.update(new)
        left += new


def same_window(absence: Absence, told: datetime, now: datetime) -> bool:
    """Whether its person has been away for it all the time since `told`."""
    if told < absence.starts:
        return False
    if not absence.week:
        return True
    if now - told >= WEEK:
        return False
    reached = _reached(absence, told)
    return reached is None or reached > now


def _reached(absence: Absence, since: datetime) -> datetime | None:
    """Up to when its stretches follow each other without a gap from `since`; None: a whole week and longer."""
    reached = since
    for start, end in office.spans(absence.week, absence.zone, since, WEEK.days + 2):
        if start > reached:
            return reached
        reached = max(reached, end)
    return None if reached - since > WEEK else reached


def check(absence: Absence, people: Collection[PersonId], now: datetime) -> None:
    """Return if this absence can be; else Invalid with every field that cannot. `people` are who may stand in."""
    found = {**dict(_faults(absence, people)), **dict(_span_faults(absence, now))}
    if found:
        raise Invalid(found)


def with_one(roster: Roster, absence: Absence, now: datetime) -> Roster:
    """The roster with this absence, new or changed; Invalid where there are too many."""
    kept = [one for one in _remembered(roster, now) if one.id != absence.id]
    if sum(one.person == absence.person for one in kept) >= MOST_EACH:
        raise Invalid({"starts": f"A person has at most {MOST_EACH} absences. Delete some of the old ones."})
    if len(kept) >= MOST_ALL:
        raise Invalid({"starts": f"The brand has {MOST_ALL} absences already. Delete some of the old ones."})
    ordered = sorted([*kept, absence], key=lambda one: (one.starts, one.id))
    return replace(roster, absences=tuple(ordered))


def without(roster: Roster, absence: AbsenceId, now: datetime) -> Roster:
    """The roster without this absence."""
    return replace(roster, absences=tuple(one for one in _remembered(roster, now) if one.id != absence))


def _remembered(roster: Roster, now: datetime) -> Iterable[Absence]:
    return (one for one in roster.absences if one.ends is None or one.ends + REMEMBERED > now)


def _faults(absence: Absence, people: Collection[PersonId]) -> Iterator[tuple[str, str]]:
    if said := office.unsayable(absence.message):
        yield "message", said
    if len(absence.backups) > MOST_BACKUPS:
        yield "backups", f"Name at most {MOST_BACKUPS} people."
    elif absence.person in absence.backups:
        yield "backups", "Nobody stands in for itself. Name somebody else."
    elif len(set(absence.backups)) < len(absence.backups):
        yield "backups", "Somebody is named twice. Name everybody once."
    elif not set(absence.backups) <= set(people):
        yield "backups", "Somebody here is not of your team. Choose people of the team."
    yield from office.faults(absence.week, "week")


def _span_faults(absence: Absence, now: datetime) -> Iterator[tuple[str, str]]:
    if absence.ends is None:
        if not absence.week:
            yield "ends", "Say until when, or on which days of the week."
    elif absence.ends <= absence.starts:
        yield "ends", "Let it end after it begins."
    elif absence.ends <= now:
        yield "ends", "This is over already. Choose a later moment."
    elif absence.ends - absence.starts > LONGEST and not absence.week:
        yield "ends", "This is longer than a year. Choose an earlier end."
