"""A word of consent from a person's own phone, which may be a contact's as well (C3, C5, A4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import own_phone
from chalicelib.core.ids import thread_of
from chalicelib.core.inbound import decide
from chalicelib.core.keywords import Keyword
from chalicelib.core.lines import Line, LineKind
from chalicelib.core.messages import Message, Origin
from chalicelib.core.own_words import is_contact
from chalicelib.core.parties import Place
from chalicelib.core.threads import Standing, Thread
from tests.core.builders import CONTACT, LOCAL, NOW, OTHER, PHONE, REP1, facts, later, line, person, text, thread

NONE, PENDING, YES, NO = Consent
REP = person("rep1", phone=PHONE)


def said(body: str, head: Thread | None = None, at: datetime = NOW, **fields: Any) -> Changes:
    return decide(text(body, at=at), facts(head, sender=REP, **fields))


def moved(changes: Changes) -> tuple[Consent, bool] | None:
    return (changes.thread.consent, changes.thread.stopped) if changes.thread else None


def in_box(changes: Changes) -> Message:
    return next(message for message in changes.messages if message.box == "person#rep1")


@pytest.mark.parametrize("before", [YES, PENDING, NONE])
@pytest.mark.parametrize("brand_stop", [True, False])
def test_a_stop_is_the_contact_s_as_well(before: Consent, brand_stop: bool) -> None:
    changes = said("STOP", thread(consent=before), brand_stop=brand_stop)
    assert moved(changes) == (NO, brand_stop)
    (event,) = changes.events
    assert (event.act, event.before, event.after, event.wording, event.message) == (
        Act.STOP,
        before,
        NO,
        "STOP",
        in_box(changes).id,
    )
    assert changes.seen == text().provider_id
    assert changes.effects[0] == own_phone(REP1, in_box(changes).id, LOCAL.id, Keyword.STOP)


def test_it_shows_in_the_conversation_as_consent_alone_and_is_answered_by_nobody() -> None:
    """A4: no text in it, nothing unread, no row raised, no answer; one email tells the person."""
    before = thread(consent=YES)
    changes = said("STOP", before)
    assert [(message.box, message.origin) for message in changes.messages] == [
        ("person#rep1", Origin.ONE_TO_ONE),
        (before.id, Origin.CONSENT),
    ]
    assert changes.thread is not None
    head = changes.thread
    assert (head.folder, head.unread, head.preview, head.last_inbound) == (None, 0, "", None)
    assert (changes.contact, changes.response, len(changes.effects)) == (None, None, 1)


def test_of_a_contact_that_never_wrote_to_this_line_the_stop_is_kept_there() -> None:
    known = Contact(CONTACT, PHONE, first_name="Ada")
    standing = Standing(CONTACT, lines=frozenset({OTHER}))
    for fields in ({"contact": known}, {"standing": standing}):
        assert moved(said("STOP", **fields)) == (NO, True)
    changes = said("STOP", standing=standing)
    assert (changes.halts, changes.halted, changes.contact) == ((thread_of(OTHER, CONTACT),), True, None)


def test_who_is_known_as_a_contact() -> None:
    assert not is_contact(facts())
    assert not is_contact(facts(standing=Standing(CONTACT, stopped=True))), "a person's STOP alone makes none"
    assert is_contact(facts(thread()))
    assert is_contact(facts(contact=Contact(CONTACT, PHONE)))
    assert is_contact(facts(standing=Standing(CONTACT, lines=frozenset({OTHER}))))


def test_a_stop_for_one_line_lifts_no_stop_for_all() -> None:
    standing = Standing(CONTACT, stopped=True, lines=frozenset({LOCAL.id}))
    assert moved(said("STOP", thread(consent=YES, stopped=True), standing=standing, brand_stop=False)) == (NO, True)


@pytest.mark.parametrize(
    ("before", "after"), [(NO, YES), (YES, YES), (NONE, None), (PENDING, None)], ids=["no", "yes", "none", "pending"]
)
def test_a_start_gives_back_what_a_stop_took_and_never_a_first_yes(before: Consent, after: Consent | None) -> None:
    standing = Standing(CONTACT, stopped=True, last_stop=NOW, lines=frozenset({LOCAL.id}))
    changes = said("START", thread(consent=before, stopped=True), later(minutes=1), standing=standing)
    assert moved(changes) == (None if after is None else (after, False))
    assert [event.act for event in changes.events] == ([] if after is None else [Act.START])
    assert [effect.job["kind"] for effect in changes.effects][:1] == ["own_phone"], "its alerts come back in any case"
    assert (changes.standing is None) is (after is None)


def test_a_late_start_undoes_no_newer_stop() -> None:
    changes = said("START", thread(consent=NO, last_act=NOW), later(seconds=-1))
    assert (changes.thread, changes.events) == (None, ())


def test_the_question_whether_it_asked_to_stop_is_answered_by_the_word() -> None:
    doubted = thread(consent=YES, frozen=True, doubt=in_box(said("x")).id, doubted="leave me")
    standing = Standing(CONTACT, frozen=True, doubts=frozenset({LOCAL.id}), lines=frozenset({LOCAL.id}))
    changes = said("STOP", doubted, standing=standing)
    assert changes.thread is not None
    assert (changes.thread.frozen, changes.thread.doubt) == (False, None)


def test_who_stops_leaves_its_group_conversation() -> None:
    seated = replace(thread(consent=YES), place=Place(thread_of(LOCAL.id, CONTACT), "Ada", NOW))
    changes = said("STOP", seated)
    assert changes.thread is not None
    assert changes.thread.place is None
    assert len(changes.effects) == 2


@pytest.mark.parametrize("body", ["hello", "YES", "HELP", "leave me alone"])
def test_all_else_is_about_the_person_alone(body: str) -> None:
    changes = said(body, thread(consent=PENDING))
    assert (changes.thread, changes.standing, len(changes.messages)) == (None, None, 1)


@pytest.mark.parametrize("brand_stop", [True, False])
def test_of_a_number_that_is_no_contact_s_the_stop_outlives_its_person(brand_stop: bool) -> None:
    """Whoever gives that number next gets no code there."""
    changes = said("STOP", brand_stop=brand_stop)
    assert changes.standing == Standing(CONTACT, stopped=True, last_stop=NOW)
    assert (changes.thread, changes.events, changes.contact, len(changes.messages)) == (None, (), None, 1)
    stopped = Standing(CONTACT, stopped=True, last_stop=NOW)
    assert said("STOP", at=later(hours=-1), standing=stopped).standing == stopped
    back = said("START", at=NOW, standing=stopped)
    assert (back.standing_before, back.standing) == (stopped, replace(stopped, stopped=False))
    assert said("START", at=later(seconds=-1), standing=stopped).standing is None
    assert said("START", standing=replace(stopped, last_stop=None)).standing == Standing(CONTACT)
    assert said("START", standing=replace(stopped, stopped=False)).standing is None
    assert said("START").standing is None
    assert said("hello", standing=stopped).standing is None


def test_what_the_provider_took_for_a_stop_counts() -> None:
    changes = decide(replace(text("no more"), opt_out=None), facts(thread(consent=YES), sender=REP))
    assert changes.thread is None
    changes = decide(replace(text("nada"), opt_out=Keyword.STOP), facts(thread(consent=YES), sender=REP))
    assert moved(changes) == (NO, True)


@pytest.mark.parametrize("word", [Keyword.STOP, Keyword.START, Keyword.HELP])
def test_the_job_knows_a_word_that_only_the_provider_heard(word: Keyword) -> None:
    changes = said_to_provider(word)
    assert changes.effects[0].job["word"] == word


def test_no_word_that_the_provider_heard_is_an_answer_to_an_alert() -> None:
    """A toll-free START by its word alone lifts nothing, and is not for a contact either."""
    assert said_to_provider(Keyword.START, line(kind=LineKind.TOLL_FREE)).effects[0].job["word"] == Keyword.HELP
    assert said("Lumos").effects[0].job["word"] == ""


def said_to_provider(word: Keyword, on: Line = LOCAL) -> Changes:
    return decide(text("Lumos", on=on, opt_out=word), facts(None, on, sender=REP))
