"""The claim of a broadcast on a contact: one conditional write on the head, which no index sees."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

from pynamodb.expressions.operand import Path

from chalicelib.core.consent import Consent
from chalicelib.core.ids import BroadcastId, PersonId, ThreadId
from chalicelib.core.threads import Thread
from chalicelib.store import heads, keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import moment, text


class BroadcastClaims(Adapter):
    """A claim bears a mark of its own, so that after a lost answer, which the SDK repeats, it is known again."""

    def claim_broadcast(
        self, thread: ThreadId, broadcast: BroadcastId, author: PersonId, now: datetime, *, introduces: bool = False
    ) -> Thread | None:
        claim, mark = _claim(broadcast), token_hex(8)
        actions = [
            claim.set(moment(now)),
            Path("mark").set(text(mark)),
            Path("answers_to").set(text(author)),
            Path("last_outbound").set(moment(now)),
        ]
        if introduces:
            actions.append(Path("introduced").set(Path("introduced") | moment(now)))
        allowed = heads.sendable(Consent.YES, stopped=False)
        item = self._database.update("conversations", keys.head(thread), actions, allowed & claim.does_not_exist())
        return self._own(thread, broadcast, mark) if item is None else heads.decode(item)

    def reclaim_broadcast(self, thread: ThreadId, broadcast: BroadcastId, claimed: datetime, now: datetime) -> bool:
        """Takes over a claim that was made at `claimed`, if nobody else has."""
        claim, mark = _claim(broadcast), token_hex(8)
        actions = [claim.set(moment(now)), Path("mark").set(text(mark))]
        item = self._database.update("conversations", keys.head(thread), actions, claim == moment(claimed))
        return item is not None or self._own(thread, broadcast, mark) is not None

    def release_broadcast(self, thread: ThreadId, broadcast: BroadcastId, claimed: datetime) -> None:
        """Gives up the claim made at `claimed`: the provider surely did not take the text, and so introduced nobody."""
        claim, introduced, key = _claim(broadcast), Path("introduced"), keys.head(thread)
        same, introduces = claim == moment(claimed), introduced == moment(claimed)
        if (
            self._database.update("conversations", key, [claim.remove(), introduced.remove()], same & introduces)
            is None
        ):
            self._database.update("conversations", key, [claim.remove()], same)

    def _own(self, thread: ThreadId, broadcast: BroadcastId, mark: str) -> Thread | None:
        """The head, if its latest claim is the one with this mark; else the claim's outcome is settled by asking."""
        item = self._database.get("conversations", keys.head(thread))
        if item is None or item.get("mark") != text(mark):
            return None
        head = heads.decode(item)
        return head if broadcast in head.claims else None


def _claim(broadcast: BroadcastId) -> Path:
    return Path(["claims", broadcast])
