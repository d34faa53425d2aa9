from __future__ import annotations

import copy
from pathlib import Path

import pytest

from infrastructure.stack.deployment import DeploymentFailed
from infrastructure.stack.run import STACK, parameters
from tests.stack.brand import Stack
from tests.stack.data import held
from tests.stack.older import answering, current

FUNCTIONS = ["ApiHealth", "ApiListThreads", "Deliver"]


def test_a_change_that_fails_leaves_the_old_one_serving(stack: Stack, tmp_path: Path) -> None:
    before = held(STACK)
    template = copy.deepcopy(dict(current().template))
    # A day is more than SQS can hide a job; last of all, when the functions have their new code.
    too_long = {"VisibilityTimeout": 24 * 3600}
    template["Resources"]["Failing"] = {"Type": "AWS::SQS::Queue", "Properties": too_long, "DependsOn": FUNCTIONS}

    with pytest.raises(DeploymentFailed, match="Failing"):
        STACK.apply(answering("newer", tmp_path, template), parameters(stack.settings))

    assert stack.health() == "ok"
    assert stack.product.person("rep1").threads() is not None
    after = held(STACK)
    assert after.places == before.places
    assert after.secret == before.secret
    assert set(before.items) <= set(after.items)
