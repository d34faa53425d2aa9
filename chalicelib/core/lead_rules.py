"""Rules that give a new lead to somebody: the first that fits and finds someone decides, else nobody does (LD-1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.core import access
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import Line
from chalicelib.core.people import Person

MOST_RULES, MOST_PEOPLE, MOST_WORDS = 20, 50, 50


class Pick(StrEnum):
    """Who of several gets a lead: one after the other, or who has the fewest open ones."""

    IN_TURN = "in_turn"
    LEAST_BUSY = "least_busy"


@dataclass(frozen=True, slots=True)
class LeadRule:
    """`people` get the leads, in this order (empty: all on the line's access list). It fits contacts that have one of
    `tags` and whose location, state or ZIP is one of `places`; where these are empty, all."""

    pick: Pick = Pick.IN_TURN
    people: tuple[PersonId, ...] = ()
    tags: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """The rule that decides, by its place in the list, and who may get the lead: one person at least."""

    place: int
    rule: LeadRule
    people: tuple[PersonId, ...]


def choice(
    rules: Sequence[LeadRule], contact: Contact, line: Line, people: Iterable[Person], away: Collection[PersonId]
) -> Choice | None:
    """The first rule that fits the contact and has somebody who is there and may text from the line; None: nobody.

    `away` are those who are absent.
    """
    able = {person.id for person in people if access.may_own(person, line) and person.id not in away}
    for place, rule in enumerate(rules):
        named = rule.people or tuple(sorted(line.members))
        there = tuple(person for person in dict.fromkeys(named) if person in able)
        if there and _fits(rule, contact):
            return Choice(place, rule, there)
    return None


def picked(chosen: Choice, turn: int, loads: Mapping[PersonId, int]) -> PersonId:
    """Who gets the lead. `turn` counts the leads that the rule has given, `loads` the open leads of each."""
    if chosen.rule.pick is Pick.LEAST_BUSY:
        return min(chosen.people, key=lambda person: loads.get(person, 0))
    return chosen.people[turn % len(chosen.people)]


def faults(rules: Sequence[LeadRule]) -> Iterator[tuple[str, str]]:
    """Which rules cannot be, each under its field with the remedy."""
    if len(rules) > MOST_RULES:
        yield "lead_rules", f"At most {MOST_RULES} rules. The first one that fits decides: merge some."
    for place, rule in enumerate(rules):
        if len(rule.people) > MOST_PEOPLE:
            yield f"lead_rules.{place}.people", f"Name at most {MOST_PEOPLE} people, or nobody for the line's team."
        for name, words in (("tags", rule.tags), ("places", rule.places)):
            if len(words) > MOST_WORDS:
                yield f"lead_rules.{place}.{name}", f"Name at most {MOST_WORDS}. Make a second rule of the rest."


def _fits(rule: LeadRule, contact: Contact) -> bool:
    tagged = not rule.tags or bool(_folded(rule.tags) & _folded(contact.tags))
    where = (contact.location, contact.region, contact.postcode)
    return tagged and (not rule.places or bool(_folded(rule.places) & _folded(where)))


def _folded(words: Iterable[str]) -> set[str]:
    return {word.strip().casefold() for word in words if word.strip()}
