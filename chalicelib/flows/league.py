"""The league table of speed to lead: everybody's for who may assign, for others their own row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core import access, league
from chalicelib.core.access import Action
from chalicelib.core.brand import Brand
from chalicelib.core.ids import PersonId
from chalicelib.core.league import League
from chalicelib.flows.lines import seen_by
from chalicelib.flows.people import names
from chalicelib.flows.ports import House


@dataclass(frozen=True, slots=True)
class Table:
    """What the latest leads since `begin` show; `more`: there are others, which were not read. `every`: all people's,
    and not the caller's own row alone. `names` are everybody's by id."""

    begin: datetime
    shown: League
    more: bool
    every: bool
    brand: Brand
    names: Mapping[PersonId, str]


def table(house: House, caller: PersonId, days: int, now: datetime) -> Table:
    """The leads of the caller's lines that came in within so many days."""
    person, lines = seen_by(house, caller)
    begin = now - timedelta(days=days)
    found, more = house.leads.since(begin, league.MOST_READ)
    known = {line.id for line in lines}
    every = access.may(person, Action.ASSIGN)
    counted = [one for one in found if one.line in known and (every or league.counts_for(one) == caller)]
    brand = house.brand
    took = league.clock(lines, brand.zone, begin, now, office_hours=brand.lead_hours)
    return Table(begin, league.league(counted, took, now), more, every, brand, names(house))
