"""Who could be given a lead or a conversation: who is there, who is away until when, and who stands in (LD-1, AW-3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.core import absences
from chalicelib.core.absences import MOST_EACH, Roster
from chalicelib.core.ids import PersonId
from chalicelib.core.people import Person


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is `away` is there again at `until` (None: nobody knows); meanwhile `deputy` stands in, if anybody does.
    `leads` are the open ones it has (None: not counted)."""

    person: Person
    away: bool = False
    until: datetime | None = None
    deputy: Person | None = None
    leads: int | None = None


def present_first(
    found: Iterable[Person], everybody: Sequence[Person], roster: Roster, loads: Mapping[PersonId, int], now: datetime
) -> list[Presence]:
    """Those `found`: who is there first, then who has the fewest open leads, then by name."""
    gone = absences.away(roster, now)
    working = {person.id: person for person in everybody if person.active}

    def seen(person: Person) -> Presence:
        if person.id not in gone:
            return Presence(person, leads=loads.get(person.id))
        deputies = (working[one] for one in absences.chain(person.id, gone) if one in working)
        until = back(roster, person.id, now)
        return Presence(person, away=True, until=until, deputy=next(deputies, None), leads=loads.get(person.id))

    return sorted(map(seen, found), key=lambda one: (one.away, one.leads or 0, one.person.name, one.person.id))


def back(roster: Roster, person: PersonId, now: datetime) -> datetime | None:
    """When this person is there again, now or later; None: nobody knows. Absences without a gap are one."""
    mine, moment = [one for one in roster.absences if one.person == person], now
    for _ in range(MOST_EACH + absences.WEEK.days):
        covering = [one for one in mine if absences.covers(one, moment)]
        ends = [absences.until(one, moment) for one in covering]
        if not ends:
            return moment
        known = [end for end in ends if end is not None]
        if len(known) < len(ends):
            return None
        moment = max(known)
    # Those of each week that fill it together never end.
    return None
