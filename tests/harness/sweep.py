"""Runs a scenario under a plan of faults, and says what was violated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from tests.harness.check import check_all
from tests.harness.faults import Injector, Mode
from tests.harness.quiet import quiet
from tests.harness.scenarios import Scenario, Teller
from tests.harness.world import World

Plan = Mapping[int, Mode]


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one run: violations, the names of the calls that functions made, and how many faults hit."""

    violations: list[str]
    calls: list[str]
    fired: int


def run(scenario: Scenario, plan: Plan | None = None, seed: int | None = None) -> Run:
    """With a `seed` each job is delivered twice, and batches are mixed."""
    injector = Injector(plan)
    shuffle = None if seed is None else Random(seed)
    with World(scenario.prepare) as world, world.around(injector):
        scenario.tell(Teller(world, scenario.repeats))
        became_quiet = quiet(world, shuffle, duplicate=seed is not None)
        violations = check_all(world)
    if not became_quiet:
        violations.append("O3: it never became quiet")
    return Run(violations, injector.calls, injector.fired)


def single_faults(scenario: Scenario) -> Iterable[Plan]:
    """Each call of the undisturbed run × each mode."""
    for place in range(1, len(run(scenario).calls) + 1):
        for mode in Mode:
            yield {place: mode}


def told(scenario: Scenario, plan: Plan, outcome: Run) -> list[str]:
    """The violations, each with where it came from."""
    at = [f"{mode} at {outcome.calls[place - 1]}" for place, mode in plan.items() if place <= len(outcome.calls)]
    return [f"{scenario.name}, {' and '.join(at) or 'no fault'}: {fault}" for fault in outcome.violations]
