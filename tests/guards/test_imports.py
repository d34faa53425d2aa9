"""A function pays at its cold start for what it imports: each entry starts alone and brings only what it needs."""

from __future__ import annotations

import pytest

from app import ROUTES, WORKERS
from tests.bench.verdict import reads
from tests.guards.interpreter import modules_after

HEAVY = {
    "aws_xray_sdk",
    "boto3",
    "cryptography",
    "jwt",
    "phonenumbers",
    "pydantic",
    "requests",
    "twilio.rest",
}
LIGHT = {"hooks", "health", "openapi"}
"""These import none of the heavy ones; the dashboard's routes validate by pydantic."""


@pytest.mark.parametrize("noun", ROUTES)
def test_each_blueprint_is_served_alone_within_its_budget(noun: str) -> None:
    loaded = modules_after("import app", routes=noun)
    assert loaded & HEAVY <= (set() if noun in LIGHT else {"pydantic"})
    assert {f"chalicelib.routes.{noun}"} == {name for name in loaded if is_blueprint(name)}
    assert not any(name.startswith("chalicelib.workers") for name in loaded)


@pytest.mark.parametrize("noun", WORKERS)
def test_each_worker_starts_alone_without_the_app(noun: str) -> None:
    loaded = modules_after(f"from chalicelib.workers.{noun} import {noun}; assert callable({noun})")
    assert "app" not in loaded
    assert not loaded & HEAVY
    assert not any(is_blueprint(name) for name in loaded)


def test_the_hooks_bring_no_legal_clock() -> None:
    """A text that comes in asks for no hours: neither their rules nor the parser of their tables is loaded."""
    loaded = modules_after("import app", routes="hooks")
    assert not loaded & {"chalicelib.core.hours", "chalicelib.core.places", "tomllib", "zoneinfo"}


def test_no_table_and_no_zone_is_read_twice() -> None:
    opened = reads()
    assert {name.rsplit("/", 1)[1] for name in opened} >= {"area_codes.toml", "quiet_hours.toml", "keywords.toml"}
    assert len(opened) > 20
    assert set(opened.values()) == {1}


def test_no_entry_reads_settings_or_calls_anybody_at_import() -> None:
    modules_after("import socket; socket.socket.connect = None; import app")


def is_blueprint(name: str) -> bool:
    return name.startswith("chalicelib.routes.") and name.removeprefix("chalicelib.routes.") in ROUTES
