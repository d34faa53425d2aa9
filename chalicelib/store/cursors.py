"""Cursors: where a page ended, sealed so that a caller can neither read nor make one, nor use it on another list.

A position may hold a name or a number (contacts are listed by them), and cursors travel in URLs: so they are encrypted,
not only signed. AES-SIV (RFC 5297) does both, needs no nonce, and takes the list's parameters as associated data.
"""

from __future__ import annotations

import base64
import binascii
from functools import cached_property
from hashlib import sha512
from typing import TYPE_CHECKING

from chalicelib.core.errors import Invalid

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

LONGEST = 2048


class Cursors:
    """Seals and opens with `key`, the brand's secret; another key, another brand's cursors."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def seal(self, scope: str, position: str) -> str:
        """`scope` says which list it is, with all its parameters."""
        sealed = self._cipher.encrypt(position.encode(), [scope.encode()])
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    def open(self, scope: str, cursor: str | None) -> str | None:
        """The position, None for no cursor; Invalid for what was not sealed here for this very list."""
        if cursor is None:
            return None
        from cryptography.exceptions import InvalidTag

        try:
            sealed = base64.b64decode(cursor[:LONGEST] + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            return self._cipher.decrypt(sealed, [scope.encode()]).decode()
        except (InvalidTag, ValueError, binascii.Error) as fault:
            raise Invalid({"cursor": "This is no cursor of this list. Begin without one."}) from fault

    @cached_property
    def _cipher(self) -> AESSIV:
        """Built on first use: the inbound path needs no cursor, and the import takes long."""
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        return AESSIV(sha512(b"cursors:" + self._key).digest())
