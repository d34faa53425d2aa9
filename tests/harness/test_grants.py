"""Each function may do what it was seen to do in the scenarios, and nothing else (reliability goal G10)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from infrastructure.functions import ROUTES, WORKERS, Function
from tests.harness.quiet import quiet
from tests.harness.recorder import Recorder
from tests.harness.scenarios import SCENARIOS
from tests.harness.teller import Teller
from tests.harness.world import World

FUNCTIONS: tuple[Function, ...] = (*ROUTES, *WORKERS)


@cache
def seen() -> Mapping[str, set[str]]:
    """What each function used in all scenarios together."""
    recorder = Recorder()
    for scenario in SCENARIOS:
        with World(scenario.prepare) as world, world.around(recorder):
            scenario.tell(Teller(world, scenario.repeats))
            quiet(world)
    return recorder.grants


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_a_function_is_granted_what_it_uses_and_no_more(function: Function) -> None:
    assert seen()[function.name] | {"secret:read"} == {*function.grants, "secret:read"}
