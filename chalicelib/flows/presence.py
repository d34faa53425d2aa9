"""Who is there, for who is about to give somebody a lead or a conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from chalicelib.core import access
from chalicelib.core.access import Action
from chalicelib.core.ids import PersonId
from chalicelib.core.people import Person
from chalicelib.core.presence import Presence, present_first
from chalicelib.flows.ports import House

MOST_COUNTED = 50
"""Open leads are one Query a person: of more people than that nobody's are counted."""


def loads(house: House, caller: Person, found: Sequence[Person]) -> dict[PersonId, int]:
    """How many open leads each has, for who may assign."""
    counted = len(found) <= MOST_COUNTED and access.may(caller, Action.ASSIGN)
    return house.leads.loads(one.id for one in found) if counted else {}


def seen(
    house: House,
    caller: Person,
    found: Sequence[Person],
    people: Sequence[Person],
    now: datetime,
    loads: Mapping[PersonId, int] | None = None,
) -> list[Presence]:
    """Those `found`, who is there first. Only who may assign is told until when, who stands in, and how busy each is,
    as `loads` has it."""
    roster = house.team.roster()
    if access.may(caller, Action.ASSIGN):
        return present_first(found, people, roster, loads or {}, now)
    return [Presence(one.person, one.away) for one in present_first(found, people, roster, {}, now)]
