"""The machine of tests/core/machine.py: a short search each time, a long one in the sweep."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.core.machine import CoreMachine

STEPS = 50


def search(steps: int, phases: tuple[Phase, ...] = (Phase.generate, Phase.shrink)) -> None:
    """Plays `steps` steps in runs of 50, the same ones each time; a failing run is then made short."""
    run_state_machine_as_test(
        CoreMachine,
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


def test_five_thousand_steps_break_no_invariant() -> None:
    search(5_000)


@pytest.mark.sweep
def test_a_hundred_thousand_steps_break_no_invariant() -> None:
    search(100_000)
