"""Saved effects: written with the decision that wants them, repeated by the schedule until their job is done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from chalicelib.core.effects import Effect, Queue
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Item, moment, number, text
from chalicelib.store.database import keyed
from chalicelib.store.due import earliest
from chalicelib.store.expressions import ABSENT
from chalicelib.store.faults import Cancelled
from chalicelib.store.times import to_seconds

ONCE = timedelta(days=7)
"""So long it is remembered that an effect was begun which is to happen once: its id names its day."""
FIRST_LOOK = timedelta(seconds=60)
"""The queue has had the job for a minute by then; only what did not get there is left."""
LONGEST_WAIT = timedelta(minutes=30)
_DOUBLINGS = 5


def encode(effect: Effect, now: datetime) -> Item:
    """The whole item, keys included."""
    pk, sk = keys.effect(effect.id)
    return {
        "pk": text(pk),
        "sk": text(sk),
        "queue": text(effect.queue),
        "job": text(json.dumps(effect.job)),
        "tries": number(0),
        "due_shard": text(keys.due_shard("effect", effect.id)),
        "due": moment(effect.after or now + FIRST_LOOK),
    }


def decode(item: Item) -> Effect:
    return Effect(
        id=item["pk"]["S"].partition("#")[2],
        queue=Queue(item["queue"]["S"]),
        job=json.loads(item["job"]["S"]),
        stored=True,
    )


class Outbox(Adapter):
    def begin_once(self, effect: Effect, now: datetime) -> bool:
        """Asked before it is written, as each of thousands of texts may want it: one key takes a thousand writes a
        second, and three times as many reads."""
        marker = keys.once(effect.id)
        if self._database.many([("conversations", marker)]):
            return False
        kept = keyed(marker, {"expires": number(to_seconds(now + ONCE))})
        rows = [kept, encode(effect, now)]
        try:
            self._database.transact([self._database.putting("conversations", row, ABSENT) for row in rows])
        except Cancelled:
            return False
        return True

    def due_effects(self, until: datetime, limit: int) -> list[Effect]:
        """Each is put off before it is given, 1, 2, 4 … 30 minutes; of two that ask at once one gets it."""
        due = earliest(self._database, "conversations", "effect", until, limit)
        return [decode(item) for item in due if self._put_off(item, until)]

    def open_job(self, effect: str) -> Mapping[str, object] | None:
        found = self._database.get("conversations", keys.effect(effect))
        job: Mapping[str, object] | None = None if found is None else json.loads(found["job"]["S"])
        return job

    def effect_open(self, effect: str) -> bool:
        return self._database.get("conversations", keys.effect(effect)) is not None

    def finish_effect(self, effect: str) -> None:
        self._database.delete("conversations", keys.effect(effect))

    def finish_job(self, effect: str, job: Mapping[str, object]) -> None:
        self._database.delete("conversations", keys.effect(effect), Path("job") == text(json.dumps(job)))

    def _put_off(self, item: Item, now: datetime) -> bool:
        tries = int(item["tries"]["N"])
        wait = min(timedelta(minutes=1 << min(tries, _DOUBLINGS)), LONGEST_WAIT)
        actions = [Path("due").set(moment(now + wait)), Path("tries").set(number(tries + 1))]
        key = (item["pk"]["S"], item["sk"]["S"])
        return self._database.update("conversations", key, actions, Path("due") == item["due"]) is not None
