"""The brand's numbers: `IncomingPhoneNumbers` of Twilio's REST API."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from infrastructure.local.carrier.errors import RefusedError
from infrastructure.local.carrier.forms import API_VERSION
from infrastructure.local.carrier.inputs import this_carrier
from infrastructure.local.carrier.network import e164
from infrastructure.local.carrier.numbers import FIELDS, Number
from infrastructure.local.carrier.routes.rest import PREFIX, account_uri, protect, rfc2822

bp = Blueprint("numbers", __name__, url_prefix=PREFIX)
protect(bp)


@bp.get("/IncomingPhoneNumbers.json")
def index() -> dict[str, Any]:
    """All numbers on one page, as there are few; `PhoneNumber` and `FriendlyName` filter."""
    wanted, name = request.args.get("PhoneNumber"), request.args.get("FriendlyName")
    found = [
        n
        for n in this_carrier().numbers.all()
        if (not wanted or n.number == e164(wanted)) and (not name or n.friendly_name == name)
    ]
    uri = f"{account_uri()}/IncomingPhoneNumbers.json"
    return {
        "incoming_phone_numbers": [shape(n) for n in found],
        "page": 0,
        "page_size": max(50, len(found)),
        "start": 0,
        "end": max(0, len(found) - 1),
        "uri": uri,
        "first_page_uri": uri,
        "next_page_uri": None,
        "previous_page_uri": None,
    }


@bp.post("/IncomingPhoneNumbers.json")
def create() -> tuple[dict[str, Any], int]:
    """Gives the account this number. One that is ours is only changed, so that wiring twice is no error."""
    number = e164(request.form.get("PhoneNumber", ""))
    if not number:
        raise RefusedError(21421)
    numbers = this_carrier().numbers
    numbers.add(number)
    numbers.change(number, _changes())
    return shape(_found(numbers.get(number))), 201


@bp.get("/IncomingPhoneNumbers/<sid>.json")
def fetch(sid: str) -> dict[str, Any]:
    return shape(_found(this_carrier().numbers.by_sid(sid)))


@bp.post("/IncomingPhoneNumbers/<sid>.json")
def update(sid: str) -> dict[str, Any]:
    numbers = this_carrier().numbers
    numbers.change(_found(numbers.by_sid(sid)).number, _changes())
    return shape(_found(numbers.by_sid(sid)))


@bp.delete("/IncomingPhoneNumbers/<sid>.json")
def remove(sid: str) -> tuple[str, int]:
    numbers = this_carrier().numbers
    numbers.remove(_found(numbers.by_sid(sid)).number)
    return "", 204


def shape(number: Number) -> dict[str, Any]:
    """The number as Twilio shows it."""
    return {
        "sid": number.sid,
        "account_sid": this_carrier().settings.account_sid,
        "phone_number": number.number,
        **{column: getattr(number, column) for column in FIELDS.values()},
        "capabilities": {"sms": True, "mms": True, "voice": False, "fax": False},
        "date_created": rfc2822(number.created),
        "date_updated": rfc2822(number.updated),
        "api_version": API_VERSION,
        "origin": "twilio",
        "status": "in-use",
        "beta": False,
        "address_requirements": "none",
        "uri": f"{account_uri()}/IncomingPhoneNumbers/{number.sid}.json",
    }


def _changes() -> dict[str, str]:
    return {column: request.form[field] for field, column in FIELDS.items() if field in request.form}


def _found(number: Number | None) -> Number:
    if number is None:
        raise RefusedError(20404)
    return number
