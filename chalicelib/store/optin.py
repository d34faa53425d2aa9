"""The port OptIns: what is counted of submissions, and those that wait for a person of the brand."""

from __future__ import annotations

from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from chalicelib.core.countries import Held
from chalicelib.core.optin import Waiting
from chalicelib.flows.ports import Page
from chalicelib.store import counters, keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, Item, number, text
from chalicelib.store.database import keyed
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.pages import bounded
from chalicelib.store.times import to_seconds

_WAITING = Codec(Waiting, keys=("id",))
KEPT = timedelta(days=30)


class OptInStore(Adapter):
    def count(self, name: str, now: datetime) -> int:
        return counters.counted(self._database, name, now)

    def asked_on(self, day: str) -> int:
        return counters.read(self._database, counters.of_day(day))

    def keep(self, waiting: Waiting, now: datetime) -> None:
        """The first of a line and a contact stays: who posts a hundred times stands in the list once."""
        expires = {"expires": number(to_seconds(now + KEPT))}
        item = keyed(keys.review(waiting.id), {**_WAITING.encode(waiting), **expires})
        self._database.put("conversations", item, ABSENT)

    def waiting(self, opt_in: str) -> Waiting | None:
        item = self._database.get("conversations", keys.review(opt_in))
        return None if item is None else _decode(item)

    def explain(self, opt_in: str, reason: Held) -> None:
        self._database.update("conversations", keys.review(opt_in), [Path("reason").set(text(reason))], PRESENT)

    def review(self, cursor: str | None, limit: int) -> Page[Waiting]:
        opened = self._cursors.open(keys.REVIEW, cursor)
        after = None if opened is None else keys.review(opened)
        where = Path("pk") == keys.REVIEW
        items, last = self._database.query("conversations", where, limit=bounded(limit), after=after)
        return Page(
            [_decode(item) for item in items], None if last is None else self._cursors.seal(keys.REVIEW, last[1])
        )

    def done(self, opt_in: str) -> None:
        self._database.delete("conversations", keys.review(opt_in))


def _decode(item: Item) -> Waiting:
    return _WAITING.decode(item, id=item["sk"]["S"])
