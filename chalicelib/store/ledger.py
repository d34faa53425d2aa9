"""The consent ledger: one line per act, appended with the decision, never changed."""

from __future__ import annotations

from datetime import datetime

from pynamodb.expressions.operand import Path

from chalicelib.core.consent import ConsentEvent
from chalicelib.core.ids import ThreadId, thread_of, ulid
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, Item, text
from chalicelib.store.database import Database, Write
from chalicelib.store.expressions import ABSENT
from chalicelib.store.keys import EVENT
from chalicelib.store.times import to_ms

_EVENT = Codec(ConsentEvent)


def appending(database: Database, event: ConsentEvent, now: datetime) -> Write:
    """The write that appends an event; it fails where this very event stands already.

    The ledger is in the order of the decisions, not of `event.at`: a provider's time may be of whole seconds, and late.
    `now` must be of after the read that the decision rests on (flows.decide.moment).
    """
    seed = "|".join((event.act, event.before, event.after, event.source, event.message or "", event.actor or ""))
    item: Item = {
        **_EVENT.encode(event),
        "pk": text(thread_of(event.line, event.contact)),
        "sk": text(EVENT + ulid(to_ms(now), seed)),
    }
    return database.putting("consent", item, ABSENT)


def decode(item: Item) -> ConsentEvent:
    return _EVENT.decode(item)


class Ledger(Adapter):
    def events(self, thread: ThreadId) -> list[ConsentEvent]:
        """By their own numbers: two decisions of one millisecond stand in the order of their keys, which is chance, and
        those of two machines in that of their clocks."""
        where = (Path("pk") == thread) & Path("sk").startswith(EVENT)
        found = [decode(item) for item in self._database.every("consent", where)]
        return sorted(found, key=lambda event: event.number)
