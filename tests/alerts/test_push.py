"""Web push over HTTP, to the push service of the simulated carrier: what it takes, and what its refusals mean."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
import urllib3
from botocore.exceptions import ClientError, ConnectTimeoutError

from chalicelib.alerts.push import REST, WebPush
from chalicelib.alerts.vapid import GOOD_FOR, RENEWED, Vapid
from chalicelib.core import devices
from chalicelib.core.devices import Device
from chalicelib.flows.ports import PushFailed, PushGone
from infrastructure import push_keys
from infrastructure.local.carrier.server import Server
from infrastructure.local.carrier.settings import Settings
from tests.harness.push import subscription

KEY = push_keys.fresh()
PAYLOAD = json.dumps({"title": "New message", "body": "Schwäbisch Gmünd"}, ensure_ascii=False)


@dataclass
class Service:
    """The push service, the adapter, and hands to set both."""

    address: str
    http: urllib3.PoolManager
    seconds: float = 0.0

    def push(self, key: str = KEY, timeout: float = 2.0) -> WebPush:
        return WebPush(lambda: key, "alerts@example.com", self.address, seconds=timeout, clock=lambda: self.seconds)

    def browser(self, key: str = "") -> Device:
        given = self.call("POST", "/push", {"key": key})
        keys = given["keys"]
        return devices.device(given["endpoint"], keys["p256dh"], keys["auth"], "", datetime.now(UTC))

    def shown(self, device: Device) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.call("GET", device.endpoint.removeprefix(self.address))["items"]
        return found

    def call(self, method: str, path: str, data: object = None) -> Any:
        got = self.http.request(method, self.address + path, body=None if data is None else json.dumps(data))
        assert got.status < 300, got.data
        return json.loads(got.data) if got.data else None


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with Server(Settings(0, tmp_path / "carrier.db", "AC1", "t")) as server, urllib3.PoolManager() as http:
        yield Service(server.carrier.address, http)


def sent(push: WebPush, device: Device) -> None:
    push.send(device, PAYLOAD, "t" * devices.TOPIC, datetime.now(UTC))


def test_a_browser_reads_what_was_pushed(service: Service) -> None:
    device = service.browser(push_keys.public(KEY))
    sent(service.push(), device)
    (shown,) = service.shown(device)
    assert shown == {"payload": PAYLOAD, "topic": "t" * 32, "urgency": "high", "ttl": "86400"}


def test_a_device_that_is_gone_or_never_was_is_told_apart_from_a_service_that_fails(service: Service) -> None:
    device, push = service.browser(), service.push()
    service.call("DELETE", device.endpoint.removeprefix(service.address))
    for endpoint in (device.endpoint, f"{service.address}/push/never"):
        with pytest.raises(PushGone):
            sent(push, replace(device, endpoint=endpoint))


@pytest.mark.parametrize("mode", ["429", "500"])
def test_a_service_that_fails_is_asked_again_at_the_next_alert(service: Service, mode: str) -> None:
    device, push = service.browser(), service.push()
    service.call("PUT", "/faults", {"push": {"mode": mode, "times": 1}})
    with pytest.raises(PushFailed, match=mode):
        sent(push, device)
    sent(push, device)
    assert len(service.shown(device)) == 1


def test_a_service_that_does_not_answer_rests_for_a_while(service: Service) -> None:
    """A worker has a minute for ten jobs: each waiting in turn would take it all."""
    device, push = service.browser(), service.push(timeout=0.3)
    service.call("PUT", "/faults", {"push": {"mode": "timeout", "times": 1}})
    for why in ("Timeout", "rests"):
        with pytest.raises(PushFailed, match=why):
            sent(push, device)
    service.seconds = REST
    sent(push, device)
    assert len(service.shown(device)) == 1


def test_who_has_not_the_key_that_the_browser_was_given_is_refused(service: Service) -> None:
    device = service.browser(push_keys.public(KEY))
    with pytest.raises(PushFailed, match="403"):
        sent(service.push(push_keys.fresh()), device)


@pytest.mark.parametrize("key", ["", "A", "no key", "A" * 43, "_" * 43])
def test_without_a_key_that_can_be_nothing_is_called(service: Service, key: str) -> None:
    with pytest.raises(PushFailed, match="off"):
        sent(service.push(key), service.browser())


def test_while_the_secret_cannot_be_read_push_has_failed_and_is_tried_again_later(service: Service) -> None:
    """Another channel is used meanwhile (AL-3): no alert is to wait for it."""
    faults: list[Exception] = [ConnectTimeoutError(endpoint_url="secret"), ClientError({}, "GetSecretValue")]
    asked: list[float] = []

    def key() -> str:
        asked.append(service.seconds)
        if faults:
            raise faults.pop()
        return KEY

    device = service.browser(push_keys.public(KEY))
    push = WebPush(key, "alerts@example.com", service.address, clock=lambda: service.seconds)
    for why in ("ClientError", "rests", "ConnectTimeoutError", "rests"):
        with pytest.raises(PushFailed, match=why):
            sent(push, device)
        service.seconds += REST / 2
    sent(push, device)
    assert asked == [0.0, REST, 2 * REST]
    assert len(service.shown(device)) == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://push.example.com/1",
        "http://fcm.googleapis.com/fcm/send/1",
        "https://fcm.googleapis.com:8443/fcm/send/1",
        "https://user@fcm.googleapis.com/fcm/send/1",
        "https://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:9001/push/1",
    ],
)
def test_no_other_address_is_called_even_if_it_was_kept(service: Service, endpoint: str) -> None:
    push = service.push()
    assert not push.reaches(endpoint)
    with pytest.raises(PushGone):
        sent(push, replace(service.browser(), endpoint=endpoint))


def test_what_stands_in_for_the_vendors_is_reached_on_this_machine_only(service: Service) -> None:
    here = service.browser().endpoint
    assert service.push().reaches(here)
    assert not service.push().reaches(f"{service.address}/faults")
    assert not WebPush(lambda: KEY, "alerts@example.com").reaches(here)
    assert WebPush(lambda: KEY, "alerts@example.com").reaches(subscription("one")["endpoint"])


def test_a_device_with_a_key_that_cannot_be_is_gone(service: Service) -> None:
    point = "B" + "A" * 86
    with pytest.raises(PushGone):
        sent(service.push(), replace(service.browser(), p256dh=point))


def test_a_token_is_of_the_origin_and_renewed_before_it_ends() -> None:
    vapid, now = Vapid(KEY, "mailto:alerts@example.com"), datetime(2026, 3, 2, 15, tzinfo=UTC)
    first = vapid.header("https://push.example.com", now)
    assert vapid.header("https://push.example.com", now + RENEWED - timedelta(seconds=1)) == first
    later = vapid.header("https://push.example.com", now + RENEWED)
    assert later != first
    token = first.removeprefix("vapid t=").partition(",")[0]
    claims = jwt.decode(token, options={"verify_signature": False})
    ends = int((now + GOOD_FOR).timestamp())
    assert claims == {"aud": "https://push.example.com", "exp": ends, "sub": "mailto:alerts@example.com"}
    assert vapid.header("https://other.example.com", now) != first
    assert first.endswith(f"k={push_keys.public(KEY)}")
