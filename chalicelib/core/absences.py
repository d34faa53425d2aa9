"""Who is away, and who stands in: absences from a day to a day, or each week, with message and backups (AW-1, AW-3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NewType

from chalicelib.core import office
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import PersonId, ulid
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


def named(roster: Roster, person: PersonId, now: datetime) -> tuple[PersonId, ...]:
    """Whom this person names to stand in, now or at another time to come, in order."""
    going = [one for one in roster.absences if one.person == person and not _over(one, now)]
    return tuple(dict.fromkeys(backup for one in going for backup in one.backups))


def said_already(roster: Roster, absence: Absence) -> Absence | None:
    """The absence that says all this one does: the same but for its id, and begun no later. None: nothing does."""
    for one in roster.absences:
        if one.starts <= absence.starts and replace(absence, id=one.id, starts=one.starts) == one:
            return one
    return None


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
    """The roster with this absence, new or changed; Invalid where there are too many.

    One that begins later than it did leaves behind that its person was away: who is back for this time only was not
    there before, and is called like anybody who was not (core.escalation).
    """
    others = [one for one in roster.absences if one.id != absence.id]
    going = [one for one in others if not _over(one, now)]
    if sum(one.person == absence.person for one in going) >= MOST_EACH:
        raise Invalid({"starts": f"A person has at most {MOST_EACH} absences. Delete some of the old ones."})
    if len(going) >= MOST_ALL:
        raise Invalid({"starts": f"The brand has {MOST_ALL} absences already. Delete some of the old ones."})
    before = next((one for one in roster.absences if one.id == absence.id), None)
    if before is not None and before.starts < min(absence.starts, now):
        place = AbsenceId("a" + ulid(int(now.timestamp() * 1000), f"{absence.id}:was"))
        others.append(replace(_ended(before, min(absence.starts, now)), id=place))
    return _remembered(roster, [*others, absence], now)


def without(roster: Roster, absence: AbsenceId, now: datetime) -> Roster:
    """The roster in which this absence is over. One that has not begun is gone; of another stays what was."""
    kept = [_ended(one, now) if one.id == absence else one for one in roster.absences]
    return _remembered(roster, [one for one in kept if one.id != absence or one.starts < now], now)


def without_person(roster: Roster, person: PersonId, now: datetime) -> Roster:
    """The roster in which this person is and will be away no more; the same one where it would not be anyway."""
    for one in roster.absences:
        if one.person == person and not _over(one, now):
            roster = without(roster, one.id, now)
    return roster


def _ended(absence: Absence, at: datetime) -> Absence:
    return replace(absence, ends=at if absence.ends is None else min(absence.ends, at))


def _over(absence: Absence, now: datetime) -> bool:
    return absence.ends is not None and absence.ends <= now


def _remembered(roster: Roster, found: Sequence[Absence], now: datetime) -> Roster:
    """In order; of those that are over the last, as long as they are remembered and while there is room."""
    going = [one for one in found if not _over(one, now)]
    over = [one for one in found if one.ends is not None and now - REMEMBERED < one.ends <= now]
    last = sorted(over, key=lambda one: (one.ends, one.id), reverse=True)[: MOST_ALL - len(going)]
    return replace(roster, absences=tuple(sorted([*going, *last], key=lambda one: (one.starts, one.id))))


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
