"""Effects: what a decision wants done after it is saved. They are saved with it, so that a crash loses none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.core.ids import BroadcastId, ContactId, GroupId, LineId, MessageId, PersonId, ThreadId

if TYPE_CHECKING:  # pacing is for who hands out work
    from chalicelib.core.keywords import Keyword
    from chalicelib.core.pacing import Slot


class Queue(StrEnum):
    INBOUND = "inbound"
    ALERT = "alert"
    DELIVER = "deliver"
    FAN_OUT = "fan_out"
    RECAPTURE = "recapture"
    OPT_IN = "opt_in"
    MEDIA = "media"


OLD_CAP = timedelta(minutes=3)
"""So long after a cap was raised no worker goes by what it was."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A job for a queue. `id` derives from what caused it, so that the same cause makes the same job.

    `stored` effects get an outbox row with the decision; the others are jobs whose own item, still open, is found by
    the schedule (a queued message, a running broadcast). `delay` is in seconds, at most 900. A stored effect with
    `after` is not for the queue yet: the schedule puts it there at that moment.
    """

    id: str
    queue: Queue
    job: Mapping[str, object]
    stored: bool = False
    delay: int = 0
    after: datetime | None = None


def alert(thread: ThreadId, message: MessageId, at: datetime) -> Effect:
    """Tell whoever is responsible that a contact wrote, whose text stands there since `at`."""
    effect = f"alert.{message}"
    job = {"kind": "inbound", "thread": thread, "message": message, "at": at.isoformat(), "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=True)


def media(box: str, message: MessageId, until: datetime) -> Effect:
    """Fetch what came with a text from the provider, into the brand's own bucket; try so until then."""
    effect = f"media.{message}"
    job = {"box": box, "message": message, "until": until.isoformat(), "effect": effect}
    return Effect(effect, Queue.MEDIA, job, stored=True)


def media_again(box: str, message: MessageId, now: datetime, until: datetime) -> Effect:
    """Fetch what could not be had before, as somebody asked for it now."""
    effect = f"media.{message}.{int(now.timestamp() * 1000)}"
    job = {"box": box, "message": message, "until": until.isoformat(), "again": "yes", "effect": effect}
    return Effect(effect, Queue.MEDIA, job, stored=True)


def cap_raised(line: LineId, at: datetime) -> tuple[Effect, ...]:
    """Look again at what waits for the end of the line's day, as it may send more of it: now, and once who still worked
    by the old cap is done."""
    effect = f"cap.{line}.{int(at.timestamp() * 1000)}"
    job = {"kind": "cap_raised", "line": line}
    now = Effect(effect, Queue.DELIVER, {**job, "effect": effect}, stored=True)
    again = f"{effect}.again"
    return now, Effect(again, Queue.DELIVER, {**job, "effect": again}, stored=True, after=at + OLD_CAP)


def team(thread: ThreadId, entry: MessageId) -> Effect:
    """Tell the people whom an entry of the team's own is for: a note's mentions, who was given the thread."""
    effect = f"team.{entry}"
    told = {"kind": "team", "thread": thread, "message": entry, "effect": effect}
    return Effect(effect, Queue.ALERT, told, stored=True)


def filed(thread: ThreadId, message: MessageId, group: GroupId | None) -> Effect:
    """Put the contact of a thread into a group, if one is named, and show its tags on all its threads."""
    effect = f"filed.{message}"
    job = {"kind": "filed", "thread": thread, "group": group, "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=True)


def replied(thread: ThreadId, text: MessageId, reply: MessageId, after: datetime) -> Effect:
    """Look whether the reply by rule went that was to be all there is to a text."""
    effect = f"replied.{text}"
    job = {"kind": "replied", "thread": thread, "text": text, "reply": reply, "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=True, after=after)


def own_phone(person: PersonId, message: MessageId, line: LineId, word: Keyword | None) -> Effect:
    """See what a person wants who texted this line from its own phone; `word` is what its text was heard to say."""
    effect = f"own-phone.{message}"
    told = {"person": person, "message": message, "line": line, "word": word.value if word else ""}
    job = {"kind": "own_phone", **told, "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=True)


def copy(broadcast: BroadcastId) -> Effect:
    """Give the author of a group message its one copy (SD-15)."""
    return Effect(f"copy.{broadcast}", Queue.ALERT, {"kind": "copy", "broadcast": broadcast})


def paused(broadcast: BroadcastId) -> Effect:
    """Tell the author of a broadcast that it paused by itself."""
    return Effect(f"paused.{broadcast}", Queue.ALERT, {"kind": "paused", "broadcast": broadcast})


def deliver(box: str, message: MessageId) -> Effect:
    """Hand one saved text to the provider."""
    return Effect(f"deliver.{message}", Queue.DELIVER, {"kind": "message", "box": box, "message": message})


def relay(chat: ThreadId, message: MessageId) -> Effect:
    """Pass a member's text on to the others of its group conversation."""
    effect = f"relay.{message}"
    return Effect(
        effect, Queue.DELIVER, {"kind": "relay", "chat": chat, "message": message, "effect": effect}, stored=True
    )


def parted(chat: ThreadId, contact: ContactId, cause: MessageId, joined: datetime | None) -> Effect:
    """Tell a group conversation that who `joined` then has left it; `cause` is the entry of what made it leave."""
    effect = f"parted.{cause}"
    job = {"kind": "parted", "chat": chat, "contact": contact, "cause": cause, "effect": effect}
    since = {} if joined is None else {"joined": joined.isoformat()}
    return Effect(effect, Queue.DELIVER, {**job, **since}, stored=True)


def follow(contact: ContactId, version: int) -> Effect:
    """Write a brand-wide stop or question, as the contact's standing has it at `version` or later, on all its heads."""
    effect = f"follow.{contact}.{version}"
    return Effect(effect, Queue.DELIVER, {"kind": "follow", "contact": contact, "effect": effect}, stored=True)


def deliver_recipients(slot: Slot, now: datetime) -> Effect:
    """Hand the text of a broadcast to the provider for the recipients of a batch that was handed out at its moment."""
    batch = slot.batch
    job = {
        "kind": "recipients",
        "broadcast": batch.broadcast,
        "batch": batch.id,
        "contacts": list(batch.contacts),
        "segments": batch.segments,
        "due": None if batch.due is None else batch.due.isoformat(),
        "at": slot.at.isoformat(),
    }
    delay = max(0, int((slot.at - now).total_seconds()))
    return Effect(f"deliver.{batch.broadcast}.{batch.id}", Queue.DELIVER, job, delay=delay)


def count(broadcast: BroadcastId, place: int) -> Effect:
    """Count the recipients in one of a broadcast's partitions."""
    job = {"kind": "count", "broadcast": broadcast, "place": place}
    return Effect(f"count.{broadcast}.{place}", Queue.DELIVER, job)


def fan_out(broadcast: BroadcastId, page: int, cursor: str | None = None) -> Effect:
    """Turn one page of a broadcast's audience into recipients."""
    job = {"broadcast": broadcast, "page": page, "cursor": cursor}
    return Effect(f"fan_out.{broadcast}.{page}", Queue.FAN_OUT, job)


def recapture(line: LineId, turn: int, page: int = 0, delay: int = 0) -> Effect:
    """Ask one page of those who had agreed to the line's old number. The first one is stored, and stays until all are
    through; those after it are its job once more, by the number of their page."""
    effect = f"recapture.{line}.{turn}"
    job = {"line": line, "round": turn, "page": page, "effect": effect}
    return Effect(effect, Queue.RECAPTURE, job, stored=page == 0, delay=delay)


def opt_in(submission: str, job: Mapping[str, object]) -> Effect:
    """Decide about one submission of a form."""
    return Effect(f"opt_in.{submission}", Queue.OPT_IN, {"kind": "submission", "id": submission, **job})


def review(submission: str) -> Effect:
    """Decide about a submission that a person of the brand let pass."""
    return Effect(f"review.{submission}", Queue.OPT_IN, {"kind": "review", "id": submission})


def remind(thread: ThreadId, confirmation: MessageId, number: int, until: datetime, after: datetime) -> Effect:
    """Ask once more for YES; `number` is that of the opt-in in the thread's ledger, `until` when it ends."""
    effect = f"remind.{thread}.{number}"
    job = {
        "kind": "remind",
        "thread": thread,
        "confirmation": confirmation,
        "until": until.isoformat(),
        "effect": effect,
    }
    return Effect(effect, Queue.OPT_IN, job, stored=True, after=after)


def expire(thread: ThreadId, number: int, until: datetime) -> Effect:
    """End an opt-in that nobody confirmed."""
    effect = f"expire.{thread}.{number}"
    job = {"kind": "expire", "thread": thread, "until": until.isoformat(), "effect": effect}
    return Effect(effect, Queue.OPT_IN, job, stored=True, after=until)


def escalate(thread: ThreadId, text: MessageId, step: int, after: datetime) -> Effect:
    """Look whether somebody has answered the text since which a thread waits."""
    effect = f"escalate.{text}.{step}"
    job = {"kind": "escalate", "thread": thread, "text": text, "step": step, "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=True, after=after)
