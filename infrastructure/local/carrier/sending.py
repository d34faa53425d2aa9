"""A text that the brand wants to send: taken or refused."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from infrastructure.local.carrier import delivery
from infrastructure.local.carrier.carrier import Carrier
from infrastructure.local.carrier.errors import RefusedError
from infrastructure.local.carrier.messages import Direction, Message, new_message
from infrastructure.local.carrier.network import can_reach, e164
from infrastructure.local.carrier.numbers import Number
from infrastructure.local.carrier.pictures import media_of

LONGEST_BODY = 1600
MOST_MEDIA = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """What the request asked for, as it was written."""

    to: str
    sender: str
    body: str
    media: tuple[str, ...] = ()
    service: str = ""
    callback: str = ""
    direction: Direction = Direction.API


def accept(carrier: Carrier, draft: Draft) -> Message:
    """The queued text; RefusedError with Twilio's code for what Twilio would not take."""
    fault = carrier.faults.take("callbacks") if draft.callback else {}
    with carrier.db.transaction():
        to = _recipient(draft)
        number = _line(carrier, draft, to)
        _check_content(draft)
        _check_path(carrier, number, to)
        message = carrier.messages.add(
            replace(
                new_message(draft.direction, number.number, to, draft.body, media_of(draft.media)),
                status="accepted" if draft.service else "queued",
                callback=draft.callback,
                service=draft.service,
            )
        )
        delivery.plan(carrier, message, fault)
    if fault.get("early"):
        delivery.advance_now(carrier, message.sid)
    return message


def _recipient(draft: Draft) -> str:
    if not draft.to:
        raise RefusedError(21604)
    to = e164(draft.to)
    if not to.startswith("+"):
        raise RefusedError(21211)
    return to


def _line(carrier: Carrier, draft: Draft, to: str) -> Number:
    """The number to send from; a service keeps to the one the handset knows, else takes the first."""
    if draft.sender:
        number = carrier.numbers.get(e164(draft.sender))
        if number is None:
            raise RefusedError(21606)
        return number
    if not draft.service:
        raise RefusedError(21603)
    latest = carrier.messages.select("handset = ?", [to], limit=1)
    known = carrier.numbers.get(latest[0].line) if latest else None
    if known is None and not (numbers := carrier.numbers.all()):
        raise RefusedError(21703)
    return known or numbers[0]


def _check_content(draft: Draft) -> None:
    if not draft.body.strip() and not draft.media:
        raise RefusedError(21602)
    if len(draft.body) > LONGEST_BODY:
        raise RefusedError(21617)
    if len(draft.media) > MOST_MEDIA:
        raise RefusedError(21623)


def _check_path(carrier: Carrier, number: Number, to: str) -> None:
    if to == number.number:
        raise RefusedError(21266)
    if not can_reach(number.number, to):
        raise RefusedError(21612)
    if carrier.blocks.has(number.number, to):
        raise RefusedError(21610)
    limit = number.per_second
    if limit is not None and carrier.messages.sent_since(number.number, time.time() - 1) >= limit:
        raise RefusedError(20429)
