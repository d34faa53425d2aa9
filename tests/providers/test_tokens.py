"""Sign-in tokens: those of our pool and client are believed, and no others."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.core.errors import Busy, Unauthorized
from chalicelib.providers.tokens import Tokens
from tests.providers.pool import CLIENT, ISSUER, KID, Pool, claims, new_key

OURS, THEIRS = new_key(), new_key()


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool({KID: OURS}) as pool:
        pool.publishes()
        yield pool


def part(data: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")


def hs256_with_the_public_key(pool: Pool) -> str:
    """Made by hand, as the library refuses to make it."""
    secret = OURS.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signing = part({"alg": "HS256", "typ": "JWT", "kid": KID}) + "." + part(claims())
    digest = hmac.digest(secret, signing.encode(), hashlib.sha256)
    return signing + "." + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def with_a_key_of_its_own(pool: Pool) -> str:
    own = jwt.algorithms.RSAAlgorithm.to_jwk(THEIRS.public_key(), as_dict=True)
    headers = {"kid": KID, "jwk": own, "jku": "https://evil.example.com/keys.json"}
    return jwt.encode(claims(), THEIRS, algorithm="RS256", headers=headers)


def changed_after_signing(pool: Pool) -> str:
    header, _, signature = pool.token().split(".")
    return ".".join((header, part(claims(sub="admin")), signature))


def deep(pool: Pool) -> str:
    nested = base64.urlsafe_b64encode(b'{"alg":' + b"[" * 7_000).decode().rstrip("=")
    return f"{nested}.e30.x"


FORGED: dict[str, Callable[[Pool], str]] = {
    "alg none": lambda pool: jwt.encode(claims(), "", algorithm="none", headers={"kid": KID}),
    "HS256 with the public key": hs256_with_the_public_key,
    "RS512 with the right key": lambda pool: jwt.encode(claims(), OURS, algorithm="RS512", headers={"kid": KID}),
    "another's key under our kid": lambda pool: jwt.encode(claims(), THEIRS, algorithm="RS256", headers={"kid": KID}),
    "a key of its own in the header": with_a_key_of_its_own,
    "a kid nobody published": lambda pool: jwt.encode(claims(), OURS, algorithm="RS256", headers={"kid": "other"}),
    "no kid": lambda pool: jwt.encode(claims(), OURS, algorithm="RS256"),
    "another pool": lambda pool: pool.token(iss="https://pool.example.com/us-east-1_Other"),
    "no issuer": lambda pool: pool.token(iss=None),
    "another client": lambda pool: pool.token(aud="client-2"),
    "no audience": lambda pool: pool.token(aud=None),
    "an access token": lambda pool: pool.token(token_use="access", aud=None, client_id=CLIENT),
    "an access token with audience": lambda pool: pool.token(token_use="access"),
    "no token_use": lambda pool: pool.token(token_use=None),
    "no expiry": lambda pool: pool.token(exp=None),
    "an expiry that is no number": lambda pool: pool.token(exp="tomorrow"),
    "not yet": lambda pool: pool.token(nbf=int(time.time()) + 3600),
    "no subject": lambda pool: pool.token(sub=None),
    "changed after signing": changed_after_signing,
    "without its signature": lambda pool: pool.token().rsplit(".", 1)[0] + ".",
    "cut off": lambda pool: pool.token()[:-10],
    "garbage": lambda pool: "garbage",
    "dots": lambda pool: "...",
    "a lone surrogate": lambda pool: "\ud800",
    "a header nested very deep": deep,
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_forged_token_is_refused(pool: Pool, forge: Callable[[Pool], str]) -> None:
    with pytest.raises(Unauthorized) as refusal:
        pool.tokens().caller(forge(pool))
    assert refusal.value.code == "token_invalid"


def test_an_expired_token_says_that_signing_in_again_helps(pool: Pool) -> None:
    with pytest.raises(Unauthorized) as refusal:
        pool.tokens().caller(pool.token(exp=int(time.time()) - 1))
    assert refusal.value.code == "token_expired"


@pytest.mark.parametrize("header", ["", "Bearer ", "  "])
def test_no_token_is_not_signed_in(pool: Pool, header: str) -> None:
    with pytest.raises(Unauthorized) as refusal:
        pool.tokens().caller(header)
    assert refusal.value.code == "not_signed_in"
    assert pool.fetches == 0


@pytest.mark.parametrize("prefix", ["", "Bearer "])
def test_the_pools_own_token_tells_who_calls(pool: Pool, prefix: str) -> None:
    assert pool.tokens().caller(prefix + pool.token()) == "person-1"


def test_the_keys_are_fetched_once(pool: Pool) -> None:
    tokens = pool.tokens()
    for _ in range(5):
        tokens.caller(pool.token())
    assert pool.fetches == 1


def test_an_unknown_key_is_looked_up_once_a_minute_at_most(pool: Pool) -> None:
    tokens = pool.tokens()
    tokens.caller(pool.token())
    pool.keys["key-two"] = THEIRS
    pool.publishes()
    for _ in range(20):
        pool.seconds += 3
        with pytest.raises(Unauthorized):
            tokens.caller(pool.token("key-two"))
    assert pool.fetches == 1
    pool.seconds += 1
    assert tokens.caller(pool.token("key-two")) == "person-1"
    assert tokens.caller(pool.token()) == "person-1"
    assert pool.fetches == 2


@pytest.mark.parametrize("body", ["<html>", "{}", '{"keys": []}'])
def test_keys_that_cannot_be_read_are_busy(body: str) -> None:
    with Pool({KID: OURS}) as pool:
        pool.publishes(body)
        with pytest.raises(Busy):
            pool.tokens().caller(pool.token())


def test_a_pool_that_does_not_answer_is_busy_and_asked_again() -> None:
    with Pool({KID: OURS}) as pool:
        pool.publishes("", status=503)
        pool.publishes()
        tokens = pool.tokens()
        with pytest.raises(Busy):
            tokens.caller(pool.token())
        assert tokens.caller(pool.token()) == "person-1"


def test_a_pool_that_is_not_there_is_busy() -> None:
    with Pool({KID: OURS}) as pool:
        token = pool.token()
    with pytest.raises(Busy):
        Tokens(ISSUER, CLIENT, "http://127.0.0.1:9/keys.json").caller(token)
