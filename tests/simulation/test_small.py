"""The simulation of a million in small: 2,000 recipients over three lines, in a calm world and in a bad one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.simulation.faults import Chance
from tests.simulation.models import Tally
from tests.simulation.people import posts
from tests.simulation.report import FAST, FAULTY, HOTTEST, MOST_AT_ONCE, OWN, rows
from tests.simulation.run import Outcome, played

LINES = posts(2, 300, 1400)
EVERYBODY = 2000


@pytest.fixture(scope="module")
def calm() -> Outcome:
    return played(LINES)


def test_everybody_is_texted_once(calm: Outcome) -> None:
    assert (calm.recipients, calm.taken, calm.doubles, calm.unsent) == (EVERYBODY, EVERYBODY, 0, 0)
    assert calm.statuses == {"delivered": EVERYBODY}
    assert calm.failed == 0


def test_no_line_is_given_more_than_it_takes(calm: Outcome) -> None:
    assert calm.segments == EVERYBODY * 1.1
    assert 0 < calm.ahead <= MOST_AT_ONCE
    slowest = 300 * 1.1 / (3 * 0.9) / 3600
    assert calm.hours > slowest


def test_a_recipient_costs_four_writes_of_its_own(calm: Outcome) -> None:
    assert {name: calm.bill.purposes[name] / EVERYBODY for name in OWN} == dict.fromkeys(OWN, 1.0)


def test_whatever_breaks_everybody_is_texted_once() -> None:
    chance = Chance(0.01)
    found = played(LINES, chance, twice=0.02)
    assert chance.fired.total() > 100
    assert found.repeated
    assert found.failed
    assert (found.taken, found.doubles, found.unsent) == (EVERYBODY, 0, 0)
    assert found.statuses == {"delivered": EVERYBODY}


def test_a_goal_that_is_missed_is_told(calm: Outcome) -> None:
    def missed(
        plain: Outcome, fast: Outcome = calm, faulty: Outcome = calm, doubles: int = 0, calls: int = 8
    ) -> set[str]:
        parts = {"plain": plain, FAULTY: faulty, FAST: fast}
        return {row.what for row in rows(parts, calls, {"ours": Tally(9, doubles, 0)}) if row.good is False}

    cool = replace(calm, bill=replace(calm.bill, hottest=(HOTTEST, "key")))
    known = missed(calm, fast=cool)
    assert "… texted twice" in missed(replace(calm, doubles=1)) - known
    assert "… never texted" in missed(calm, faulty=replace(calm, unsent=1)) - known
    assert "… whose text is not final" in missed(replace(calm, statuses=calm.statuses - Counter(delivered=1))) - known
    assert "crashes: ours" in missed(calm, doubles=1) - known
    assert "AWS calls of a one-to-one text, receipts included" in missed(calm, calls=9) - known
    assert "seconds of its rate that a line was given at once" in missed(replace(calm, ahead=MOST_AT_ONCE + 1)) - known
    hot = replace(calm.bill, hottest=(HOTTEST + 1, "key"))
    assert any("at 100 a second" in what for what in missed(calm, fast=replace(calm, bill=hot)) - known)
