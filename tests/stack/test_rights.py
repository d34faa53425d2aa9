"""Named so that it comes after the flows: what they needed, they were granted."""

from __future__ import annotations

import json

import boto3

from infrastructure.stack.run import STACK
from tests.stack.brand import Stack


def test_no_function_was_refused_a_call(stack: Stack) -> None:
    assert stack.denied() == []


def test_no_function_broke(stack: Stack) -> None:
    assert stack.troubles() == []


def test_a_call_that_is_not_granted_is_refused_and_noted(stack: Stack) -> None:
    """What the tests above rest on: takes one function's rights away for a moment."""
    iam, role = boto3.client("iam"), STACK.resources()["ApiGetMeRole"]
    names = iam.list_role_policies(RoleName=role)["PolicyNames"]
    held = {name: iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"] for name in names}
    for name in names:
        iam.delete_role_policy(RoleName=role, PolicyName=name)
    try:
        answer = stack.product.person("rep1").call("GET", "/me")
    finally:
        for name, document in held.items():
            iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document))
    assert answer.status_code >= 500
    (refused, *_) = stack.denied()
    assert "GetItem" in refused["target"]
    stack.forget_denied()
    assert stack.product.person("rep1").get("/me")["role"] == "standard"
