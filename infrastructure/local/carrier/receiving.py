"""A text on its way from a handset to the brand."""

from __future__ import annotations

import time
from dataclasses import replace

from infrastructure.local.carrier import network, webhooks
from infrastructure.local.carrier.carrier import Carrier
from infrastructure.local.carrier.forms import inbound_form
from infrastructure.local.carrier.messages import Direction, Media, Message, new_message
from infrastructure.local.carrier.numbers import Number

DUPLICATE_AFTER = 0.05


def receive(carrier: Carrier, number: Number, handset: str, body: str, media: tuple[Media, ...]) -> Message:
    """The saved text: opt-out words have taken effect and are answered, and the webhook is planned."""
    with carrier.db.transaction():
        message = replace(
            new_message(Direction.INBOUND, number.number, handset, body, media),
            webhook="pending" if number.sms_url else "",
        )
        carrier.messages.add(message)
        _heed(carrier, number, message)
        if number.sms_url:
            _tell(carrier, number, message)
    return message


def _heed(carrier: Carrier, number: Number, message: Message) -> None:
    line, handset = message.line, message.handset
    blocked = carrier.blocks.has(line, handset)
    word = network.keyword(
        line,
        message.body,
        provider_words=number.provider_words,
        blocked=blocked,
        advanced=number.advanced_words,
    )
    if word is None:
        return
    if word.blocks is not None:
        carrier.blocks.set(line, handset, blocked=word.blocks)
    direction = Direction.NETWORK if word.by == "network" else Direction.REPLY
    now = time.time()
    answer = new_message(direction, line, handset, word.answer, ())
    carrier.messages.add(replace(answer, status="delivered", sent=now, arrived=now))


def _tell(carrier: Carrier, number: Number, message: Message) -> None:
    fault = carrier.faults.take("webhooks")
    if fault.get("drop"):
        carrier.messages.took(message.sid, "dropped")
        return
    form = inbound_form(message, carrier.settings.account_sid, carrier.address)
    if kind := network.opt_out_type(message.body, number.advanced_words):
        form["OptOutType"] = kind
    call = webhooks.Call(
        purpose="inbound",
        sid=message.sid,
        url=number.sms_url,
        method=number.sms_method,
        form=form,
        fallback_url=number.sms_fallback_url,
        fallback_method=number.sms_fallback_method,
        forged=fault.get("bad_signature", False),
    )
    delay = fault.get("delay_ms", 0) / 1000
    webhooks.schedule(carrier, call, delay)
    if fault.get("duplicate"):
        webhooks.schedule(carrier, call, delay + DUPLICATE_AFTER)
