"""The account itself: `GET /2010-04-01/Accounts/{sid}.json`."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from infrastructure.local.carrier.inputs import this_carrier
from infrastructure.local.carrier.routes.rest import PREFIX, account_uri, protect, rfc2822

bp = Blueprint("account", __name__)
protect(bp)


@bp.get(f"{PREFIX}.json")
def fetch() -> dict[str, Any]:
    settings, uri = this_carrier().settings, account_uri()
    return {
        "sid": settings.account_sid,
        "owner_account_sid": settings.account_sid,
        "friendly_name": "Simulated carrier",
        "status": "active",
        "type": "Full",
        "auth_token": settings.auth_token,
        "date_created": rfc2822(0),
        "date_updated": rfc2822(0),
        "uri": f"{uri}.json",
        "subresource_uris": {
            "messages": f"{uri}/Messages.json",
            "incoming_phone_numbers": f"{uri}/IncomingPhoneNumbers.json",
        },
    }
