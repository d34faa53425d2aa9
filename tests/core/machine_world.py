"""A tiny store for the machine: applies Changes all or nothing, guarded by versions, as the real one does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta

from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent, ConsentEvent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.ids import BroadcastId, ContactId, MessageId, PersonId, ThreadId, thread_of
from chalicelib.core.inbound import Facts
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message, Origin, Status, advances
from chalicelib.core.people import Person
from chalicelib.core.threads import Standing, Thread
from tests.core.builders import NOW


class Stale(Exception):
    """The state has moved on."""


class SeenBefore(Exception):
    """It is here already."""


@dataclass
class World:
    """What stands written, and the clock."""

    now: datetime = NOW
    heads: dict[ThreadId, Thread] = field(default_factory=dict)
    standings: dict[ContactId, Standing] = field(default_factory=dict)
    contacts: dict[ContactId, Contact] = field(default_factory=dict)
    messages: dict[tuple[str, MessageId], Message] = field(default_factory=dict)
    events: list[ConsentEvent] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    effects: list[Effect] = field(default_factory=list)
    automatic: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def pass_time(self, span: timedelta = timedelta(milliseconds=1)) -> datetime:
        self.now += span
        return self.now

    def facts(self, line: Line, contact: ContactId, sender: Person | None, brand_stop: bool) -> Facts:
        return Facts(
            line=line,
            contact_id=contact,
            thread=self.heads.get(thread_of(line.id, contact)),
            standing=self.standings.get(contact),
            contact=self.contacts.get(contact),
            sender=sender,
            brand=Brand(name="Acme", brand_stop=brand_stop),
            now=self.now,
        )

    def save(self, changes: Changes) -> None:
        """All of it, or Stale or SeenBefore and nothing."""
        boxed = {(message.box, message.id): message for message in changes.messages}
        keys = {changes.seen, changes.receipt.key if changes.receipt else None} - {None}
        if keys & self.seen or boxed.keys() & self.messages.keys():
            raise SeenBefore
        self._check(changes)
        if changes.thread is not None:
            self.heads[changes.thread.id] = self._merged(changes.before, changes.thread)
        if changes.standing is not None:
            version = changes.standing_before.version if changes.standing_before else 0
            self.standings[changes.standing.contact] = replace(changes.standing, version=version + 1)
        for other in changes.halts:
            head = self.heads[other]
            frozen = changes.frozen or other in changes.asked
            self.heads[other] = replace(head, stopped=changes.halted, frozen=frozen, version=head.version + 1)
        if changes.contact is not None:
            self.contacts[changes.contact.id] = changes.contact
        self.seen |= {key for key in keys if key}
        self._keep(boxed)
        self.events += changes.events
        self.effects += changes.effects

    def _keep(self, boxed: dict[tuple[str, MessageId], Message]) -> None:
        self.messages |= boxed
        for message in boxed.values():
            if message.origin is Origin.AUTOMATIC:
                self.automatic[message.box].append(self.now)

    def _check(self, changes: Changes) -> None:
        if changes.thread is not None:
            stored = self.heads.get(changes.thread.id)
            _same_version(stored, changes.before)
        if changes.standing is not None:
            _same_version(self.standings.get(changes.standing.contact), changes.standing_before)
        if changes.contact is not None and self.contacts.get(changes.contact.id) != changes.contact_before:
            raise Stale
        if not self.heads.keys() >= set(changes.halts):
            raise Stale

    def _merged(self, before: Thread | None, after: Thread) -> Thread:
        """Only what the decision changed: claims made meanwhile stay."""
        if before is None:
            return replace(after, version=1)
        names = (known.name for known in fields(Thread))
        changed = {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}
        return replace(self.heads[after.id], **changed, version=before.version + 1)

    def claim(self, message: Message, guard: tuple[Consent, bool] | None) -> bool:
        """queued → sending, if it is still queued and the thread is still as judged."""
        stored = self.messages[message.box, message.id]
        head = self.heads[ThreadId(message.box)]
        judged = guard is None or (guard == (head.consent, head.stopped) and not head.frozen)
        if stored.status is not Status.QUEUED or not judged:
            return False
        self.messages[message.box, message.id] = replace(stored, status=Status.SENDING, claimed=self.now)
        return True

    def claim_broadcast(self, thread: ThreadId, broadcast: BroadcastId, author: PersonId) -> bool:
        """One conditional write on the head, which moves no version."""
        head = self.heads.get(thread)
        if head is None or head.consent is not Consent.YES or head.stopped or head.frozen or broadcast in head.claims:
            return False
        claims = {**head.claims, broadcast: self.now}
        self.heads[thread] = replace(head, claims=claims, answers_to=author, last_outbound=self.now)
        return True

    def progress(self, message: Message, status: Status) -> None:
        stored = self.messages[message.box, message.id]
        if advances(stored.status, status):
            self.messages[message.box, message.id] = replace(stored, status=status)


def _same_version(stored: Thread | Standing | None, before: Thread | Standing | None) -> None:
    if (stored.version if stored else None) != (before.version if before else None):
        raise Stale
