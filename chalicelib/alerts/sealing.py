"""Web push's encryption (RFC 8291, with the content coding aes128gcm of RFC 8188): only the browser can read it.

Of our own because what PyPI has comes as source alone or with an HTTP client of its own (docs/decisions/0036); the
primitives are the library's.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096
"""Bytes of a record; what we send is one, and the last."""
LAST = b"\x02"


def point(key: EllipticCurvePublicKey) -> bytes:
    """The key as browsers and push services write it."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def seal(data: bytes, browser: bytes, secret: bytes, own: EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """The body of a push: header and one record. `browser` and `secret` are of the subscription (p256dh, auth).

    `own` and `salt` are fresh for each. ValueError where `browser` is no point of the curve.
    """
    theirs = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), browser)
    ours = point(own.public_key())
    agreed = _derived(own.exchange(ECDH(), theirs), secret, b"WebPush: info\0" + browser + ours, 32)
    key = _derived(agreed, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(agreed, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD.to_bytes(4) + len(ours).to_bytes(1) + ours
    return header + AESGCM(key).encrypt(nonce, data + LAST, None)


def _derived(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(key)
