"""How a message moves: claimed, given back, and up the lattice, each by one conditional write."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.core.consent import Consent
from chalicelib.core.ids import MessageId, thread_parts
from chalicelib.core.messages import Message, Status
from chalicelib.flows.ports import Guard
from chalicelib.store import heads, keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import moment, number, text
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.faults import Cancelled


class MessageStates(Adapter):
    def claim(
        self,
        message: Message,
        now: datetime,
        due: datetime,
        guard: Guard | None = None,
    ) -> bool:
        """A claim bears a mark of its own, so that after a lost answer, which the SDK repeats, it is known again."""
        mark = token_hex(8)
        actions = [*_to(Status.SENDING), *_claiming(now, mark), *_watched(message, due)]
        queued = Path("status") == text(Status.QUEUED)
        if guard is None:
            claimed = self._move(message, actions, queued)
        else:
            claimed = self._move_guarded(message, actions, queued, guard, now)
        return claimed or self._bears(message, mark)

    def reclaim(self, message: Message, now: datetime, due: datetime) -> bool:
        mark = token_hex(8)
        actions = [*_claiming(now, mark), *_watched(message, due)]
        return self._move(message, actions, _claim_of(message)) or self._bears(message, mark)

    def release(self, message: Message, due: datetime) -> None:
        actions = [*_to(Status.QUEUED), Path("claimed").remove(), *_watched(message, due)]
        self._move(message, actions, _claim_of(message))

    def progress(
        self,
        box: str,
        message: MessageId,
        status: Status,
        *,
        provider_id: str | None = None,
        error: int | None = None,
        reason: str = "",
        due: datetime | None = None,
    ) -> bool:
        """A final status takes the message off the schedule; else `due` None leaves it where it stands there."""
        actions = _to(status)
        if provider_id is not None:
            actions.append(Path("provider_id").set(Path("provider_id") | text(provider_id)))
        if error is not None:
            actions.append(Path("error").set(number(error)))
        if reason:
            actions.append(Path("reason").set(text(reason)))
        if status.final:
            actions += [Path("due_shard").remove(), Path("due").remove()]
        elif due is not None:
            actions += [Path("due_shard").set(text(keys.due_shard("text", message))), Path("due").set(moment(due))]
        key = keys.message(box, message)
        moved = self._database.update("conversations", key, actions, Path("rank") < number(status.rank)) is not None
        if not moved and provider_id is not None:
            self._keep_provider_id(key, provider_id)
        return moved

    def postpone(self, message: Message, due: datetime) -> bool:
        if message.due is None:
            return False
        return self._move(
            message, [Path("due").set(moment(due))], Path("due_shard").exists() & (Path("due") == moment(message.due))
        )

    def _keep_provider_id(self, key: keys.Key, provider_id: str) -> None:
        when = PRESENT & Path("provider_id").does_not_exist()
        self._database.update("conversations", key, [Path("provider_id").set(text(provider_id))], when)

    def _move(self, message: Message, actions: list[Action], when: Condition) -> bool:
        key = keys.message(message.box, message.id)
        return self._database.update("conversations", key, actions, when) is not None

    def _move_guarded(
        self, message: Message, actions: list[Action], when: Condition, guard: Guard, now: datetime
    ) -> bool:
        """The contact is asked too: a brand-wide stop holds from its own write on, before all heads bear it (C1)."""
        database = self._database
        judged = ABSENT if guard.consent is None else heads.sendable(guard.consent, guard.stopped)
        head, contact = keys.head(guard.thread), thread_parts(guard.thread)[1]
        noted = [Path(["claims", message.id]).set(moment(now))]
        writes = [
            database.updating("conversations", head, noted, judged)
            if guard.counts
            else database.checking("conversations", head, judged),
            database.checking("conversations", keys.standing(contact), heads.unstopped(stopped=guard.stopped)),
            database.updating("conversations", keys.message(message.box, message.id), actions, when),
        ]
        if guard.rests_on is not None:
            agreed = heads.sendable(Consent.YES, stopped=False)
            writes.append(database.checking("conversations", keys.head(guard.rests_on), agreed))
        try:
            database.transact(writes)
        except Cancelled:
            return False
        return True

    def _bears(self, message: Message, mark: str) -> bool:
        item = self._database.get("conversations", keys.message(message.box, message.id))
        claim = {"status": text(Status.SENDING), "mark": text(mark)}
        return item is not None and claim.items() <= item.items()


def _to(status: Status) -> list[Action]:
    return [Path("status").set(text(status)), Path("rank").set(number(status.rank))]


def _claiming(now: datetime, mark: str) -> list[Action]:
    return [Path("claimed").set(moment(now)), Path("mark").set(text(mark))]


def _watched(message: Message, due: datetime) -> list[Action]:
    return [Path("due_shard").set(text(keys.due_shard("text", message.id))), Path("due").set(moment(due))]


def _claim_of(message: Message) -> Condition:
    """That it is being sent, under the very claim that the caller saw."""
    same = Path("claimed").does_not_exist() if message.claimed is None else Path("claimed") == moment(message.claimed)
    claim: Condition = (Path("status") == text(Status.SENDING)) & same
    return claim
