"""What the schedule looks at: open items by the moment they are due, in a few partitions."""

from __future__ import annotations

from datetime import datetime

from pynamodb.expressions.operand import Path

from chalicelib.store.codec import Item, moment
from chalicelib.store.database import Database
from chalicelib.store.keys import DueKind, Table, due_shards
from chalicelib.store.pages import side_by_side


def earliest(database: Database, table: Table, kind: DueKind, until: datetime, limit: int) -> list[Item]:
    """At most `limit` items that are due by `until`, the longest due first. One Query per partition."""

    def ask(shard: str) -> list[Item]:
        where = (Path("due_shard") == shard) & (Path("due") <= moment(until))
        return database.query(table, where, index="due", limit=limit)[0]

    found = [item for items in side_by_side(ask, due_shards(kind)) for item in items]
    return sorted(found, key=lambda item: int(item["due"]["N"]))[:limit]
