"""Who we are to push services (VAPID, RFC 8292): a token by the key whose other half browsers were given."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from chalicelib.alerts.sealing import point
from chalicelib.core.devices import unpadded

GOOD_FOR = timedelta(hours=12)
"""A day at most (RFC 8292, section 2)."""
RENEWED = timedelta(hours=6)


class Vapid:
    """`key` is the private key's number in base64, `contact` a mailto: or https: by which push services reach us."""

    def __init__(self, key: str, contact: str) -> None:
        number = int.from_bytes(unpadded(key))
        self._private = derive_private_key(number, SECP256R1())
        self._contact = contact
        self._made: dict[str, tuple[datetime, str]] = {}
        self.public = urlsafe_b64encode(point(self._private.public_key())).decode().rstrip("=")
        """As browsers are given it (applicationServerKey)."""

    def header(self, origin: str, now: datetime) -> str:
        """The Authorization of a request to a push service; one is used for some hours, as they ask."""
        made, found = self._made.get(origin, (now, ""))
        if not found or not timedelta(0) <= now - made < RENEWED:
            found = f"vapid t={self._token(origin, now)}, k={self.public}"
            self._made[origin] = now, found
        return found

    def _token(self, origin: str, now: datetime) -> str:
        claims = {"aud": origin, "exp": int((now + GOOD_FOR).timestamp()), "sub": self._contact}
        return jwt.encode(claims, self._private, algorithm="ES256")
