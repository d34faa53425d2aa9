"""Twilio's REST API on its own library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from chalicelib.core import provider_errors
from chalicelib.core.addresses import TWILIO
from chalicelib.core.media import MOST_FILES
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.provider_errors import Action
from chalicelib.flows.ports import Accepted, ProviderBusy, ProviderRefused, ProviderText, ProviderUnclear
from chalicelib.observe import count
from chalicelib.providers.http import PooledHttp

TIMEOUT = 10
"""Seconds; less than a worker lives, so that an unclear send is left to be settled, not cut off."""
TOO_FAST = 429
SERVER_ERROR = 500
RECENT = 100
API = TWILIO.api
CLOCK_SLACK = timedelta(seconds=30)
NOT_FOUND = 404
NEVER_LEFT = (ConnectTimeoutError, NewConnectionError)
"""No connection came about: the provider has surely not taken anything."""
NO_ANSWER = (HTTPError, TwilioException, ValueError)
"""The request may have arrived; or an answer came that cannot be read."""


class Twilio:
    """`callback_url` gets each text's status with `?m=<ref>`; `base_url` replaces Twilio's own address."""

    def __init__(
        self, account: str, token: str, callback_url: str, base_url: str = "", *, timeout: float = TIMEOUT
    ) -> None:
        self._callback_url = callback_url
        self._base_url = base_url
        self._http = PooledHttp(base_url, timeout)
        self._client = Client(account, token, http_client=self._http)

    def send(self, *, sender: PhoneNumber, to: PhoneNumber, body: str, media: Sequence[str], ref: str) -> Accepted:
        """Hands one text over. 5xx counts as unclear, like no answer: only asking tells whether it was taken."""
        extra: dict[str, Any] = {"media_url": list(media)} if media else {}
        try:
            message = self._client.messages.create(
                to=to,
                from_=sender,
                body=body,
                status_callback=f"{self._callback_url}?m={quote(ref, safe='')}",
                **extra,
            )
        except TwilioRestException as refusal:
            raise _counted(_meaning(refusal)) from refusal
        except NEVER_LEFT as fault:
            raise _counted(ProviderBusy("no connection")) from fault
        except NO_ANSWER as fault:
            raise _counted(ProviderUnclear(type(fault).__name__)) from fault
        return Accepted(str(message.sid), str(message.status))

    def sent_between(self, *, sender: PhoneNumber, to: PhoneNumber, since: datetime) -> list[ProviderText]:
        """Newest first. Not filtered by the provider's date_sent: a text that still queues there has none."""
        found = self._list(to=to, from_=sender, limit=RECENT)
        return [text for text in found if not text.inbound and text.at >= since - CLOCK_SLACK]

    def received_since(self, *, line: PhoneNumber, since: datetime) -> list[ProviderText]:
        found = self._list(to=line, date_sent_after=since, page_size=RECENT)
        return [text for text in found if text.inbound]

    def media_of(self, provider_id: str) -> list[str]:
        try:
            listed = self._client.messages(provider_id).media.list(limit=MOST_FILES)
        except NO_ANSWER as fault:
            raise ProviderBusy(type(fault).__name__) from fault
        return [f"{self._base_url or API}{str(found.uri).removesuffix('.json')}" for found in listed]

    def fetch(self, provider_id: str) -> ProviderText | None:
        try:
            return _text(self._client.messages(provider_id).fetch())
        except TwilioRestException as refusal:
            if refusal.status == NOT_FOUND:
                return None
            raise ProviderBusy(str(refusal.code)) from refusal
        except NO_ANSWER as fault:
            raise ProviderBusy(type(fault).__name__) from fault

    def close(self) -> None:
        """Lets go of the connections."""
        self._http.close()

    def _list(self, **query: Any) -> list[ProviderText]:
        try:
            return [_text(message) for message in self._client.messages.list(**query)]
        except NO_ANSWER as fault:
            raise ProviderBusy(type(fault).__name__) from fault


def _meaning(refusal: TwilioRestException) -> Exception:
    if provider_errors.explain(refusal.code).action is Action.PAUSE:
        # It comes as 429 as well, and is no pace: the account's limit is reached.
        return ProviderRefused(int(refusal.code), str(refusal.msg))
    if refusal.status == TOO_FAST:
        return ProviderBusy(str(refusal.code))
    if refusal.status >= SERVER_ERROR:
        return ProviderUnclear(str(refusal.status))
    return ProviderRefused(int(refusal.code or 0), str(refusal.msg))


def _counted(fault: Exception) -> Exception:
    """A refusal is about one text; anything else is the provider's own trouble, which an alarm looks at."""
    if not isinstance(fault, ProviderRefused):
        count("ProviderFaults")
    return fault


def _text(message: MessageInstance) -> ProviderText:
    at = message.date_created or message.date_sent
    return ProviderText(
        provider_id=str(message.sid),
        sender=PhoneNumber(str(message.from_)),
        to=PhoneNumber(str(message.to)),
        body=message.body or "",
        at=at if at else datetime.now(UTC),
        status=str(message.status),
        inbound=str(message.direction) == "inbound",
        error=int(message.error_code) if message.error_code else None,
        media=int(message.num_media or 0),
    )
