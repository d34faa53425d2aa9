"""One running product for all browser and contract tests."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tests.e2e.product import Product, running


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("parley") / "local", _free_port(), _free_port()) as found:
        yield found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
