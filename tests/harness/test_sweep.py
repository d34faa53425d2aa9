"""The fault sweep: each call of each scenario × each mode, and several faults at once (reliability goals G1, G2)."""

from __future__ import annotations

from random import Random

import pytest

from tests.harness.faults import Mode
from tests.harness.scenarios import SCENARIOS
from tests.harness.sweep import run, single_faults, told, undisturbed
from tests.harness.teller import Scenario

PARTS = 4
SEVERAL = 300
CHUNK = 15

pytestmark = pytest.mark.sweep


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_no_single_fault_violates_anything(scenario: Scenario, part: int) -> None:
    violations: list[str] = []
    plans = list(single_faults(scenario))[part::PARTS]
    fired = 0
    for plan in plans:
        outcome = run(scenario, plan)
        fired += outcome.fired
        violations += told(scenario, plan, outcome)
    assert violations == []
    assert fired == len(plans)


@pytest.mark.parametrize("seed", range(SEVERAL // CHUNK))
def test_no_two_or_three_faults_violate_anything(seed: int) -> None:
    chance = Random(seed)
    violations: list[str] = []
    for _ in range(CHUNK):
        scenario = chance.choice(SCENARIOS)
        calls = len(undisturbed(scenario).calls)
        faults = min(chance.choice((2, 3)), calls)
        plan = {place: chance.choice(list(Mode)) for place in chance.sample(range(1, calls + 1), faults)}
        violations += told(scenario, plan, run(scenario, plan, seed=chance.randint(1, 1000)))
    assert violations == []
