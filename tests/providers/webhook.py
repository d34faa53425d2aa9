"""A webhook as the provider signs it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from chalicelib.providers.webhooks import Webhooks

ACCOUNT = "AC" + "0" * 32
TOKEN = "a-token-for-tests"
BASE = "https://text.example.com/api"
INBOUND = "/hooks/twilio/inbound"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FORM = {
    "AccountSid": ACCOUNT,
    "ApiVersion": "2010-04-01",
    "Body": "Hi there, ünïcode 🎉 & =",
    "From": "+12025550111",
    "FromCity": "",
    "MediaUrl0": "https://example.com/1",
    "MessageSid": "SM" + "1" * 32,
    "NumMedia": "1",
    "NumSegments": "2",
    "SmsStatus": "received",
    "To": "+18005550100",
    "ToCity": "WASHINGTON",
}


def webhooks(*tokens: str, base: str = BASE) -> Webhooks:
    return Webhooks(tokens or (TOKEN,), ACCOUNT, base)


def signed(form: Mapping[str, str], url: str = BASE + INBOUND, token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(url, form))


def raw(form: Mapping[str, str]) -> bytes:
    return urlencode(form).encode()
