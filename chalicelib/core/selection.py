"""Whom a broadcast goes to: groups and single contacts, less those left out, less those whom it would bother."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from chalicelib.core import outbound
from chalicelib.core.ids import CROCKFORD, BroadcastId, ContactId, GroupId
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Verdict, Wait
from chalicelib.core.threads import Folder, Tab, Thread

if TYPE_CHECKING:
    from chalicelib.core.local_time import LocalTime

MOST_GROUPS = 20
MOST_CONTACTS = 500
TALKING = timedelta(hours=24)
"""Who wrote so recently is in a conversation, whether it was answered or not."""
ACTIVE, RECENT, GONE = "skipped_active", "skipped_recent", "exclusion_gone"
SKIPPED = frozenset({ACTIVE, RECENT})
"""The codes of those whom the writer chose to skip, and whom no law refuses."""
LOST = Refuse(GONE, "A group to leave out is gone. Choose anew whom to leave out, and send again.", "SD-4")
"""What everybody is told then: nobody knows any more who was in it, and nobody is texted by mistake."""
DELETED = Refuse("contact_deleted", "The contact was deleted before this text went.", "SD-4")
"""Whom somebody took out of the contacts after the list was made; a list that is made later has it no more."""
TOO_LATE = Refuse("expired", "The broadcast's time is over before this text may go.", "SD-7")
_DIGITS = 5

V = TypeVar("V", bound=Verdict)


@dataclass(frozen=True, slots=True)
class Skip:
    """Whom to leave in peace (SD-14). `texted_within` is in days; 0: however recently it was."""

    active_conversation: bool = False
    texted_within: int = 0


NO_SKIP = Skip()


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is in several groups gets one text all the same. What is left out wins over what is named."""

    groups: tuple[GroupId, ...] = ()
    contacts: tuple[ContactId, ...] = ()
    without_groups: tuple[GroupId, ...] = ()
    without_contacts: tuple[ContactId, ...] = ()
    skip: Skip = NO_SKIP


NOBODY = Audience()
"""What an audience is before anybody is named."""


def judge(
    body: str,
    facts: Facts,
    skip: Skip,
    own: BroadcastId | None,
    now: datetime,
    local: LocalTime | None = None,
    files: int = 0,
    end: datetime | None = None,
) -> Verdict:
    """Whether a broadcast's text may go to this contact: the one door first, then what its writer chose.

    The same at preview and at send. `own` is the broadcast itself: what it has sent already is no reason to skip. What
    is to go at a time of day (`local`) is judged for that moment, which is when it is to go. At `end` its time is over.
    """
    return in_time(_judged(body, facts, skip, own, now, local, files), end)


def in_time(judged: V, end: datetime | None) -> V | Refuse:
    """Who may go only when the broadcast's time is over never goes, and is told so at once (SD-7).

    How long a line is held nobody knows: it waits as a whole, in no zone, until that end comes.
    """
    if end is not None and isinstance(judged, Wait) and judged.zone and judged.until >= end:
        return TOO_LATE
    return judged


def _judged(
    body: str,
    facts: Facts,
    skip: Skip,
    own: BroadcastId | None,
    now: datetime,
    local: LocalTime | None,
    files: int,
) -> Verdict:
    timed = _timed(local, facts, now)
    draft = Draft(Kind.BROADCAST, body, files=files)
    judged = outbound.verdict(draft, facts, timed.until if isinstance(timed, Wait) else now)
    if isinstance(judged, Refuse):
        return judged
    chosen = timed if isinstance(timed, Refuse) else skipped(facts.thread, skip, own, now)
    if chosen is not None or timed is None:
        return chosen or judged
    # A held line waits as a whole, and may be released before the moment; legal hours may begin after it.
    return judged if isinstance(judged, Wait) and judged.zone else timed


def _timed(local: LocalTime | None, facts: Facts, now: datetime) -> Refuse | Wait | None:
    """Imported here: who takes a text in loads this module, and never the clocks of zones."""
    if local is None:
        return None
    from chalicelib.core import local_time

    return local_time.judge(local, facts.place, now)


def skipped(head: Thread | None, skip: Skip, own: BroadcastId | None, now: datetime) -> Refuse | None:
    """Why the writer's choice leaves this contact out; None where it does not. It looks at the sending line only."""
    if head is None or (own is not None and own in head.claims):
        return None
    if skip.active_conversation and _talking(head, now):
        return Refuse(ACTIVE, "Skipped: this contact is in a conversation on this line.", "SD-14")
    days, last = skip.texted_within, head.last_outbound
    if days and last is not None and last > now - timedelta(days=days):
        within = "day" if days == 1 else f"{days} days"
        return Refuse(RECENT, f"Skipped: this contact was texted from this line in the last {within}.", "SD-14")
    return None


def _talking(head: Thread, now: datetime) -> bool:
    """It waits for an answer, or wrote within a day."""
    waits = head.folder is Folder.INBOX and head.tab is Tab.NEEDS_ATTENTION
    return waits or (head.last_inbound is not None and head.last_inbound > now - TALKING)


def titled(names: list[str], contacts: int) -> str:
    """What a broadcast's audience is called: "Spring list", "Spring list and 2 more groups", "3 contacts"."""
    alone = "1 contact" if contacts == 1 else f"{contacts:,} contacts"
    if not names:
        return alone
    more = len(names) - 1
    first = names[0] if not more else f"{names[0]} and {more} more {'group' if more == 1 else 'groups'}"
    return f"{first}, {alone}" if contacts else first


def share(contact: ContactId) -> float:
    """How much of all contacts stands up to this one in order of their ids, from 0 to 1.

    Ids are keyed hashes and so spread evenly: of the contacts up to some id one may conclude to all of them.
    """
    letters = contact[1 : 1 + _DIGITS].upper()
    place = 0
    for letter in letters:
        place = place * 32 + CROCKFORD.index(letter)
    return (place + 1) / 32.0**_DIGITS
