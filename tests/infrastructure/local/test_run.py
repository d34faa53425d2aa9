from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib.store.models import MODELS
from infrastructure.local.places import held
from infrastructure.local.settings import ROOT, Settings, read
from infrastructure.local.stack import NAME

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("run")]
READY_SECONDS = 60


def free_ports(count: int) -> list[str]:
    """All held before the first is let go: no two are the same."""
    with ExitStack() as probing:
        probes = [probing.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [str(probe.getsockname()[1]) for probe in probes]


@dataclass
class Run:
    """`python -m infrastructure.local` as somebody at a terminal has it."""

    folder: Path
    ports: dict[str, str] = field(
        default_factory=lambda: dict(zip(("PORT", "CARRIER_PORT", "AWS_PORT"), free_ports(3), strict=True))
    )
    process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> Settings:
        return read(self._environment)

    @property
    def terminal(self) -> str:
        return self.folder.with_suffix(".log").read_text(errors="replace")

    def start(self) -> subprocess.Popen[bytes]:
        with self.folder.with_suffix(".log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "infrastructure.local"],
                cwd=ROOT,
                env={**os.environ, **self._environment},
                stdout=log,
                stderr=log,
            )
        return self.process

    def ready(self) -> Run:
        process = self.start() if self.process is None or self.process.poll() is not None else self.process
        until(lambda: "ready " in self.terminal or process.poll() is not None)
        assert process.poll() is None, self.terminal
        return self

    def children(self) -> list[int]:
        assert self.process is not None
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in found]

    def client(self, service: str) -> Any:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
        make: Any = boto3.client
        return make(service, endpoint_url=self.settings.aws_url, **keys)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)

    @property
    def _environment(self) -> dict[str, str]:
        return {**self.ports, "PARLEY_LOCAL": str(self.folder)}


def until(ask: Any, seconds: float = READY_SECONDS) -> None:
    end = time.monotonic() + seconds
    while not ask():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    found = Run(tmp_path / "local")
    yield found
    found.stop()


def test_stack_is_made_of_the_models_and_everything_answers(run: Run) -> None:
    run.ready()
    resources = run.client("cloudformation").describe_stack_resources(StackName=NAME)["StackResources"]
    stacked = {found["PhysicalResourceId"] for found in resources if found["ResourceType"] == "AWS::DynamoDB::Table"}
    assert set(run.client("dynamodb").list_tables()["TableNames"]) == stacked
    assert len(stacked) == len(MODELS)
    assert get(f"{run.settings.api_url}/health") == {"status": "ok"}
    config = get(f"{run.settings.url}/config.json")
    assert set(config) == {"apiUrl", "region", "userPoolId", "userPoolClientId", "cognitoEndpoint", "pushKey"}


def test_kill_9_of_everything_loses_nothing_older_than_two_seconds(run: Run) -> None:
    before = get(f"{run.ready().settings.url}/config.json")
    assert run.process is not None
    everything = [run.process.pid, *run.children()]
    queue = run.client("sqs").create_queue(QueueName="kept")["QueueUrl"]
    run.client("sqs").send_message(QueueUrl=queue, MessageBody="kept")
    time.sleep(2.5)
    for pid in everything:
        os.kill(pid, signal.SIGKILL)
    run.process.wait(10)
    assert get(f"{run.ready().settings.url}/config.json") == before
    messages = run.client("sqs").receive_message(QueueUrl=queue)["Messages"]
    assert [message["Body"] for message in messages] == ["kept"]


def test_no_part_outlives_a_killed_run(run: Run) -> None:
    run.ready()
    children = run.children()
    assert len(children) == 2
    assert run.process is not None
    run.process.kill()
    until(lambda: not any(map(alive, children)), seconds=10)


def test_interrupt_ends_every_part(run: Run) -> None:
    children = run.ready().children()
    run.stop()
    assert run.process is not None
    assert run.process.returncode == 0
    assert not any(map(alive, children))


def test_death_of_a_part_ends_the_run_and_is_told(run: Run) -> None:
    victim = run.ready().children()[0]
    os.kill(victim, signal.SIGKILL)
    assert run.process is not None
    assert run.process.wait(15) == 1
    assert "ended by itself" in run.terminal


def test_second_run_with_the_same_data_is_refused(run: Run) -> None:
    with held(run.folder):
        assert run.start().wait(20) == 2
    assert "running already" in run.terminal


def test_taken_port_is_told_before_anything_starts(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(run.ports["PORT"])))
        other.listen()
        assert run.start().wait(20) == 2
    assert f"make run PORT={int(run.ports['PORT']) + 100}" in run.terminal
    assert not (run.folder / "aws").exists()
