"""What a text brings about that is no word of consent, and what a keyword rule of its line makes of it (AU-1).

On a line that rules back (LN-5) a text that asks for a person, or that no rule answers in full, is handed over to one,
and rules say nothing until a person has answered.

Its reply goes through the same door as what is said by itself where nobody is there, and as seldom (A2); while a person
chats a word within a longer text is not answered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import (
    access,
    arrivals,
    autoreply,
    effects,
    entries,
    escalation,
    handover,
    keyword_rules,
    lead_clock,
    lead_effects,
    threads,
)
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.ids import MessageId
from chalicelib.core.incoming import Facts, Inbound
from chalicelib.core.keyword_rule import KeywordRule
from chalicelib.core.lines import Backing, Line
from chalicelib.core.messages import Message, Status
from chalicelib.core.threads import Thread

NO_RULE = KeywordRule(())
UNSENT = timedelta(minutes=10)
"""After this a reply that the provider has not taken never goes: it goes at once or not at all."""
_WENT = frozenset({Status.ACCEPTED, Status.SENT, Status.DELIVERED})
BRIEF = 8
"""A text of so many words that holds a rule's word may be a question about it; a longer one has more to say."""


@dataclass(frozen=True, slots=True)
class Followed:
    """`messages` are what follows the text itself; `contact` as it shall be, None where it is not new and stays as it
    is. `shut`: that nobody is there has still to be said. `asks`: a person has to look at the text."""

    thread: Thread
    messages: tuple[Message, ...]
    contact: Contact | None
    effects: tuple[Effect, ...]
    shut: bool
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What stands written when a reply may not have gone."""

    thread: Thread
    line: Line
    contact: Contact | None
    brand: Brand


def followed(text: Inbound, facts: Facts, before: Thread, message: Message) -> Followed:
    """What the text brings about. Another line of ours follows no rule."""
    found = None if facts.peer else keyword_rules.matching(facts.line.rules, text.body)
    rule, whole = found or (NO_RULE, False)
    if facts.line.backing is Backing.BOT and (escalation.asks(before) or handover.asked(text.body)):
        rule, whole = replace(rule, reply=""), False
    contact = _tagged(text, facts, rule)
    moved = threads.received(before, text.body.strip() or "Picture", text.at)
    moved, said = _reply(text, facts, before, autoreply.heard(before, moved, text.at), rule, whole=whole)
    filed = _filed(facts, before, message, rule, contact)
    if contact is not None:
        moved = threads.labelled(moved, contact)
    if said and not rule.alert and _all_there_is(text, whole=whole):
        seen_to = effects.replied(before.id, message.id, said[0].id, said[0].at + UNSENT)
        return Followed(_unasked(before, moved), said, contact, (*filed, seen_to), shut=False, asks=False)
    moved, handed = _given(text, facts, moved, rule)
    now = max(text.at, facts.now or text.at)
    moved, look = escalation.begun(before, moved, message.id, facts.line, facts.brand, now)
    wanted = (effects.alert(before.id, message.id, now), *look, *filed)
    return Followed(moved, said + handed, contact, wanted, shut=not whole and not said)


def unanswered(facts: Unsaid, text: MessageId, reply: Message | None, now: datetime) -> Changes:
    """What the reply that was to be all there is to a text leaves to do where it did not go: somebody is asked.

    Nothing where it went, where somebody has answered anyway, or where its contact has stopped since and nobody may.
    Who has to look at the thread already was told of another text.
    """
    thread = facts.thread
    if reply is not None and reply.status in _WENT:
        return Changes()
    since = thread.last_manual is not None and reply is not None and thread.last_manual > reply.at
    if since or lead_clock.closed(thread):
        return Changes()
    asking, told = escalation.asked_again(thread, escalation.raised(thread), text, facts.line, facts.brand, now)
    new = arrivals.stranger(thread, facts.contact, facts.brand)
    lead = (lead_effects.came(thread.id, "text", text, now, {}),) if new else ()
    return Changes(before=thread, thread=asking, effects=(*told, *lead))


def _reply(
    text: Inbound, facts: Facts, before: Thread, moved: Thread, rule: KeywordRule, *, whole: bool
) -> tuple[Thread, tuple[Message, ...]]:
    now = max(text.at, facts.now or text.at)
    if not rule.reply or (not whole and autoreply.chatting(before, now)):
        return moved, ()
    return autoreply.said(text, facts, before, moved, rule.reply)


def _all_there_is(text: Inbound, *, whole: bool) -> bool:
    """Whether the reply can have answered all of it: no picture, no wish for a person, and no story around the word."""
    short = whole or len(text.body.split()) <= BRIEF
    return short and not text.media and not handover.asked(text.body)


def _tagged(text: Inbound, facts: Facts, rule: KeywordRule) -> Contact | None:
    known = facts.contact or arrivals.contact(text, facts)
    if known is None or rule.tags <= known.tags:
        return None
    return replace(known, tags=known.tags | rule.tags)


def _filed(
    facts: Facts, thread: Thread, message: Message, rule: KeywordRule, contact: Contact | None
) -> tuple[Effect, ...]:
    """The group, and the contact's other threads, which show its tags, are others' items: a job sees to them."""
    elsewhere = facts.standing is not None and bool(facts.standing.lines - {thread.line})
    if rule.group is None and (contact is None or not elsewhere):
        return ()
    return (effects.filed(thread.id, message.id, rule.group),)


def _given(text: Inbound, facts: Facts, moved: Thread, rule: KeywordRule) -> tuple[Thread, tuple[Message, ...]]:
    """Into somebody's hands, where it is in nobody's: who is not of the line any more gets nothing."""
    holder = facts.holder
    if holder is None or holder.id != rule.assignee or moved.assignee or not access.may_hold(holder, facts.line):
        return moved, ()
    given = threads.assigned(moved, holder.id)
    return given, (entries.assignment(given, holder, None, arrivals.entry_id(text, "hands", 2), text.at),)


def _unasked(before: Thread, moved: Thread) -> Thread:
    """The thread after a text that was answered in full: shown, but it asks nobody for anything (T2)."""
    folder = before.folder or moved.folder
    return replace(moved, folder=folder, tab=before.tab, unread=before.unread, assignee=before.assignee)
