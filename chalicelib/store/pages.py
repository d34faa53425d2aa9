"""Pages of lists: one list of one partition, or several merged into one order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib import threads
from chalicelib.store.codec import Item
from chalicelib.store.database import Database
from chalicelib.store.keys import Key, Table

MOST = 100
SIDE_BY_SIDE = 8

FOLLOWS = "!"
"""Makes of an order the least that comes after it: an order ends in an id, so that none continues another."""
LAST = "\U0010ffff"

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Index:
    """An index whose range key is unique and the same for every partition, so that partitions merge into one order."""

    table: Table
    name: str
    partition: str
    order: str
    newest_first: bool = False


def bounded(limit: int) -> int:
    return max(1, min(limit, MOST))


def side_by_side(work: Callable[[A], B], on: Iterable[A]) -> list[B]:
    """The answers in order of calls that wait for the network together. None of them may begin more such calls."""
    return threads.side_by_side(work, list(on), SIDE_BY_SIDE)


def partition(
    database: Database,
    table: Table,
    begins: Key,
    after: str | None,
    limit: int,
    *,
    only: Condition | None = None,
    newest_first: bool = False,
) -> tuple[list[Item], str | None]:
    """At most `limit` items of the partition `begins[0]` whose sort keys begin with `begins[1]` and come after `after`.

    Also the position to go on from (None: that was all). One consistent Query; with `only`, which DynamoDB applies
    after it has read a megabyte, the page may be short, or empty, and others follow.
    """
    pk, prefix = begins
    items, last = database.query(
        table,
        (Path("pk") == pk) & Path("sk").startswith(prefix),
        only=only,
        limit=limit + 1 if only is None else None,
        after=None if after is None else (pk, prefix + after),
        newest_first=newest_first,
    )
    page = items[:limit]
    if len(items) > limit:
        last = pk, page[-1]["sk"]["S"]
    return page, None if last is None else last[1][len(prefix) :]


def merged(
    database: Database,
    index: Index,
    partitions: Sequence[str],
    after: str | None,
    limit: int,
    begins: str = "",
) -> tuple[list[Item], str | None]:
    """At most `limit` items that come after the position `after`, and the position to go on from (None: that was all).

    One Query per partition. As the order is one for all of them, one position serves them all: what has not moved is
    neither skipped nor given twice, even where a partition is added or taken away between two pages.
    """

    def ask(partition: str) -> tuple[list[Item], Key | None]:
        where = Path(index.partition) == partition
        bounds = _bounds(index, after, begins)
        return database.query(
            index.table,
            where if bounds is None else where & bounds,
            index=index.name,
            limit=limit + 1,
            newest_first=index.newest_first,
        )

    answers = side_by_side(ask, partitions)
    found = sorted(
        (item for items, _ in answers for item in items),
        key=lambda item: item[index.order]["S"],
        reverse=index.newest_first,
    )
    safe = _safe(found, answers, index)
    page = safe[:limit]
    more = len(found) > len(page) or any(last for _, last in answers)
    return page, page[-1][index.order]["S"] if page and more else None


def _bounds(index: Index, after: str | None, begins: str) -> Condition | None:
    order = Path(index.order)
    if after is None:
        return order.startswith(begins) if begins else None
    if begins:
        return order.between(after + FOLLOWS, begins + LAST)
    return order < after if index.newest_first else order > after


def _safe(found: list[Item], answers: list[tuple[list[Item], Key | None]], index: Index) -> list[Item]:
    """What lies before the end of every partition that was read in part: beyond it, one could hold what is missing."""
    ends = {items[-1][index.order]["S"] for items, last in answers if last and items}
    if not ends:
        return found
    end = max(ends) if index.newest_first else min(ends)
    return [
        item
        for item in found
        if (item[index.order]["S"] >= end if index.newest_first else item[index.order]["S"] <= end)
    ]
