"""Doing a task whose time has come."""

from __future__ import annotations

import logging

from infrastructure.local.carrier import delivery, sending, twiml, webhooks
from infrastructure.local.carrier.carrier import Carrier
from infrastructure.local.carrier.errors import RefusedError
from infrastructure.local.carrier.messages import Direction, Message
from infrastructure.local.carrier.tasks import Task

log = logging.getLogger(__name__)


def perform(carrier: Carrier, task: Task) -> None:
    """Moves a text on, or calls the brand's server and does what it answers."""
    if task.kind == "status":
        delivery.advance(carrier, task.args["sid"], task.args["to"], task.args["fault"])
        return
    answer = webhooks.perform(carrier, webhooks.Call(**task.args))
    message = carrier.messages.get(task.args["sid"])
    if answer is not None and message is not None and message.inbound:
        carrier.messages.took(message.sid, "taken")
        _obey(carrier, message, answer)


def _obey(carrier: Carrier, message: Message, answer: webhooks.Answer) -> None:
    for reply in twiml.replies(answer.content_type, answer.body):
        draft = sending.Draft(
            to=reply.to or message.handset,
            sender=message.line,
            body=reply.body,
            media=reply.media,
            callback=reply.callback,
            direction=Direction.REPLY,
        )
        try:
            sending.accept(carrier, draft)
        except RefusedError as refusal:
            log.warning("an answer in TwiML was refused: %s", refusal)
