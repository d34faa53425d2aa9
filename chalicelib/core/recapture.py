"""Recapture: who agreed to a number that is no more is asked once whether the new one may text (LN-7).

Consent is bound to the line (CN-1), and a line is its number: the agreement does not move along. The question goes to
those only who had agreed, and to each of them once ever, whatever comes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import confirmations, effects, entries, ledger, threads, wording
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import LineId, MessageId, PersonId, thread_of, ulid
from chalicelib.core.lines import Line
from chalicelib.core.threads import Standing, Thread

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


def askable(old: Thread, new: Thread | None) -> bool:
    """Whether the contact agreed to the old line, still does, and was never asked on the new one."""
    agreed = old.consent is Consent.YES and not old.stopped and not old.frozen
    return agreed and (new is None or (new.consent is Consent.NONE and new.events == 0 and new.confirmed_at is None))


def decide(facts: Facts, now: datetime, wait: timedelta = timedelta()) -> Changes | None:
    """None → Pending with the one text that asks, to go in `wait`; None where this person is not to be asked."""
    standing = facts.standing or Standing(facts.old.contact)
    if facts.contact is None or facts.contact.unreachable is not None or not askable(facts.old, facts.thread):
        return None
    before = facts.thread or _new_thread(facts, facts.contact)
    at = confirmations.open_from(facts.line, before, facts.brand, now + wait)
    if at > now + wait:
        # It is night there: another run asks, at the line's pace; not all of them at once in the morning.
        return None
    if confirmations.closed(before, standing) or not confirmations.may_ask(before, standing, at):
        return None
    until = now + timedelta(days=facts.brand.expires_after)
    moved, noted = confirmations.asked(threads.acted(before, Act.OPT_IN, now), standing, at)
    moved, event = ledger.record(before, replace(moved, pending_until=until), _event(facts, before, now))
    entry = _id(before, "text", now)
    text = confirmations.request(moved, facts.line, _words(facts), entry, at, at + UNSENT)
    return Changes(
        before=facts.thread,
        thread=moved,
        standing_before=facts.standing,
        standing=noted,
        messages=(entries.consent_entry(event, before.id, _id(before, "consent", now)), text),
        events=(event,),
        effects=(effects.expire(moved.id, moved.events, until),),
    )


def _event(facts: Facts, thread: Thread, now: datetime) -> ConsentEvent:
    """What was agreed to is named by the digest of its last event: it stands in the old line's ledger, in full."""
    return ConsentEvent(
        contact=thread.contact,
        line=thread.line,
        act=Act.OPT_IN,
        before=Consent.NONE,
        after=Consent.PENDING,
        at=now,
        source=SOURCE,
        wording=_words(facts),
        message=_id(thread, "text", now),
        evidence={"line": facts.old.line, "events": str(facts.old.events), "digest": facts.old.digest},
    )


def _words(facts: Facts) -> str:
    return wording.recapture_text(facts.brand.name, facts.old.line_number)


def _new_thread(facts: Facts, contact: Contact) -> Thread:
    """In no folder: who is asked raises no row in the inbox. Answers go to whom they went before."""
    new = Thread(
        id=thread_of(facts.line.id, contact.id),
        line=facts.line.id,
        contact=contact.id,
        line_number=facts.line.number,
        phone=contact.phone,
        assignee=facts.old.assignee or facts.line.owner,
        answers_to=facts.old.answers_to,
    )
    return threads.labelled(new, contact)


def _id(thread: Thread, cause: str, now: datetime) -> MessageId:
    """The text stands behind the entry that tells of the act."""
    place = 1 if cause == "text" else 0
    return MessageId(ulid(int(now.timestamp() * 1000) + place, f"{SOURCE}:{cause}:{thread.id}"))
