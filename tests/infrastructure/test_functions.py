from __future__ import annotations

from typing import Any

import pytest
from chalice.app import Chalice

from infrastructure.functions import ROUTES, WORKERS, Function

FUNCTIONS: tuple[Function, ...] = (*ROUTES, *WORKERS)


@pytest.fixture(scope="module")
def app() -> Chalice:
    from app import app as found

    return found


def test_every_route_of_the_app_has_its_row_and_every_row_its_route(app: Chalice) -> None:
    offered = {
        (method, path, entry.view_name) for path, methods in app.routes.items() for method, entry in methods.items()
    }
    assert offered == {(route.method, route.path, route.name) for route in ROUTES}


def test_a_route_is_public_only_if_its_row_says_so(app: Chalice) -> None:
    for route in ROUTES:
        assert (app.routes[route.path][route.method].authorizer is None) is route.public


def test_a_row_names_the_blueprint_that_serves_it(app: Chalice) -> None:
    for route in ROUTES:
        view: Any = app.routes[route.path][route.method].view_function
        served_by = view.__globals__["__name__"] if route.public else route.noun
        assert served_by.rpartition(".")[2] == route.noun


def test_every_worker_of_the_app_has_its_row_and_every_row_its_worker(app: Chalice) -> None:
    assert {source.name for source in app.event_sources} == {worker.name for worker in WORKERS}


@pytest.mark.parametrize("row", FUNCTIONS, ids=lambda row: row.name)
def test_a_row_grants_nothing_twice(row: Function) -> None:
    assert len(set(row.grants)) == len(row.grants)


def test_routes_answer_before_api_gateway_gives_up() -> None:
    assert all(route.timeout <= 29 for route in ROUTES)


def test_a_tick_ends_before_the_next_begins() -> None:
    (tick,) = (worker for worker in WORKERS if worker.name == "tick")
    assert tick.timeout < tick.minutes * 60
