"""The forms that the provider posts: an inbound text and a status, with Twilio's names."""

from __future__ import annotations

import time

from infrastructure.local.carrier.messages import Message

API_VERSION = "2010-04-01"
# Where a few area codes lie, so that some webhooks carry a place and, as in life, most carry empty fields.
PLACES = {
    "202": ("WASHINGTON", "DC", "20001"),
    "212": ("NEW YORK", "NY", "10001"),
    "305": ("MIAMI", "FL", "33101"),
    "312": ("CHICAGO", "IL", "60601"),
    "415": ("SAN FRANCISCO", "CA", "94102"),
}


def inbound_form(message: Message, account_sid: str, api: str) -> dict[str, str]:
    """What the webhook of an inbound text carries; `api` is the base URL that media are fetched from."""
    fields = {
        "ToCountry": "US",
        "SmsMessageSid": message.sid,
        "NumMedia": str(len(message.media)),
        "SmsSid": message.sid,
        "SmsStatus": "received",
        "Body": message.body,
        "FromCountry": "US",
        "To": message.line,
        "NumSegments": str(message.segments),
        "MessageSid": message.sid,
        "AccountSid": account_sid,
        "From": message.handset,
        "ApiVersion": API_VERSION,
    }
    for side, number in (("From", message.handset), ("To", message.line)):
        city, region, postcode = PLACES.get(number[2:5], ("", "", ""))
        fields |= {f"{side}City": city, f"{side}State": region, f"{side}Zip": postcode}
    for place, media in enumerate(message.media):
        address = f"/{API_VERSION}/Accounts/{account_sid}/Messages/{message.sid}/Media/{media.sid}"
        fields |= {f"MediaUrl{place}": api + address, f"MediaContentType{place}": media.content_type}
    return fields


def status_form(message: Message, account_sid: str) -> dict[str, str]:
    """What the status callback of an outbound text carries at its present status."""
    fields = {
        "ApiVersion": API_VERSION,
        "MessageStatus": message.status,
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "MessageSid": message.sid,
        "AccountSid": account_sid,
        "From": message.line,
        "To": message.handset,
    }
    if message.service:
        fields["MessagingServiceSid"] = message.service
    if message.error is not None:
        fields["ErrorCode"] = str(message.error)
    if message.status in ("delivered", "undelivered"):
        fields["RawDlrDoneDate"] = time.strftime("%y%m%d%H%M", time.gmtime(message.updated))
    return fields
