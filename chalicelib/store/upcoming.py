"""Texts for later across threads: the index of what is due has them all, in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pynamodb.expressions.operand import Path

from chalicelib.core.ids import LineId, thread_parts
from chalicelib.core.messages import Message
from chalicelib.core.scheduled import BOX
from chalicelib.flows.ports import Page
from chalicelib.store import messages
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import number
from chalicelib.store.keys import due_shards
from chalicelib.store.pages import bounded, side_by_side
from chalicelib.store.times import to_ms

Place = tuple[int, str]
"""When the schedule looks at a text, and its id: one order over all partitions."""


class Upcoming(Adapter):
    def upcoming(self, lines: Sequence[LineId], cursor: str | None, limit: int) -> Page[Message]:
        """One Query per partition. Other texts that are open stand in them too, and are read past."""
        scope = "|".join(("upcoming", *sorted(lines)))
        opened = self._cursors.open(scope, cursor)
        after, most = _place(opened), bounded(limit)
        seen = frozenset(lines)
        parts = side_by_side(lambda shard: self._first(shard, seen, after, most), due_shards("text"))
        found = sorted((text for texts in parts for text in texts), key=_of)
        page = found[:most]
        onward = None if len(found) == len(page) else self._cursors.seal(scope, "{} {}".format(*_of(page[-1])))
        return Page(page, onward)

    def _first(self, shard: str, lines: frozenset[LineId], after: Place, most: int) -> list[Message]:
        """More than `most` where there are: with all of the moment of the last, as an index does not order those."""
        where = (Path("due_shard") == shard) & (Path("due") >= number(after[0]))
        only = Path("pk").startswith(BOX)
        found: list[Message] = []
        for item in self._database.indexed("conversations", where, only, index="due"):
            text = messages.decode(item)
            if len(found) > most and _of(text)[0] > _of(found[most])[0]:
                break
            if _of(text) > after and thread_parts(text.box.removeprefix(BOX))[0] in lines:
                found.append(text)
        return found


def _of(text: Message) -> Place:
    moment: datetime = text.due or text.at
    return to_ms(moment), text.id


def _place(opened: str | None) -> Place:
    if opened is None:
        return 0, ""
    due, _, text = opened.partition(" ")
    return int(due), text
