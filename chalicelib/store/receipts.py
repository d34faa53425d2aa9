"""What makes things happen once: markers of the provider's ids, and receipts of requests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.changes import Receipt
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, Item, number, text
from chalicelib.store.database import Database, Write, keyed
from chalicelib.store.expressions import ABSENT
from chalicelib.store.times import to_seconds

_RECEIPT = Codec(Receipt, keys=("key",))
LAST = timedelta(days=7)


class Markers(Adapter):
    def receipt(self, key: str) -> Receipt | None:
        """What the first request with this key left, for seven days and until DynamoDB clears it away."""
        return find(self._database, key)

    def seen(self, provider_ids: Iterable[str]) -> set[str]:
        by_key = {keys.seen(provider_id): provider_id for provider_id in provider_ids}
        found = self._database.many(("conversations", key) for key in by_key)
        return {by_key[key] for _, key in found}


def find(database: Database, key: str) -> Receipt | None:
    item = database.get("conversations", keys.receipt(key))
    return None if item is None else _RECEIPT.decode(item, key=key)


def leaving(database: Database, receipt: Receipt, now: datetime) -> Write:
    """The write that leaves a receipt; it fails where one is valid. DynamoDB clears an old one away up to days late."""
    expires = {"expires": number(to_seconds(now + LAST))}
    old: Condition = Path("expires") <= number(to_seconds(now))
    item = keyed(keys.receipt(receipt.key), {**_RECEIPT.encode(receipt), **expires})
    return database.putting("conversations", item, ABSENT | old)


def marking(database: Database, provider_id: str) -> Write:
    """The write that marks a message of the provider as taken in, for good; it fails where it is marked."""
    pk, sk = keys.seen(provider_id)
    item: Item = {"pk": text(pk), "sk": text(sk)}
    return database.putting("conversations", item, ABSENT)
