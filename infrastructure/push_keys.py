"""The key pair by which push services know the brand (VAPID): made once, as each device is bound to it."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from chalicelib.alerts.vapid import Vapid


def fresh() -> str:
    """A private key, as the secret has it."""
    number = generate_private_key(SECP256R1()).private_numbers().private_value
    return urlsafe_b64encode(number.to_bytes(32)).decode().rstrip("=")


def public(key: str) -> str:
    """Its public half, as browsers want it; nothing of nothing: push is off."""
    return Vapid(key, "").public if key else ""
