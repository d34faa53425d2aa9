"""What becomes of a text that comes in. The order is fixed here: STOP > START > YES > (HELP, keyword, away) > alert."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.core import effects, entries, keywords, ledger, threads, wording
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.forms import Form
from chalicelib.core.ids import ContactId, MessageId, thread_of, ulid
from chalicelib.core.joining import join
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
    """What stands written before the decision. `sender` is the person of the brand whose own phone wrote, `form` the
    opt-in form that the text is the keyword of."""

    line: Line
    contact_id: ContactId
    thread: Thread | None = None
    standing: Standing | None = None
    contact: Contact | None = None
    sender: Person | None = None
    form: Form | None = None
    brand: Brand = field(default_factory=Brand)


Rule = Callable[[Inbound, Facts, Thread, Message], Changes | None]


def decide(text: Inbound, facts: Facts) -> Changes:
    """The changes and effects of one text. Pure: the same text and facts give the same ids, so twice is once."""
    if facts.sender is not None and facts.sender.active:
        return Changes(messages=(from_own_phone(text, facts.sender),), seen=text.provider_id)
    thread = facts.thread or _new_thread(text, facts)
    message = _message(text, thread.id)
    for rule in (_stop, _start, _yes):
        changes = rule(text, facts, thread, message)
        if changes is not None:
            return changes
    return join(text, facts, thread, message) or _plain(text, facts, thread, message)


def quarantined(text: Inbound) -> Message:
    """A text to a number that is no line of ours: kept where an admin finds it, never dropped (TH-5)."""
    return _message(text, "quarantine")


def from_own_phone(text: Inbound, person: Person) -> Message:
    """A rep's own phone never becomes a customer's thread and never alerts (A4); of who has left it is a contact's."""
    return _message(text, f"person#{person.id}")


def _stop(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """CN-4: No at once, for this line, and by policy a stop on every line (CN-12).

    One that comes late counts even against a newer START: in doubt nothing is sent.
    """
    if keywords.classify(text.body) is not Keyword.STOP:
        return None
    moved = threads.acted(threads.received_keyword(thread, text.body, text.at), Act.STOP, text.at)
    moved = replace(moved, stopped=thread.stopped or facts.brand.brand_stop)
    answer = wording.stop_answer(facts.brand.name, everywhere=facts.brand.brand_stop)
    return _acted(text, facts, (thread, moved), Act.STOP, message, answer)


def _start(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """CN-5: START lifts the stop and sets Yes for the line it was sent to only (C4)."""
    if keywords.classify(text.body) is not Keyword.START:
        return None
    shown = threads.received_keyword(thread, text.body, text.at)
    if _overtaken(text, facts, thread):
        return _saved(text, facts, shown, (message,), ())
    moved = replace(threads.acted(shown, Act.START, text.at), stopped=False)
    return _acted(text, facts, (thread, moved), Act.START, message, wording.start_answer(facts.brand.name))


def _yes(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """CN-2: YES completes a Pending; in every other state it is a word like any other."""
    if thread.consent is not Consent.PENDING or keywords.classify(text.body) is not Keyword.YES:
        return None
    if _overtaken(text, facts, thread):
        return None
    moved = threads.acted(threads.received_keyword(thread, text.body, text.at), Act.CONFIRM, text.at)
    return _acted(text, facts, (thread, moved), Act.CONFIRM, message)


def _overtaken(text: Inbound, facts: Facts, thread: Thread) -> bool:
    """Whether a newer word is known: a late START must not undo a STOP, nor a YES confirm what came after it."""
    known = (thread.last_act, facts.standing.last_stop if facts.standing else None)
    return any(moment is not None and text.at < moment for moment in known)


def _plain(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes:
    moved = threads.received(thread, text.body.strip() or "Picture", text.at, facts.line)
    return _saved(text, facts, moved, (message,), (), (effects.alert(thread.id, message.id),))


def _acted(
    text: Inbound, facts: Facts, states: tuple[Thread, Thread], act: Act, message: Message, answer: str = ""
) -> Changes:
    """What a word of consent leaves in ledger and timeline, and its one answer; nothing where it moved nothing."""
    before, moved = states
    if (before.consent, before.stopped) == (moved.consent, moved.stopped):
        return _saved(text, facts, moved, (message,), (), act=act)
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
    moved, event = ledger.record(before, moved, event)
    said = [message, entries.consent_entry(event, before.id, _id(text, "consent", 1))]
    if answer and not _answered_elsewhere(text.body, facts.line):
        said.append(entries.answer(before, answer, _id(text, act, 2), text.at))
    return _saved(text, facts, moved, tuple(said), (event,), act=act)


def _saved(
    text: Inbound,
    facts: Facts,
    thread: Thread,
    messages: tuple[Message, ...],
    events: tuple[ConsentEvent, ...],
    wanted: tuple[Effect, ...] = (),
    act: Act | None = None,
) -> Changes:
    standing = _standing(text, facts, thread, act)
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


def _standing(text: Inbound, facts: Facts, thread: Thread, act: Act | None) -> Standing:
    known = facts.standing or Standing(contact=facts.contact_id)
    known = replace(known, lines=known.lines | {thread.line})
    if act is Act.STOP and facts.brand.brand_stop:
        return replace(known, stopped=True, last_stop=threads.later(known.last_stop, text.at))
    return replace(known, stopped=False) if act is Act.START else known


def _was_stopped(facts: Facts) -> bool:
    return facts.standing is not None and facts.standing.stopped


def _answered_elsewhere(body: str, line: Line) -> bool:
    """Whether the network (toll-free) or the provider (its default words) answers this word, so that we must not."""
    if line.kind is LineKind.TOLL_FREE:
        return keywords.network_word(body)
    return keywords.provider_word(body)


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
        tags=facts.contact.tags if facts.contact else frozenset(),
        stopped=_was_stopped(facts),
        assignee=facts.line.owner,
    )


def _new_contact(text: Inbound, facts: Facts) -> Contact:
    return Contact(id=facts.contact_id, phone=text.sender, source="texted_first", created=text.at)


def _id(text: Inbound, cause: str, place: int = 0) -> MessageId:
    """`place` keeps the entries of one text in order: each a millisecond behind the one it follows from."""
    return MessageId(ulid(int(text.at.timestamp() * 1000) + place, f"{text.provider_id}:{cause}"))
