"""The port Links: whose one is, found by its code without an index; and what is counted when it is opened."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime
from secrets import token_hex

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core import links
from chalicelib.core.broadcasts import Broadcast, Recipient, spread
from chalicelib.core.ids import BroadcastId, ContactId
from chalicelib.core.links import Code
from chalicelib.core.responses import Kind
from chalicelib.store import keys
from chalicelib.store.broadcasts import decode as decode_broadcast
from chalicelib.store.codec import Item, moment, number, text
from chalicelib.store.database import Database, keyed
from chalicelib.store.expressions import ABSENT
from chalicelib.store.recipients import decode


class LinkStore:
    """It seals no cursors, so that the function that everybody may call needs no secret."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def name(self, broadcast: BroadcastId) -> None:
        self._database.put("broadcasts", keyed(keys.links(links.token(broadcast), broadcast), {}))

    def find(self, code: Code) -> tuple[Broadcast, Recipient] | None:
        """Three reads: of the broadcasts that such links may be of, of the few rows where the code says, and of the
        broadcast itself. A code that was guessed mostly costs the first alone."""
        for broadcast in self._broadcasts(code.token):
            for item in self._rows(code, broadcast):
                if hmac.compare_digest(item.get("link", {}).get("S", ""), code.whole):
                    found = self._database.get("broadcasts", keys.broadcast(broadcast))
                    return None if found is None else (decode_broadcast(found), decode(item))
        return None

    def clicked(self, broadcast: BroadcastId, contact: ContactId, at: datetime) -> None:
        """Its own mark tells a call that the SDK repeats after a lost answer: that counts once."""
        first, mark = Path(Kind.CLICK.value), text(token_hex(8))
        actions = [first.set(first | moment(at)), Path("clicks").add(number(1)), Path("mark").set(mark)]
        fresh = ABSENT | Path("mark").does_not_exist() | (Path("mark") != mark)
        self._database.update("broadcasts", keys.response(broadcast, contact), actions, fresh)

    def _broadcasts(self, token: str) -> Iterator[BroadcastId]:
        where: Condition = Path("pk") == keys.links(token, BroadcastId(""))[0]
        return (BroadcastId(item["sk"]["S"]) for item in self._database.every("broadcasts", where))

    def _rows(self, code: Code, broadcast: BroadcastId) -> Iterator[Item]:
        place, begins = links.sought(code, broadcast)
        if place >= spread(broadcast):
            return iter(())
        where = (Path("pk") == keys.recipients_in(broadcast, place)) & Path("sk").startswith(keys.RECIPIENT + begins)
        return self._database.every("broadcasts", where)
