"""The provider as the commands meet it: the simulated carrier, and the account that a stage has there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from infrastructure.commands import connect
from infrastructure.local.carrier.server import Server
from infrastructure.local.carrier.settings import Settings
from tests.infrastructure.carrier.world import SID, TOKEN
from tests.infrastructure.commands.conftest import Operator

ELSEWHERE = "https://other.example.com/hooks"
WIRED = "https://api.example.com/api/hooks/twilio/inbound#rc=5&rp=all"


@pytest.fixture
def carrier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Running; its credentials are in the environment, as an unattended operator has them."""
    with Server(Settings(0, tmp_path / "carrier.db", SID, TOKEN)) as server:
        monkeypatch.setenv("TWILIO_ACCOUNT_SID", SID)
        monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)
        monkeypatch.setenv("PARLEY_PROVIDER_URL", server.carrier.address)
        yield server


def connected(operator: Operator, number: str = "+18335550100", *more: str) -> Operator:
    """With this number as a line."""
    code, terminal = operator.run(connect.main, "--yes", "--number", number, *more)
    assert code == 0, terminal.text
    return operator
