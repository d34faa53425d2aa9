"""Absences: each person its own, a manager everybody's; and who stands in meanwhile (AW-1, AW-3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.core import absences, access
from chalicelib.core.absences import Absence, AbsenceId, Away, Roster
from chalicelib.core.access import Action
from chalicelib.core.errors import Conflict, Forbidden, NotFound
from chalicelib.core.ids import PersonId, ulid
from chalicelib.core.people import Person
from chalicelib.flows import zones
from chalicelib.flows.decide import moment, settled
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, Stale

HOURLY = 17
"""In this minute the schedule looks at all lines, whether anybody is away or not: what a crash left is put right."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Absences, with everybody's name, who is away at this moment, and of whom one could name a backup."""

    absences: list[Absence]
    names: dict[PersonId, str]
    away: Away
    active: frozenset[PersonId]

    def deputy(self, person: PersonId) -> PersonId | None:
        """Who stands in for this person now; None: it is there itself, or nobody is."""
        if person not in self.away:
            return None
        return next((one for one in absences.chain(person, self.away) if one in self.active), None)


def listed(house: House, caller: PersonId, now: datetime) -> Listed:
    """The caller's own, those for which it stands in now, and for who may assign everybody's.

    Those that are over stay for a week.
    """
    person = me(house, caller)
    every = access.may(person, Action.ASSIGN)
    roster = house.team.roster()
    found = _listed(house, roster, list(roster.absences), now)

    def shown(one: Absence) -> bool:
        return every or one.person == person.id or (absences.covers(one, now) and found.deputy(one.person) == person.id)

    return replace(found, absences=[one for one in found.absences if shown(one)])


def _listed(house: House, roster: Roster, found: list[Absence], now: datetime) -> Listed:
    people = house.team.people()
    names = {person.id: person.name for person in people}
    working = frozenset(person.id for person in people if person.active)
    return Listed(found, names, absences.away(roster, now), working)


def create(
    house: House, caller: PersonId, person: str, given: Mapping[str, Any], key: str | None, now: datetime
) -> Listed:
    """A new absence of the caller, or by who may assign of another person. A repeated key gives what it made, and one
    that stands there already gives that one."""
    author = me(house, caller)
    whose = PersonId(person or caller)
    seed = house.fresh() if key is None else f"{caller}:{key}"
    # With a key the id derives from it alone, so that a repeat finds what the first request made.
    made_at = 0 if key is not None else int(now.timestamp() * 1000)
    new = Absence(AbsenceId("a" + ulid(made_at, seed)), whose, **{"starts": now, **given})
    _demand(author, new)

    def change(roster: Roster) -> tuple[Roster, Absence]:
        known = _of(roster, new.id)
        if known is None:
            checked = _checked(house, new, now)
            same = absences.said_already(roster, checked)
            return (roster, same) if same else (absences.with_one(roster, checked, now), checked)
        if replace(known, starts=new.starts, zone=new.zone or known.zone) != replace(new, zone=new.zone or known.zone):
            raise Conflict("key_reused", "This Idempotency-Key was used for another request. Use a new one.")
        return roster, known

    return _saved(house, change, now)


def alter(house: House, caller: PersonId, absence: str, given: Mapping[str, Any], now: datetime) -> Listed:
    """The absence with these values. NotFound where the caller may not see it, as if there were none.

    One that begins later than it did leaves behind, as one of its own that is over, what was."""
    author = me(house, caller)

    def change(roster: Roster) -> tuple[Roster, Absence]:
        after = _checked(house, replace(_mine(author, roster, absence), **given), now)
        return absences.with_one(roster, after, now), after

    return _saved(house, change, now)


def delete(house: House, caller: PersonId, absence: str, now: datetime) -> None:
    """Ends it: its person is there again. What was stays for a week, as with any that is over; one that lies ahead is
    gone, and one that is over already stays as it is."""
    author = me(house, caller)

    def attempt() -> None:
        roster = house.team.roster()
        house.team.put_roster(absences.without(roster, _mine(author, roster, absence).id, now))

    settled(attempt)
    stand_in(house, now)


def stand_in(house: House, now: datetime) -> None:
    """Lets those who stand in now see the lines of who is away, and nobody else; twice is once.

    Whoever changes a line at the same moment has the right of way: the next minute looks again. The lines are read
    first: who knows an older roster than the one by which a line was changed since finds it changed. An absence
    may have begun since this look did, so who is away is asked as of now.
    """
    lines = house.team.lines()
    away = absences.away(house.team.roster(), moment(house, now))
    people = house.team.people()
    for line in lines:
        covers = access.covering(line, people, away, whole=house.brand.calls_on)
        if covers != line.covers:
            with suppress(Stale):
                house.team.change_line(line, replace(line, covers=covers))


def each_minute(house: House, now: datetime) -> None:
    """The schedule's part: absences begin and end."""
    if house.team.roster().absences or now.minute == HOURLY:
        stand_in(house, now)


def _saved(house: House, change: Callable[[Roster], tuple[Roster, Absence]], now: datetime) -> Listed:
    def attempt() -> tuple[Roster, Absence]:
        before = house.team.roster()
        after, absence = change(before)
        if after is not before:
            house.team.put_roster(after)
        return after, absence

    roster, absence = settled(attempt)
    stand_in(house, now)
    return _listed(house, roster, [absence], now)


def _checked(house: House, absence: Absence, now: datetime) -> Absence:
    """The absence, whole; Invalid where it cannot be. Days of the week count by a zone of its own or the brand's."""
    zones.check(absence.zone)
    known = {person.id for person in house.team.people() if person.active}
    if absence.person not in known:
        raise NotFound("person")
    absences.check(absence, known, now)
    return absence if absence.zone or not absence.week else replace(absence, zone=house.brand.zone)


def _demand(author: Person, absence: Absence) -> None:
    if absence.person != author.id and not access.may(author, Action.ASSIGN):
        raise Forbidden("not_your_absence", "Only a manager enters that somebody else is away.")


def _mine(author: Person, roster: Roster, absence: str) -> Absence:
    found = _of(roster, AbsenceId(absence))
    if found is None or (found.person != author.id and not access.may(author, Action.ASSIGN)):
        raise NotFound("absence")
    return found


def _of(roster: Roster, absence: AbsenceId) -> Absence | None:
    return next((one for one in roster.absences if one.id == absence), None)
