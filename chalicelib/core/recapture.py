"""Recapture: who agreed to a number that is no more is asked once whether the new one may text (LN-7).

Consent is bound to the line (CN-1), and a line is its number: the agreement does not move along. The question goes to
those only who had agreed, and to each of them once ever, whatever comes of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import asking, confirmations, segments, threads, wording
from chalicelib.core.asking import Ground
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import LineId, MessageId, PersonId, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread
from chalicelib.core.verdicts import Refuse

SOURCE = "recapture"
UNSENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Recapture:
    """One run over those who had agreed to the line `old`. `position` is the last contact looked at, `page` how many
    pages that were, `moved` when the latest ended; `passed` are those who were not asked."""

    line: LineId
    old: LineId
    by: PersonId
    at: datetime
    moved: datetime
    round: int = 1
    page: int = 0
    position: str = ""
    asked: int = 0
    passed: int = 0
    done: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """`old` is the head on the replaced line, `thread` that on the new one (None: there is none yet)."""

    line: Line
    old: Thread
    thread: Thread | None
    standing: Standing | None
    contact: Contact | None
    brand: Brand


def withdrawn(old: Thread | None) -> Refuse | None:
    """Why a question that is written does not go any more: what it rests on was taken back meanwhile."""
    if old is not None and _agreed(old):
        return None
    return Refuse("consent_no", "This contact took its consent to the old number back. It is not asked again.", "LN-7")


def _agreed(old: Thread) -> bool:
    return old.consent is Consent.YES and not old.stopped and not old.frozen


def askable(old: Thread, new: Thread | None) -> bool:
    """Whether the contact agreed to the old line, still does, and was never asked on the new one."""
    return _agreed(old) and (
        new is None or (new.consent is Consent.NONE and new.events == 0 and new.confirmed_at is None)
    )


def length(line: Line, old: Line, brand: Brand) -> int:
    """How many segments the question has that is asked on `line`, which replaces `old`."""
    return segments.count(_words(brand, old.number), line.kind).segments


def _words(brand: Brand, old: PhoneNumber) -> str:
    return wording.recapture_text(brand.name, old)


def decide(facts: Facts, now: datetime, wait: timedelta = timedelta()) -> Changes | None:
    """None → Pending with the one text that asks, to go in `wait`; None where this person is not to be asked.

    It rests on the old line's head: where that has moved by the time it is saved, it is decided again.
    """
    standing = facts.standing or Standing(facts.old.contact)
    if facts.contact is None or facts.contact.unreachable is not None or not askable(facts.old, facts.thread):
        return None
    before = facts.thread or _begun(facts, facts.contact)
    at = confirmations.open_from(facts.line, before, facts.brand, now + wait)
    if at > now + wait:
        # It is night there: another run asks, at the line's pace; not all of them at once in the morning.
        return None
    if confirmations.closed(before, standing) or not confirmations.may_ask(before, standing, at):
        return None
    words = _words(facts.brand, facts.old.line_number)
    text = confirmations.request(before, facts.line, words, _id(before, "text", now), at, at + UNSENT)
    text = replace(text, rests_on=facts.old.line)
    done = asking.ask(
        (before, standing), _ground(facts, words, now), text, _id(before, "consent", now), facts.brand, now
    )
    return Changes(
        before=facts.thread,
        thread=done.thread,
        standing_before=facts.standing,
        standing=done.standing,
        messages=(done.entry, text),
        events=(done.event,),
        effects=(done.expiry,),
        rests_on=facts.old.id,
    )


def asked_by(run: Recapture, texts: Iterable[Message]) -> bool:
    """Whether one of these texts of a thread was asked by this run: then a crash came before it was counted."""
    return any(text.opt_in and text.rests_on == run.old and text.at >= run.at for text in texts)


def _ground(facts: Facts, words: str, now: datetime) -> Ground:
    """What was agreed to is named by the digest of its last event: it stands in the old line's ledger, in full."""
    old = facts.old
    return Ground(now, SOURCE, words, {"line": old.line, "events": str(old.events), "digest": old.digest})


def _begun(facts: Facts, contact: Contact) -> Thread:
    """In no folder: who is asked raises no row in the inbox. Answers go to whom they went before."""
    new, old = threads.begun(facts.line, contact, facts.standing), facts.old
    return replace(new, assignee=old.assignee or new.assignee, answers_to=old.answers_to)


def _id(thread: Thread, cause: str, now: datetime) -> MessageId:
    """The text stands behind the entry that tells of the act."""
    place = 1 if cause == "text" else 0
    return MessageId(ulid(int(now.timestamp() * 1000) + place, f"{SOURCE}:{cause}:{thread.id}"))
