"""The same tests against a second emulator, which keeps indexes, conditions and transactions by code of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.harness.tables import ENDPOINT, REGION

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MINISTACK = ROOT / ".ministack" / "bin" / "ministack"
PATIENCE = 60

pytestmark = [pytest.mark.stack, pytest.mark.skipif(ENDPOINT is not None, reason="this is the run it starts")]


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "SERVICES": "dynamodb", "STATE_DIR": str(tmp_path)}
    process = subprocess.Popen(
        [MINISTACK], env={**os.environ, **settings}, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _await(f"{address}/_ministack/health")
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_the_store_behaves_the_same_on_ministack(emulator: str) -> None:
    settings = {"PARLEY_TEST_DYNAMODB": emulator, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", str(HERE)],
        cwd=ROOT,
        env={**os.environ, **settings, "AWS_DEFAULT_REGION": REGION},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:]


def _await(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail("MiniStack did not start")
