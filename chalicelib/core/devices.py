"""A person's devices that show alerts (AL-6): where a browser's push service takes them, and how little they carry."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from chalicelib.core.errors import Invalid

MOST = 10
"""Devices of one person; of more the oldest goes."""
POINT, SECRET = 65, 16
"""Bytes of a browser's public key (P-256, uncompressed) and of its shared secret (RFC 8291, section 2)."""
FIELD = 2**256 - 2**224 + 2**192 + 2**96 - 1
CURVE = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
"""P-256 is y² = x³ - 3x + CURVE in this field (SP 800-186, section 3.2.1.3)."""
TOPIC = 32
"""Characters at most (RFC 8030, section 5.4)."""
UNKNOWN = "Parley knows no such push service. Update the browser, or use Chrome, Edge, Firefox or Safari."
BROKEN = "This is no key of a subscription. Switch notifications on this device off and on again."


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that its person lets notify. Who knows `endpoint` and the keys knows how to reach it: they leave the
    house for its push service alone. `since` is when it was switched on."""

    id: str
    endpoint: str
    p256dh: str
    auth: str
    since: datetime
    label: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a locked screen shows of an alert: neither who wrote nor what. `line` is the label of ours that it came to,
    `path` where the dashboard tells the rest, `tag` what one notification takes another's place by."""

    title: str
    line: str
    path: str
    tag: str


def device(endpoint: str, p256dh: str, auth: str, label: str, now: datetime) -> Device:
    """A browser's subscription as a device; Invalid where its keys cannot be. The same address is the same device."""
    point, secret = _bytes(p256dh), _bytes(auth)
    faults = {}
    if len(point) != POINT or point[0] != 4 or not _on_curve(point[1:33], point[33:]):
        faults["keys.p256dh"] = BROKEN
    if len(secret) != SECRET:
        faults["keys.auth"] = BROKEN
    if faults:
        raise Invalid(faults)
    return Device(sha256(endpoint.encode()).hexdigest()[:TOPIC], endpoint, p256dh, auth, now, label)


def added(known: Sequence[Device], new: Device) -> tuple[Device, list[Device]]:
    """The device to keep, which was switched on when it first was, and those that must go for it: the oldest."""
    before = next((one for one in known if one.id == new.id), None)
    others = sorted((one for one in known if one.id != new.id), key=lambda one: (one.since, one.id))
    return replace(new, since=before.since if before else new.since), others[: max(0, len(others) + 1 - MOST)]


def payload(glance: Glance, cause: str) -> str:
    """What goes to the device, which shows one `cause` once."""
    shown = {"title": glance.title, "body": glance.line, "path": glance.path, "tag": glance.tag, "id": cause}
    return json.dumps(shown, ensure_ascii=False)


def topic(tag: str) -> str:
    """By which a push service lets a later notification take the place of one that it could not hand over yet."""
    return sha256(tag.encode()).hexdigest()[:TOPIC]


def _on_curve(first: bytes, second: bytes) -> bool:
    """A point that is not, nothing can be sealed for: each push would fail."""
    x, y = int.from_bytes(first), int.from_bytes(second)
    return x < FIELD and y < FIELD and (y * y - (x * x * x - 3 * x + CURVE)) % FIELD == 0


def unpadded(given: str) -> bytes:
    """Of base64 as browsers write it, without its padding; ValueError where it is none."""
    return urlsafe_b64decode(given + "=" * (-len(given) % 4))


def _bytes(given: str) -> bytes:
    """Nothing where it is none."""
    try:
        return unpadded(given)
    except ValueError:
        return b""
