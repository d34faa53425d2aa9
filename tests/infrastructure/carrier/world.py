"""A carrier, a brand and the provider's own library between them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import urllib3
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from infrastructure.local.carrier.server import Server
from tests.infrastructure.carrier.brand import Brand, eventually

SID = "AC" + "0" * 32
TOKEN = "a-token-for-tests"
TOLL_FREE, LOCAL = "+18005550100", "+12025550100"
ANN, BEN = "+12025550111", "+12025550112"


class Redirected(TwilioHttpClient):  # type: ignore[misc]  # the library has no types
    """The library's own client, sent to the simulated carrier."""

    def __init__(self, address: str) -> None:
        super().__init__(timeout=5)
        self.address = address

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return super().request(method, url.replace("https://api.twilio.com", self.address), *args, **kwargs)


@dataclass
class World:
    """What a test holds in its hands."""

    server: Server
    brand: Brand
    client: Client
    http: urllib3.PoolManager

    @property
    def address(self) -> str:
        return self.server.carrier.address

    def call(self, method: str, path: str, data: object = None) -> Any:
        """The JSON of an answer of the carrier's own API, None if empty; `status` has its number."""
        body = None if data is None else json.dumps(data)
        got = self.http.request(method, self.address + path, body=body)
        self.status = got.status
        return json.loads(got.data) if got.data else None

    def line(self, number: str = TOLL_FREE, hook: str = "/inbound", **more: str) -> Any:
        """A number of the brand whose texts are posted to `hook`."""
        url = self.brand.address + hook
        return self.client.incoming_phone_numbers.create(phone_number=number, sms_url=url, **more)

    def text(self, body: str, *, handset: str = ANN, line: str = TOLL_FREE) -> str:
        """The id of a text that a handset sends."""
        sid: str = self.call("POST", f"/handsets/{handset}/messages", {"to": line, "body": body})["sid"]
        return sid

    def send(self, body: str = "Hello", *, to: str = ANN, line: str = TOLL_FREE, **more: Any) -> Any:
        return self.client.messages.create(to=to, from_=line, body=body, **more)

    def phone(self, handset: str = ANN) -> list[tuple[str, str]]:
        """What a handset shows: (in or out, body), the oldest first."""
        items = self.call("GET", f"/handsets/{handset}/messages")["items"]
        return [(item["direction"], item["body"]) for item in items]

    def settle(self) -> None:
        """Waits until the carrier has nothing left to do."""
        eventually(lambda: self.call("GET", "/health")["waiting"] == 0)
