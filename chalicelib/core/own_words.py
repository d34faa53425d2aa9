"""A text from a person's own phone. It becomes no customer's thread (A4); but where that phone is a contact's as well,
its STOP and START are the contact's, too (C3, C5). See docs/decisions/0035."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from chalicelib.core import answers, arrivals, effects, group_chats, threads
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent
from chalicelib.core.incoming import Facts, Inbound
from chalicelib.core.keywords import Keyword
from chalicelib.core.messages import Message
from chalicelib.core.people import Person
from chalicelib.core.scheduled import called_off
from chalicelib.core.threads import Standing, Thread

Acted = Callable[[Inbound, Facts, tuple[Thread, Thread], Act, Message], Changes]
"""How a word of consent is recorded (core.inbound)."""


def decide(text: Inbound, facts: Facts, person: Person, acted: Acted) -> Changes:
    """The text in the person's own box, a look at what it wants, and what its word moves of a contact's consent.

    No text confirms such a word: the person is told of its alerts by email, and nobody gets two answers to one word.
    """
    kept = arrivals.from_own_phone(text, person)
    word = answers.said(text, facts.line)
    # What the provider took for a word is nobody's answer, even where it moves nothing (a toll-free START).
    heard = word or (Keyword.HELP if text.opt_out else None)
    wanted = effects.own_phone(person.id, kept.id, facts.line.id, heard)
    states = _moved(text, facts, word) if is_contact(facts) else None
    if states is None:
        standing = None if is_contact(facts) else _standing(text, facts, word)
        return Changes(
            messages=(kept,),
            seen=text.provider_id,
            effects=(wanted,),
            standing_before=facts.standing,
            standing=standing,
        )
    before, moved, act = states
    done = acted(text, facts, (before, moved), act, kept)
    done = called_off(replace(done, contact=None), facts.scheduled, facts.now or text.at)
    done = group_chats.parted(done, kept.id)
    return replace(done, effects=(wanted, *done.effects))


def is_contact(facts: Facts) -> bool:
    """Whether the number is known as a contact's, on this line or another."""
    elsewhere = facts.standing is not None and bool(facts.standing.lines)
    return facts.thread is not None or facts.contact is not None or elsewhere


def _moved(text: Inbound, facts: Facts, word: Keyword | None) -> tuple[Thread, Thread, Act] | None:
    """The contact's thread before and after; None where the word says nothing of its consent.

    A START is meant for the alerts: it gives back what a STOP took, and never a first Yes.
    """
    before = facts.thread or arrivals.thread(text, facts)
    if word is Keyword.STOP:
        stopped = before.stopped or facts.brand.brand_stop
        return before, replace(threads.acted(before, Act.STOP, text.at), stopped=stopped), Act.STOP
    had = before.consent in (Consent.NO, Consent.YES)
    if word is not Keyword.START or not had or arrivals.overtaken(text, facts, before):
        return None
    return before, replace(threads.acted(before, Act.START, text.at), stopped=False), Act.START


def _standing(text: Inbound, facts: Facts, word: Keyword | None) -> Standing | None:
    """Of a number that is no contact's: its STOP outlives that it is this person's, whatever the policy is. None: as it
    was."""
    known = facts.standing or Standing(facts.contact_id)
    if word is Keyword.STOP:
        return replace(known, stopped=True, last_stop=threads.later(known.last_stop, text.at))
    late = known.last_stop is not None and text.at < known.last_stop
    return replace(known, stopped=False) if word is Keyword.START and known.stopped and not late else None
