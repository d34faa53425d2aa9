"""A push service in this process: it remembers what it was given for each device, and fails when it is told to."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.core import push_services
from chalicelib.core.devices import Device
from chalicelib.flows.ports import PushFailed, PushGone
from tests.harness.wire import WIRE, Call

SERVICE = "https://updates.push.services.mozilla.com/wpush/v2/"


def subscription(name: str) -> dict[str, Any]:
    """What a browser gives for a device of this name: the same one each time."""
    key = ec.derive_private_key(int.from_bytes(name.encode()), ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    keys = {"p256dh": _text(point), "auth": _text(name.encode().ljust(16, b"."))}
    return {"endpoint": SERVICE + name, "keys": keys, "label": f"Firefox {name}"}


def _text(given: bytes) -> str:
    return urlsafe_b64encode(given).decode().rstrip("=")


@dataclass
class FakePush:
    """Fulfils flows.ports.Push. `gone` and `down` are names of devices; `shown` is what each device was given, once for
    each time, and `rung` when. `owners` are whose devices are called `owner-…`."""

    shown: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    rung: list[datetime] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    down: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)

    def reaches(self, endpoint: str) -> bool:
        return push_services.reached(endpoint, push_services.services())

    def send(self, device: Device, payload: str, topic: str, now: datetime) -> None:
        name = device.endpoint.removeprefix(SERVICE)

        def effect() -> None:
            if name in self.gone:
                raise PushGone
            if name in self.down:
                raise PushFailed("down")
            self.shown.append((name, json.loads(payload)))
            self.rung.append(now)

        WIRE.carry(Call("push.send"), effect)

    def on(self, name: str) -> list[dict[str, str]]:
        """What one device was given, in order."""
        return [payload for device, payload in self.shown if device == name]
