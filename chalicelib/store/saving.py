"""One decision, saved by one guarded transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import ThreadId, thread_parts
from chalicelib.core.messages import Message
from chalicelib.core.threads import Standing, Thread
from chalicelib.flows.ports import SeenBefore, Stale
from chalicelib.store import (
    chats,
    contact_items,
    counters,
    heads,
    keys,
    lead_items,
    ledger,
    messages,
    outbox,
    own_numbers,
    receipts,
    responses,
)
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import flag, moment, number
from chalicelib.store.database import Database, Write, keyed
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.faults import Cancelled


class Meaning(StrEnum):
    """What a write's failed condition means."""

    ONCE = "once"
    STATE = "state"


@dataclass(slots=True)
class _Plan:
    """The writes of one transaction, each with what its failure means."""

    writes: list[Write] = field(default_factory=list)
    meanings: list[Meaning] = field(default_factory=list)

    def add(self, meaning: Meaning, writes: Iterable[Write]) -> None:
        for write in writes:
            self.writes.append(write)
            self.meanings.append(meaning)


class Saving(Adapter):
    def save(self, changes: Changes, now: datetime) -> None:
        """Raises SeenBefore where any of it was saved before, else Stale where the state has moved on."""
        plan = _planned(self._database, changes, now)
        if not plan.writes:
            return
        try:
            self._database.transact(plan.writes)
        except Cancelled as fault:
            if any(plan.meanings[place] is Meaning.ONCE for place in fault.places):
                raise SeenBefore(self._receipt(changes)) from fault
            if Meaning.ONCE in plan.meanings or not self._stands(changes, now):
                raise Stale from fault

    def quarantine(self, message: Message) -> bool:
        """Its provider's id is marked with it: the same text told of twice is kept once."""
        try:
            self.save(Changes(messages=(message,), seen=message.provider_id), message.at)
        except SeenBefore:
            return False
        return True

    def follow(self, standing: Standing, threads: Sequence[ThreadId], now: datetime) -> None:
        """Twice is once: what is written is what the standing says, and that it still says so is a condition."""
        writes = [
            _halting(
                self._database,
                thread,
                now,
                stopped=standing.stopped,
                frozen=standing.frozen or thread_parts(thread)[0] in standing.doubts,
            )
            for thread in threads
        ]
        same = self._database.checking("conversations", keys.standing(standing.contact), _at(standing.version))
        try:
            self._database.transact([same, *writes])
        except Cancelled as fault:
            raise Stale from fault

    def _receipt(self, changes: Changes) -> Receipt | None:
        return None if changes.receipt is None else receipts.find(self._database, changes.receipt.key)

    def _stands(self, changes: Changes, now: datetime) -> bool:
        """Whether the head is just as these changes make it: they were saved, and the SDK asked twice.

        Only changes that carry nothing which is written once need this look.
        """
        if changes.thread is None:
            return False
        # In the way that whoever decides has read it already: a function may do that.
        place: tuple[keys.Table, keys.Key] = ("conversations", keys.head(changes.thread.id))
        stored = self._database.many([place]).get(place)
        wanted = heads.encode(_next(changes.before, changes.thread, now))
        return stored is not None and wanted.items() <= stored.items()


def _planned(database: Database, changes: Changes, now: datetime) -> _Plan:
    plan = _Plan()
    if changes.seen is not None:
        plan.add(Meaning.ONCE, [receipts.marking(database, changes.seen)])
    if changes.receipt is not None:
        plan.add(Meaning.ONCE, [receipts.leaving(database, changes.receipt, now)])
    if changes.leaves is not None:
        left = keys.message(changes.leaves.box, changes.leaves.id)
        plan.add(Meaning.ONCE, [database.deleting("conversations", left, PRESENT)])
    plan.add(Meaning.ONCE, chats.relaying(database, changes.relayed, now))
    texts = [database.putting("conversations", messages.encode(entry), ABSENT) for entry in changes.messages]
    plan.add(Meaning.ONCE, texts)
    plan.add(Meaning.ONCE, [ledger.appending(database, event, now) for event in changes.events])
    if changes.thread is not None:
        plan.add(Meaning.STATE, [_head(database, changes.before, changes.thread, now)])
    if changes.standing is not None:
        plan.add(Meaning.STATE, [_standing(database, changes.standing_before, changes.standing)])
    if changes.contact is not None:
        plan.add(Meaning.STATE, _contact(database, changes.contact_before, changes.contact))
    if changes.tally is not None:
        plan.add(Meaning.STATE, [counters.tallying(database, changes.tally, now)])
    stored = [effect for effect in changes.effects if effect.stored]
    rows = [database.putting("conversations", outbox.encode(effect, now)) for effect in stored]
    plan.add(Meaning.STATE, rows)
    plan.add(Meaning.STATE, _elsewhere(database, changes, now))
    return plan


def _elsewhere(database: Database, changes: Changes, now: datetime) -> Iterator[Write]:
    """What is written or asked of other items than the decision's own."""
    for thread in changes.halts:
        frozen = changes.frozen or thread in changes.asked
        yield _halting(database, thread, now, stopped=changes.halted, frozen=frozen)
    yield from (chats.joining(database, join, now) for join in changes.joins)
    if changes.thread is not None:
        yield from (chats.parting(database, part, changes.thread.id) for part in changes.parts)
    if changes.lead is not None:
        yield from lead_items.saving(database, changes.lead_before, changes.lead)
    if changes.response is not None:
        yield responses.noting(database, changes.response)
    for before, after in changes.scheduled:
        yield messages.scheduling(database, before, after)
    yield from (messages.unscheduling(database, known) for known in changes.unscheduled)
    if changes.redated is not None:
        yield messages.redating(database, *changes.redated)
    yield from own_numbers.asking(database, changes.own_number, now)
    if changes.rests_on is not None:
        yield database.checking(
            "conversations", keys.head(changes.rests_on), heads.sendable(Consent.YES, stopped=False)
        )


def _halting(database: Database, thread: ThreadId, now: datetime, *, stopped: bool, frozen: bool) -> Write:
    actions = [
        Path("stopped").set(flag(stopped)),
        Path("frozen").set(flag(frozen)),
        Path("changed").set(moment(now)),
        Path("version").add(number(1)),
    ]
    return database.updating("conversations", keys.head(thread), actions, PRESENT)


def _head(database: Database, before: Thread | None, thread: Thread, now: datetime) -> Write:
    """A new head, whole; or of a known one only what the decision changed, so that claims made meanwhile stay."""
    after = heads.encode(_next(before, thread, now))
    key = keys.head(thread.id)
    if before is None:
        return database.putting("conversations", keyed(key, {**after, "claims": {"M": {}}}), ABSENT)
    known = heads.encode(before)
    written = {name: value for name, value in after.items() if known.get(name) != value}
    if "preview" in after and heads.MOMENTS & written.keys():
        written["preview"] = after["preview"]
    gone = [name for name in known if name not in after]
    return database.replacing("conversations", key, written, gone, before.version)


def _standing(database: Database, before: Standing | None, standing: Standing) -> Write:
    version = 0 if before is None else before.version
    item = heads.STANDING.encode(replace(standing, version=version + 1))
    when = ABSENT if before is None else _at(version)
    return database.putting("conversations", keyed(keys.standing(standing.contact), item), when)


def _contact(database: Database, before: Contact | None, contact: Contact) -> list[Write]:
    if before is None:
        return contact_items.creating(database, contact)
    saved = replace(contact, version=before.version + 1)
    return contact_items.replacing(database, before, saved, _at(before.version))


def _next(before: Thread | None, thread: Thread, now: datetime) -> Thread:
    version = 0 if before is None else before.version
    return replace(thread, changed=now, version=version + 1)


def _at(version: int) -> Condition:
    same: Condition = Path("version") == number(version)
    return same
