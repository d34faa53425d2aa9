"""The claim of a broadcast on a contact: one conditional write on the head, which no index sees."""

from __future__ import annotations

from datetime import datetime

from pynamodb.expressions.operand import Path

from chalicelib.core.consent import Consent
from chalicelib.core.ids import BroadcastId, PersonId, ThreadId
from chalicelib.core.threads import Thread
from chalicelib.store import heads, keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import flag, moment, text
from chalicelib.store.times import to_ms


class BroadcastClaims(Adapter):
    """A claim of the very moment `now` that stands already is the caller's own, whose answer was lost: given again."""

    def claim_broadcast(
        self, thread: ThreadId, broadcast: BroadcastId, author: PersonId, now: datetime
    ) -> Thread | None:
        claim = _claim(broadcast)
        actions = [
            claim.set(moment(now)),
            Path("answers_to").set(text(author)),
            Path("last_outbound").set(moment(now)),
        ]
        allowed = (Path("consent") == text(Consent.YES)) & (Path("stopped") == flag(False))
        item = self._database.update("conversations", keys.head(thread), actions, allowed & claim.does_not_exist())
        return self._own(thread, broadcast, now) if item is None else heads.decode(item)

    def reclaim_broadcast(self, thread: ThreadId, broadcast: BroadcastId, claimed: datetime, now: datetime) -> bool:
        """Takes over a claim that was made at `claimed`, if nobody else has."""
        claim = _claim(broadcast)
        item = self._database.update(
            "conversations", keys.head(thread), [claim.set(moment(now))], claim == moment(claimed)
        )
        return item is not None or self._own(thread, broadcast, now) is not None

    def release_broadcast(self, thread: ThreadId, broadcast: BroadcastId, claimed: datetime) -> None:
        """Gives up the claim made at `claimed`: the provider surely did not take the text."""
        claim = _claim(broadcast)
        self._database.update("conversations", keys.head(thread), [claim.remove()], claim == moment(claimed))

    def _own(self, thread: ThreadId, broadcast: BroadcastId, now: datetime) -> Thread | None:
        item = self._database.get("conversations", keys.head(thread))
        head = None if item is None else heads.decode(item)
        claimed = None if head is None else head.claims.get(broadcast)
        return head if claimed is not None and to_ms(claimed) == to_ms(now) else None


def _claim(broadcast: BroadcastId) -> Path:
    return Path(["claims", broadcast])
