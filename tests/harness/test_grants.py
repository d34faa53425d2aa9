"""Each function may do what it was seen to do in the scenarios, and nothing else (reliability goal G10).

To the action and the index: transactions by their parts, the secret as a process reads it that just began.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from chalicelib.store.models import MODELS
from infrastructure.functions import ROUTES, WORKERS, Function, Route
from infrastructure.grants import PLATFORM, TRACING, UnknownGrant, allowed, arn, statements
from infrastructure.naming import route_id, worker_id
from infrastructure.rows import Worker
from infrastructure.uses import Use, used, written
from tests.harness.sweep import seen
from tests.harness.wire import Call, Died, running
from tests.harness.world import World
from tests.infrastructure.deployed import deployed

pytestmark = pytest.mark.xdist_group("grants")
FUNCTIONS: tuple[Route | Worker, ...] = (*ROUTES, *WORKERS)
SEEN = cache(seen)
AGAIN = "what functions do is no longer what used.json says: make grants, and look at each line of the difference"


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_a_function_is_granted_what_it_uses_and_no_more(function: Route | Worker) -> None:
    assert granted(function) == SEEN().get(function.name, set()), AGAIN


def test_what_was_seen_is_what_is_written() -> None:
    assert written(SEEN()) == written(used()), AGAIN
    assert set(used()) <= {function.name for function in FUNCTIONS}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_lambda_is_granted_its_own_log_its_own_queue_and_tracing(function: Route | Worker) -> None:
    name = worker_id(function) if isinstance(function, Worker) else route_id(function)
    queue = function.queue if isinstance(function, Worker) else ""
    wanted = [{"Fn::GetAtt": [f"{name}Logs", "Arn"]}, *([arn(f"queue:{queue}")] if queue else []), "*"]
    assert [place for _, places in of_platform(function) for place in places] == wanted


def test_every_right_of_the_platform_has_its_reason() -> None:
    assert all(len(reason) > 40 and reason.endswith(".") for reason in PLATFORM.values())
    assert {actions for function in FUNCTIONS for actions, _ in of_platform(function)} == set(PLATFORM)


def test_a_symbol_that_is_never_used_is_refused() -> None:
    with pytest.raises(UnknownGrant, match="list_lines is granted secret:read"):
        statements(Function("list_lines", ("team:read", "secret:read")), MODELS)


def test_a_use_that_no_symbol_covers_is_refused() -> None:
    with pytest.raises(UnknownGrant, match=r"list_threads does .*by_line, .*which its row"):
        statements(Function("list_threads", ("team:read", "secret:read")), MODELS)


def test_a_call_that_is_not_granted_is_refused_and_told(world: World) -> None:
    body = {"TableName": "parley-world-team", "Key": {}}
    call = Call("dynamodb.DeleteItem", json.dumps(body).encode())
    with running("get_me"), pytest.raises(Died):
        world.rights(call, lambda: pytest.fail("it was let through"))
    (told,) = world.rights.refused
    assert told.startswith("get_me may not dynamodb:DeleteItem on team")
    world.rights.refused.clear()


def granted(function: Route | Worker) -> set[Use]:
    """What the template's policy lets it do, but for the platform's part."""
    return {
        Use(action, named()[json.dumps(place)])
        for actions, places in of_template(function)
        if actions not in PLATFORM
        for action in actions
        for place in places
    }


def of_platform(function: Route | Worker) -> list[tuple[tuple[str, ...], list[Any]]]:
    return [(actions, places) for actions, places in of_template(function) if actions in PLATFORM]


def of_template(function: Route | Worker) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """Actions and resources of each statement of its role."""
    name = worker_id(function) if isinstance(function, Worker) else route_id(function)
    role = deployed()["Resources"][f"{name}Role"]["Properties"]
    assert not role.get("ManagedPolicyArns")
    (policy,) = role["Policies"]
    for statement in policy["PolicyDocument"]["Statement"]:
        told = TRACING if "Fn::If" in statement else statement
        assert told["Effect"] == "Allow"
        places = told["Resource"]
        yield tuple(told["Action"]), places if isinstance(places, list) else [places]


@cache
def named() -> Mapping[str, str]:
    """The place of each resource that a grant can name."""
    grants = {grant for function in FUNCTIONS for grant in function.grants}
    return {json.dumps(arn(use.place)): use.place for grant in grants for use in allowed(grant, MODELS)}
