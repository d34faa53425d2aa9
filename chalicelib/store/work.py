"""What of a broadcast is still to be handed out, batch by batch, how far lines are promised, and what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.broadcasts import spread
from chalicelib.core.ids import BroadcastId, ContactId, LineId, shard
from chalicelib.core.pacing import Batch, Pace
from chalicelib.core.tallies import Tally, Waits
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, Item, moment
from chalicelib.store.database import keyed
from chalicelib.store.expressions import ABSENT
from chalicelib.store.pages import side_by_side
from chalicelib.store.times import from_ms, to_ms

NEVER = 0
"""Where a batch stands that was never handed out: before all that come again, which so are read first from the end."""


@dataclass(frozen=True, slots=True)
class _Work:
    contacts: tuple[ContactId, ...]
    segments: int


@dataclass(frozen=True, slots=True)
class _Count:
    parts: Mapping[str, int]
    refused: Mapping[str, int]
    failed: Mapping[str, int]
    reasons: Mapping[str, str]
    until: datetime | None
    at: datetime
    waits: tuple[Waits, ...] = ()
    segments: int | None = None


_WORK = Codec(_Work)
_COUNT = Codec(_Count)
_PACE = Codec(Pace)


class Work(Adapter):
    def add_work(self, batches: Sequence[Batch]) -> None:
        by_key = {_key(batch): batch for batch in batches}
        self._database.put_many("broadcasts", [_encode(batch) for batch in by_key.values()])

    def work(self, broadcast: BroadcastId, until: datetime, limit: int) -> list[Batch]:
        """One Query per partition; from the end, so that what comes again goes before what was never tried."""
        each = -(-limit // spread(broadcast)) + 1
        end = f"{keys.WORK}{to_ms(until) + 1:013}"

        def ask(place: int) -> list[Item]:
            where = _in(broadcast, place) & Path("sk").between(keys.WORK, end)
            return self._database.query("broadcasts", where, limit=each, newest_first=True)[0]

        found = [_decode(item) for item in chain(*side_by_side(ask, range(spread(broadcast))))]
        return sorted(found, key=lambda batch: batch.due is None)

    def next_work(self, broadcast: BroadcastId) -> Batch | None:
        def ask(place: int) -> list[Item]:
            where = _in(broadcast, place) & Path("sk").startswith(keys.WORK)
            return self._database.query("broadcasts", where, limit=1)[0]

        found = chain(*side_by_side(ask, range(spread(broadcast))))
        return min(map(_decode, found), key=lambda batch: to_ms(batch.due) if batch.due else NEVER, default=None)

    def replace_work(self, before: Sequence[Batch], after: Sequence[Batch]) -> None:
        """First what is new, then what is old: nothing is lost in between, and what is there twice is sent once."""
        kept = {_key(batch) for batch in after}
        self.add_work(after)
        self._database.delete_many("broadcasts", [key for key in map(_key, before) if key not in kept])

    def pace(self, line: LineId) -> Pace:
        item = self._database.get("broadcasts", keys.pace(line))
        return Pace() if item is None else _PACE.decode(item)

    def promise(self, line: LineId, seen: datetime | None, until: datetime, had: Mapping[BroadcastId, int]) -> bool:
        same: Condition = ABSENT if seen is None else Path("until") == moment(seen)
        written = _PACE.encode(Pace(until, had))
        actions = [Path("until").set(written["until"])]
        actions.append(Path("had").set(written["had"]) if had else Path("had").remove())
        return self._database.update("broadcasts", keys.pace(line), actions, same) is not None

    def count(self, broadcast: BroadcastId, place: int, tally: Tally, now: datetime) -> None:
        why = tally.refused, tally.failed, tally.reasons
        told = _Count(tally.parts, *why, tally.until, now, tuple(tally.waits), tally.segments)
        item = _COUNT.encode(told)
        self._database.put_many("broadcasts", [keyed(keys.count(broadcast, place), item)])

    def counts(self, broadcast: BroadcastId) -> Mapping[int, tuple[Tally, datetime]]:
        places = {keys.count(broadcast, place): place for place in range(spread(broadcast))}
        found = self._database.many(("broadcasts", key) for key in places)
        known = {places[key]: _COUNT.decode(item) for (_, key), item in found.items()}
        return {
            place: (Tally(one.parts, one.refused, one.failed, one.reasons, one.until, one.waits, one.segments), one.at)
            for place, one in known.items()
        }


def _in(broadcast: BroadcastId, place: int) -> Condition:
    condition: Condition = Path("pk") == keys.work(broadcast, place, NEVER, "")[0]
    return condition


def _key(batch: Batch) -> keys.Key:
    place = shard(batch.id, spread(batch.broadcast))
    return keys.work(batch.broadcast, place, NEVER if batch.due is None else to_ms(batch.due), batch.id)


def _encode(batch: Batch) -> Item:
    return keyed(_key(batch), _WORK.encode(_Work(batch.contacts, batch.segments)))


def _decode(item: Item) -> Batch:
    due, _, name = item["sk"]["S"].removeprefix(keys.WORK).partition("#")
    known = _WORK.decode(item)
    broadcast = BroadcastId(item["pk"]["S"].partition("#")[0])
    return Batch(broadcast, name, known.contacts, known.segments, from_ms(int(due)) if int(due) else None)
