"""What the flows ask of the world. Adapters in store/, providers/ and alerts/ fulfil it; wiring.py joins them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from chalicelib.core.broadcasts import Broadcast, Recipient, Stage
from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.groups import Group
from chalicelib.core.ids import BroadcastId, ContactId, GroupId, Ids, LineId, MessageId, PersonId, ThreadId
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message, Status
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Folder, Standing, Tab, Thread

A = TypeVar("A")
T = TypeVar("T")


Guard = tuple[ThreadId, Consent, bool]
"""The thread whose consent and brand-wide stop must still be so when a text is claimed."""


class Stale(Exception):
    """The state a decision was made from has moved on: load it again and decide again."""


class SeenBefore(Exception):
    """This provider's message, or this Idempotency-Key, was taken in before: nothing was changed.

    `receipt` is what the first request left, where a key was repeated.
    """

    def __init__(self, receipt: Receipt | None = None) -> None:
        super().__init__("seen before")
        self.receipt = receipt


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list, and the signed cursor that leads on (None: that was all)."""

    items: Sequence[T]
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one batched read found; what is absent is None."""

    line: Line | None = None
    thread: Thread | None = None
    standing: Standing | None = None
    contact: Contact | None = None
    person: Person | None = None
    message: Message | None = None


class Conversations(Protocol):
    """Threads with their consent, messages, and what is due."""

    def load(
        self,
        *,
        line: LineId | None = None,
        contact: ContactId | None = None,
        person: PersonId | None = None,
        own_phone: ContactId | None = None,
        message: tuple[str, MessageId] | None = None,
        with_contact: bool = False,
    ) -> Snapshot:
        """One batched, consistent read. `line` and `contact` together also give the thread, `contact` the standing,
        `own_phone` the person whose own phone it is (instead of `person`), `message` a (box, id)."""

    def save(self, changes: Changes, now: datetime) -> None:
        """Saves all of it in one guarded transaction. Raises Stale or SeenBefore; then nothing was saved."""

    def list_threads(
        self,
        lines: Sequence[LineId],
        folder: Folder,
        tab: Tab | None,
        assignee: PersonId | None,
        cursor: str | None,
        limit: int,
    ) -> Page[Thread]:
        """Threads of these lines, newest activity first."""

    def changed_threads(self, lines: Sequence[LineId], since: datetime, limit: int) -> list[Thread]:
        """Threads of these lines that changed at or after `since`, oldest change first."""

    def threads_of(self, contact: ContactId) -> list[Thread]:
        """Every thread head of a contact."""

    def threads(self, ids: Iterable[ThreadId]) -> dict[ThreadId, Thread]:
        """Heads by id, in batched reads; absent ones are left out."""

    def relabel(self, thread: ThreadId, name: str, tags: frozenset[str], now: datetime) -> None:
        """Writes a contact's name and tags on the head, where the inbox shows them."""

    def messages(self, box: str, before: MessageId | None, limit: int) -> list[Message]:
        """A box's entries older than `before` (None: the newest), newest first, hidden ones included."""

    def messages_since(self, box: str, since: datetime) -> list[Message]:
        """A box's entries from `since` on, oldest first."""

    def receipt(self, key: str) -> Receipt | None: ...

    def seen(self, provider_ids: Iterable[str]) -> set[str]:
        """Which of these provider's ids were taken in."""

    def claim(
        self,
        message: Message,
        now: datetime,
        due: datetime,
        guard: Guard | None = None,
    ) -> bool:
        """queued → sending, if it is still queued and the thread is still as judged."""

    def reclaim(self, message: Message, now: datetime, due: datetime) -> bool:
        """Takes over a message found in sending, if `message.claimed` is still its claim."""

    def release(self, message: Message, due: datetime) -> None:
        """sending → queued again, if the claim is still `message.claimed`: the provider surely did not take it."""

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
        """Moves the status up the lattice; False where it stands as high already (the provider's id is kept anyway)."""

    def postpone(self, message: Message, due: datetime) -> bool:
        """Moves when the schedule looks again, if it is still `message.due`: one of two ticks wins."""

    def due_messages(self, until: datetime, limit: int) -> list[Message]:
        """Open messages whose `due` has come."""

    def due_effects(self, until: datetime, limit: int) -> list[Effect]:
        """Saved effects that nobody has finished and whose time has come again; each is postponed as it is given."""

    def finish_effect(self, effect: str) -> None:
        """Forgets a saved effect: its job is done."""

    def quarantine(self, message: Message) -> bool:
        """Keeps a text to an unknown line; False if it is there already."""

    def begin_burst(
        self, person: PersonId, thread: ThreadId, cause: MessageId, now: datetime, quiet_since: datetime
    ) -> bool:
        """Whether `cause` may alert this person of this thread: none since `quiet_since`, or this very cause did."""

    def claim_broadcast(
        self, thread: ThreadId, broadcast: BroadcastId, author: PersonId, now: datetime
    ) -> Thread | None:
        """One conditional write on the head: consent yes, not stopped, not yet claimed by it. None: refused."""

    def reclaim_broadcast(self, thread: ThreadId, broadcast: BroadcastId, claimed: datetime, now: datetime) -> bool: ...

    def release_broadcast(self, thread: ThreadId, broadcast: BroadcastId, claimed: datetime) -> None: ...


class Contacts(Protocol):
    """Contacts, and the groups they are in."""

    def get(self, contact: ContactId) -> Contact | None: ...
    def many(self, contacts: Iterable[ContactId]) -> dict[ContactId, Contact]: ...
    def create(self, contact: Contact) -> None:
        """Raises Conflict where the number is known already."""

    def update(self, before: Contact, after: Contact) -> Contact:
        """Raises Stale where it has moved on. The answer carries the new version."""

    def delete(self, contact: Contact) -> None:
        """The contact and its places in groups."""

    def page(self, query: str, cursor: str | None, limit: int) -> Page[Contact]:
        """By name; with a query those whose name or number begins so."""

    def create_group(self, group: Group) -> None: ...
    def group(self, group: GroupId) -> Group | None: ...
    def groups(self, cursor: str | None, limit: int) -> Page[Group]: ...
    def rename_group(self, group: GroupId, name: str) -> None: ...
    def delete_group(self, group: GroupId) -> None: ...
    def add_members(self, group: GroupId, contacts: Iterable[ContactId]) -> None:
        """Each once, however often it is added; the group's size follows."""

    def remove_members(self, group: GroupId, contacts: Iterable[ContactId]) -> None: ...
    def members(self, group: GroupId, cursor: str | None, limit: int) -> Page[ContactId]: ...


class Broadcasts(Protocol):
    def create(self, broadcast: Broadcast, receipt: Receipt | None) -> None:
        """Raises SeenBefore with the first request's receipt."""

    def get(self, broadcast: BroadcastId) -> Broadcast | None: ...
    def many(self, broadcasts: Iterable[BroadcastId]) -> dict[BroadcastId, Broadcast]: ...
    def page(self, lines: Sequence[LineId], cursor: str | None, limit: int) -> Page[Broadcast]: ...
    def advance(self, broadcast: BroadcastId, *, stage: Stage | None = None, due: datetime | None = None) -> None:
        """Writes where the broadcast stands. `due` None takes it off the schedule."""

    def due(self, until: datetime, limit: int) -> list[Broadcast]: ...
    def list_recipients(self, recipients: Sequence[Recipient]) -> None:
        """Adds each recipient that is not listed yet; one that is stays as it is."""

    def recipients(
        self, broadcast: BroadcastId, cursor: str | None, limit: int, status: Status | None = None
    ) -> Page[Recipient]: ...
    def all_recipients(self, broadcast: BroadcastId) -> Iterable[Recipient]: ...
    def recipients_of(
        self, pairs: Iterable[tuple[BroadcastId, ContactId]]
    ) -> dict[tuple[BroadcastId, ContactId], Recipient]: ...
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
        """Moves a recipient's status up the lattice; False where it stands as high already."""


class Team(Protocol):
    """People, lines and the brand's settings."""

    def person(self, person: PersonId) -> Person | None: ...
    def people(self) -> list[Person]: ...
    def line(self, line: LineId) -> Line | None: ...
    def lines(self) -> list[Line]: ...
    def put_person(self, person: Person, own_phone: ContactId | None) -> None: ...
    def put_line(self, line: Line) -> None: ...


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took a text. `status` is its word."""

    provider_id: str
    status: str


@dataclass(frozen=True, slots=True)
class ProviderText:
    """A text as the provider's own list shows it."""

    provider_id: str
    sender: PhoneNumber
    to: PhoneNumber
    body: str
    at: datetime
    status: str
    inbound: bool
    error: int | None = None
    media: int = 0


class ProviderRefused(Exception):
    """The provider said no, for good. `code` is its error code."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class ProviderBusy(Exception):
    """The provider surely did not take it and may later (429, 5xx before it accepted)."""


class ProviderUnclear(Exception):
    """No answer came: it may have taken it or not. Ask before anything else (SD-9)."""


class MailFailed(Exception):
    """The mail was not taken; another channel may do."""


class Provider(Protocol):
    def send(self, *, sender: PhoneNumber, to: PhoneNumber, body: str, media: Sequence[str], ref: str) -> Accepted:
        """Raises ProviderRefused, ProviderBusy or ProviderUnclear. `ref` comes back with every status callback."""

    def sent_between(self, *, sender: PhoneNumber, to: PhoneNumber, since: datetime) -> list[ProviderText]:
        """Texts the provider took from `sender` to `to` since then."""

    def received_since(self, *, line: PhoneNumber, since: datetime) -> list[ProviderText]:
        """Texts that came in on a line, as the provider lists them."""

    def fetch(self, provider_id: str) -> ProviderText | None: ...


class Queues(Protocol):
    def put(self, effects: Iterable[Effect]) -> None:
        """One batched call per queue."""

    def put_form(self, form: Mapping[str, str], received: datetime) -> None:
        """A webhook that could not be stored, for the worker `inbound`."""


class Mail(Protocol):
    def send(self, *, to: str, subject: str, text: str) -> None:
        """Raises MailFailed."""


class Topic(Protocol):
    def publish(self, event: Mapping[str, object]) -> None:
        """For the brand's own integrations, as far as the topic takes it; carries no message text and no number."""


@dataclass(frozen=True, slots=True)
class Brand:
    """The brand's own settings."""

    name: str = "Your brand"
    brand_stop: bool = True


class Cursors(Protocol):
    """Opaque, signed cursors. `scope` names the list and its parameters: a cursor of one list opens no other."""

    def seal(self, scope: str, position: str) -> str: ...
    def open(self, scope: str, cursor: str | None) -> str | None:
        """The position, None for no cursor. Raises Invalid for one that is not ours or not this list's."""


class House(Protocol):
    """All ports together; each is built when it is first touched."""

    @property
    def cursors(self) -> Cursors: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def broadcasts(self) -> Broadcasts: ...
    @property
    def team(self) -> Team: ...
    @property
    def provider(self) -> Provider: ...
    @property
    def queues(self) -> Queues: ...
    @property
    def mail(self) -> Mail: ...
    @property
    def topic(self) -> Topic: ...
    @property
    def ids(self) -> Ids: ...
    @property
    def brand(self) -> Brand: ...
    @property
    def dashboard_url(self) -> str: ...
    def now(self) -> datetime: ...
    def fresh(self) -> str:
        """A text nobody has seen: the seed of a new id."""

    def side_by_side(self, work: Callable[[A], None], items: Sequence[A]) -> None:
        """Does `work` for every item, several at a time; raises the first error after all have ended."""
