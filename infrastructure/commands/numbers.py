"""The brand's account at the provider: its numbers, what can be bought, and what the provider says of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client
from urllib3.exceptions import HTTPError

from chalicelib.core.phone import kind_of, pretty
from chalicelib.providers.http import PooledHttp
from infrastructure.commands.secret import Secret
from infrastructure.commands.stop import Stop
from infrastructure.commands.webhooks import Wiring

TIMEOUT = 15.0
COUNTRY = "US"
_PRICED = {"toll_free": "toll free", "local": "local"}
_REMEDIES = {
    20003: "Check the Account SID and the Auth Token in the provider's console, then run make connect again.",
    21452: "Nothing of this kind is to be had now. Try another AREA_CODE, or none for a toll-free number.",
    21422: "Somebody else has just bought it. Search again.",
    21649: "The provider wants to know the business first: open Trust Hub in its console.",
    20404: "The provider does not know it. Look at its console.",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the account."""

    sid: str
    number: str
    label: str
    wiring: Wiring

    @property
    def kind(self) -> str:
        return kind_of(self.number)


@dataclass(frozen=True, slots=True)
class Pool:
    """A messaging service that a number sits in; `own_webhook`: the service's address is used, not the number's."""

    name: str
    own_webhook: bool


class Provider:
    """Twilio, or what `base_url` names instead. Every fault comes out as a Stop that says what to do."""

    def __init__(self, secret: Secret, base_url: str = "") -> None:
        self._account = secret.account
        self._client = Client(secret.account, secret.tokens[0], http_client=PooledHttp(base_url, TIMEOUT))

    def kind(self) -> str:
        """The account's type, Full or Trial; Stop when the credentials are wrong or the account is suspended."""
        with told():
            account = self._client.api.v2010.accounts(self._account).fetch()
        if str(account.status) != "active":
            raise Stop(f"The provider's account is {account.status}.", "Open its console: it says why.")
        return str(account.type)

    def numbers(self) -> list[Number]:
        with told():
            return [_number(one) for one in self._client.incoming_phone_numbers.list()]

    def offers(self, *, toll_free: bool, area_code: str, most: int = 5) -> list[str]:
        """Numbers on sale that can send and receive texts."""
        shop = self._client.available_phone_numbers(COUNTRY)
        asked: dict[str, Any] = {"sms_enabled": True, "limit": most, "page_size": most}
        with told():
            if toll_free:
                return [str(one.phone_number) for one in shop.toll_free.list(**asked)]
            return [str(one.phone_number) for one in shop.local.list(area_code=int(area_code), **asked)]

    def price(self, kind: str) -> str:
        """What a number of this kind costs a month, as the provider says; "" where it does not say."""
        try:
            with told():
                country = self._client.pricing.v1.phone_numbers.countries(COUNTRY).fetch()
        except Stop:
            return ""
        prices: list[Mapping[str, str]] = country.phone_number_prices or []
        found = [one["current_price"] for one in prices if one["number_type"] == _PRICED.get(kind)]
        return f"${found[0]}" if found else ""

    def buy(self, number: str, label: str, wiring: Wiring) -> Number:
        """The number, wired from its first moment on."""
        with told():
            made = self._client.incoming_phone_numbers.create(
                phone_number=number, friendly_name=label, **_fields(wiring)
            )
        return _number(made)

    def wire(self, number: Number, wiring: Wiring) -> Number:
        with told():
            return _number(self._client.incoming_phone_numbers(number.sid).update(**_fields(wiring)))

    def verification(self, number: Number) -> str:
        """The state of a toll-free number's verification in the provider's word; "" where none was asked for."""
        with told():
            found = self._client.messaging.v1.tollfree_verifications.list(tollfree_phone_number_sid=number.sid, limit=1)
        return str(found[0].status) if found else ""

    def pools(self) -> dict[str, Pool]:
        """The messaging service of each number that sits in one, by the number's id."""
        found = {}
        with told():
            for service in self._client.messaging.v1.services.list():
                own = not bool(service.use_inbound_webhook_on_number)
                for number in service.phone_numbers.list():
                    found[str(number.sid)] = Pool(str(service.friendly_name), own)
        return found

    def send(self, sender: str, to: str, body: str) -> None:
        """One text, for a trial."""
        with told():
            self._client.messages.create(from_=sender, to=to, body=body)


def shown(number: str, *, full: bool = False) -> str:
    """The number as it may stand in a terminal's scroll-back: code and last digits, all of it only when asked for."""
    whole = pretty(number)
    if full or not number.startswith("+1") or len(number) != len("+12025550100"):
        return whole if full else f"…{number[-4:]}"
    return f"({number[2:5]}) •••-{number[-4:]}"


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turns the provider's faults into a Stop."""
    try:
        yield
    except TwilioRestException as refusal:
        code = int(refusal.code or 0)
        do = _REMEDIES.get(code, f"The provider explains it: https://www.twilio.com/docs/errors/{code}")
        raise Stop(f"The provider refused: {refusal.msg} ({code}).", do) from refusal
    except (HTTPError, TwilioException) as fault:
        raise Stop(
            f"The provider does not answer ({type(fault).__name__}).", "Check the network; try again in a minute."
        ) from fault


def _number(one: Any) -> Number:
    wiring = Wiring(
        one.sms_url or "", one.sms_method or "POST", one.sms_fallback_url or "", one.sms_fallback_method or "POST"
    )
    return Number(str(one.sid), str(one.phone_number), str(one.friendly_name or ""), wiring)


def _fields(wiring: Wiring) -> dict[str, Any]:
    return {
        "sms_url": wiring.sms_url,
        "sms_method": wiring.sms_method,
        "sms_fallback_url": wiring.sms_fallback_url,
        "sms_fallback_method": wiring.sms_fallback_method,
    }
