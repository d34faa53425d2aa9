"""A running carrier for each test, quick as the network never is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from twilio.rest import Client

from infrastructure.local.carrier.server import Server
from infrastructure.local.carrier.settings import Settings
from tests.infrastructure.carrier.brand import Brand
from tests.infrastructure.carrier.world import SID, TOKEN, Redirected, World


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(0, tmp_path / "carrier.db", SID, TOKEN)


@pytest.fixture
def world(settings: Settings) -> Iterator[World]:
    with Brand() as brand, Server(settings) as server, urllib3.PoolManager() as http:
        library = Redirected(server.carrier.address)
        world = World(server, brand, Client(SID, TOKEN, http_client=library), http)
        world.call("PUT", "/pace", {"sent_ms": 10, "final_ms": 30})
        yield world
        library.session.close()
