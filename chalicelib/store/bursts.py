"""Bursts: when a person was last alerted of a thread, and of what."""

from __future__ import annotations

from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from chalicelib.core.ids import MessageId, PersonId, ThreadId
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import moment, number, text
from chalicelib.store.expressions import ABSENT
from chalicelib.store.times import to_seconds

KEPT = timedelta(days=2)


class Bursts(Adapter):
    def begin_burst(
        self, person: PersonId, thread: ThreadId, cause: MessageId, now: datetime, quiet_since: datetime
    ) -> bool:
        """One conditional write; the cause that began a burst may begin it again, as its job may be repeated."""
        began, by = Path("at"), Path("cause")
        free = ABSENT | (began < moment(quiet_since)) | (by == text(cause))
        actions = [
            began.set(moment(now)),
            by.set(text(cause)),
            Path("expires").set(number(to_seconds(now + KEPT))),
        ]
        return self._database.update("conversations", keys.burst(person, thread), actions, free) is not None
