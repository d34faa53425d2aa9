"""Sign-in tokens: verified by the code itself, the same in the cloud, locally and in tests."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

import jwt

from chalicelib.core.errors import Busy, Unauthorized
from chalicelib.core.ids import PersonId

ALGORITHMS = ["RS256"]
REQUIRED = ["exp", "iat", "iss", "aud", "sub", "token_use"]
KIND = "id"
REFETCH_SECONDS = 60
"""A forged key id must not make us ask the pool on every request."""
TIMEOUT = 3


class Tokens:
    """Cognito's ID tokens of one user pool and client. The pool's keys are fetched once, and when a new one shows.

    `clock` counts seconds from anywhere.
    """

    def __init__(self, issuer: str, audience: str, jwks_url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._issuer = issuer
        self._audience = audience
        self._jwks_url = jwks_url
        self._keys: dict[str, Any] = {}
        self._fetched = float("-inf")

    def caller(self, header: str) -> PersonId:
        """Who the token in an Authorization header (with or without `Bearer`) proves the caller to be."""
        token = header.removeprefix("Bearer ").strip()
        if not token:
            raise Unauthorized
        try:
            claims = self._claims(token)
        except jwt.ExpiredSignatureError:
            raise Unauthorized("token_expired", "Your sign-in has ended. Sign in again.") from None
        except (jwt.InvalidTokenError, RecursionError, UnicodeError):
            # A header nested a thousand deep breaks the JSON reader before any signature is looked at.
            raise Unauthorized("token_invalid", "This is no token of ours. Sign in again.") from None
        return PersonId(claims["sub"])

    def _claims(self, token: str) -> dict[str, Any]:
        header = jwt.get_unverified_header(token)
        key = self._key(str(header.get("kid", "")))
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=self._audience,
            issuer=self._issuer,
            options={"require": REQUIRED},
        )
        if claims["token_use"] != KIND:
            raise jwt.InvalidTokenError("not an ID token")
        return claims

    def _key(self, kid: str) -> Any:
        if kid not in self._keys and self._clock() - self._fetched > REFETCH_SECONDS:
            self._keys = self._fetch()
            self._fetched = self._clock()
        if kid not in self._keys:
            raise jwt.InvalidTokenError("unknown key")
        return self._keys[kid]

    def _fetch(self) -> dict[str, Any]:
        try:
            with urlopen(self._jwks_url, timeout=TIMEOUT) as answer:  # noqa: S310 - the URL is a setting of ours
                keys = jwt.PyJWKSet.from_dict(json.load(answer)).keys
        except (OSError, ValueError, jwt.PyJWTError) as fault:
            raise Busy("sign_in_busy", "The sign-in service does not answer. Try again.", 2) from fault
        return {str(key.key_id): key.key for key in keys}
