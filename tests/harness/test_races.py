"""No schedule of two racing calls violates anything (reliability goal G4)."""

from __future__ import annotations

import pytest

from tests.harness.interleave import Race, explore
from tests.harness.races import RACES

EVERY = pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)


@EVERY
def test_no_early_schedule_violates_anything(race: Race) -> None:
    assert [fault for violations in explore(race, switches=1, limit=3) for fault in violations] == []


@pytest.mark.sweep
@EVERY
def test_no_schedule_violates_anything(race: Race) -> None:
    assert [fault for violations in explore(race, switches=2, limit=200) for fault in violations] == []
