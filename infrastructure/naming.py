"""Logical ids: the same noun in the table of functions and in the template, so that a name never moves."""

from __future__ import annotations

from infrastructure.functions import Route, Worker

API = "RestAPI"
STAGE = "api"


def route_id(route: Route) -> str:
    """The logical id of a route's function: list_threads → ApiListThreads."""
    return "Api" + _camel(route.name)


def worker_id(worker: Worker) -> str:
    """The logical id of a worker's function, which is Chalice's own: fan_out → FanOut."""
    return _camel(worker.name)


def queue_id(noun: str) -> str:
    """The logical id of a queue by its noun: fan_out → FanOutQueue."""
    return _camel(noun) + "Queue"


def dead_id(noun: str) -> str:
    """The logical id of a queue's dead-letter queue."""
    return _camel(noun) + "DeadLetters"


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
