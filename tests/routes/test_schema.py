"""Whatever is asked of any route: no fault of ours, no status nobody declared, no answer of another shape (G7)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from infrastructure.contract import document
from tests.harness.brand import GROUP, HANDSETS, LOCAL, REP1_LINE, SHARED, STRANGER, UNKNOWN_LINE, waiting
from tests.harness.push import subscription
from tests.harness.world import World
from tests.routes.scene import successor
from tests.routes.wsgi import application

ALWAYS, SWEEP = 12, 360
"""Requests to each of some thirty operations."""

Operation = Any
"""The library leaves its own open."""

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(document())
SCHEMA.app = application
OPERATIONS: list[Operation] = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]
QUIET = list(HealthCheck)
CALLERS = ("rep1", "admin", "limited", "nobody", "")


@pytest.fixture(scope="module")
def real() -> Iterator[dict[str, str]]:
    """Ids that exist: half of what is asked should be found."""
    with World(waiting) as world:
        world.handset_texts(HANDSETS[0], REP1_LINE, "Hello")
        world.handset_texts(STRANGER, UNKNOWN_LINE, "Hello")
        order = {"line": SHARED, "group": GROUP, "body": "Hi"}
        thread = world.thread(REP1_LINE, HANDSETS[0])
        ahead = {"starts": "2026-05-01T15:00:00Z", "ends": "2026-05-02T15:00:00Z"}
        yield {
            "code": _code(world),
            "thread_id": thread,
            "message_id": world.api("rep1", "GET", f"/threads/{thread}/messages").json["items"][0]["id"],
            "planned_id": _planned(world),
            "chat_id": world.api(
                "rep1", "POST", "/group-chats", {"line": SHARED, "to": list(HANDSETS[2:4]), "body": "Hi"}
            ).json["thread"]["id"],
            "lead_id": world.api("rep1", "POST", "/leads", {"line": SHARED, "phone": HANDSETS[1]}).json["id"],
            "device_id": world.api("rep1", "POST", "/me/push", subscription("one")).json["id"],
            "absence_id": world.api("rep1", "POST", "/absences", ahead).json["id"],
            "contact_id": world.contact(HANDSETS[0]),
            "group_id": GROUP,
            "form_id": "club",
            "line_id": successor(world, LOCAL, SHARED),
            "opt_in_id": world.thread(SHARED, STRANGER),
            "text_id": world.api("admin", "GET", "/quarantine").json["items"][0]["id"],
            "person_id": "rep2",
            "template_id": world.api("rep1", "POST", "/templates", {"name": "Hello", "body": "Hi"}).json["id"],
            "broadcast_id": world.api("rep1", "POST", "/broadcasts", order).json["id"],
        }


def fuzzed(operation: Operation, real: dict[str, str], examples: int) -> Counter[int]:
    """How often each status was answered; raises for an answer that the document does not allow."""
    seen: Counter[int] = Counter()
    turns, callers = cycle((True, True, False)), cycle(CALLERS)
    asked = st.one_of(*[operation.as_strategy(generation_mode=mode) for mode in possible(operation)])

    @given(case=asked)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=QUIET, phases=[Phase.generate])
    def ask(case: Any) -> None:
        known = next(turns)
        if case.path_parameters and known:
            ids = real | {"message_id": real["planned_id"]} if "/scheduled/" in operation.path else real
            if operation.path.startswith("/group-chats/"):
                ids = real | {"thread_id": real["chat_id"]}
            case.path_parameters = {name: ids[name] for name in case.path_parameters}
        response = case.call(headers={"Authorization": next(callers)})
        seen[response.status_code] += 1
        if response.headers:  # else the path named no route at all, and the gateway answered
            case.validate_response(response, checks=CHECKS)

    ask()
    return seen


def possible(operation: Operation) -> list[GenerationMode]:
    """Wrong requests too, where the operation has anything to be wrong."""
    free = not (operation.path_parameters or operation.query or operation.body)
    return [GenerationMode.POSITIVE] if free else [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


def _planned(world: World) -> str:
    """A text for later, in the thread of the other paths."""
    wish = {"body": "Later", "send_at": (world.now + timedelta(days=1)).isoformat()}
    path = f"/threads/{world.thread(REP1_LINE, HANDSETS[0])}/messages"
    return str(world.api("rep1", "POST", path, wish).json["id"])


def _code(world: World) -> str:
    """Of a short link that somebody got."""
    order = {"line": SHARED, "group": GROUP, "body": "See https://example.com/spring", "short_links": True}
    world.api("rep1", "POST", "/broadcasts", order)
    world.drain()
    return next(found[1] for text in world.carrier.sent if (found := re.search(r"/l/(\w+)", text.body)))


@pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.label for operation in OPERATIONS])
def test_a_route_answers_as_documented_whatever_it_is_asked(operation: Operation, real: dict[str, str]) -> None:
    seen = fuzzed(operation, real, ALWAYS)
    assert seen.total() >= 1


@pytest.mark.sweep
@pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.label for operation in OPERATIONS])
def test_a_route_answers_as_documented_ten_thousand_times(operation: Operation, real: dict[str, str]) -> None:
    fuzzed(operation, real, SWEEP)


def test_the_fuzzer_reaches_every_operation() -> None:
    assert len(OPERATIONS) == sum(len(methods) for methods in document()["paths"].values())
    assert len(OPERATIONS) * SWEEP >= 10_000
