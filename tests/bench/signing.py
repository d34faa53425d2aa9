"""ID tokens as the user pool signs them, for a pool that exists only in the bench."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

# A key that every process of one run makes alike would have to be written down: a key in a source is never worth it.
# So the process that answers makes it, and tokens are asked of that process.
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_KID = "bench"
JWKS = json.dumps(
    {"keys": [{**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key())), "kid": _KID, "alg": "RS256"}]}
)
HOURS = 3600


def token(person: str, environment: Mapping[str, str]) -> str:
    """An ID token that says who calls."""
    now = int(time.time())
    claims = {
        "sub": person,
        "iss": environment["PARLEY_TOKEN_ISSUER"],
        "aud": environment["PARLEY_USER_POOL_CLIENT_ID"],
        "token_use": "id",
        "iat": now,
        "exp": now + HOURS,
        "email": f"{person}@example.com",
    }
    return jwt.encode(claims, _KEY, algorithm="RS256", headers={"kid": _KID})
