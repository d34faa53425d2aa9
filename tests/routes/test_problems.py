"""Whatever goes wrong is told in one shape: problem+json, without a word of how it is built."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from app import app
from chalicelib.core.errors import Busy
from chalicelib.routes.shapes.patterns import REMEDIES
from tests.harness import gateway
from tests.harness.gateway import REQUEST_ID, Answer
from tests.harness.world import World
from tests.routes.answers import problem, wrong
from tests.routes.failing import failing

ROOT = Path(__file__).parents[2]


def called(method: str, path: str, **more: Any) -> Answer:
    """A call that reaches the app past what API Gateway would refuse."""
    event = {
        "requestContext": {"resourcePath": path, "httpMethod": method, "requestId": REQUEST_ID, "identity": {}},
        "headers": {"content-type": "application/json"},
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "body": None,
        "isBase64Encoded": False,
        "stageVariables": None,
        **more,
    }
    answer = app(event, None)
    return Answer(answer["statusCode"], answer["body"], answer["headers"])


def test_another_content_type_is_a_problem(world: World) -> None:
    for path in ("/threads", "/contacts"):
        answer = world.api("rep1", "POST", path, b"<a/>", headers={"Content-Type": "text/xml"})
        assert "text/xml" in problem(answer, 415, "unsupported_media_type")["detail"]
    answer = gateway.request("POST", "/hooks/twilio/inbound", {"Content-Type": "application/json"}, b"{}")
    problem(answer, 415, "unsupported_media_type")


def test_another_method_is_a_problem_that_names_the_right_ones() -> None:
    answer = called("DELETE", "/threads")
    problem(answer, 405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_a_route_that_nobody_has_is_a_problem() -> None:
    problem(called("GET", "/no/such/route"), 405, "method_not_allowed")


def test_a_fault_of_ours_tells_nothing_but_where_to_look(world: World) -> None:
    with failing(world, RuntimeError("secret +12025550110"), "team"):
        answer = world.api("rep1", "GET", "/me")
    problem(answer, 500, "internal")
    assert "secret" not in answer.body
    assert "555" not in answer.body
    assert "Traceback" not in answer.body


def test_a_busy_store_says_when_to_come_again(world: World) -> None:
    with failing(world, Busy("store_busy", "The store is busy.", 7), "team"):
        answer = world.api("rep1", "GET", "/me")
    problem(answer, 503, "store_busy")
    assert answer.headers["Retry-After"] == "7"


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_an_idempotency_key_has_its_limits(world: World, key: str) -> None:
    answer = world.api("rep1", "POST", "/groups", {"name": "VIP"}, key=key)
    assert list(problem(answer, 422, "invalid")["fields"]) == ["Idempotency-Key"]


def test_a_request_that_is_too_long_is_refused_early(world: World) -> None:
    answer = world.api("rep1", "POST", "/groups", {"name": "x" * 300_000})
    assert "256 KiB" in problem(answer, 422, "invalid")["fields"]["body"]


def test_a_text_of_another_form_is_told_which_one_is_meant(world: World) -> None:
    refused = wrong(world.api("rep1", "PATCH", "/me", {"quiet": {"begins": "9 pm", "ends": "07:00"}}), "quiet.begins")
    assert refused == {"quiet.begins": "Give a time of day, such as 09:00 or 17:30."}


def test_every_form_has_its_words() -> None:
    def patterns(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from [value["pattern"]] if isinstance(value.get("pattern"), str) else []
            yield from chain.from_iterable(map(patterns, value.values()))
        elif isinstance(value, list):
            yield from chain.from_iterable(map(patterns, value))

    asked = json.loads((ROOT / "chalicelib" / "data" / "openapi.json").read_text(encoding="utf-8"))
    assert set(patterns(asked)) == set(REMEDIES)
