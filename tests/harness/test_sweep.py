"""The fault sweep: each call of each scenario × each mode, and several faults at once (reliability goals G1, G2)."""

from __future__ import annotations

import pytest

from tests.harness.scenarios import SCENARIOS
from tests.harness.sweep import several_faults, swept
from tests.harness.teller import Scenario

PARTS = 2
SEEDS = 20

pytestmark = pytest.mark.sweep


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_no_single_fault_violates_anything(scenario: Scenario, part: int) -> None:
    assert swept(scenario, part, PARTS).violations == []


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_two_or_three_faults_violate_anything(seed: int) -> None:
    assert several_faults(seed).violations == []
