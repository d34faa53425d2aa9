"""Threads with their consent, messages, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from chalicelib.core.absences import Roster
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.claims import Past
from chalicelib.core.consent import Consent, ConsentEvent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.ids import BroadcastId, ContactId, LineId, MessageId, PersonId, ThreadId
from chalicelib.core.leads import Lead
from chalicelib.core.lines import Line
from chalicelib.core.media import File
from chalicelib.core.messages import Message, Status
from chalicelib.core.people import Person
from chalicelib.core.recapture import Recapture
from chalicelib.core.selection import NO_SKIP, Skip
from chalicelib.core.threads import Folder, Standing, Tab, Thread
from chalicelib.core.viewers import Viewer
from chalicelib.flows.ports.bursts import Bursts
from chalicelib.flows.ports.effects import Effects
from chalicelib.flows.ports.own_numbers import OwnNumbers
from chalicelib.flows.ports.pages import Page


class Guard(NamedTuple):
    """The thread whose consent and brand-wide stop must still be so when a text is claimed, on the head and for the
    contact itself; and the old line's thread that a recapture `rests_on`, whose Yes must stand. `consent` None: no such
    thread stood written, and none must stand yet; of the contact itself the same is asked.

    `counts`: the claim is noted on the head, as one of a broadcast is, for the caps of the contact's state.
    """

    thread: ThreadId
    consent: Consent | None
    stopped: bool = False
    rests_on: ThreadId | None = None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one batched read found; what is absent is None."""

    line: Line | None = None
    thread: Thread | None = None
    standing: Standing | None = None
    contact: Contact | None = None
    person: Person | None = None
    message: Message | None = None
    brand: Brand | None = None
    lead: Lead | None = None
    roster: Roster | None = None
    peer: Line | None = None


class Conversations(Bursts, Effects, OwnNumbers, Protocol):
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
        with_brand: bool = False,
        peer: LineId | None = None,
        with_lead: bool = False,
        with_roster: bool = False,
    ) -> Snapshot:
        """One batched, consistent read. `line` and `contact` together also give the thread, `contact` the standing,
        `own_phone` the person whose own phone it is (instead of `person`), `message` a (box, id), `peer`
        one more line."""

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
        """Threads of these lines, newest activity first; of NOBODY those that no one has. With an assignee a page may
        hold less than `limit`, and none at all, though there is more."""

    def changed_threads(self, lines: Sequence[LineId], since: datetime, limit: int) -> list[Thread]:
        """Threads of these lines that changed at or after `since`, oldest change first."""

    def due_threads(self, until: datetime, limit: int) -> list[Thread]:
        """Threads that were put off and whose moment has come."""

    def idle_threads(self, line: LineId, since: datetime, limit: int) -> list[ThreadId]:
        """Threads of the line's inbox that wait for nobody and were not written in since."""

    def note_viewer(self, thread: ThreadId, viewer: Viewer, unless_since: datetime) -> bool:
        """Notes who has the thread open; False where the same person was noted after `unless_since`."""

    def viewers(self, thread: ThreadId) -> list[Viewer]:
        """Who has the thread open or had it lately."""

    def threads_of(self, contact: ContactId) -> list[Thread]:
        """Every thread head of a contact."""

    def standings(self, contacts: Iterable[ContactId]) -> dict[ContactId, Standing]:
        """What holds for these contacts on all lines, in batched reads; absent ones are left out."""

    def follow(self, standing: Standing, threads: Sequence[ThreadId], now: datetime) -> None:
        """Writes the contact's brand-wide stop and question on these heads (questions.MOST_AT_ONCE of them at most).
        Raises Stale where the standing has moved on; then nothing was written."""

    def events(self, thread: ThreadId) -> list[ConsentEvent]:
        """A thread's ledger, whole, in the order in which it was written."""

    def threads(self, ids: Iterable[ThreadId]) -> dict[ThreadId, Thread]:
        """Heads by id, in batched reads; absent ones are left out."""

    def consenting(self, line: LineId, consent: Consent, after: ContactId | None, limit: int) -> list[Thread]:
        """Contacts of a line with this consent that come after `after`: at most `limit`, none only where no more are. A
        row has name and number, consent, stop and freeze, and nothing else."""

    def recapture(self, line: LineId) -> Recapture | None:
        """How far the line's recapture is."""

    def save_recapture(self, run: Recapture, begun: Effect | None, now: datetime) -> bool:
        """Writes it, with the effect that begins it; False where it is no longer at `run.version`."""

    def spend(self, line: LineId, day: str, texts: Sequence[int], cap: int, now: datetime) -> int:
        """How many of these texts, given by their segments and in order, the line's day has room for; it is taken."""

    def refund(self, line: LineId, day: str, segments: int) -> None:
        """Gives back what was taken for texts that did not go."""

    def spent(self, line: LineId, day: str) -> int:
        """What the line has spent of that day's cap, in segments."""

    def relabel(self, thread: ThreadId, contact: Contact, now: datetime) -> None:
        """Writes on the head what the inbox shows of its contact, name and tags, and where the contact is."""

    def messages(self, box: str, before: MessageId | None, limit: int) -> list[Message]:
        """A box's entries older than `before` (None: the newest), newest first, hidden ones included."""

    def copies(self, places: Iterable[tuple[str, MessageId]]) -> dict[MessageId, Message]:
        """Entries by box and id, in batched reads; absent ones are left out."""

    def messages_since(self, box: str, since: datetime) -> list[Message]:
        """A box's entries from `since` on, oldest first."""

    def scheduled(self, thread: Thread) -> list[Message]:
        """The texts for later that this head lists, by their moments, consistently read."""

    def upcoming(self, lines: Sequence[LineId], cursor: str | None, limit: int) -> Page[Message]:
        """Texts for later of these lines' threads, by when the schedule looks at them; what was planned or went within
        moments may be missing or still there."""

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
        """queued → sending, if it is still queued and thread and contact are still as judged."""

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

    def keep_files(self, message: Message, files: tuple[File, ...], now: datetime) -> bool:
        """Writes what became of a message's files, and that its thread changed; False where another did meanwhile."""

    def postpone(self, message: Message, due: datetime) -> bool:
        """Moves when the schedule looks again, if it is still `message.due`: one of two ticks wins."""

    def due_messages(self, until: datetime, limit: int) -> list[Message]:
        """Open messages whose `due` has come."""

    def quarantine(self, message: Message) -> bool:
        """Keeps a text to an unknown line; False if it is there already."""

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
        """One conditional write on the head: consent yes, not stopped, not to be left in peace (`skip`), not yet
        claimed by it. None: refused.

        `introduces`: the text says who texts and how to end it; the first time is noted."""

    def move_claims(self, head: Thread, past: Past) -> bool:
        """Takes the `gone` from the head and keeps the `kept` beside it, both or neither; False where the head has
        moved on."""

    def past_claims(self, thread: ThreadId, since: datetime | None) -> dict[BroadcastId, datetime]:
        """Those that were moved beside the head, from that moment on; some that are older may be among them."""

    def release_broadcast(self, thread: ThreadId, broadcast: BroadcastId, claimed: datetime) -> None:
        """Gives up the claim made at `claimed`; all that it wrote on the head is as it was before."""
