"""The only reader of the environment: frozen, typed, and telling all faults at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

TABLES = ("conversations", "contacts", "consent", "broadcasts", "team")
QUEUES = ("inbound", "alert", "deliver", "fan_out", "opt_in", "recapture", "media")


class BadSettings(Exception):
    """Names every variable that is missing or cannot be, never a value."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a function is told. Secrets are not here but in Secrets Manager, under `secret_id`.

    `public_url` is the API's base as the provider calls it, without a slash at its end: webhooks are signed over it.
    `provider_url` replaces the provider's own address (the simulated carrier); empty for the real one. `front` is what
    our own CloudFront says of itself to the API; empty: nobody stands before it.
    """

    stage: str
    routes: tuple[str, ...]
    public_url: str
    dashboard_url: str
    tables: Mapping[str, str]
    queues: Mapping[str, str]
    topic: str
    bucket: str
    user_pool_id: str
    user_pool_client_id: str
    token_issuer: str
    jwks_url: str
    secret_id: str
    mail_from: str
    brand: str
    brand_stop: bool
    provider_url: str = field(default="")
    front: str = field(default="", repr=False)


def read(environment: Mapping[str, str]) -> Settings:
    """The settings in `environment`, or BadSettings with all its faults."""
    missing: list[str] = []

    def need(name: str) -> str:
        value = environment.get(name, "")
        if not value:
            missing.append(name)
        return value

    settings = Settings(
        stage=environment.get("PARLEY_STAGE", "local"),
        routes=tuple(filter(None, environment.get("PARLEY_ROUTES", "").split(","))),
        public_url=need("PARLEY_PUBLIC_URL").rstrip("/"),
        dashboard_url=need("PARLEY_DASHBOARD_URL").rstrip("/"),
        tables={noun: need(f"PARLEY_TABLE_{noun.upper()}") for noun in TABLES},
        queues={noun: need(f"PARLEY_QUEUE_{noun.upper()}") for noun in QUEUES},
        topic=need("PARLEY_TOPIC_ALERTS"),
        bucket=need("PARLEY_BUCKET_MEDIA"),
        user_pool_id=need("PARLEY_USER_POOL_ID"),
        user_pool_client_id=need("PARLEY_USER_POOL_CLIENT_ID"),
        token_issuer=need("PARLEY_TOKEN_ISSUER"),
        jwks_url=need("PARLEY_JWKS_URL"),
        secret_id=need("PARLEY_SECRET_ID"),
        mail_from=need("PARLEY_MAIL_FROM"),
        brand=environment.get("PARLEY_BRAND", "Your brand"),
        brand_stop=environment.get("PARLEY_STOP_SCOPE", "brand") == "brand",
        provider_url=environment.get("PARLEY_PROVIDER_URL", "").rstrip("/"),
        front=environment.get("PARLEY_FRONT", ""),
    )
    faults = [f"{name} is missing" for name in missing] + _impossible(environment, settings)
    if faults:
        raise BadSettings("; ".join(faults))
    return settings


def _impossible(environment: Mapping[str, str], settings: Settings) -> list[str]:
    faults = []
    if settings.public_url and not settings.public_url.startswith(("https://", "http://127.0.0.1")):
        faults.append("PARLEY_PUBLIC_URL must begin with https://")
    if settings.provider_url and not settings.provider_url.startswith("http://127.0.0.1:"):
        faults.append("PARLEY_PROVIDER_URL must begin with http://127.0.0.1: or be left out")
    if environment.get("PARLEY_STOP_SCOPE", "brand") not in ("brand", "line"):
        faults.append("PARLEY_STOP_SCOPE must be brand or line")
    return faults


@cache
def settings() -> Settings:
    """This process's settings, read once."""
    return read(os.environ)


def served() -> tuple[str, ...]:
    """The blueprints this function is told to serve (none named: all), readable before the rest is known."""
    return tuple(filter(None, os.environ.get("PARLEY_ROUTES", "").split(",")))


def stage() -> str:
    """The name of this installation, readable before the rest is known."""
    return os.environ.get("PARLEY_STAGE", "local")
