"""The functions' environment in the local run, and the secret they read."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

import boto3

from infrastructure import push_keys
from infrastructure.local.aws import REGION
from infrastructure.local.provider import ACCOUNT_SID, AUTH_TOKEN
from infrastructure.local.settings import Settings
from infrastructure.local.stack import settings_of

MAIL_FROM = "alerts@example.com"


def functions(settings: Settings, stack: Mapping[str, str]) -> dict[str, str]:
    """Every PARLEY_* setting."""
    return {
        **settings_of(stack),
        "PARLEY_STAGE": "local",
        "PARLEY_ROUTES": "",
        "PARLEY_BRAND": "Brand",
        "PARLEY_PUBLIC_URL": settings.api_url,
        "PARLEY_DASHBOARD_URL": settings.url,
        "PARLEY_PROVIDER_URL": settings.carrier_url,
        # Tokens name the real Cognito as their issuer, but their keys are here.
        "PARLEY_JWKS_URL": f"{settings.aws_url}/{stack['UserPoolId']}/.well-known/jwks.json",
    }


def fill_secret(secret_id: str) -> None:
    """Gives the provider's credentials and the keys that it lacks, as deploying and connecting do."""
    client = boto3.client("secretsmanager")
    secret = _secret(secret_id)
    missing = {
        "twilio_account_sid": ACCOUNT_SID,
        "twilio_auth_tokens": [AUTH_TOKEN],
        "cursor_key": secrets.token_urlsafe(32),
        "push_key": push_keys.fresh(),
    }
    filled = missing | {name: value for name, value in secret.items() if value}
    if filled != secret:
        client.put_secret_value(SecretId=secret_id, SecretString=json.dumps(filled))


def _secret(secret_id: str) -> dict[str, Any]:
    client = boto3.client("secretsmanager")
    found: dict[str, Any] = json.loads(client.get_secret_value(SecretId=secret_id)["SecretString"])
    return found


def dashboard(settings: Settings, stack: Mapping[str, str]) -> dict[str, str]:
    """What the dashboard reads as /config.json."""
    return {
        "apiUrl": settings.api_url,
        "region": REGION,
        "userPoolId": stack["UserPoolId"],
        "userPoolClientId": stack["UserPoolClientId"],
        "cognitoEndpoint": f"{settings.url}/cognito/",
        "pushKey": push_keys.public(_secret(stack["SecretId"])["push_key"]),
    }
