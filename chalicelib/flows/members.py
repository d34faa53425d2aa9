"""Who is in a group: a list's members, or those whom a rule means now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core import access
from chalicelib.core import audience as rules
from chalicelib.core.access import Action
from chalicelib.core.audience import Rule
from chalicelib.core.audience_json import loads, read
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Invalid
from chalicelib.core.groups import Group
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import Line
from chalicelib.core.people import Person
from chalicelib.flows.audience import BATCH, Reader
from chalicelib.flows.groups import one
from chalicelib.flows.lines import named
from chalicelib.flows.people import me, names
from chalicelib.flows.ports import House, Page

SHOWN = 10
MOST_READ = 20_000
"""Contacts read for one count: what is beyond them is not counted, and the answer says so."""
PATIENCE = timedelta(seconds=12)
NEEDS_LINE = (
    "This rule looks at consent, conversations or leads, which differ from line to line. Name one of your lines."
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How many a rule means, and some of them. `exact`: everybody was looked at; else there are more than `count`."""

    rule: Rule
    count: int
    exact: bool
    sample: Sequence[Contact]


def page(
    house: House, caller: PersonId, group: str, line: str | None, cursor: str | None, limit: int, now: datetime
) -> Page[Contact]:
    """Of a live group a page may hold less than `limit`, or nobody, though there are more."""
    person = me(house, caller)
    found = one(house, caller, group)
    if found.live:
        rule = loads(found.rule)
        shown, further = Reader(house, _line(house, person, rule, line), now).live(rule, cursor, limit)
        return Page(shown, further)
    members = house.contacts.members(found.id, cursor, limit)
    known = house.contacts.many(members.items)
    return Page([known[contact] for contact in members.items if contact in known], members.cursor)


def preview(house: House, caller: PersonId, told: object, line: str | None, now: datetime) -> Fit:
    """Counts whom a rule means before it is saved, as far as there is time, and shows ten of them."""
    person = me(house, caller)
    access.demand(person, Action.EDIT_GROUPS)
    rule = read(told)
    reader = Reader(house, _line(house, person, rule, line), now)
    count, cursor, sample = 0, None, list[Contact]()
    for _ in range(MOST_READ // BATCH):
        found, cursor = reader.live(rule, cursor, BATCH, reads=1)
        count += len(found)
        sample += found[: SHOWN - len(sample)]
        if cursor is None or house.now() - now > PATIENCE:
            break
    return Fit(rule, count, cursor is None, sample)


def named_in(house: House, groups: Iterable[Group]) -> Mapping[str, str]:
    """The names of the people whom the rules of live groups name by id."""
    return named_by(house, [loads(group.rule) for group in groups if group.live])


def named_by(house: House, told: Iterable[Rule]) -> Mapping[str, str]:
    """The same of rules; people are read only where one of them asks for them."""
    if not any(rules.asks(rule, rules.OF_PEOPLE) for rule in told):
        return {}
    return {str(person): name for person, name in names(house).items()}


def _line(house: House, person: Person, rule: Rule, name: str | None) -> Line | None:
    """The line that the rule is asked for; None where it asks for none."""
    if not rules.needs_line(rule):
        return None
    if name is None:
        raise Invalid({"line": NEEDS_LINE})
    return access.demand_line(person, house.team.line(named(house, name)))
