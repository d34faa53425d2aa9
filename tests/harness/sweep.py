"""Runs a scenario under a plan of faults, and says what was violated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from random import Random

from infrastructure.uses import Use
from tests.harness.branches import branched
from tests.harness.check import check_all
from tests.harness.faults import Injector, Made, Mode
from tests.harness.plans import Plan, single_faults
from tests.harness.quiet import quiet
from tests.harness.recorder import Recorder, forget_all
from tests.harness.scenarios import SCENARIOS
from tests.harness.teller import Scenario, Teller
from tests.harness.wire import WIRE
from tests.harness.world import World

CHUNK = 15


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one run: violations, the calls that functions made, and how many faults hit.

    `functions` are those that ran, `uses` what each of them did in AWS.
    """

    violations: list[str]
    calls: list[Made]
    fired: int
    functions: frozenset[str]
    uses: Mapping[str, set[Use]]


def run(scenario: Scenario, plan: Plan | None = None, seed: int | None = None, *, cold: bool = False) -> Run:
    """With a `seed` each job is delivered twice, and batches are mixed. `cold`: each function begins a new process."""
    return _played(scenario, Injector(plan), seed, cold=cold)


def _played(scenario: Scenario, injector: Injector, seed: int | None = None, *, cold: bool = False) -> Run:
    recorder = Recorder()
    WIRE.ran.clear()
    shuffle = None if seed is None else Random(seed)
    with (
        ExitStack() as begins,
        World(scenario.prepare, guarded=not cold) as world,
        world.around(recorder),
        world.around(injector),
    ):
        if cold:
            begins.callback(WIRE.begins.clear)
            WIRE.begins.append(partial(forget_all, world))
        scenario.tell(Teller(world, scenario.repeats))
        became_quiet = quiet(world, shuffle, duplicate=seed is not None)
        violations = check_all(world)
    if not became_quiet:
        violations.append("O3: it never became quiet")
    return Run(violations, injector.calls, injector.fired, frozenset(WIRE.ran), recorder.uses)


@cache
def undisturbed(scenario: Scenario) -> Run:
    """The scenario without a fault; run once a process."""
    return run(scenario)


def seen(scenarios: Iterable[Scenario] = SCENARIOS) -> Mapping[str, set[Use]]:
    """What each function does in AWS in the scenarios, each time as a new process that knows nothing yet."""
    found: dict[str, set[Use]] = defaultdict(set)
    for scenario in scenarios:
        for name, uses in run(scenario, cold=True).uses.items():
            found[name] |= uses
    return found


def plans(scenario: Scenario) -> list[Plan]:
    """The single faults of a scenario, as far as it is to be swept."""
    return list(single_faults(undisturbed(scenario).calls, scenario.modes, scenario.faults_in))


def told(scenario: Scenario, plan: Plan, outcome: Run) -> list[str]:
    """The violations, each with where it came from."""
    at = [f"{mode} at {outcome.calls[place - 1]}" for place, mode in plan.items() if place <= len(outcome.calls)]
    return [f"{scenario.name}, {' and '.join(at) or 'no fault'}: {fault}" for fault in outcome.violations]


@dataclass(frozen=True, slots=True)
class Tally:
    """What some runs came to."""

    tried: int
    violations: list[str]


def singly(scenario: Scenario, tried: Iterable[Plan]) -> Mapping[tuple[int, Mode], Run]:
    """The run of each of these single faults, by place and mode; what they begin with is played once."""
    modes: dict[int, list[Mode]] = defaultdict(list)
    for plan in tried:
        ((place, mode),) = plan.items()
        modes[place].append(mode)
    return branched(modes, lambda injector: _played(scenario, injector))


def swept(scenario: Scenario, part: int, parts: int) -> Tally:
    """Every `parts`-th single fault of a scenario. A fault that hits nothing would be no trial, and is a violation."""
    tried = plans(scenario)[part::parts]
    violations = []
    outcomes = singly(scenario, tried)
    for plan in tried:
        ((place, mode),) = plan.items()
        outcome = outcomes[place, mode]
        violations += told(scenario, plan, outcome)
        if not outcome.fired:
            violations.append(f"{scenario.name}: the fault {plan} hit nothing")
    return Tally(len(tried), violations)


def several_faults(seed: int) -> Tally:
    """Scenarios by chance under two or three faults, each job delivered twice and the batches mixed."""
    chance = Random(seed)
    violations = []
    for _ in range(CHUNK):
        scenario = chance.choice(SCENARIOS)
        calls = len(undisturbed(scenario).calls)
        places = chance.sample(range(1, calls + 1), min(chance.choice((2, 3)), calls))
        plan = {place: chance.choice(list(Mode)) for place in places}
        violations += told(scenario, plan, run(scenario, plan, seed=chance.randint(1, 1000)))
    return Tally(CHUNK, violations)
