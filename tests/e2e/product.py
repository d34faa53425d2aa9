"""The whole product as a process of its own, and callers that know nothing but its public contract."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import requests

ROOT = Path(__file__).parents[2]
PASSWORD = "Parley-demo-1"
PROGRAMS = {"": "infrastructure.local", "stack": "infrastructure.stack"}
"""What serves the contract, by PARLEY_E2E: `make run`'s one process, or the deployed template's functions."""
READY_SECONDS = 120
T = TypeVar("T")


@dataclass
class Product:
    """Where it answers, as design and README say it does."""

    port: int
    carrier_port: int
    session: requests.Session = field(default_factory=requests.Session)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def carrier(self) -> str:
        return f"http://127.0.0.1:{self.carrier_port}"

    def person(self, name: str) -> Person:
        """A demo person, signed in by Cognito's own call."""
        settings = self.session.get(f"{self.url}/config.json", timeout=10).json()
        answer = self.session.post(
            settings["cognitoEndpoint"],
            headers={
                "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
                "Content-Type": "application/x-amz-json-1.1",
            },
            data=json.dumps(
                {
                    "AuthFlow": "USER_PASSWORD_AUTH",
                    "ClientId": settings["userPoolClientId"],
                    "AuthParameters": {"USERNAME": f"{name}@example.com", "PASSWORD": PASSWORD},
                }
            ),
            timeout=10,
        )
        answer.raise_for_status()
        return Person(self, answer.json()["AuthenticationResult"]["IdToken"])

    def text(self, handset: str, to: str, body: str) -> None:
        """Somebody texts from a handset."""
        answer = self.session.post(
            f"{self.carrier}/handsets/{handset}/messages", json={"to": to, "body": body}, timeout=10
        )
        answer.raise_for_status()

    def handset(self, number: str, line: str | None = None) -> list[dict[str, Any]]:
        """Everything a handset sent and received, oldest first."""
        found: list[dict[str, Any]] = self.session.get(
            f"{self.carrier}/handsets/{number}/messages", params={"line": line} if line else None, timeout=10
        ).json()["items"]
        return found

    def got(self, number: str, line: str | None = None) -> list[str]:
        """The bodies a handset received."""
        return [item["body"] for item in self.handset(number, line) if item["direction"] == "in"]


@dataclass
class Person:
    product: Product
    token: str

    def call(self, method: str, path: str, body: Any = None, key: str | None = None) -> requests.Response:
        headers = {"Authorization": self.token} | ({"Idempotency-Key": key} if key else {})
        return self.product.session.request(
            method, f"{self.product.url}/api{path}", json=body, headers=headers, timeout=20
        )

    def get(self, path: str) -> Any:
        answer = self.call("GET", path)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, body: Any) -> Any:
        answer = self.call("POST", path, body, str(uuid4()))
        assert answer.ok, answer.text
        return answer.json()

    def patch(self, path: str, body: Any) -> Any:
        answer = self.call("PATCH", path, body)
        assert answer.ok, answer.text
        return answer.json()

    def threads(self, query: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(f"/threads?limit=100{query}")["items"]
        return found

    def thread_with(self, number: str, query: str = "") -> dict[str, Any] | None:
        return next((item for item in self.threads(query) if item["contact"]["phone"] == number), None)


def eventually(ask: Callable[[], T | None], seconds: float = 20) -> T:
    """The first answer that is true; fails with the last one after `seconds`."""
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        assert time.monotonic() < end, f"did not come true in {seconds} s: {answer!r}"
        time.sleep(0.2)


@contextmanager
def running(folder: Path, port: int, carrier_port: int) -> Iterator[Product]:
    """The product with fresh demo data in `folder`, until the block ends."""
    environment = os.environ | {
        "PORT": str(port),
        "CARRIER_PORT": str(carrier_port),
        "PARLEY_LOCAL": str(folder),
        "PYTHONUNBUFFERED": "1",
    }
    program = PROGRAMS[os.environ.get("PARLEY_E2E", "")]
    log = folder.parent / f"{folder.name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", program], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            _wait(process, log, f"ready http://127.0.0.1:{port}")
            yield Product(port, carrier_port)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _wait(process: subprocess.Popen[bytes], log: Path, line: str) -> None:
    end = time.monotonic() + READY_SECONDS
    while line not in log.read_text(errors="replace"):
        assert process.poll() is None, log.read_text(errors="replace")[-3000:]
        assert time.monotonic() < end, log.read_text(errors="replace")[-3000:]
        time.sleep(0.2)
