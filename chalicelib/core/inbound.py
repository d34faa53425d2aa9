"""What becomes of a text that comes in. Order: STOP > START > YES > HELP > doubt > (keyword, group, away) > alert."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from chalicelib.core import (
    answers,
    arrivals,
    automatic,
    autoreply,
    by_keyword,
    effects,
    entries,
    escalation,
    group_chats,
    introductions,
    own_words,
    questions,
    relays,
    threads,
    wording,
)
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.effects import Effect
from chalicelib.core.incoming import Facts, Inbound
from chalicelib.core.joining import join
from chalicelib.core.keywords import Keyword
from chalicelib.core.media import GIVE_UP
from chalicelib.core.messages import Message, Status
from chalicelib.core.parties import Place
from chalicelib.core.responses import heard
from chalicelib.core.scheduled import called_off
from chalicelib.core.threads import Standing, Thread

__all__ = ["Facts", "Inbound", "decide", "stop_alone"]

Rule = Callable[[Inbound, Facts, Thread, Message], Changes | None]


def decide(text: Inbound, facts: Facts) -> Changes:
    """The changes and effects of one text. Pure: the same text and facts give the same ids, so twice is once."""
    if facts.sender is not None and facts.sender.active:
        return own_words.decide(text, facts, facts.sender, _acted)
    thread = facts.thread or arrivals.thread(text, facts)
    message = arrivals.message(text, thread.id)
    word = answers.said(text, facts.line)
    changes = _RULES[word](text, facts, thread, message) if word else None
    changes = changes or join(text, facts, thread, message)
    if changes is None and thread.place is not None and not facts.peer:
        changes = _grouped(text, facts, thread, thread.place)
    changes = changes or _plain(text, facts, thread, message)
    changes = replace(changes, response=heard(thread, word, text.at, moved=bool(changes.events)))
    changes = called_off(changes, facts.scheduled, _now(text, facts))
    changes = group_chats.parted(changes, message.id)
    if not text.media:
        return changes
    # Whatever a text is, what came with it is fetched; the text itself never waits for that (SD-12).
    fetched = effects.media(changes.messages[0].box, message.id, _now(text, facts) + GIVE_UP)
    return replace(changes, effects=(*changes.effects, fetched))


def stop_alone(text: Inbound, facts: Facts) -> Changes:
    """The least that a STOP changes: the consent of its line, and the ledger (C5). Nothing where it is No already.

    For when all else fails: the text itself comes again, and then does the rest.
    """
    thread = facts.thread or arrivals.thread(text, facts)
    moved = threads.acted(thread, Act.STOP, text.at)
    if moved.consent is thread.consent:
        return Changes()
    moved, event = arrivals.event(text, thread, moved, Act.STOP, arrivals.message(text, thread.id))
    standing = _standing(text, facts, thread, None)
    return Changes(
        before=facts.thread,
        thread=moved,
        standing_before=facts.standing,
        standing=None if standing == facts.standing else standing,
        events=(event,),
    )


def _stop(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """CN-4: No at once, for this line, and by policy a stop on every line (CN-12).

    One that comes late counts even against a newer START: in doubt nothing is sent.
    """
    moved = threads.acted(threads.received_keyword(thread, text.body, text.at), Act.STOP, text.at)
    moved = replace(moved, stopped=thread.stopped or facts.brand.brand_stop)
    timely = _now(text, facts) - text.at <= answers.CONFIRMED_WITHIN
    answer = wording.stop_answer(facts.brand.name, everywhere=facts.brand.brand_stop) if timely else ""
    return _acted(text, facts, (thread, moved), Act.STOP, message, answer)


def _start(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """CN-5: START lifts the stop and sets Yes for the line it was sent to only (C4)."""
    shown = threads.received_keyword(thread, text.body, text.at)
    if arrivals.overtaken(text, facts, thread):
        return _saved(text, facts, shown, (message,), ())
    moved = replace(threads.acted(shown, Act.START, text.at), stopped=False)
    return _acted(text, facts, (thread, moved), Act.START, message, wording.start_answer(facts.brand.name))


def _yes(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """CN-2: YES completes a Pending; in every other state it is a word like any other.

    It is confirmed where that leaves room to answer HELP (A2): what asked for it the same day has said all there is.
    """
    if thread.consent is not Consent.PENDING or arrivals.overtaken(text, facts, thread):
        return None
    moved = threads.acted(threads.received_keyword(thread, text.body, text.at), Act.CONFIRM, text.at)
    return _acted(text, facts, (thread, moved), Act.CONFIRM, message, wording.welcome_answer(facts.brand.name))


def _help(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes:
    """CN-6: who we are and how we are reached. It shows in the timeline, and asks nobody for anything."""
    now = _now(text, facts)
    moved = threads.received_keyword(thread, text.body, text.at)
    if not answers.may_help(thread, text, facts.line, now):
        return _saved(text, facts, moved, (message,), ())
    body = wording.help_answer(facts.brand.name, facts.brand.help)
    answer = entries.answer(thread, body, arrivals.entry_id(text, Keyword.HELP, 1), text.at)
    moved = replace(automatic.answered(moved, now), helped=now)
    return _saved(text, facts, introductions.noted(moved, body, facts.brand, now), (message, answer), ())


def _doubt(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """CN-9: words that may mean stop freeze, and a person is asked.

    Late ones do so even against a newer START: the provider's list tells whole seconds, so that which came first may be
    unsure, and a question too many costs one click.
    """
    if questions.pointless(thread, brand_wide=facts.brand.brand_stop):
        return None
    moved = threads.acted(threads.received(thread, text.body, text.at), Act.DOUBT, text.at)
    moved, event = arrivals.event(text, thread, questions.raised(moved, message.id, text.body), Act.DOUBT, message)
    now = _now(text, facts)
    moved, look = escalation.begun(thread, moved, message.id, facts.line, facts.brand, now)
    said = (message, entries.consent_entry(event, thread.id, arrivals.entry_id(text, "consent", 1)))
    wanted = (effects.alert(thread.id, message.id, now), *look)
    return _saved(text, facts, moved, said, (event,), wanted, act=Act.DOUBT)


_RULES: dict[Keyword, Rule] = {
    Keyword.STOP: _stop,
    Keyword.START: _start,
    Keyword.YES: _yes,
    Keyword.HELP: _help,
    Keyword.DOUBT: _doubt,
}


def _plain(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes:
    """What a rule of the line does not answer in full asks for a person; where nobody is there, that is said."""
    done = by_keyword.followed(text, facts, thread, message)
    moved, said = done.thread, done.messages
    if done.shut:
        moved, away = autoreply.answered(text, facts, thread, moved)
        said = (*away, *said)
    wanted = (*done.effects, *(arrivals.lead(text, facts, thread) if done.asks else ()))
    changes = _saved(text, facts, moved, (message, *said), (), wanted)
    if done.contact is None:
        return changes
    return replace(changes, contact=done.contact, contact_before=facts.contact)


def _grouped(text: Inbound, facts: Facts, thread: Thread, place: Place) -> Changes:
    """What a member of a group conversation writes belongs there (SD-3); another line of ours never takes part."""
    moved, said = relays.arrived(text, thread, place)
    return _saved(text, facts, moved, (said,), (), (effects.relay(place.chat, said.id),))


def _acted(
    text: Inbound, facts: Facts, states: tuple[Thread, Thread], act: Act, message: Message, answer: str = ""
) -> Changes:
    """What a word of consent leaves in ledger and timeline, and its one answer; nothing where it moved nothing.

    It also answers the question whether the contact asked to stop, if that is open.
    """
    before, moved = states[0], questions.answered(states[1])
    same = (before.consent, before.stopped) == (moved.consent, moved.stopped)
    if same and not before.frozen:
        return _saved(text, facts, moved, (message,), (), act=act)
    moved, event = arrivals.event(text, before, moved, act, message)
    said = [message, entries.consent_entry(event, before.id, arrivals.entry_id(text, "consent", 1))]
    now = _now(text, facts)
    spare = 1 if act is Act.CONFIRM else 0
    if answer and not same and answers.may_confirm(before, text, facts.line, now, spare):
        said.append(entries.answer(before, answer, arrivals.entry_id(text, act, 2), text.at, act))
        moved = automatic.answered(moved, now)
        moved = introductions.noted(moved, answer, facts.brand, now)
    return _saved(text, facts, moved, tuple(said), (event,), arrivals.agreed(before, moved, message), act=act)


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
    sends = tuple(effects.deliver(m.box, m.id) for m in messages if m.status is Status.QUEUED)
    halts, follows = questions.spread(facts.standing, standing, thread.line)
    return Changes(
        before=facts.thread,
        thread=thread,
        standing_before=facts.standing,
        standing=None if standing == facts.standing else standing,
        messages=messages,
        events=events,
        contact=arrivals.contact(text, facts),
        seen=text.provider_id,
        effects=wanted + sends + follows,
        halts=halts,
        halted=standing.stopped,
        frozen=standing.frozen,
        asked=questions.asked(standing, thread.line),
    )


def _standing(text: Inbound, facts: Facts, thread: Thread, act: Act | None) -> Standing:
    known = facts.standing or Standing(contact=facts.contact_id)
    known = replace(known, lines=known.lines | {thread.line})
    if act is Act.DOUBT:
        return questions.raised_on(known, thread.line, text.at, brand_wide=facts.brand.brand_stop)
    if act is not None:
        known = questions.answered_on(known, thread.line, by_contact=True)
    if act is Act.STOP and facts.brand.brand_stop:
        return replace(known, stopped=True, last_stop=threads.later(known.last_stop, text.at))
    return replace(known, stopped=False) if act is Act.START else known


def _now(text: Inbound, facts: Facts) -> datetime:
    return max(text.at, facts.now or text.at)
