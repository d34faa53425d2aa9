from __future__ import annotations

from typing import Any

import pytest

from chalicelib.core import lead_rules
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import PersonId
from chalicelib.core.lead_rules import Choice, LeadRule, Pick
from chalicelib.core.people import Role
from tests.core.builders import CONTACT, LOCAL, PHONE, REP1, REP2, own_line, person

PEOPLE = [person("rep1"), person("rep2"), person("boss", Role.MANAGER), person("new", Role.LIMITED)]
BOTH = LeadRule(people=(REP1, REP2))


def contact(**fields: Any) -> Contact:
    return Contact(CONTACT, PHONE, **fields)


def chosen(*rules: LeadRule, **facts: Any) -> Choice | None:
    known: dict[str, Any] = {"contact": contact(), "line": LOCAL, "people": PEOPLE, "away": ()}
    return lead_rules.choice(rules, **(known | facts))


def test_without_a_rule_nobody_gets_it() -> None:
    assert chosen() is None


def test_the_first_rule_that_fits_decides() -> None:
    rules = (LeadRule(people=(REP1,), tags=frozenset({"VIP"})), BOTH)
    assert chosen(*rules) == Choice(1, BOTH, (REP1, REP2))
    assert chosen(*rules, contact=contact(tags=frozenset({"vip "}))) == Choice(0, rules[0], (REP1,))


@pytest.mark.parametrize("field", ["location", "region", "postcode"])
def test_a_place_is_a_location_a_state_or_a_zip(field: str) -> None:
    rule = LeadRule(people=(REP1,), places=frozenset({"salem", "OR", "97301"}))
    said = {"location": "Salem", "region": "or", "postcode": "97301"}[field]
    assert chosen(rule, contact=contact(**{field: said})) is not None
    assert chosen(rule, contact=contact(**{field: "elsewhere"})) is None


def test_a_rule_with_tags_and_places_wants_both() -> None:
    rule = LeadRule(people=(REP1,), tags=frozenset({"vip"}), places=frozenset({"OR"}))
    assert chosen(rule, contact=contact(region="OR")) is None
    assert chosen(rule, contact=contact(region="OR", tags=frozenset({"vip"}))) is not None


def test_a_rule_that_names_nobody_means_the_lines_team() -> None:
    found = chosen(LeadRule())
    assert found is not None
    assert found.people == (REP1, REP2)


def test_who_is_away_or_may_not_text_is_passed_over_and_then_the_rule() -> None:
    """AW-3: absences are a fact of the decision."""
    assert chosen(BOTH, LeadRule(people=(PersonId("boss"),)), away={REP1, REP2}) == Choice(
        1, LeadRule(people=(PersonId("boss"),)), (PersonId("boss"),)
    )
    gone = [person("rep1", active=False), person("rep2")]
    assert chosen(BOTH, people=gone) == Choice(0, BOTH, (REP2,))
    assert chosen(LeadRule(people=(PersonId("new"),))) is None
    assert chosen(LeadRule(people=(PersonId("boss"),)), line=own_line()) is None
    assert chosen(LeadRule(people=(PersonId("stranger"),))) is None


def test_in_turn_one_after_the_other() -> None:
    found = Choice(0, BOTH, (REP1, REP2))
    assert [lead_rules.picked(found, turn, {}) for turn in range(4)] == [REP1, REP2, REP1, REP2]


def test_who_has_the_fewest_open_leads_gets_it_and_the_first_of_equals() -> None:
    found = Choice(0, LeadRule(Pick.LEAST_BUSY), (REP1, REP2))
    assert lead_rules.picked(found, 9, {REP1: 2, REP2: 1}) == REP2
    assert lead_rules.picked(found, 9, {REP1: 2}) == REP2
    assert lead_rules.picked(found, 9, {REP1: 1, REP2: 1}) == REP1


def test_too_many_of_anything_is_told_by_its_place() -> None:
    many = frozenset(str(place) for place in range(51))
    people = tuple(PersonId(str(place)) for place in range(51))
    found = dict(lead_rules.faults([LeadRule(), LeadRule(Pick.IN_TURN, people, many, many)]))
    assert set(found) == {"lead_rules.1.people", "lead_rules.1.tags", "lead_rules.1.places"}
    assert set(dict(lead_rules.faults([LeadRule()] * 21))) == {"lead_rules"}
    assert not dict(lead_rules.faults([LeadRule()] * 20))
