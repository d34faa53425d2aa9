"""Each function may do what it was seen to do in the scenarios, and nothing else (reliability goal G10)."""

from __future__ import annotations

import pytest

from infrastructure.functions import ROUTES, WORKERS, Function
from tests.harness.scenarios import SCENARIOS
from tests.harness.sweep import undisturbed

FUNCTIONS: tuple[Function, ...] = (*ROUTES, *WORKERS)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_a_function_is_granted_what_it_uses_and_no_more(function: Function) -> None:
    used = set().union(*(undisturbed(scenario).grants.get(function.name, set()) for scenario in SCENARIOS))
    secret = {"secret:read"}
    assert used | secret == {*function.grants} | secret
