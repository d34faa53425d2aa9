"""What the queue does where nobody answers: it calls the next who could (AW-4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chalicelib.core import escalation
from chalicelib.core.absences import Roster
from chalicelib.core.escalation import Facts
from chalicelib.core.ids import MessageId, ThreadId, thread_parts
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.ports import House


def due(house: House, job: dict[str, Any], now: datetime) -> None:
    """One step of a wait; the same again, or one of a wait that is over, changes nothing."""
    thread = ThreadId(job["thread"])
    settled(lambda: _attempt(house, thread, MessageId(job["text"]), job["step"], now))
    house.conversations.finish_effect(job["effect"])


def _attempt(house: House, thread: ThreadId, text: MessageId, step: int, now: datetime) -> None:
    line, contact = thread_parts(thread)
    found = house.conversations.load(line=line, contact=contact, with_brand=True, with_roster=True)
    if found.thread is None or found.line is None:
        return
    brand = found.brand or house.first_brand
    facts = Facts(found.line, found.thread, house.team.people(), found.roster or Roster(), brand)
    changes = escalation.due(facts, text, step, now)
    if changes.thread is not None:
        house.conversations.save(changes, now)
        emit(house, changes.effects)
