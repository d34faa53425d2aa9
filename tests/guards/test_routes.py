"""Every route asks who calls: by sign-in, by the provider's signature, or by a line on the public list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from chalice.app import Chalice

from app import ROUTES as NOUNS
from app import WORKERS as WORKER_NOUNS
from app import app
from chalicelib.routes.endpoint import OPERATIONS
from infrastructure import contract
from infrastructure.functions import ROUTES, WORKERS
from tests.guards.sources import ROOT
from tests.harness import gateway
from tests.harness.world import World

FORM = "/forms/{form_id}"
FORMS = {
    ("GET", FORM),
    ("POST", FORM),
    ("OPTIONS", FORM),
    ("GET", f"{FORM}/embed.js"),
    ("GET", f"{FORM}/widget.js"),
}
LINKS = {("GET", "/l/{code}"), ("HEAD", "/l/{code}")}
"""Whoever has one learns where it leads, which it does for everybody; nobody has one but who was sent it."""

PUBLIC = {("GET", "/health"), ("GET", "/openapi.json"), *FORMS, *LINKS}
"""Whoever may call these learns nothing of anybody."""

SIGNED = {("POST", "/hooks/twilio/inbound"), ("POST", "/hooks/twilio/status")}


def table(of: Chalice) -> Iterator[tuple[str, str, Any]]:
    for path, methods in of.routes.items():
        for method, entry in methods.items():
            yield method, path, entry


def test_every_route_has_an_authorizer_or_stands_on_a_written_list() -> None:
    entries = list(table(app))
    unguarded = {(method, path) for method, path, entry in entries if entry.authorizer is None}
    assert unguarded == PUBLIC | SIGNED
    assert {entry.authorizer.name for _, _, entry in entries if entry.authorizer} == {"people"}
    assert {(route.method, route.path) for route in ROUTES if route.public} == PUBLIC | SIGNED


@pytest.mark.parametrize(("method", "path"), sorted((m, p) for m, p, _ in table(app) if (m, p) not in PUBLIC | SIGNED))
def test_the_code_itself_refuses_who_is_not_signed_in(world: World, method: str, path: str) -> None:
    answer = world.api(None, method, path.replace("{", "").replace("}", ""), {})
    assert (answer.status, answer.json["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize(("method", "path"), sorted(SIGNED))
def test_hooks_refuse_what_is_not_signed(world: World, method: str, path: str) -> None:
    for headers in ({}, {"X-Twilio-Signature": "x" * 28}):
        sent = {"Content-Type": gateway.FORM, **headers}
        answer = gateway.request(method, path, sent, b"MessageSid=SM1&Body=STOP")
        assert (answer.status, answer.json["code"]) == (403, "bad_signature")


def test_no_route_allows_another_origin() -> None:
    assert [path for _, path, entry in table(app) if entry.cors is not None] == []


def test_the_table_of_functions_has_every_route_and_no_other() -> None:
    served = {(method, path, entry.view_name) for method, path, entry in table(app)}
    assert {(route.method, route.path, route.name) for route in ROUTES} == served
    assert {route.noun for route in ROUTES} == set(NOUNS)


def test_the_table_of_functions_has_every_worker_and_no_other() -> None:
    assert {handler.name for handler in app.event_sources} == {worker.name for worker in WORKERS} == set(WORKER_NOUNS)
    assert {path.stem for path in (ROOT / "chalicelib/workers").glob("*.py")} - {"__init__", "batch"} == set(
        WORKER_NOUNS
    )


def test_every_blueprint_is_registered() -> None:
    exporting = {path.stem for path in (ROOT / "chalicelib/routes").glob("*.py") if "Blueprint(" in path.read_text()}
    assert exporting == set(NOUNS)


def test_the_document_that_is_served_is_what_the_declarations_make() -> None:
    assert json.loads(contract.DOCUMENT.read_text(encoding="utf-8")) == contract.document()


def test_the_document_has_every_route_but_the_hooks_and_itself() -> None:
    described = {(method.upper(), path) for path, item in contract.document()["paths"].items() for method in item}
    assert described == {(method, path) for method, path, _ in table(app)} - SIGNED - {("GET", "/openapi.json")}
    assert {(operation.method, operation.path) for operation in OPERATIONS} == described - (PUBLIC - FORMS - LINKS)
