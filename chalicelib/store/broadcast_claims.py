"""The claim of a broadcast on a contact: one conditional write on the head, which no index sees."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import and_
from secrets import token_hex

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.core.claims import Past
from chalicelib.core.consent import Consent
from chalicelib.core.ids import BroadcastId, PersonId, ThreadId
from chalicelib.core.selection import NO_SKIP, Skip
from chalicelib.core.threads import Thread
from chalicelib.store import heads, keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Item, moment, number, text
from chalicelib.store.database import Write, keyed
from chalicelib.store.expressions import changing
from chalicelib.store.faults import Cancelled
from chalicelib.store.pages import LAST
from chalicelib.store.times import to_ms

NEVER = number(0)
"""When nobody had been texted before."""
PAST = "past#"
NOBODY = text("")
"""Whose the contact's answer was then, where it was nobody's."""
TRIES = 3
"""Beside its claim two things are undone, and each can be overtaken once: the third time is enough."""


class BroadcastClaims(Adapter):
    """A claim bears a mark of its own, so that after a lost answer, which the SDK repeats, it is known again."""

    def claim_broadcast(
        self,
        thread: ThreadId,
        broadcast: BroadcastId,
        author: PersonId,
        now: datetime,
        *,
        introduces: bool = False,
        skip: Skip = NO_SKIP,
    ) -> Thread | None:
        """What stood as the last text, and whose the answer to it was, is noted beside it: a claim that is given back
        leaves no trace."""
        at, mark = moment(now), token_hex(8)
        names = {
            **heads.SENDABLE_NAMES,
            "#c": "claims",
            "#b": broadcast,
            "#tb": "texted_before",
            "#lo": "last_outbound",
            "#ab": "answered_before",
            "#at": "answers_to",
        }
        values = {**heads.sendable_values(Consent.YES, stopped=False), ":a": at, ":n": NEVER}
        values |= {":w": text(author), ":o": NOBODY}
        parts = ["#c.#b = :a", "#tb = if_not_exists (#lo, :n)", "#lo = :a"]
        parts += ["#ab = if_not_exists (#at, :o)", "#at = :w"]
        if introduces:
            names["#i"] = "introduced"
            parts.append("#i = if_not_exists (#i, :a)")
        written = {"mark": text(mark), "texted_by": text(broadcast)}
        allowed = [heads.SENDABLE, "attribute_not_exists (#c.#b)", *heads.in_peace(skip, now, names, values)]
        said = changing(" AND ".join(allowed), names, values, written, parts=parts)
        item = self._database.change("conversations", keys.head(thread), said)
        return self._own(thread, broadcast, mark) if item is None else heads.decode(item)

    def release_broadcast(self, thread: ThreadId, broadcast: BroadcastId, claimed: datetime) -> None:
        """Gives up the claim made at `claimed`: the provider surely did not take the text, and so introduced nobody,
        and it is no last text. What others wrote on the head meanwhile stays."""
        place: tuple[keys.Table, keys.Key] = ("conversations", keys.head(thread))
        for _ in range(TRIES):
            item = self._database.many([place]).get(place)
            if item is None or heads.decode(item).claims.get(broadcast) != claimed:
                return
            actions, when = _undoing(item, broadcast, claimed)
            if self._database.update(*place, actions, when) is not None:
                return

    def move_claims(self, head: Thread, past: Past) -> bool:
        newest, name = max((at, name) for name, at in past.gone.items())
        at = Path("past")
        actions: list[Action] = [_claim(broadcast).remove() for broadcast in past.gone]
        same: list[Condition] = [_claim(broadcast) == moment(claimed) for broadcast, claimed in past.gone.items()]
        same.append(at.does_not_exist() if head.past is None else at == moment(head.past))
        writes: list[Write] = []
        if past.kept:
            actions.append(at.set(moment(max(newest, head.past or newest))))
            item = {"claims": {"M": {broadcast: moment(claimed) for broadcast, claimed in past.kept.items()}}}
            key = head.id, f"{_since(newest)}#{name}"
            writes.append(self._database.putting("conversations", keyed(key, item)))
        head_key = keys.head(head.id)
        writes.append(self._database.updating("conversations", head_key, actions, reduce(and_, same)))
        try:
            self._database.transact(writes)
        except Cancelled:
            return False
        return True

    def past_claims(self, thread: ThreadId, since: datetime | None) -> dict[BroadcastId, datetime]:
        where = (Path("pk") == thread) & Path("sk").between(_since(since) if since else PAST, PAST + LAST)
        items = self._database.every("conversations", where)
        return {name: at for item in items for name, at in heads.claims(item).items()}

    def _own(self, thread: ThreadId, broadcast: BroadcastId, mark: str) -> Thread | None:
        """The head, if its latest claim is the one with this mark; else the claim's outcome is settled by asking."""
        item = self._database.get("conversations", keys.head(thread))
        if item is None or item.get("mark") != text(mark):
            return None
        head = heads.decode(item)
        return head if broadcast in head.claims else None


def _since(at: datetime) -> str:
    """Where what left the head stands: by the newest of it."""
    return f"{PAST}{to_ms(at):015}"


def _undoing(item: Item, broadcast: BroadcastId, claimed: datetime) -> tuple[list[Action], Condition]:
    """What takes the claim, and all that it alone wrote, from this head, if that still stands so."""
    at, claim, introduced, last = moment(claimed), _claim(broadcast), Path("introduced"), Path("last_outbound")
    actions: list[Action] = [claim.remove()]
    when: Condition = claim == at
    if item.get("introduced") == at:
        actions.append(introduced.remove())
        when &= introduced == at
    if item.get("texted_by") == text(broadcast) and item.get("last_outbound") == at:
        before = item["texted_before"]
        actions.append(last.remove() if before == NEVER else last.set(before))
        when &= (last == at) & (Path("texted_by") == text(broadcast))
        answers, whose = Path("answers_to"), item["answered_before"]
        actions.append(answers.remove() if whose == NOBODY else answers.set(whose))
        when &= answers == item["answers_to"]
    return actions, when


def _claim(broadcast: BroadcastId) -> Path:
    return Path(["claims", broadcast])
