"""Rows of a file: each once, whatever is sent again, and counted for the import that brought it (CT-4)."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import lead_import, lead_intake, leads
from chalicelib.core.ids import LineId
from chalicelib.core.lead_import import Outcome
from chalicelib.core.leads import Lead, LeadSource, LeadStage
from tests.core.builders import BOSS, LOCAL, NOW, REP1, REP2, later
from tests.core.test_lead_intake import arrival, facts, made
from tests.core.test_leads import held, lead

FAIR = lead_import.batch(BOSS, LOCAL.id, "fair.csv")
NAMES = st.text(max_size=8)


def came(row: str, before: Lead | None = None) -> Lead:
    """What stands written after a row of the fair came in."""
    cause = lead_import.cause(FAIR, row)
    given_ = arrival(cause=cause, source=LeadSource.CSV, batch=FAIR, at=later(days=1))
    changes = lead_intake.came(given_, facts(before), None, later(days=1))
    return changes.lead or before or lead()


@given(NAMES, NAMES)
def test_an_import_has_one_id_for_each_person_line_and_name(one: str, other: str) -> None:
    assert (lead_import.batch(BOSS, LOCAL.id, one) == lead_import.batch(BOSS, LOCAL.id, other)) == (one == other)
    assert lead_import.batch(REP1, LOCAL.id, one) != lead_import.batch(BOSS, LOCAL.id, one)
    assert lead_import.batch(BOSS, LineId("l2"), one) != lead_import.batch(BOSS, LOCAL.id, one)


@given(NAMES, NAMES)
def test_a_row_is_known_by_itself_and_by_its_import(one: str, other: str) -> None:
    assert (lead_import.cause(FAIR, one) == lead_import.cause(FAIR, other)) == (one == other)
    assert lead_import.cause(FAIR, one) != lead_import.cause("another", one)
    assert lead_import.cause(FAIR, one, other) != lead_import.cause(FAIR, one + other)


def test_what_became_of_a_row_is_told_alike_however_often_it_comes() -> None:
    row = lead_import.cause(FAIR, "2")
    assert lead_import.outcome(came("2"), row) is Outcome.CREATED
    assert lead_import.outcome(came("2", came("2")), row) is Outcome.CREATED
    twice = came("3", came("2"))
    assert lead_import.outcome(twice, lead_import.cause(FAIR, "3")) is Outcome.KNOWN
    assert lead_import.outcome(twice, row) is Outcome.CREATED
    again = came("4", held(LeadStage.LOST, version=3))
    assert lead_import.outcome(again, lead_import.cause(FAIR, "4")) is Outcome.CREATED


def test_an_import_brought_what_began_by_it_on_its_line() -> None:
    mine, noted = came("2"), came("3", lead())
    other = replace(came("4"), line=LineId("l2"))
    assert lead_import.brought([mine, noted, other, lead()], LOCAL.id, FAIR) == 1
    assert lead_import.brought([mine], LOCAL.id, "another") == 0
    assert lead_import.brought([replace(mine, history=())], LOCAL.id, FAIR) == 0


def test_a_lead_that_came_back_by_another_way_is_no_longer_the_import_s() -> None:
    lost = replace(leads.owned(came("2"), REP2, BOSS, "", NOW), stage=LeadStage.LOST)
    back = made(lead_intake.came(arrival(cause="s9"), facts(lost), None, later(days=3)))
    assert lead_import.brought([back], LOCAL.id, FAIR) == 0
