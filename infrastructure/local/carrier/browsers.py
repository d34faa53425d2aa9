"""Browsers that let the brand notify them, and the push service before them (RFC 8030, 8291, 8292)."""

from __future__ import annotations

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from secrets import token_bytes, token_hex
from typing import Any

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from infrastructure.local.carrier.db import Database
from infrastructure.local.carrier.state import State

LARGEST = 4096
DAY = 24 * 3600
TAG = 16
HEAD = 21
PLACE = "browsers"


class PushRefused(Exception):
    """What the push service answers, with the reason."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(slots=True)
class Browser:
    """One subscription. `key` is the public key that it was made for; empty: any. `shown` are what it could read."""

    id: str
    private: str
    secret: str
    key: str = ""
    gone: bool = False
    shown: list[dict[str, Any]] = field(default_factory=list)

    @property
    def pair(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(int(self.private, 16), ec.SECP256R1())


class Browsers:
    """They outlive a restart, as everything here does."""

    def __init__(self, database: Database, state: State) -> None:
        self._db, self._state = database, state

    def subscribe(self, key: str) -> Browser:
        private = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        made = Browser(token_hex(8), f"{private:x}", base64_of(token_bytes(16)), key)
        self.put(made)
        return made

    def get(self, browser: str) -> Browser:
        known = self._state.read(PLACE, {})
        if browser not in known:
            raise PushRefused(404, "no such subscription")
        return Browser(**known[browser])

    def put(self, browser: Browser) -> None:
        with self._db.transaction():
            self._state.write(PLACE, {**self._state.read(PLACE, {}), browser.id: asdict(browser)})

    def take(self, browser_id: str, headers: Mapping[str, str], body: bytes, origin: str) -> None:
        """What a push service and the browser behind it do with a push; PushRefused for what they would not take."""
        browser = self.get(browser_id)
        if browser.gone:
            raise PushRefused(410, "unsubscribed")
        if not headers.get("Ttl", "").isdecimal():
            raise PushRefused(400, "no TTL")
        if len(body) > LARGEST:
            raise PushRefused(413, "too large")
        _demand_known(headers.get("Authorization", ""), browser.key, origin)
        if headers.get("Content-Encoding") != "aes128gcm":
            raise PushRefused(400, "another content coding")
        names = {"topic": "Topic", "urgency": "Urgency", "ttl": "Ttl"}
        told = {name: headers.get(header, "") for name, header in names.items()}
        browser.shown.append({"payload": opened(browser.pair, bytes_of(browser.secret), body).decode(), **told})
        self.put(browser)


def subscription(browser: Browser, address: str) -> dict[str, Any]:
    """As PushSubscription.toJSON gives it."""
    keys = {"p256dh": base64_of(_point(browser.pair)), "auth": browser.secret}
    return {"id": browser.id, "endpoint": f"{address}/push/{browser.id}", "keys": keys}


def opened(pair: ec.EllipticCurvePrivateKey, secret: bytes, body: bytes) -> bytes:
    """What a push says, read as a browser reads it, by the steps of RFC 8188 and 8291."""
    salt, length = body[:16], body[20]
    theirs, record = body[HEAD : HEAD + length], body[HEAD + length :]
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        common = _hmac(secret, pair.exchange(ec.ECDH(), point))
        input_key = HKDFExpand(hashes.SHA256(), 32, b"WebPush: info\0" + _point(pair) + theirs).derive(common)
        extracted = _hmac(salt, input_key)
        key = HKDFExpand(hashes.SHA256(), 16, b"Content-Encoding: aes128gcm\0").derive(extracted)
        nonce = HKDFExpand(hashes.SHA256(), 12, b"Content-Encoding: nonce\0").derive(extracted)
        reading = Cipher(algorithms.AES(key), modes.GCM(nonce, record[-TAG:])).decryptor()
        plain = reading.update(record[:-TAG]) + reading.finalize()
    except (InvalidTag, ValueError) as fault:
        raise PushRefused(400, "cannot be read") from fault
    data, end, padding = plain.rpartition(b"\x02")
    if not end or padding.strip(b"\0"):
        raise PushRefused(400, "no last record")
    return data


def base64_of(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def bytes_of(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _demand_known(header: str, key: str, origin: str) -> None:
    """VAPID: a token for us, for a day at most, of somebody who can be reached, by the key the browser was given."""
    scheme, _, rest = header.partition(" ")
    given = dict(part.strip().partition("=")[::2] for part in rest.split(","))
    if scheme != "vapid" or given.keys() != {"t", "k"}:
        raise PushRefused(401, "no VAPID")
    if key and given["k"] != key:
        raise PushRefused(403, "another key than the subscription's")
    try:
        signer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_of(given["k"]))
        pem = signer.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        claims = jwt.decode(given["t"], pem, algorithms=["ES256"], audience=origin, options={"require": ["exp", "sub"]})
    except (jwt.PyJWTError, ValueError) as fault:
        raise PushRefused(403, type(fault).__name__) from fault
    if claims["exp"] > time.time() + DAY or not claims["sub"].startswith(("mailto:", "https:")):
        raise PushRefused(403, "a token that is good for too long, or of nobody")


def _hmac(key: bytes, data: bytes) -> bytes:
    made = HMAC(key, hashes.SHA256())
    made.update(data)
    return made.finalize()


def _point(pair: ec.EllipticCurvePrivateKey) -> bytes:
    form = serialization.PublicFormat.UncompressedPoint
    return pair.public_key().public_bytes(serialization.Encoding.X962, form)
