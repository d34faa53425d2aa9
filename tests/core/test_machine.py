"""The machines of tests/core/machine*.py: a short search each time, a long one in the sweep."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.core.machine import CoreMachine
from tests.core.machine_escalation import Escalations
from tests.core.machine_opt_ins import OptInMachine

STEPS = 50


def search(
    steps: int,
    phases: tuple[Phase, ...] = (Phase.generate, Phase.shrink),
    machine: type[RuleBasedStateMachine] = CoreMachine,
) -> None:
    """Plays `steps` steps in runs of 50, the same ones each time; a failing run is then made short."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=steps // STEPS,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=True,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )


def by_all() -> None:
    """What the mutants must be noticed by, with `--machine`."""
    search(5_000, (Phase.generate,))
    search(2_000, (Phase.generate,), OptInMachine)
    search(2_000, (Phase.generate,), Escalations)


def test_five_thousand_steps_break_no_invariant() -> None:
    search(5_000)


def test_two_thousand_steps_of_opt_ins_break_no_invariant() -> None:
    search(2_000, machine=OptInMachine)


def test_two_thousand_steps_of_people_who_come_and_go_break_no_invariant() -> None:
    search(2_000, machine=Escalations)


@pytest.mark.sweep
def test_forty_thousand_steps_of_people_who_come_and_go_break_no_invariant() -> None:
    search(40_000, machine=Escalations)


@pytest.mark.sweep
def test_a_hundred_thousand_steps_break_no_invariant() -> None:
    search(100_000)


@pytest.mark.sweep
def test_forty_thousand_steps_of_opt_ins_break_no_invariant() -> None:
    search(40_000, machine=OptInMachine)
