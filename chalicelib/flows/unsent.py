"""A person's text did not reach its contact: whoever counted on it has to look again (AW-4, LD-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.core import escalation, lead_steps
from chalicelib.core.changes import Changes
from chalicelib.core.ids import MessageId, ThreadId
from chalicelib.core.messages import LOST
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.lead_jobs import loaded
from chalicelib.flows.ports import House


def look(house: House, job: dict[str, Any], now: datetime) -> None:
    """Lets its conversation ask for a person again, and the clock of a lead go on that it had stopped. A
    job that comes again finds it done."""
    if not house.conversations.effect_open(job["effect"]):
        return
    settled(lambda: _attempt(house, ThreadId(job["lead"]), MessageId(job["text"]), now))
    house.conversations.finish_effect(job["effect"])


def _attempt(house: House, thread: ThreadId, text: MessageId, now: datetime) -> None:
    facts, known = loaded(house, thread), house.conversations.load(message=(thread, text)).message
    if facts is None or facts.thread is None or known is None or known.status not in LOST:
        return
    changes = lead_steps.unsent(facts, known, house.conversations.messages_since(thread, known.at), now)
    asking, told = escalation.unreached(facts.thread, known, facts.line, facts.brand, now)
    if asking != facts.thread:
        changes = replace(changes, before=facts.thread, thread=asking, effects=(*changes.effects, *told))
    if changes != Changes():
        house.conversations.save(changes, now)
        emit(house, changes.effects)
