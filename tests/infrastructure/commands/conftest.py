"""An AWS account for commands: MiniStack as a process, once a session; each test has a stage of its own in it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from infrastructure.commands import deploy
from infrastructure.commands.cloud import Cloud
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import ended
from infrastructure.commands.terminal import Terminal
from tests.guards.sources import ROOT
from tests.infrastructure.carrier.brand import eventually
from tests.infrastructure.commands import brand
from tests.infrastructure.commands.scripted import Scripted

PATIENCE = 60
_numbers = count(1)

Command = Callable[[list[str], Terminal, Cloud], int]


@pytest.fixture(scope="session")
def _endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("aws")
    told = {"GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "MINISTACK_HOST": "127.0.0.1"}
    told |= {"STATE_DIR": str(folder), "SFTP_ENABLED": "0", "IOT_MTLS_ENABLED": "0", "LOG_LEVEL": "WARNING"}
    process = subprocess.Popen(
        [ROOT / ".ministack" / "bin" / "ministack"],
        env={**os.environ, **told},
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        eventually(lambda: _answers(f"{address}/_ministack/health"), within=PATIENCE)
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=1):
            return True
    except (URLError, OSError):
        time.sleep(0.1)
        return False


@pytest.fixture(scope="session")
def _cloud() -> Cloud:
    """One for all tests, as making clients takes long; it is used where the environment names the account."""
    return Cloud()


@dataclass
class Operator:
    """Somebody at a terminal with an account, a package and a stage's name."""

    name: str
    folder: Path
    cloud: Cloud
    template: dict[str, Any] = field(default_factory=brand.template)

    @property
    def stage(self) -> Stage:
        return Stage(self.cloud, self.name)

    def run(self, command: Command, *arguments: str, answers: tuple[str, ...] = ()) -> tuple[int, Scripted]:
        """The exit code of a command, and the terminal it was run in."""
        terminal = Scripted(*answers)
        return ended(lambda out: command([self.name, *arguments], out, self.cloud), terminal), terminal

    def deploy(self, *arguments: str, answers: tuple[str, ...] = ()) -> tuple[int, Scripted]:
        """With what the template needs, said beforehand."""
        places = ["--package", str(brand.package(self.folder / "build", self.template))]
        places += ["--dashboard", str(brand.dashboard(self.folder / "dist"))]
        return self.run(deploy.main, *places, *arguments, answers=answers)

    def deployed(self) -> Operator:
        code, terminal = self.deploy("--yes", "--set", "MailFrom=alerts@example.com", "--admin", "ada@example.com")
        assert code == 0, terminal.text
        return self


@pytest.fixture
def operator(_endpoint: str, _cloud: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Operator:
    """Nothing is deployed yet."""
    told = {"AWS_ENDPOINT_URL": _endpoint, "AWS_DEFAULT_REGION": "us-east-1", "AWS_REGION": "us-east-1"}
    told |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_CONFIG_FILE": os.devnull}
    for name, value in {**told, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PARLEY_PROVIDER_URL"):
        monkeypatch.delenv(name, raising=False)
    return Operator(f"try-{next(_numbers)}", tmp_path, _cloud)
