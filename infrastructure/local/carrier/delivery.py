"""A text on its way from the brand to a handset: its statuses, and the callbacks that tell of them."""

from __future__ import annotations

from typing import Any

from infrastructure.local.carrier import pictures, receiving, webhooks
from infrastructure.local.carrier.carrier import Carrier
from infrastructure.local.carrier.forms import status_form
from infrastructure.local.carrier.messages import Message

FINAL = frozenset({"delivered", "undelivered", "failed"})
DUPLICATE_AFTER = 0.05
BEHIND_FINAL = 0.2
NOT_FETCHED = 11200
"""A file could not be fetched from where the brand said it is."""


def plan(carrier: Carrier, message: Message, fault: dict[str, Any]) -> None:
    """Saves the two steps to come; `fault` is the rule that this text's callbacks obey."""
    pace = carrier.pace.read()
    final = pace["final_ms"] + carrier.handsets.get(message.handset).delay_ms
    if not fault.get("early"):
        carrier.tasks.add("status", {"sid": message.sid, "to": "sent", "fault": fault}, pace["sent_ms"] / 1000)
    carrier.tasks.add("status", {"sid": message.sid, "to": "final", "fault": fault}, final / 1000)


def advance(carrier: Carrier, sid: str, step: str, fault: dict[str, Any]) -> None:
    """Moves the text one step on and plans the callback; a final status stays."""
    # Outside of the transaction: whoever lends the files may be asking something of us meanwhile.
    had = step != "final" or _fetched(carrier, sid)
    with carrier.db.transaction():
        message = _move(carrier, sid, step, had=had)
        if message is None:
            return
        if message.callback and not fault.get("drop"):
            _plan_callback(carrier, message, fault)
        own = carrier.numbers.get(message.handset)
        if own is not None and message.status == "delivered":
            receiving.receive(carrier, own, message.line, message.body, message.media)


def advance_now(carrier: Carrier, sid: str) -> None:
    """The early callback: the status `sent` is told before the send call is answered."""
    message = _move(carrier, sid, "sent")
    if message is not None and message.callback:
        webhooks.perform(carrier, _callback(carrier, message))


def _move(carrier: Carrier, sid: str, step: str, *, had: bool = True) -> Message | None:
    """The text at its new status; None if it is gone or at its end. `had`: its files could be fetched."""
    message = carrier.messages.get(sid)
    if message is None or message.status in FINAL:
        return None
    failure = carrier.handsets.get(message.handset).failure if step == "final" else None
    if step == "final" and failure is None and not had:
        failure = NOT_FETCHED
    arrived = "undelivered" if failure else "delivered"
    carrier.messages.move(sid, arrived if step == "final" else step, failure)
    return carrier.messages.get(sid)


def _fetched(carrier: Carrier, sid: str) -> bool:
    """Whether every file on this machine was had; those of the world outside are shown by their addresses."""
    message = carrier.messages.get(sid)
    for media in message.media if message else ():
        if not pictures.here(media.url):
            continue
        picture = pictures.fetched(carrier.http, media.url)
        if picture is None:
            return False
        carrier.pictures.put(media.sid, picture)
    return True


def _plan_callback(carrier: Carrier, message: Message, fault: dict[str, Any]) -> None:
    delay = fault.get("delay_ms", 0) / 1000
    if fault.get("reorder") and message.status == "sent":
        pace = carrier.pace.read()
        slow = carrier.handsets.get(message.handset).delay_ms
        delay += (pace["final_ms"] + slow - pace["sent_ms"]) / 1000 + BEHIND_FINAL
    call = _callback(carrier, message)
    webhooks.schedule(carrier, call, delay)
    if fault.get("duplicate"):
        webhooks.schedule(carrier, call, delay + DUPLICATE_AFTER)


def _callback(carrier: Carrier, message: Message) -> webhooks.Call:
    form = status_form(message, carrier.settings.account_sid)
    return webhooks.Call(purpose="status", sid=message.sid, url=message.callback, form=form)
