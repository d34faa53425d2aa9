"""What all of Twilio's REST routes share: who may call, dates, and pages."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from flask import Blueprint, g, request

from infrastructure.local.carrier.errors import RefusedError
from infrastructure.local.carrier.forms import API_VERSION
from infrastructure.local.carrier.inputs import this_carrier

PREFIX = f"/{API_VERSION}/Accounts/<account>"


def protect(bp: Blueprint) -> None:
    """Lets only the account in, and takes its id out of the routes' arguments."""
    bp.url_value_preprocessor(_take_account)
    bp.before_request(authenticate)


def _take_account(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.account = (values or {}).pop("account", "")


def authenticate() -> None:
    """RefusedError 20003 unless the account and its token are right, 20404 for another account's."""
    settings, given = this_carrier().settings, request.authorization
    name = (given.username or "") if given else ""
    token = (given.password or "") if given else ""
    right = hmac.compare_digest(name.encode(), settings.account_sid.encode())
    if not (hmac.compare_digest(token.encode(), settings.auth_token.encode()) and right):
        raise RefusedError(20003)
    if g.account != settings.account_sid:
        raise RefusedError(20404)


def account_uri() -> str:
    return f"/{API_VERSION}/Accounts/{this_carrier().settings.account_sid}"


def rfc2822(seconds: float | None) -> str | None:
    """`Thu, 01 Jan 1970 00:00:00 +0000`."""
    return None if seconds is None else format_datetime(datetime.fromtimestamp(seconds, UTC))
