"""What is to be done after somebody was invited, lost a right, or was switched off."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core.effects import Effect, Queue
from chalicelib.core.ids import PersonId


def welcome(person: PersonId, by: PersonId, *, password: bool) -> Effect:
    """Tell somebody who was invited where to sign in: with a first `password` that was mailed, or with its own."""
    effect = f"welcome.{person}"
    job = {"kind": "welcome", "person": person, "by": by, "password": password, "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=True)


def hand_over(person: PersonId, to: PersonId | None, by: PersonId | None, at: datetime, *, stored: bool) -> Effect:
    """Give away what somebody has who was switched off: to a colleague, or back to the lines' teams and the queue of
    leads. `by` None: the schedule looks whether something is left."""
    effect = f"hand-over.{person}.{int(at.timestamp() * 1000)}"
    job = {"kind": "hand_over", "person": person, "to": to, "by": by, "at": at.isoformat(), "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=stored)


def give_back(person: PersonId, by: PersonId, at: datetime) -> Effect:
    """Give back what somebody may not have any more who was lowered or taken off a line. `found`: something was."""
    effect = f"give-back.{person}.{int(at.timestamp() * 1000)}"
    job = {"kind": "hand_over", "person": person, "to": None, "by": by, "at": at.isoformat(), "found": False}
    return Effect(effect, Queue.ALERT, {**job, "effect": effect}, stored=True)
