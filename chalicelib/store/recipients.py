"""Recipients of a broadcast: listed once, then moved up the lattice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.broadcasts import Recipient, spread
from chalicelib.core.ids import BroadcastId, ContactId
from chalicelib.core.messages import Status
from chalicelib.core.responses import Kind
from chalicelib.flows.ports import Page
from chalicelib.store import keys, responses
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, Item, moment, number, text
from chalicelib.store.database import keyed
from chalicelib.store.expressions import ABSENT, PRESENT, changing
from chalicelib.store.pages import bounded, partition, side_by_side

QUERIES = 20
"""At most in one request: each reads a megabyte, some 3,000 rows, and one for each partition there is must do."""

_RECIPIENT = Codec(Recipient, keys=("broadcast", "contact", *Kind, "clicks"))


class Recipients(Adapter):
    def list_recipients(self, recipients: Sequence[Recipient]) -> None:
        """Eight puts side by side, each on condition that nothing stands there."""
        side_by_side(self._list, recipients)

    def recipients(
        self,
        broadcast: BroadcastId,
        cursor: str | None,
        limit: int,
        status: Status | None = None,
        waiting: bool | None = None,
        response: Kind | None = None,
    ) -> Page[Recipient]:
        if response is not None:
            return self._responded(broadcast, cursor, limit, response)
        scope = f"recipients|{broadcast}|{status or ''}" + ("" if waiting is None else f"|{waiting}")
        only: Condition | None = None if status is None else Path("status") == text(status)
        if waiting is not None:
            waits = Path("until").exists() if waiting else Path("until").does_not_exist()
            only = waits if only is None else only & waits
        after = self._cursors.open(scope, cursor)
        items, last = self._page((broadcast, keys.RECIPIENT), after, bounded(limit), only)
        rows = responses.joined(self._database, map(decode, items))
        return Page(rows, None if last is None else self._cursors.seal(scope, last))

    def all_recipients(self, broadcast: BroadcastId) -> Iterable[Recipient]:
        for place in range(spread(broadcast)):
            yield from self.recipients_in(broadcast, place)

    def recipients_in(self, broadcast: BroadcastId, place: int) -> Iterable[Recipient]:
        where = (Path("pk") == keys.recipients_in(broadcast, place)) & Path("sk").startswith(keys.RECIPIENT)
        return (decode(item) for item in self._database.every("broadcasts", where))

    def recipients_of(
        self, pairs: Iterable[tuple[BroadcastId, ContactId]]
    ) -> dict[tuple[BroadcastId, ContactId], Recipient]:
        """Those that are listed, by (broadcast, contact)."""
        found = self._database.many(("broadcasts", keys.recipient(*pair)) for pair in pairs)
        decoded = [decode(item) for item in found.values()]
        return {(recipient.broadcast, recipient.contact): recipient for recipient in decoded}

    def progress(
        self,
        broadcast: BroadcastId,
        contact: ContactId,
        status: Status,
        *,
        at: datetime,
        provider_id: str | None = None,
        error: int | None = None,
        code: str = "",
        reason: str = "",
        rule: str = "",
    ) -> bool:
        """Moves a recipient up; the provider's id is kept even where the status stands as high already."""
        key = keys.recipient(broadcast, contact)
        rank = number(status.rank)
        written = {"status": text(status), "rank": rank, "changed": moment(at)}
        if status is Status.SENDING:
            written["claimed"] = moment(at)
        if error is not None:
            written["error"] = number(error)
        told = {"code": code, "reason": reason, "rule": rule}
        written |= {name: text(value) for name, value in told.items() if value}
        gone = [*(name for name, value in told.items() if not value), "until"]
        names, values = {"#r": "rank"}, {":r": rank}
        if provider_id is not None:
            names["#p"], values[":p"] = "provider_id", text(provider_id)
        first = () if provider_id is None else ("#p = if_not_exists (#p, :p)",)
        said = changing("#r < :r", names, values, written, gone, first)
        moved = self._database.changed("broadcasts", key, said)
        if not moved and provider_id is not None:
            kept = [Path("provider_id").set(text(provider_id))]
            self._database.update("broadcasts", key, kept, PRESENT & Path("provider_id").does_not_exist())
        return moved

    def wait(
        self, broadcast: BroadcastId, contact: ContactId, until: datetime, *, code: str, reason: str, rule: str
    ) -> bool:
        told = {"code": code, "reason": reason, "rule": rule}
        actions = [Path("until").set(moment(until)), *(Path(name).set(text(value)) for name, value in told.items())]
        queued = Path("status") == text(Status.QUEUED)
        return self._database.update("broadcasts", keys.recipient(broadcast, contact), actions, queued) is not None

    def _responded(self, broadcast: BroadcastId, cursor: str | None, limit: int, response: Kind) -> Page[Recipient]:
        """Who responded stands in a list of its own: nobody else is read."""
        scope = f"recipients|{broadcast}||{response}"
        after = self._cursors.open(scope, cursor)
        items, last = self._page((broadcast, keys.RESPONSE), after, bounded(limit), responses.only(response))
        found = {ContactId(item["sk"]["S"][len(keys.RESPONSE) :]): item for item in items}
        rows = self.recipients_of((broadcast, contact) for contact in found)
        listed = [
            responses.noted(rows[broadcast, one], item) for one, item in found.items() if (broadcast, one) in rows
        ]
        return Page(listed, None if last is None else self._cursors.seal(scope, last))

    def _page(
        self, where: tuple[BroadcastId, str], after: str | None, limit: int, only: Condition | None
    ) -> tuple[list[Item], str | None]:
        """One partition after the other; a position tells which one it is in. What few are asked for may stand far
        apart: after so many Queries the page ends, short or empty, and the next one goes on."""
        broadcast, kind = where
        place, _, position = (after or "0 ").partition(" ")
        at = int(place)
        found: list[Item] = []
        for _ in range(QUERIES):
            begins = (keys.recipients_in(broadcast, at), kind)
            items, last = partition(
                self._database, "broadcasts", begins, position or None, limit - len(found), only=only
            )
            found += items
            at, position = (at + 1, "") if last is None else (at, last)
            if at == spread(broadcast):
                return found, None
            if len(found) == limit:
                break
        return found, f"{at} {position}"

    def _list(self, recipient: Recipient) -> bool:
        rank = {"rank": number(recipient.status.rank)}
        item = keyed(keys.recipient(recipient.broadcast, recipient.contact), {**_RECIPIENT.encode(recipient), **rank})
        return self._database.put("broadcasts", item, ABSENT)


def decode(item: Item) -> Recipient:
    return _RECIPIENT.decode(
        item,
        broadcast=BroadcastId(item["pk"]["S"].partition("#")[0]),
        contact=ContactId(item["sk"]["S"][len(keys.RECIPIENT) :]),
    )
