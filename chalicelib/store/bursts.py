"""Bursts: when a person was last alerted of a thread, and of what; and what is left to tell when they end."""

from __future__ import annotations

from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from chalicelib.core.bursts import Burst, Cause
from chalicelib.core.effects import Effect
from chalicelib.core.ids import PersonId, ThreadId
from chalicelib.store import keys, outbox
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Item, flag, moment, number, text
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.times import from_ms, to_seconds

KEPT = timedelta(days=2)
_TOLD = "told_"


class Bursts(Adapter):
    def begin_burst(self, person: PersonId, cause: Cause, now: datetime, quiet_since: datetime) -> bool:
        """One conditional write; the cause that began a burst may begin it again, as its job may be repeated.

        The last condition is what core.bursts.knows says of a burst that is over. What the new one forgets is that it
        is over, and not when the person answered: a text may have come before that and be told only when this one ends.
        """
        began, by = Path("at"), Path("cause")
        untold = Path(_TOLD + cause.id).does_not_exist()
        over = Path("ended").exists() | (began <= moment(quiet_since))
        unknown = (began <= moment(cause.arrived)) | (by < text(cause.text))
        free = untold & (ABSENT | (by == text(cause.id)) | (over & unknown))
        actions = [
            began.set(moment(now)),
            by.set(text(cause.id)),
            Path("expires").set(number(to_seconds(now + KEPT))),
            Path("ended").remove(),
        ]
        return self._database.update("conversations", _key(person, cause), actions, free) is not None

    def burst(self, person: PersonId, thread: ThreadId) -> Burst | None:
        found = self._database.get("conversations", keys.burst(person, thread))
        return None if found is None else _decode(found)

    def end_burst(self, person: PersonId, thread: ThreadId, now: datetime) -> Burst | None:
        actions = [Path("ended").set(moment(now)), Path("answered").set(moment(now))]
        found = self._database.update("conversations", keys.burst(person, thread), actions, PRESENT)
        return None if found is None else _decode(found)

    def note_told(self, person: PersonId, cause: Cause) -> None:
        """One attribute a cause: there are few, as only where somebody could not be told is it noted of the others."""
        actions = [Path(_TOLD + cause.id).set(flag(True))]
        self._database.update("conversations", _key(person, cause), actions, PRESENT)

    def leave_catch_up(self, left: Effect, now: datetime) -> None:
        """The jobs of two texts may come in any order."""
        newest = text(str(left.job["text"]))
        item = {**outbox.encode(left, now), "newest": newest}
        self._database.put("conversations", item, ABSENT | (Path("newest") < newest))


def _key(person: PersonId, cause: Cause) -> keys.Key:
    return keys.burst(person, cause.thread, cause.text if cause.alone else "")


def _decode(item: Item) -> Burst:
    return Burst(
        began=from_ms(int(item["at"]["N"])),
        cause=item["cause"]["S"],
        answered=next((from_ms(int(item[name]["N"])) for name in ("answered", "ended") if name in item), None),
        told=frozenset(name.removeprefix(_TOLD) for name in item if name.startswith(_TOLD)),
    )
