"""A user pool: it signs tokens and publishes its keys."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from chalicelib.providers.tokens import Tokens
from tests.infrastructure.carrier.brand import Brand, Reply

ISSUER, CLIENT, KID = "https://pool.example.com/us-east-1_Test", "client-1", "key+one/="
KEYS = "/keys.json"


def new_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


def claims(**changed: object) -> dict[str, object]:
    """What a good ID token says; a claim given as None is left out."""
    now = int(time.time())
    good = {
        "sub": "person-1",
        "iss": ISSUER,
        "aud": CLIENT,
        "token_use": "id",
        "iat": now,
        "exp": now + 3600,
        "cognito:groups": ["standard"],
    }
    return {name: value for name, value in {**good, **changed}.items() if value is not None}


@dataclass
class Pool:
    """A context manager; `keys` are published by their ids, `fetches` counts who asked."""

    keys: dict[str, RSAPrivateKey] = field(default_factory=dict)
    brand: Brand = field(default_factory=Brand)
    seconds: float = 0.0

    def __enter__(self) -> Pool:
        self.brand.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.brand.__exit__(kind, fault, trace)

    @property
    def fetches(self) -> int:
        return len(self.brand.at(KEYS))

    def publishes(self, *bodies: str, status: int = 200) -> None:
        """What the next requests for the keys get; without `bodies` the keys themselves."""
        document = {"keys": [self.public(kid) for kid in self.keys]}
        replies = [Reply(status, body) for body in bodies or (json.dumps(document),)]
        self.brand.replies.setdefault(KEYS, []).extend(replies)

    def public(self, kid: str) -> dict[str, Any]:
        shown: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(self.keys[kid].public_key(), as_dict=True)
        return {**shown, "kid": kid, "use": "sig", "alg": "RS256"}

    def tokens(self) -> Tokens:
        return Tokens(ISSUER, CLIENT, self.brand.address + KEYS, lambda: self.seconds)

    def token(self, kid: str = KID, **changed: object) -> str:
        return jwt.encode(claims(**changed), self.keys[kid], algorithm="RS256", headers={"kid": kid})
