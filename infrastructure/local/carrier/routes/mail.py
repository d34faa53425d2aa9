"""The mail that the brand sent: what the embedded AWS's SES was given."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import urllib3
from flask import Blueprint, request

from infrastructure.local.carrier.inputs import InputError, this_carrier

bp = Blueprint("mail", __name__)
# MiniStack lists what SES took, by account.
SENT_MAIL = "/_ministack/ses/messages"


@bp.get("/mail")
def mail() -> dict[str, Any]:
    """Each mail, the oldest first; `to` narrows it to one address. Empty where no embedded AWS is set."""
    carrier = this_carrier()
    if not carrier.settings.mail_url:
        return {"items": []}
    try:
        got = carrier.http.request("GET", carrier.settings.mail_url + SENT_MAIL, timeout=5)
        accounts: dict[str, list[dict[str, Any]]] = got.json()["messages"]
    except (urllib3.exceptions.HTTPError, ValueError, KeyError) as fault:
        raise InputError("The embedded AWS does not answer.", status=502) from fault
    sent = sorted((m for mails in accounts.values() for m in mails), key=lambda m: float(m["Timestamp"]))
    items = [_shape(m) for m in sent]
    wanted = request.args.get("to")
    return {"items": [item for item in items if not wanted or wanted in item["to"]]}


def _shape(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "to": [*record["To"], *record["CC"], *record["BCC"]],
        "from": record["Source"],
        "subject": record["Subject"],
        "text": record["BodyText"] or "",
        "html": record["BodyHtml"] or "",
        "at": datetime.fromtimestamp(record["Timestamp"], UTC).isoformat(timespec="milliseconds"),
    }
