"""Whom an alert reaches now, and what is left for when a burst of texts is over."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from chalicelib.core.bursts import Burst, Cause
from chalicelib.core.effects import Effect
from chalicelib.core.ids import PersonId, ThreadId


class Bursts(Protocol):
    """Part of the port Conversations."""

    def begin_burst(self, person: PersonId, cause: Cause, now: datetime, quiet_since: datetime) -> bool:
        """Whether `cause` may alert this person of its thread: none after `quiet_since`, or the person answered since,
        or this very cause did. Never again once it was noted as told, or an alert went that tells of it
        (core.bursts.knows)."""

    def burst(self, person: PersonId, thread: ThreadId) -> Burst | None:
        """The latest of a person and a thread, over or not."""

    def end_burst(self, person: PersonId, thread: ThreadId, now: datetime) -> Burst | None:
        """Notes that the person answered from its own phone: the next text alerts it again. The burst that it ends."""

    def note_told(self, person: PersonId, cause: Cause) -> None:
        """That the person knows of this cause, though its job comes again for others."""

    def leave_catch_up(self, left: Effect, now: datetime) -> None:
        """Saves a catch-up (core.bursts); of one with the same id, that of the newer text stays."""
