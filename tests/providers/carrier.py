"""The adapter, and the simulated carrier that it talks to over real HTTP."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import urllib3

from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import Accepted
from chalicelib.providers.twilio import Twilio
from tests.infrastructure.carrier.brand import Brand, eventually

SID = "AC" + "0" * 32
TOKEN = "a-token-for-tests"
LINE, ANN, BEN = PhoneNumber("+18005550100"), PhoneNumber("+12025550111"), PhoneNumber("+12025550112")


@dataclass
class Carrier:
    """What a test holds in its hands."""

    provider: Twilio
    brand: Brand
    address: str
    http: urllib3.PoolManager

    def call(self, method: str, path: str, data: object = None) -> Any:
        """The JSON of an answer of the carrier's own API, None if it is empty."""
        got = self.http.request(method, self.address + path, body=None if data is None else json.dumps(data))
        assert got.status < 300, got.data
        return json.loads(got.data) if got.data else None

    def send(self, body: str = "Hello", to: PhoneNumber = ANN, ref: str = "m.box.id") -> Accepted:
        return self.provider.send(sender=LINE, to=to, body=body, media=(), ref=ref)

    def fails_with(self, **rule: object) -> None:
        """The next text meets this fault."""
        self.call("PUT", "/faults", {"send": rule})

    def handset(self, number: PhoneNumber = ANN) -> list[str]:
        """What was sent to it and came there, the oldest first."""
        items = self.call("GET", f"/handsets/{number}/messages")["items"]
        return [item["body"] for item in items if item["direction"] == "in"]

    def texts_in(self, body: str) -> str:
        """The provider's id of a text that Ann sends to the line."""
        sid: str = self.call("POST", f"/handsets/{ANN}/messages", {"to": LINE, "body": body})["sid"]
        return sid

    def settle(self) -> None:
        """Waits until the carrier has nothing left to do."""
        eventually(lambda: self.call("GET", "/health")["waiting"] == 0)
