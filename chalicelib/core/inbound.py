"""What becomes of a text that comes in. The order is fixed here: STOP > START > YES > (HELP, keyword, away) > alert."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core import effects, keywords, threads, wording
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent, ConsentEvent, after
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.ids import ContactId, MessageId, ThreadId, thread_of, ulid
from chalicelib.core.keywords import Keyword
from chalicelib.core.lines import Line, LineKind
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread


@dataclass(frozen=True, slots=True)
class Inbound:
    """A text as the provider told of it. `at` is the provider's time where it gives one, else the time of receipt."""

    provider_id: str
    sender: PhoneNumber
    to: PhoneNumber
    body: str
    at: datetime
    media: tuple[str, ...] = ()
    segments: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands written before the decision. `sender` is the person of the brand whose own phone wrote."""

    line: Line
    contact_id: ContactId
    thread: Thread | None = None
    standing: Standing | None = None
    contact: Contact | None = None
    sender: Person | None = None
    brand: str = ""
    brand_stop: bool = True


Rule = Callable[[Inbound, Facts, Thread, Message], Changes | None]


def decide(text: Inbound, facts: Facts) -> Changes:
    """The changes and effects of one text. Pure: the same text and facts give the same ids, so twice is once."""
    if facts.sender is not None:
        return _from_own_phone(text, facts.sender)
    thread = facts.thread or _new_thread(text, facts)
    message = _message(text, thread.id)
    for rule in (_stop, _start, _yes):
        changes = rule(text, facts, thread, message)
        if changes is not None:
            return changes
    return _plain(text, facts, thread, message)


def quarantined(text: Inbound) -> Message:
    """A text to a number that is no line of ours: kept where an admin finds it, never dropped (TH-5)."""
    return _message(text, "quarantine")


def _from_own_phone(text: Inbound, person: Person) -> Changes:
    """A rep's own phone never becomes a customer's thread and never alerts (A4)."""
    return Changes(messages=(_message(text, f"person#{person.id}"),), seen=text.provider_id)


def _stop(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """CN-4: No at once, for this line, and by policy a stop on every line (CN-12)."""
    if keywords.classify(text.body) is not Keyword.STOP:
        return None
    moved = replace(threads.received_keyword(thread, text.body, text.at), consent=after(thread.consent, Act.STOP))
    moved = replace(moved, stopped=moved.stopped or facts.brand_stop)
    entries, events = _recorded(text, thread, moved, Act.STOP, message)
    answered = _answered_elsewhere(text.body, facts.line) or not events
    answer = (
        ()
        if answered
        else (_automatic(text, thread, wording.stop_answer(facts.brand, everywhere=facts.brand_stop), "stop"),)
    )
    return _saved(text, facts, moved, (message, *entries, *answer), events, halted=True)


def _start(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """CN-5: START lifts the stop and sets Yes for the line it was sent to only (C4)."""
    if keywords.classify(text.body) is not Keyword.START:
        return None
    moved = replace(
        threads.received_keyword(thread, text.body, text.at),
        consent=after(thread.consent, Act.START),
        stopped=False,
    )
    entries, events = _recorded(text, thread, moved, Act.START, message)
    answered = _answered_elsewhere(text.body, facts.line) or not events
    answer = () if answered else (_automatic(text, thread, wording.start_answer(facts.brand), "start"),)
    return _saved(text, facts, moved, (message, *entries, *answer), events, halted=False)


def _yes(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """CN-2: YES completes a Pending; in every other state it is a word like any other."""
    if thread.consent is not Consent.PENDING or keywords.classify(text.body) is not Keyword.YES:
        return None
    moved = replace(threads.received_keyword(thread, text.body, text.at), consent=after(thread.consent, Act.CONFIRM))
    entries, events = _recorded(text, thread, moved, Act.CONFIRM, message)
    return _saved(text, facts, moved, (message, *entries), events)


def _plain(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes:
    moved = threads.received(thread, text.body or "Picture", text.at, facts.line)
    return _saved(text, facts, moved, (message,), (), (effects.alert(thread.id, message.id),))


def _saved(
    text: Inbound,
    facts: Facts,
    thread: Thread,
    messages: tuple[Message, ...],
    events: tuple[ConsentEvent, ...],
    wanted: tuple[Effect, ...] = (),
    halted: bool | None = None,
) -> Changes:
    standing = _standing(facts, thread, halted)
    others = sorted(standing.lines - {thread.line}) if standing.stopped != _was_stopped(facts) else []
    sends = tuple(effects.deliver(m.box, m.id) for m in messages if m.status is Status.QUEUED)
    return Changes(
        before=facts.thread,
        thread=thread,
        standing_before=facts.standing,
        standing=None if standing == facts.standing else standing,
        messages=messages,
        events=events,
        contact=None if facts.contact else _new_contact(text, facts),
        seen=text.provider_id,
        effects=wanted + sends,
        halts=tuple(thread_of(line, facts.contact_id) for line in others),
        halted=standing.stopped,
    )


def _standing(facts: Facts, thread: Thread, halted: bool | None) -> Standing:
    known = facts.standing or Standing(contact=facts.contact_id)
    stopped = known.stopped if halted is None else halted and facts.brand_stop
    return replace(known, stopped=stopped, lines=known.lines | {thread.line})


def _was_stopped(facts: Facts) -> bool:
    return facts.standing is not None and facts.standing.stopped


def _recorded(
    text: Inbound, before: Thread, moved: Thread, act: Act, message: Message
) -> tuple[tuple[Message, ...], tuple[ConsentEvent, ...]]:
    """The ledger's line and its entry in the timeline; none where the act changed nothing."""
    if (before.consent, before.stopped) == (moved.consent, moved.stopped):
        return (), ()
    event = ConsentEvent(
        contact=before.contact,
        line=before.line,
        act=act,
        before=before.consent,
        after=moved.consent,
        at=text.at,
        source="text",
        wording=text.body,
        message=message.id,
    )
    return (consent_entry(event, before.id, _id(text, "consent")),), (event,)


def consent_entry(event: ConsentEvent, thread: ThreadId, entry: MessageId) -> Message:
    """How a change of consent stands in the timeline."""
    return Message(
        box=thread,
        id=entry,
        direction=Direction.IN,
        origin=Origin.CONSENT,
        body=f"Consent: {event.after.value.capitalize()}",
        reason=event.act.value,
        at=event.at,
        status=Status.RECEIVED,
        thread=thread,
    )


def _answered_elsewhere(body: str, line: Line) -> bool:
    """Whether the network (toll-free) or the provider (its default words) answers this word, so that we must not."""
    if line.kind is LineKind.TOLL_FREE:
        return keywords.network_word(body)
    return keywords.provider_word(body)


def _automatic(text: Inbound, thread: Thread, body: str, cause: str) -> Message:
    return Message(
        box=thread.id,
        id=_id(text, cause),
        direction=Direction.OUT,
        origin=Origin.AUTOMATIC,
        body=body,
        at=text.at,
        status=Status.QUEUED,
        sender=thread.line_number,
        to=thread.phone,
        thread=thread.id,
        hidden=True,
        due=text.at,
    )


def _message(text: Inbound, box: str) -> Message:
    return Message(
        box=box,
        id=_id(text, "in"),
        direction=Direction.IN,
        origin=Origin.ONE_TO_ONE,
        body=text.body,
        at=text.at,
        status=Status.RECEIVED,
        sender=text.sender,
        to=text.to,
        provider_id=text.provider_id,
        segments=text.segments,
        media=text.media,
    )


def _new_thread(text: Inbound, facts: Facts) -> Thread:
    return Thread(
        id=thread_of(facts.line.id, facts.contact_id),
        line=facts.line.id,
        contact=facts.contact_id,
        line_number=facts.line.number,
        phone=text.sender,
        name=facts.contact.name if facts.contact else "",
        stopped=_was_stopped(facts),
        assignee=facts.line.owner,
    )


def _new_contact(text: Inbound, facts: Facts) -> Contact:
    return Contact(id=facts.contact_id, phone=text.sender, source="texted_first", created=text.at)


def _id(text: Inbound, cause: str) -> MessageId:
    return MessageId(ulid(int(text.at.timestamp() * 1000), f"{text.provider_id}:{cause}"))
