"""Where the simulated DynamoDB keeps its items: files of SQLite, so that this process holds none of them."""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from chalicelib.store.codec import Item

Row = tuple[str, str, Item]
CACHE_KB = 8_000
SETTINGS = ("journal_mode = off", "synchronous = off", "locking_mode = exclusive", f"cache_size = -{CACHE_KB}")
PAGE_BYTES = 1_000_000
"""A Query reads about so much at once, as DynamoDB's does."""
LAST = "\U0010ffff"


class Table:
    """Items of one table by pk and sk, in order of sk within a pk; and one index, of what is due."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for setting in SETTINGS:
            self._database.execute(f"pragma {setting}")
        self._database.execute("create table items (pk text, sk text, item blob, primary key (pk, sk)) without rowid")
        # One transaction that never ends: nobody else reads the file, and nobody needs it afterwards.
        self._database.execute("begin")
        self.due: dict[str, dict[tuple[str, str], int]] = {}

    def get(self, pk: str, sk: str) -> Item | None:
        found = self._database.execute("select item from items where pk = ? and sk = ?", (pk, sk)).fetchone()
        item: Item | None = None if found is None else marshal.loads(found[0])
        return item

    def twice(self, pk: str, sk: str) -> tuple[Item | None, Item | None]:
        """The same item in two copies, one of which may be changed."""
        found = self._database.execute("select item from items where pk = ? and sk = ?", (pk, sk)).fetchone()
        return (None, None) if found is None else (marshal.loads(found[0]), marshal.loads(found[0]))

    def put(self, pk: str, sk: str, before: Item | None, item: Item) -> None:
        self._database.execute("insert or replace into items values (?, ?, ?)", (pk, sk, _packed(item)))
        self._index((pk, sk), before, item)

    def delete(self, pk: str, sk: str, before: Item | None) -> None:
        self._database.execute("delete from items where pk = ? and sk = ?", (pk, sk))
        self._index((pk, sk), before, None)

    def fill(self, rows: Iterable[Row]) -> None:
        """Many new items that no index has."""
        packed = ((pk, sk, _packed(item)) for pk, sk, item in rows)
        self._database.executemany("insert into items values (?, ?, ?)", packed)

    def between(
        self, pk: str, low: str, high: str, *, limit: int | None, newest_first: bool
    ) -> tuple[list[Item], bool]:
        """Items of a partition in order, and whether there may be more: of `limit`, or of what a page holds."""
        order = "desc" if newest_first else "asc"
        asked = self._database.execute(
            f"select item from items where pk = ? and sk >= ? and sk <= ? order by sk {order} limit ?",
            (pk, low, high, -1 if limit is None else limit),
        )
        found, size = [], 0
        for (packed,) in asked:
            found.append(marshal.loads(packed))
            size += len(packed)
            if size > PAGE_BYTES:
                asked.close()
                return found, True
        return found, len(found) == limit

    def earliest(self, shard: str, until: int, limit: int) -> list[Item]:
        """What is due in one partition of the index."""
        entries = self.due.get(shard, {}).items()
        found = sorted((at, key) for key, at in entries if at <= until)[:limit]
        items = (self.get(*key) for _, key in found)
        return [item for item in items if item is not None]

    def all(self) -> Iterator[Item]:
        for (packed,) in self._database.execute("select item from items order by pk, sk"):
            yield marshal.loads(packed)

    def close(self) -> None:
        self._database.close()

    def _index(self, key: tuple[str, str], before: Item | None, after: Item | None) -> None:
        if before is not None and "due_shard" in before:
            self.due[before["due_shard"]["S"]].pop(key, None)
        if after is not None and "due_shard" in after and "due" in after:
            self.due.setdefault(after["due_shard"]["S"], {})[key] = int(after["due"]["N"])


def _packed(item: Item) -> bytes:
    """Words of our enumerations become plain ones, as on their way to AWS."""
    try:
        return marshal.dumps(item)
    except ValueError:
        return marshal.dumps(
            {name: {kind: _flat(found) for kind, found in value.items()} for name, value in item.items()}
        )


def _flat(found: Any) -> Any:
    return str(found) if isinstance(found, str) else found
