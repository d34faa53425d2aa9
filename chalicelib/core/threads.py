"""A thread: one line × one contact, its place in the inbox, and who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.core.consent import Act, Consent, after
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import BroadcastId, ContactId, LineId, MessageId, PersonId, ThreadId, thread_of
from chalicelib.core.lines import Line
from chalicelib.core.parties import Party, Place
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.waits import Wait, known_to

PREVIEW_LENGTH = 120
NOBODY = PersonId("none")
"""Whose conversations are asked for by who asks for those that no one has; ids of people are never so."""
NO_NUMBER = PhoneNumber("")  # of a group conversation, which has members in the place of a contact


class Folder(StrEnum):
    INBOX = "inbox"
    SNOOZED = "snoozed"
    ARCHIVED = "archived"


class Tab(StrEnum):
    NEEDS_ATTENTION = "needs_attention"
    PARTICIPATING = "participating"


@dataclass(frozen=True, slots=True)
class Thread:
    """The head of a thread. It bears the current consent, so that a claim is one conditional write.

    `folder` is None while nothing was said or planned: consent alone raises no row. `stopped` is the brand-wide stop
    (CN-12), kept on every thread of the contact. `answers_to` is who wrote last to the contact: its answer belongs to
    that person. Broadcasts count for `last_outbound`, not for `last_manual`. `last_act` is when the contact or its
    carrier last moved the consent: an older word of consent is overtaken. `claims` are the broadcasts that went, or are
    going, to this contact, with the moment of the claim; where its state caps them, also other commercial texts by
    their own ids. Older ones stand beside the head, up to `past` (core.claims). A decision made on an older `version`
    is made again.

    `frozen`: a person must say whether the contact asked to stop; kept on every thread of the contact, as `stopped` is.
    `snoozed_until` is when a thread comes back that was put off; it counts in the folder SNOOZED only. `theirs`: the
    words of `preview` are the contact's. `zone`, `region` and `postcode` are the contact's, as its name is. `away_told`
    is when the contact was last told that nobody is there, `repeats` when it last said the same again (A1). `doubt` is
    the message in question, where it stands, and `doubted` what it says. `pending_until` is when a Pending ends unless
    confirmed, `confirmed_at` when confirmation was last asked for. `automatic` are the moments of the latest automatic
    texts (A2), `helped` that of the latest answer to HELP. `introduced` is when a text first said who texts and how to
    end it (CN-11). `events` and `digest` are where the ledger stands; `scheduled` are the texts for later (SD-7).
    `wait` is that for an answer to its contact (AW-4); None: nobody counts. `place` is in which group conversation of
    the line the contact takes part; `party` is of such a conversation's own head, which has no contact.
    """

    id: ThreadId
    line: LineId
    contact: ContactId
    line_number: PhoneNumber
    phone: PhoneNumber
    name: str = ""
    consent: Consent = Consent.NONE
    stopped: bool = False
    frozen: bool = False
    folder: Folder | None = None
    tab: Tab = Tab.PARTICIPATING
    snoozed_until: datetime | None = None
    unread: int = 0
    assignee: PersonId | None = None
    answers_to: PersonId | None = None
    preview: str = ""
    theirs: bool = False
    activity: datetime | None = None
    last_inbound: datetime | None = None
    last_outbound: datetime | None = None
    last_manual: datetime | None = None
    last_act: datetime | None = None
    doubt: MessageId | None = None
    doubted: str = ""
    pending_until: datetime | None = None
    confirmed_at: datetime | None = None
    automatic: tuple[datetime, ...] = ()
    helped: datetime | None = None
    away_told: datetime | None = None
    repeats: tuple[datetime, ...] = ()
    wait: Wait | None = None
    introduced: datetime | None = None
    scheduled: frozenset[MessageId] = frozenset()
    place: Place | None = None
    party: Party | None = None
    events: int = 0
    digest: str = ""
    tags: frozenset[str] = frozenset()
    zone: str = ""
    region: str = ""
    postcode: str = ""
    claims: Mapping[BroadcastId, datetime] = field(default_factory=dict)
    past: datetime | None = None
    changed: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for a contact on all lines: the brand-wide stop, when it was last said, and where it has threads.

    `frozen`: a person must first say whether it asked to stop. `doubts` are the lines on which that question is open;
    `last_stop` counts such a question as a stop. `confirmations` are the moments of the latest requests
    to confirm an opt-in, over all lines (C2).
    """

    contact: ContactId
    stopped: bool = False
    frozen: bool = False
    doubts: frozenset[LineId] = frozenset()
    last_stop: datetime | None = None
    confirmations: tuple[datetime, ...] = ()
    lines: frozenset[LineId] = frozenset()
    version: int = 0


def begun(line: Line, contact: Contact, standing: Standing | None) -> Thread:
    """A thread in which nothing was said yet: in no folder, in the hands of the line's owner, and under the brand-wide
    stop and the open question of its contact, as all of its threads are."""
    new = Thread(
        id=thread_of(line.id, contact.id),
        line=line.id,
        contact=contact.id,
        line_number=line.number,
        phone=contact.phone,
        stopped=standing is not None and standing.stopped,
        frozen=standing is not None and standing.frozen,
        assignee=line.owner,
    )
    return labelled(new, contact)


def under(thread: Thread, standing: Standing | None) -> Thread:
    """The thread as its contact stands: a stop or a question for the whole brand holds before every head bears it."""
    if standing is None:
        return thread
    return replace(thread, stopped=thread.stopped or standing.stopped, frozen=thread.frozen or standing.frozen)


def labelled(thread: Thread, contact: Contact) -> Thread:
    """The thread with what a head knows of its contact: what a row shows, and where it is."""
    return replace(
        thread,
        name=contact.name,
        tags=contact.tags,
        zone=contact.zone,
        region=contact.region,
        postcode=contact.postcode,
    )


def received(thread: Thread, body: str, at: datetime) -> Thread:
    """The thread after its contact wrote: in the inbox, unread, waiting for a person (TH-4, TH-6). A message that comes
    late (by the sweep) asks for a person all the same: whoever answered since had not read it."""
    return replace(
        _active(thread, body, at, theirs=True),
        folder=Folder.INBOX,
        tab=Tab.NEEDS_ATTENTION,
        unread=thread.unread + 1,
        assignee=thread.answers_to or thread.assignee,
        last_inbound=later(thread.last_inbound, at),
    )


def received_keyword(thread: Thread, body: str, at: datetime) -> Thread:
    """The thread after a word of consent: shown, but it asks nobody for anything (T2)."""
    return replace(
        _active(thread, body, at, theirs=True),
        folder=thread.folder or Folder.INBOX,
        last_inbound=later(thread.last_inbound, at),
    )


def acted(thread: Thread, act: Act, at: datetime) -> Thread:
    """The thread after an act of consent; the brand-wide stop is not its matter."""
    consent = after(thread.consent, act)
    until = thread.pending_until if consent is Consent.PENDING else None
    wait = None if consent is Consent.NO else thread.wait
    return replace(thread, consent=consent, pending_until=until, wait=wait, last_act=later(thread.last_act, at))


def sent(thread: Thread, body: str, at: datetime, author: PersonId) -> Thread:
    """The thread after a person of the brand wrote: reopened, read, participating, answers go to the author."""
    return replace(
        _active(thread, body, at),
        folder=Folder.INBOX,
        tab=Tab.PARTICIPATING,
        unread=0,
        assignee=author,
        answers_to=author,
        wait=None,
        last_outbound=at,
        last_manual=at,
    )


def told(thread: Thread, body: str, at: datetime) -> Thread:
    """The thread after something that its row tells and that asks nobody for anything."""
    return _active(thread, body, at)


def read(thread: Thread) -> Thread:
    return replace(thread, unread=0)


def marked_unread(thread: Thread) -> Thread:
    return replace(thread, unread=max(thread.unread, 1))


def moved(thread: Thread, folder: Folder) -> Thread:
    """The thread in another folder; one that nobody wrote in has none and gets none."""
    if thread.folder in (None, folder):
        return thread
    return replace(thread, folder=folder, wait=None)


def flipped(thread: Thread, tab: Tab) -> Thread:
    return replace(thread, tab=tab, wait=thread.wait if tab is thread.tab else None)


def assigned(thread: Thread, person: PersonId | None) -> Thread:
    """The thread in `person`'s hands; the next answer is that person's too."""
    wait = known_to(thread.wait, thread.assignee) if person is None else thread.wait
    return replace(thread, assignee=person, answers_to=person, wait=wait)


def _active(thread: Thread, body: str, at: datetime, *, theirs: bool = False) -> Thread:
    """A message that comes late (by the sweep) does not push a newer one from the row (I4)."""
    if thread.activity is not None and thread.activity > at:
        return thread
    return replace(thread, preview=preview(body), theirs=theirs, activity=at)


def preview(body: str) -> str:
    """A text as a row of the inbox shows it."""
    return " ".join(body.split())[:PREVIEW_LENGTH]


def later(known: datetime | None, at: datetime) -> datetime:
    """The later moment; `at` where none is known."""
    return at if known is None else max(known, at)
