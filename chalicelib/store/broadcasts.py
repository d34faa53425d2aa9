"""The port Broadcasts, without its recipients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import and_

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.core.broadcasts import Broadcast, Stage
from chalicelib.core.changes import Receipt
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import BroadcastId, LineId
from chalicelib.core.repeat import Repeat
from chalicelib.flows.ports import Page, SeenBefore
from chalicelib.store import keys, receipts
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, Item, moment, number, text
from chalicelib.store.database import keyed
from chalicelib.store.due import earliest
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.faults import Cancelled
from chalicelib.store.pages import Index, bounded, merged, partition
from chalicelib.store.recipients import Recipients
from chalicelib.store.responses import ResponseStore
from chalicelib.store.work import Work

_BROADCAST = Codec(Broadcast, keys=("id",))
_CHANGES = (
    "stage",
    "halt",
    "body",
    "group",
    "group_name",
    "size",
    "begins",
    "not_after",
    "links_at",
    "local",
    "repeat",
    "passed",
    "author",
    "why",
    "files",
)
BY_LINE = Index("broadcasts", "by_line", "line", "pk", newest_first=True)


class BroadcastStore(Recipients, ResponseStore, Work, Adapter):
    """Broadcasts, and whom they go to."""

    def create(self, broadcast: Broadcast, receipt: Receipt | None) -> None:
        writes = [self._database.putting("broadcasts", _encode(broadcast), ABSENT)]
        if receipt is not None:
            writes.append(receipts.leaving(self._database, receipt, broadcast.at))
        try:
            self._database.transact(writes)
        except Cancelled as fault:
            kept = None if receipt is None else receipts.find(self._database, receipt.key)
            raise SeenBefore(kept) from fault

    def add(self, broadcast: Broadcast) -> bool:
        return self._database.put("broadcasts", _encode(broadcast), ABSENT)

    def get(self, broadcast: BroadcastId) -> Broadcast | None:
        item = self._database.get("broadcasts", keys.broadcast(broadcast))
        return None if item is None else decode(item)

    def many(self, broadcasts: Iterable[BroadcastId]) -> dict[BroadcastId, Broadcast]:
        found = self._database.many(("broadcasts", keys.broadcast(broadcast)) for broadcast in broadcasts)
        decoded = [decode(item) for item in found.values()]
        return {broadcast.id: broadcast for broadcast in decoded}

    def page(self, lines: Sequence[LineId], cursor: str | None, limit: int) -> Page[Broadcast]:
        """Newest first."""
        scope = "|".join(("broadcasts", *sorted(lines)))
        after = self._cursors.open(scope, cursor)
        items, last = merged(self._database, BY_LINE, lines, after, bounded(limit))
        return Page([decode(item) for item in items], None if last is None else self._cursors.seal(scope, last))

    def made_of(self, parent: BroadcastId, cursor: str | None, limit: int) -> Page[Broadcast]:
        """Newest first."""
        scope = f"made|{parent}"
        after = self._cursors.open(scope, cursor)
        begins, size = (parent, keys.OCCURRENCE), bounded(limit)
        items, last = partition(self._database, "broadcasts", begins, after, size, newest_first=True)
        ids = [BroadcastId(item["sk"]["S"].removeprefix(keys.OCCURRENCE)) for item in items]
        found = self.many(ids)
        return Page(
            [found[one] for one in ids if one in found], None if last is None else self._cursors.seal(scope, last)
        )

    def advance(
        self,
        broadcast: BroadcastId,
        *,
        stage: Stage | None = None,
        due: datetime | None = None,
        listed: tuple[int, str | None, datetime] | None = None,
        counted: datetime | None = None,
    ) -> None:
        actions = _scheduled(broadcast, due)
        if stage is not None:
            actions.append(Path("stage").set(text(stage)))
        if listed is not None:
            page, cursor, at = listed
            actions += [Path("page").set(number(page)), Path("listed").set(moment(at))]
            actions.append(Path("cursor").remove() if cursor is None else Path("cursor").set(text(cursor)))
        if counted is not None:
            actions.append(Path("counted").set(moment(counted)))
        if self._database.update("broadcasts", keys.broadcast(broadcast), actions, PRESENT) is None:
            raise NotFound("broadcast")

    def take(self, broadcast: Broadcast, due: datetime) -> bool:
        if broadcast.due is None:
            return False
        actions, key = _scheduled(broadcast.id, due), keys.broadcast(broadcast.id)
        same = Path("due") == moment(broadcast.due)
        return self._database.update("broadcasts", key, actions, same) is not None

    def change(self, before: Broadcast, after: Broadcast) -> bool:
        """`at`, `id`, and how far it is listed and counted are not written: they are others' to move."""
        actions, same = _changing(before, after)
        return self._database.update("broadcasts", keys.broadcast(before.id), actions, same) is not None

    def come(self, before: Broadcast, after: Broadcast, made: Broadcast) -> bool:
        actions, same = _changing(before, after)
        try:
            self._database.transact(
                [
                    self._database.putting("broadcasts", _encode(made), ABSENT),
                    self._database.updating("broadcasts", keys.broadcast(before.id), actions, same),
                    self._database.putting("broadcasts", keyed(keys.occurrence(before.id, made.id), {})),
                ]
            )
        except Cancelled as fault:
            if 1 not in fault.places:
                self.change(before, after)
            return False
        return True

    def due(self, until: datetime, limit: int) -> list[Broadcast]:
        """Broadcasts whose `due` has come, the longest due first."""
        return [decode(item) for item in earliest(self._database, "broadcasts", "broadcast", until, limit)]


def _scheduled(broadcast: BroadcastId, due: datetime | None) -> list[Action]:
    shard, at = Path("due_shard"), Path("due")
    if due is None:
        return [shard.remove(), at.remove()]
    return [shard.set(text(keys.due_shard("broadcast", broadcast))), at.set(moment(due))]


def _changing(before: Broadcast, after: Broadcast) -> tuple[list[Action], Condition]:
    """What turns `before` into `after`, if all that it writes still stands as it was read; but for the
    audience, which only who changes it writes, as a whole."""
    seen, written = _BROADCAST.encode(before), _BROADCAST.encode(after)
    names = _CHANGES if before.audience == after.audience else (*_CHANGES, "audience")
    actions: list[Action] = [Path(name).set(written[name]) for name in names if name in written]
    actions += [Path(name).remove() for name in names if name not in written]
    actions += _scheduled(after.id, after.due)
    return actions, reduce(and_, (_same(name, getattr(before, name), seen) for name in _CHANGES))


def _same(name: str, value: object, seen: Item) -> Condition:
    """An older item may lack what now is written as its default; of a rule only the clock ever is another."""
    if name not in seen:
        return Path(name).does_not_exist()
    if isinstance(value, Repeat):
        parts = (Path([name, part]) == text(getattr(value, part)) for part in ("time", "zone"))
        return reduce(and_, parts)
    same = Path(name) == seen[name]
    return same if value else same | Path(name).does_not_exist()


def _encode(broadcast: Broadcast) -> Item:
    item = keyed(keys.broadcast(broadcast.id), _BROADCAST.encode(broadcast))
    if broadcast.due is not None:
        item["due_shard"] = text(keys.due_shard("broadcast", broadcast.id))
    return item


def decode(item: Item) -> Broadcast:
    return _BROADCAST.decode(item, id=BroadcastId(item["pk"]["S"]))
