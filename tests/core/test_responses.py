"""Responses to broadcasts: who answers or opts out counts once, for the last one that it got (AN-1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.core import questions, responses
from chalicelib.core.consent import Consent
from chalicelib.core.ids import BroadcastId, MessageId
from chalicelib.core.inbound import decide
from chalicelib.core.keywords import Keyword
from chalicelib.core.questions import Decision
from chalicelib.core.responses import WITHIN, Kind, Response, Responses
from chalicelib.core.tallies import Progress
from chalicelib.core.threads import Thread
from tests.core.builders import CONTACT, NOW, REP1, facts, later, person, text, thread

OLD, NEW = BroadcastId("01OLD"), BroadcastId("02NEW-16")
MOMENT = timedelta(milliseconds=1)
YES = Consent.YES


def texted(consent: Consent = YES, **claims: datetime) -> Thread:
    """A thread that two broadcasts went to: the older one two days ago, the newer one an hour ago."""
    return thread(consent=consent, claims={OLD: later(days=-2), NEW: later(hours=-1)} | claims)


def test_an_answer_counts_for_the_last_broadcast() -> None:
    changes = decide(text("Tell me more"), facts(texted()))
    assert changes.response == Response(NEW, CONTACT, Kind.REPLY, NOW)


def test_a_late_text_counts_for_what_it_answered() -> None:
    """It was written between the two, and told of only now."""
    changes = decide(text("Tell me more", at=later(hours=-2)), facts(texted(), now=NOW))
    assert changes.response == Response(OLD, CONTACT, Kind.REPLY, later(hours=-2))


@pytest.mark.parametrize("word", ["STOP", "unsubscribe"])
def test_a_stop_counts_as_an_opt_out_and_not_as_an_answer(word: str) -> None:
    changes = decide(text(word), facts(texted()))
    assert changes.response == Response(NEW, CONTACT, Kind.OPT_OUT, NOW)


@pytest.mark.parametrize("word", ["START", "HELP"])
def test_words_for_the_machine_are_no_answers(word: str) -> None:
    assert decide(text(word), facts(texted())).response is None


@pytest.mark.parametrize(("consent", "kind"), [(Consent.PENDING, None), (Consent.YES, Kind.REPLY)])
def test_yes_is_an_answer_where_nothing_is_to_be_confirmed(consent: Consent, kind: Kind | None) -> None:
    found = decide(text("YES"), facts(texted(consent))).response
    assert (found.kind if found else None) is kind


def test_words_that_may_mean_stop_are_an_answer_and_an_opt_out_once_a_person_says_so() -> None:
    """For the broadcast that they were said after, though another one went since."""
    changes = decide(text("not interested", at=later(hours=-2)), facts(texted(), now=NOW))
    assert changes.response == Response(OLD, CONTACT, Kind.REPLY, later(hours=-2))
    asked = changes.thread
    assert asked is not None
    for meant_stop in (True, False):
        decision = Decision(meant_stop, REP1, later(days=9), MessageId("01E"))
        judged = questions.decide(asked, changes.standing, decision, brand_wide=True)
        expected = Response(OLD, CONTACT, Kind.OPT_OUT, later(hours=-2)) if meant_stop else None
        assert judged.response == expected


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (NOW - MOMENT, False),
        (NOW, True),
        (NOW + WITHIN, True),
        (NOW + WITHIN + MOMENT, False),
    ],
)
def test_three_days_count(at: datetime, *, counts: bool) -> None:
    head = replace(texted(), claims={NEW: NOW})
    found = responses.to_last(head, Kind.REPLY, at)
    assert found == (Response(NEW, CONTACT, Kind.REPLY, at) if counts else None)


def test_who_was_never_texted_answers_nothing() -> None:
    assert decide(text("Hello"), facts(thread(consent=YES))).response is None
    assert decide(text("Hello"), facts()).response is None


def test_a_rep_s_own_phone_answers_nothing() -> None:
    assert decide(text("Hello"), facts(texted(), sender=person())).response is None


def test_a_picture_is_an_answer() -> None:
    found = decide(text("", media=("https://example.com/1",)), facts(texted()))
    assert found.response == Response(NEW, CONTACT, Kind.REPLY, NOW)


def test_an_opt_out_counts_where_nothing_moves() -> None:
    assert responses.heard(texted(), Keyword.STOP, NOW, moved=False) == Response(NEW, CONTACT, Kind.OPT_OUT, NOW)


def test_rates_are_shares_of_those_who_were_texted() -> None:
    progress = Progress(10, 1, 1, 0, sent=2, delivered=2, failed=2, refused=1, cancelled=1)
    counted = responses.counted(progress, {Kind.REPLY: 3})
    assert counted == Responses(texted=4, replies=3, opt_outs=0)
    assert (counted.reply_rate, counted.opt_out_rate) == (0.75, 0.0)
    clicked = responses.counted(progress, {Kind.CLICK: 1}, 5)
    assert (clicked.clicks, clicked.openings, clicked.click_rate) == (1, 5, 0.25)
    won = responses.counted(progress, {Kind.CONVERSION: 2})
    assert (won.conversions, won.conversion_rate, won.clicks) == (2, 0.5, 0)
    assert Responses(2, 3, 1).reply_rate == 1.0
    assert Responses(0, 0, 0).reply_rate is None
