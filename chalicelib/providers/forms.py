"""The provider's webhook forms in our words. Unknown fields are left alone: new ones appear without notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.core.inbound import Inbound
from chalicelib.core.keywords import Keyword
from chalicelib.core.phone import PhoneNumber

MAX_MEDIA = 10
_OPT_OUT = {"STOP": Keyword.STOP, "START": Keyword.START, "HELP": Keyword.HELP}


@dataclass(frozen=True, slots=True)
class Report:
    """What a status callback says: the provider's word for the status, and its error code where it failed."""

    provider_id: str
    status: str
    error: int | None


def inbound(form: Mapping[str, str], received: datetime) -> Inbound:
    """A text; the webhook bears no time, so the time of receipt is the message's."""
    return Inbound(
        provider_id=form["MessageSid"],
        sender=PhoneNumber(form["From"]),
        to=PhoneNumber(form["To"]),
        body=form.get("Body", ""),
        at=received,
        media=_media(form),
        segments=_number(form.get("NumSegments")) or 1,
        opt_out=_OPT_OUT.get(form.get("OptOutType", "")),
    )


def report(form: Mapping[str, str]) -> Report:
    return Report(
        provider_id=form["MessageSid"],
        status=form.get("MessageStatus", form.get("SmsStatus", "")),
        error=_number(form.get("ErrorCode")),
    )


def _media(form: Mapping[str, str]) -> tuple[str, ...]:
    count = min(_number(form.get("NumMedia")) or 0, MAX_MEDIA)
    return tuple(filter(None, (form.get(f"MediaUrl{place}") for place in range(count))))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
