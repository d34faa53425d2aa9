"""Texts: `Messages` of Twilio's REST API."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from infrastructure.local.carrier.errors import RefusedError, failure_text
from infrastructure.local.carrier.forms import API_VERSION
from infrastructure.local.carrier.inputs import this_carrier
from infrastructure.local.carrier.messages import Message
from infrastructure.local.carrier.network import e164
from infrastructure.local.carrier.routes.listing import page_of
from infrastructure.local.carrier.routes.losing import lose_answer
from infrastructure.local.carrier.routes.rest import PREFIX, account_uri, protect, rfc2822
from infrastructure.local.carrier.sending import Draft, accept

bp = Blueprint("messages", __name__, url_prefix=PREFIX)
protect(bp)
REFUSING = {"429": 20429, "500": 20500}
DEFAULT_HOLD_MS = 20_000


@bp.post("/Messages.json")
def create() -> tuple[dict[str, Any], int]:
    """Takes a text, unless a fault rule says otherwise."""
    carrier, form = this_carrier(), request.form
    fault = carrier.faults.take("send", receiver=e164(form.get("To", "")))
    mode, hold = fault.get("mode"), fault.get("hold_ms", DEFAULT_HOLD_MS)
    if mode in REFUSING or mode == "error":
        raise RefusedError(REFUSING.get(mode, fault.get("code", 20500)))
    if mode == "timeout_before":
        return lose_answer(request.environ, hold)
    message = accept(
        carrier,
        Draft(
            to=form.get("To", ""),
            sender=form.get("From", ""),
            body=form.get("Body", ""),
            media=tuple(form.getlist("MediaUrl")),
            service=form.get("MessagingServiceSid", ""),
            callback=form.get("StatusCallback", ""),
        ),
    )
    if mode in ("timeout_after", "lost_answer"):
        return lose_answer(request.environ, hold if mode == "timeout_after" else 0)
    return shape(message), 201


@bp.get("/Messages.json")
def index() -> dict[str, Any]:
    """Texts both ways, the newest first, filtered by To, From and DateSent."""
    found, frame = page_of(this_carrier().messages, request.args, request.path)
    return {"messages": [shape(message) for message in found], **frame}


@bp.get("/Messages/<sid>.json")
def fetch(sid: str) -> dict[str, Any]:
    message = this_carrier().messages.get(sid)
    if message is None or message.direction == "network":
        raise RefusedError(20404)
    return shape(message)


def shape(message: Message) -> dict[str, Any]:
    """The text as Twilio shows it."""
    uri = f"{account_uri()}/Messages/{message.sid}"
    return {
        "sid": message.sid,
        "account_sid": this_carrier().settings.account_sid,
        "messaging_service_sid": message.service or None,
        "from": message.sender,
        "to": message.receiver,
        "body": message.body,
        "num_segments": str(message.segments),
        "num_media": str(len(message.media)),
        "direction": message.direction,
        "status": message.status,
        "error_code": message.error,
        "error_message": failure_text(message.error),
        "price": None,
        "price_unit": "USD",
        "api_version": API_VERSION,
        "date_created": rfc2822(message.created),
        "date_updated": rfc2822(message.updated),
        "date_sent": rfc2822(message.sent),
        "uri": f"{uri}.json",
        "subresource_uris": {"media": f"{uri}/Media.json"},
    }
