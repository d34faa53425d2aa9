"""The running stack of a brand, and what an operator can see of it from outside."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import requests

from infrastructure.local.aws import enter
from infrastructure.local.settings import Settings
from infrastructure.packaging.described import CODE
from infrastructure.stack.run import STACK, parameters
from tests.e2e.product import ROOT, Product
from tests.stack.data import Data, held
from tests.stack.older import current, older

READY_SECONDS = 180
TROUBLE = re.compile(r'"level": ?"(ERROR|CRITICAL)"|Traceback|Task timed out')


@dataclass(frozen=True, slots=True)
class Stack:
    """`before` and `after` are what it held on either side of the upgrade."""

    settings: Settings
    product: Product
    before: Data
    after: Data
    older_health: str

    def health(self) -> str:
        """What /health says."""
        answer = requests.get(f"{self.settings.api_url}/health", timeout=30)
        answer.raise_for_status()
        found: str = answer.json()["status"]
        return found

    def denied(self) -> list[dict[str, str]]:
        """Every call that a role was refused."""
        noted = self._denied
        return [json.loads(line) for line in noted.read_text(encoding="utf-8").splitlines()] if noted.exists() else []

    def forget_denied(self) -> None:
        """For a test that provoked it."""
        self._denied.unlink(missing_ok=True)

    @property
    def _denied(self) -> Path:
        return self.settings.folder / "denied.jsonl"

    def troubles(self) -> list[str]:
        """Every line in the functions' logs that tells of a fault of ours."""
        client = boto3.client("logs")
        groups = client.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=f"/{STACK.name}/")
        names = [group["logGroupName"] for page in groups for group in page["logGroups"]]
        events = (event for name in names for event in client.filter_log_events(logGroupName=name)["events"])
        return [event["message"] for event in events if TROUBLE.search(event["message"])]


@contextmanager
def raised(folder: Path) -> Iterator[Stack]:
    """The older stack with the demo brand in it, and the deployed one over it."""
    settings = alone(folder)
    package = older(folder)
    template = folder / "older.json"
    template.write_text(json.dumps(package.template), encoding="utf-8")
    told = {"PARLEY_STACK_TEMPLATE": str(template), "PARLEY_STACK_CODE": str(package.archives[CODE])}
    with running(settings, folder, ROOT, told):
        before, health = held(STACK), requests.get(f"{settings.api_url}/health", timeout=30).json()["status"]
        STACK.apply(current(), parameters(settings))
        yield Stack(settings, Product(settings.port, settings.carrier_port), before, held(STACK), health)


def alone(folder: Path) -> Settings:
    """Ports and a place of its own."""
    return Settings(free(), free(), free(), folder / "local", fresh=False, tick_seconds=60)


@contextmanager
def running(settings: Settings, folder: Path, sources: Path, told: Mapping[str, str]) -> Iterator[None]:
    """The stack of the sources, filled, for as long as the block lasts; this process then speaks to its AWS."""
    enter(settings.aws_url)
    environment: dict[str, Any] = {
        **os.environ,
        **{name: str(port) for name, port in settings.ports.items()},
        **told,
        "PARLEY_LOCAL": str(settings.folder),
        "PYTHONUNBUFFERED": "1",
    }
    log = folder / "stack.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "infrastructure.stack"], cwd=sources, env=environment, stdout=output, stderr=output
        )
        try:
            _await_ready(process, log)
            yield
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _await_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + READY_SECONDS
    while "ready http" not in log.read_text(errors="replace"):
        assert process.poll() is None, log.read_text(errors="replace")[-3000:]
        assert time.monotonic() < end, log.read_text(errors="replace")[-3000:]
        time.sleep(0.2)


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
