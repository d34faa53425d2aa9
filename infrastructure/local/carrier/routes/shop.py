"""What an operator asks of Twilio when it buys a number: offers, prices, verification, messaging services."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, request

from infrastructure.local.carrier.errors import RefusedError
from infrastructure.local.carrier.inputs import this_carrier
from infrastructure.local.carrier.network import is_toll_free
from infrastructure.local.carrier.routes.rest import PREFIX, account_uri, authenticate, protect

offers = Blueprint("offers", __name__, url_prefix=f"{PREFIX}/AvailablePhoneNumbers")
protect(offers)
bp = Blueprint("shop", __name__, url_prefix="/v1")

TOLL_FREE_CODES = ("833", "844", "855")
MOST = 20
PRICES = {"local": "1.15", "toll free": "2.15"}
"""Dollars a month, as Twilio's price list said in 2026-11."""


@offers.get("/<country>/<kind>.json")
def index(country: str, kind: str) -> dict[str, Any]:
    """Fictitious numbers (555-01xx) that nobody has bought yet; `AreaCode` filters."""
    codes = TOLL_FREE_CODES if kind == "TollFree" else (request.args.get("AreaCode", "202"),)
    if kind not in ("TollFree", "Local") or country not in ("US", "CA"):
        raise RefusedError(20404)
    owned = {number.number for number in this_carrier().numbers.all()}
    free = [number for line in range(100, 200) for code in codes if (number := f"+1{code}5550{line}") not in owned]
    wanted = request.args.get("PageSize", str(MOST))
    shown = free[: int(wanted) if wanted.isdecimal() else MOST]
    return {
        "available_phone_numbers": [_offer(number, country) for number in shown],
        "uri": f"{account_uri()}/AvailablePhoneNumbers/{country}/{kind}.json",
    }


@bp.before_request
def admit() -> None:
    """These addresses do not name the account: whoever signs in is it."""
    g.account = this_carrier().settings.account_sid
    authenticate()


@bp.get("/PhoneNumbers/Countries/<country>")
def prices(country: str) -> dict[str, Any]:
    return {
        "country": country,
        "iso_country": country,
        "price_unit": "USD",
        "phone_number_prices": [
            {"number_type": kind, "base_price": price, "current_price": price} for kind, price in PRICES.items()
        ],
        "url": request.base_url,
    }


@bp.get("/Tollfree/Verifications")
def verifications() -> dict[str, Any]:
    """Every toll-free number of this carrier is verified."""
    wanted = request.args.get("TollfreePhoneNumberSid")
    found = [one for one in this_carrier().numbers.all() if is_toll_free(one.number) and wanted in (None, one.sid)]
    items = [
        {"sid": f"HH{one.sid[2:]}", "tollfree_phone_number_sid": one.sid, "status": "TWILIO_APPROVED"} for one in found
    ]
    return _page("verifications", items)


@bp.get("/Services")
def services() -> dict[str, Any]:
    """This carrier's account has no messaging service."""
    return _page("services", [])


def _page(key: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    meta = {"page": 0, "page_size": 50, "key": key, "url": request.base_url, "next_page_url": None}
    return {key: items, "meta": meta | {"first_page_url": request.base_url, "previous_page_url": None}}


def _offer(number: str, country: str) -> dict[str, Any]:
    return {
        "phone_number": number,
        "friendly_name": number,
        "iso_country": country,
        "locality": None,
        "region": None,
        "capabilities": {"SMS": True, "MMS": True, "voice": False},
        "beta": False,
    }
