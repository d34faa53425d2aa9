"""The simulated carrier: its process, and the lines bought from it, as `connect` does with a real provider."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import urllib3

from infrastructure.local.children import Child, Children
from infrastructure.local.settings import Settings

ACCOUNT_SID = "AC" + "0" * 31 + "1"
AUTH_TOKEN = "local-carrier-token-of-no-worth"  # noqa: S105 - the simulated carrier is the only one to ask for it
OVERRIDES = "#rc=5&rp=all"
"""The carrier repeats a webhook five times, whatever went wrong."""


class Refused(Exception):
    """The carrier did not take a line."""


def start(children: Children, settings: Settings) -> Child:
    """Starts it, with its data beside the rest."""
    environment = {
        "CARRIER_PORT": str(settings.carrier_port),
        "CARRIER_DB": str(settings.folder / "carrier.db"),
        "CARRIER_ACCOUNT_SID": ACCOUNT_SID,
        "CARRIER_AUTH_TOKEN": AUTH_TOKEN,
        "CARRIER_MAIL_URL": settings.aws_url,
        "PYTHONUNBUFFERED": "1",
    }
    return children.start("the simulated carrier", Path(sys.executable), "infrastructure.local.carrier", environment)


def connect(settings: Settings, labels: Mapping[str, str]) -> None:
    """Points the webhooks of each number here; again sets them again, as the API may have moved to another port."""
    http = urllib3.PoolManager(retries=False, timeout=5)
    headers = urllib3.make_headers(basic_auth=f"{ACCOUNT_SID}:{AUTH_TOKEN}")
    base = f"{settings.carrier_url}/2010-04-01/Accounts/{ACCOUNT_SID}/IncomingPhoneNumbers"
    listing = http.request("GET", f"{base}.json", headers=headers, fields={"PageSize": "100"}).json()
    known = {entry["phone_number"]: entry["sid"] for entry in listing["incoming_phone_numbers"]}
    for number, label in labels.items():
        place = f"{base}/{known[number]}.json" if number in known else f"{base}.json"
        fields = _fields(number, label, f"{settings.api_url}/hooks/twilio/inbound")
        answer = http.request("POST", place, headers=headers, fields=fields, encode_multipart=False)
        if answer.status >= 300:
            raise Refused(f"The carrier refused {label}: {answer.data[:200].decode(errors='replace')}")


def _fields(number: str, label: str, hook: str) -> dict[str, Any]:
    return {
        "PhoneNumber": number,
        "FriendlyName": label,
        "SmsUrl": hook + OVERRIDES,
        "SmsMethod": "POST",
        "SmsFallbackUrl": hook,
        "SmsFallbackMethod": "POST",
    }
