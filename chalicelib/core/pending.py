"""What becomes of an opt-in that nobody confirms: one reminder at most, then it ends."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.core import confirmations, effects, entries, ledger
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent, ConsentEvent, after
from chalicelib.core.ids import MessageId, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message, Status
from chalicelib.core.segments import MAX_BODY
from chalicelib.core.threads import Standing, Thread

REMINDER = "Reminder: "
_GONE = frozenset({Status.ACCEPTED, Status.SENT, Status.DELIVERED})


@dataclass(frozen=True, slots=True)
class Facts:
    """`until` is when the Pending in question ends: another opt-in since then has another end, and its own reminder.

    `confirmation` is the text that asked for YES.
    """

    until: datetime
    line: Line | None = None
    thread: Thread | None = None
    standing: Standing | None = None
    confirmation: Message | None = None
    brand: Brand = field(default_factory=Brand)


def remind(facts: Facts, now: datetime) -> Changes:
    """One more text that asks for YES, a day after the first went out; none where that one never did."""
    thread, standing, first = _pending(facts), facts.standing, facts.confirmation
    if thread is None or standing is None or facts.line is None or first is None:
        return Changes()
    if first.claimed is None or first.status not in _GONE or confirmations.closed(thread, standing):
        return Changes()
    at = confirmations.open_from(facts.line, thread, facts.brand, max(now, first.claimed + confirmations.DAY))
    if at >= facts.until or not confirmations.may_ask(thread, standing, at):
        return Changes()
    entry = MessageId(ulid(int((first.claimed + confirmations.DAY).timestamp() * 1000), f"{first.id}:reminder"))
    body = first.body if len(REMINDER + first.body) > MAX_BODY else REMINDER + first.body
    text = confirmations.request(thread, facts.line, body, entry, at, at)
    moved, noted = confirmations.asked(thread, standing, at)
    return Changes(
        before=thread,
        thread=moved,
        standing_before=standing,
        standing=noted,
        messages=(text,),
        effects=(effects.deliver(text.box, text.id),) if at == now else (),
    )


def renewed(facts: Facts, now: datetime) -> Changes | None:
    """A request to confirm that was held up may still go while its Pending lasts, and its moment becomes a new one.

    Limits count moments at which texts reach the handset (C2), so they are kept anew: without the moment that passed,
    and at the one that comes, in legal hours. No changes: not now. None: never, as something newer was asked, or the
    end comes first.
    """
    thread, standing, text = _pending(facts), facts.standing, facts.confirmation
    if thread is None or standing is None or facts.line is None or text is None:
        return None
    if thread.confirmed_at != text.at or confirmations.closed(thread, standing):
        return None
    at = confirmations.open_from(facts.line, thread, facts.brand, now)
    if at >= facts.until:
        return None
    bare, fewer = confirmations.unasked(thread, standing, text.at)
    if not confirmations.may_ask(bare, fewer, at):
        return Changes()
    moved, noted = confirmations.asked(bare, fewer, at)
    return Changes(
        before=thread,
        thread=moved,
        standing_before=standing,
        standing=noted,
        redated=(text, replace(text, at=at, prompt=False, due=at)),
    )


def expire(facts: Facts, now: datetime) -> Changes:
    """Nobody confirmed in time: the consent is None again, as if nobody had asked (C3)."""
    thread = _pending(facts)
    if thread is None or now < facts.until:
        return Changes()
    entry = MessageId(ulid(int(facts.until.timestamp() * 1000), f"{thread.id}:expired"))
    event = ConsentEvent(
        contact=thread.contact,
        line=thread.line,
        act=Act.EXPIRE,
        before=thread.consent,
        after=after(thread.consent, Act.EXPIRE),
        at=now,
        source="expiry",
        message=entry,
    )
    # `last_act` stays: the contact itself did nothing, and a YES that was under way still counts for what it says.
    moved, event = ledger.record(thread, replace(thread, consent=event.after, pending_until=None), event)
    return Changes(
        before=thread,
        thread=moved,
        messages=(entries.consent_entry(event, thread.id, entry),),
        events=(event,),
    )


def _pending(facts: Facts) -> Thread | None:
    """The thread, if it still waits for this very confirmation."""
    thread = facts.thread
    if thread is None or thread.consent is not Consent.PENDING or thread.pending_until != facts.until:
        return None
    return thread
