"""Every scenario as it is, mixed up and doubled, and under a few faults: what always runs of the sweep."""

from __future__ import annotations

from random import Random

import pytest

from infrastructure.functions import WORKERS
from tests.harness.faults import Mode
from tests.harness.gateway import chalice_app
from tests.harness.scenarios import SCENARIOS
from tests.harness.sweep import run, told, undisturbed
from tests.harness.teller import Scenario

EVERY = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)


@EVERY
def test_nothing_is_violated_without_a_fault(scenario: Scenario) -> None:
    assert undisturbed(scenario).violations == []


@EVERY
def test_nothing_is_violated_by_a_fault_and_doubled_and_reordered_jobs(scenario: Scenario) -> None:
    chance = Random(scenario.name)
    plan = {chance.randint(1, len(undisturbed(scenario).calls)): chance.choice(list(Mode))}
    assert told(scenario, plan, run(scenario, plan, seed=1)) == []


def test_every_route_and_every_worker_is_in_a_scenario() -> None:
    ran = {function for scenario in SCENARIOS for function in undisturbed(scenario).functions}
    routes = {entry.view_name for methods in chalice_app().routes.values() for entry in methods.values()}
    assert routes | {worker.name for worker in WORKERS} <= ran
