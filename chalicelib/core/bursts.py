"""Bursts: of a contact's texts that come close together each person is alerted once, and none of them stays untold.

Within five minutes of an alert a person is not alerted of the same thread again (A4). A text that falls into that time
leaves a catch-up, one for a burst, which comes when it ends: it tells of the text if it is newer than what the person
was told of, and nobody has answered since. Who answers from its own phone ends its burst, and did not see what fell
into it: that is told at once. What the team has for somebody (a note, a thread, a call) has no part in all this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core.effects import Effect, Queue
from chalicelib.core.ids import MessageId, PersonId, ThreadId
from chalicelib.core.threads import Folder, Tab, Thread

BURST = timedelta(minutes=5)
"""One alert of what comes in per thread and person in this time (A4)."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What a person is told of: `text` is a contact's, or an entry of the team's own, and stood in `thread` since
    `arrived`. `id` is the same whenever its job comes. `alone`: no burst holds it back, and it begins none."""

    thread: ThreadId
    text: MessageId
    arrived: datetime
    id: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Burst:
    """When a person was last alerted of a thread, and why: `cause` is a Cause's id. `answered` is when the person last
    answered from its own phone, be it before this burst. `told` are causes that it surely knows of, though their jobs
    come again."""

    began: datetime
    cause: str
    answered: datetime | None = None
    told: frozenset[str] = frozenset()


def came(thread: ThreadId, text: MessageId, arrived: datetime) -> Cause:
    """A contact's text, when it comes."""
    return Cause(thread, text, arrived, text)


def entered(thread: ThreadId, entry: MessageId, at: datetime) -> Cause:
    """An entry of the team's own."""
    return Cause(thread, entry, at, entry, alone=True)


def knows(burst: Burst, cause: Cause) -> bool:
    """Whether who could not be alerted was alerted of this text before, or of a newer one while this one stood there.

    A text that is found late has an old id: the alert of a newer one does not tell of it if it went before that.
    """
    last = burst.cause.partition("~")[0]
    newer = last > cause.text and burst.began > cause.arrived
    return cause.id in burst.told or last == cause.text or newer


def catch_up_id(person: PersonId, thread: ThreadId, burst: Burst) -> str:
    """Of the effect that comes when this very burst ends."""
    return f"catch-up.{person}.{thread}.{int(burst.began.timestamp() * 1000)}"


def catch_up(person: PersonId, burst: Burst, cause: Cause) -> Effect:
    """Look, when the burst ends, whether the person is still to be told of a text that fell into it."""
    effect = catch_up_id(person, cause.thread, burst)
    job = {
        "kind": "catch_up",
        "person": person,
        "thread": cause.thread,
        "text": cause.text,
        "arrived": cause.arrived.isoformat(),
        "effect": effect,
    }
    return Effect(effect, Queue.ALERT, job, stored=True, after=burst.began + BURST)


def caught_up(job: Mapping[str, object]) -> tuple[PersonId, Cause]:
    """Whom the job of a catch-up is for, and what it may tell: each of these is a cause of its own."""
    person, text = PersonId(str(job["person"])), MessageId(str(job["text"]))
    arrived = datetime.fromisoformat(str(job["arrived"]))
    return person, Cause(ThreadId(str(job["thread"])), text, arrived, f"{text}~{person}")


def unanswered(thread: Thread, burst: Burst | None, cause: Cause) -> bool:
    """Whether a person is still to be told of what fell into its burst; `burst` is that of now.

    Not where it was answered, put off or put away by who had it before its eyes. An answer from the person's own phone
    is none of it: who gave it had seen its alerts only. Where this very cause has begun a burst, that was decided, and
    its job comes again as it may not have told.
    """
    if burst is not None and burst.cause == cause.id:
        return True
    blind = burst is not None and burst.answered is not None and burst.answered == thread.last_manual
    return thread.folder is Folder.INBOX and (blind or thread.tab is Tab.NEEDS_ATTENTION)
