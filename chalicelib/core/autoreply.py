"""What is said by itself: where nobody is there, once per contact and closed period or absence (AW-2), and by rule.

That nobody is there never while a person of the brand chats; nothing to a machine or in a loop (A1, A2 of
docs/reliability.md), and all on the basis that a person's own answer would need (core.outbound). It goes at once or not
at all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import absences, arrivals, automatic, entries, introductions, joining, office, outbound, threads
from chalicelib.core.incoming import Facts, Inbound
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.threads import Thread

CHATTING = timedelta(minutes=30)
"""So long after a person's text its conversation is under way."""
EACH = timedelta(hours=24)
"""A1: at most one in this time, however many windows there are."""
SAME, SAME_WITHIN = 3, timedelta(minutes=10)
"""A1: who says the same so often in this time is a machine."""
LEAVING = 1
"""Of a day's automatic texts one is left for the answer to HELP or STOP."""


def heard(before: Thread, moved: Thread, at: datetime) -> Thread:
    """The thread, knowing how often its contact says the same again: what machines do."""
    again = before.activity is not None and before.activity == before.last_inbound and moved.preview == before.preview
    if not again or before.last_inbound is None or at < before.last_inbound:
        return replace(moved, repeats=())
    return replace(moved, repeats=((before.repeats or (before.last_inbound,)) + (at,))[-SAME:])


def answered(text: Inbound, facts: Facts, before: Thread, moved: Thread) -> tuple[Thread, tuple[Message, ...]]:
    """The thread and what it is answered where nobody is there: one text, or nothing."""
    now = max(text.at, facts.now or text.at)
    words = "" if _silent(text, facts, before, now) else _message(facts, moved, now)
    if not words:
        return moved, ()
    told, entry = said(text, facts, before, moved, words, introductions.named(facts.brand))
    return replace(told, away_told=now) if entry else moved, entry


def said(
    text: Inbound, facts: Facts, before: Thread, moved: Thread, words: str, name: str = ""
) -> tuple[Thread, tuple[Message, ...]]:
    """The thread and these words, said by itself, behind the brand's name where one is given; nothing where it may not
    be, or where a machine seems to write (A1, A2)."""
    now = max(text.at, facts.now or text.at)
    body = f"{name}: {words}" if name else words
    body = introductions.after_sentence(body, introductions.in_broadcast(moved, body, facts.brand))
    known = outbound.Facts(facts.line, threads.under(moved, facts.standing), contact=facts.contact, brand=facts.brand)
    draft = outbound.Draft(outbound.Kind.AWAY, body, prompt=True, written=text.at)
    echoed = moved.preview in (threads.preview(words), threads.preview(body))
    machine = facts.peer or echoed or _machine(before, moved, text.at)
    if machine or not automatic.may_answer(before, now, LEAVING):
        return moved, ()
    if not isinstance(outbound.verdict(draft, known, now), outbound.Send):
        return moved, ()
    entry = entries.answer(moved, body, arrivals.entry_id(text, "away", 1), text.at, away=True)
    return introductions.noted(automatic.answered(moved, now), body, facts.brand, now), (entry,)


def chatting(before: Thread, now: datetime) -> bool:
    """Whether a person of the brand wrote just now."""
    return before.last_manual is not None and now - before.last_manual < CHATTING


def _silent(text: Inbound, facts: Facts, before: Thread, now: datetime) -> bool:
    """Whether that nobody is there is not said, whoever is."""
    lately = before.away_told is not None and now - before.away_told < EACH
    return lately or chatting(before, now) or joining.form_of(facts.line, text.body) is not None


def _machine(before: Thread, moved: Thread, at: datetime) -> bool:
    """Whether a machine seems to write: the same again and again, or what we said last."""
    echo = before.last_outbound is not None and before.last_outbound == before.activity
    if echo and moved.preview == before.preview:
        return True
    return len(moved.repeats) == SAME and at - moved.repeats[0] <= SAME_WITHIN


def _message(facts: Facts, moved: Thread, now: datetime) -> str:
    """What the line says while it is shut, else what the person says whose thread it is while it is away; empty where
    somebody is there, or the contact was told that in this very window: what the line said was not the person's."""
    told, line, zone = moved.away_told, facts.line, facts.brand.zone
    if said := _says(line, zone, now):
        opened = None if told is None else office.open_for(line, zone, told)
        known = told is not None and (opened is None or opened > now)
        return "" if known else said
    gone = absences.current(facts.roster, moved.assignee or line.owner, now)
    if gone is None:
        return ""
    known = told is not None and not _says(line, zone, told) and absences.same_window(gone, told, now)
    return "" if known else gone.message


def _says(line: Line, zone: str, at: datetime) -> str:
    """What the line itself says at that moment as nobody is there; empty where it is open, or has no words for it."""
    shut = bool(line.week or line.days_off) and not office.is_open(line, zone, at)
    return office.message(line, zone, at) if shut else ""
