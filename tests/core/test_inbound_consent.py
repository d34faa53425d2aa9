from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from chalicelib.core import ledger, wording
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.effects import deliver
from chalicelib.core.inbound import decide
from chalicelib.core.lines import Line, LineKind
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.threads import Folder, Tab, Thread
from tests.core.builders import CONTACT, LOCAL, NOW, OTHER, PHONE, facts, line, own_line, text, thread

NONE, PENDING, YES, NO = Consent.NONE, Consent.PENDING, Consent.YES, Consent.NO
TOLL_FREE = own_line()
SHORT = line("24680", kind=LineKind.SHORT_CODE)
BOTH = frozenset({LOCAL.id, OTHER})
SAID = {YES: "Consent given.", NO: "Consent withdrawn."}


def head(changes: Changes) -> Thread:
    assert changes.thread is not None
    return changes.thread


def answers(changes: Changes) -> list[Message]:
    return [message for message in changes.messages if message.direction is Direction.OUT]


def lines_of_history(changes: Changes) -> list[Message]:
    return [message for message in changes.messages if message.origin is Origin.CONSENT]


@pytest.mark.parametrize(
    ("body", "before", "stopped", "then", "still"),
    [
        ("STOP", NONE, False, NO, True),
        ("STOP", PENDING, False, NO, True),
        ("STOP", YES, False, NO, True),
        ("STOP", YES, True, NO, True),
        ("STOP", NO, False, NO, True),
        ("START", NONE, False, YES, False),
        ("START", PENDING, False, YES, False),
        ("START", NO, True, YES, False),
        ("START", NO, False, YES, False),
        ("START", YES, True, YES, False),
        ("YES", PENDING, False, YES, False),
        ("YES", PENDING, True, YES, True),
    ],
)
def test_a_word_moves_consent_and_leaves_one_line_in_ledger_and_timeline(
    body: str, before: Consent, stopped: bool, then: Consent, still: bool
) -> None:
    """C3, C8, CN-2, CN-4, CN-5, CN-7, TH-8."""
    changes = decide(text(body), facts(thread(consent=before, stopped=stopped)))
    acts = {"STOP": Act.STOP, "START": Act.START, "YES": Act.CONFIRM}
    assert (head(changes).consent, head(changes).stopped, head(changes).last_act) == (then, still, NOW)
    event = ConsentEvent(
        contact=CONTACT,
        line=LOCAL.id,
        act=acts[body],
        before=before,
        after=then,
        at=NOW,
        source="text",
        wording=body,
        message=changes.messages[0].id,
        number=1,
    )
    assert changes.events == (replace(event, digest=ledger.digest(event)),)
    assert (head(changes).events, head(changes).digest) == (1, changes.events[0].digest)
    (entry,) = lines_of_history(changes)
    assert (entry.box, entry.body) == (thread().id, SAID[then])
    assert (entry.reason, entry.at, entry.hidden, entry.status) == (acts[body], NOW, False, Status.RECEIVED)


@pytest.mark.parametrize(
    ("body", "consent", "stopped"), [("STOP", NO, True), ("start", YES, False), ("Unstop", YES, False)]
)
def test_a_word_said_again_changes_nothing_and_gets_no_answer(body: str, consent: Consent, stopped: bool) -> None:
    """C2(b): none on a repeated STOP."""
    changes = decide(text(body + "!"), facts(thread(consent=consent, stopped=stopped)))
    assert (head(changes).consent, head(changes).stopped) == (consent, stopped)
    assert not changes.events
    assert not changes.effects
    assert len(changes.messages) == 1


@pytest.mark.parametrize("body", ["STOP", "START"])
@pytest.mark.parametrize(("folder", "then"), [(None, Folder.INBOX), (Folder.ARCHIVED, Folder.ARCHIVED)])
def test_a_word_of_consent_shows_in_the_thread_but_alerts_nobody(
    body: str, folder: Folder | None, then: Folder
) -> None:
    """T2, CN-4."""
    changes = decide(text(body, on=TOLL_FREE), facts(thread(TOLL_FREE, folder=folder, unread=2), on=TOLL_FREE))
    assert changes.messages[0].body == body
    assert not changes.messages[0].hidden
    assert (head(changes).folder, head(changes).unread, head(changes).tab) == (then, 2, Tab.PARTICIPATING)
    assert changes.effects == ()


def test_yes_completes_a_pending_and_is_confirmed_once() -> None:
    """CN-2, C2(c), CTIA 5.1: brand, how often, costs, HELP and STOP; it is no part of the conversation."""
    changes = decide(text("Yes please"), facts(thread(consent=PENDING)))
    (body,) = (answer.body for answer in answers(changes))
    assert body == wording.welcome_answer("Acme")
    assert [(answer.answers, answer.hidden) for answer in answers(changes)] == [(Act.CONFIRM, True)]
    assert head(changes).introduced == NOW
    assert [effect.job["kind"] for effect in changes.effects] == ["lead_open", "message"]
    assert changes.halts == ()


@pytest.mark.parametrize(
    ("body", "automatic"),
    [("YES", ()), ("Yes please", (NOW, NOW)), ("Yes please", (NOW,))],
    ids=["the provider confirms it", "two automatic texts today", "HELP would go without an answer"],
)
def test_yes_is_not_confirmed_where_that_were_one_text_too_many(body: str, automatic: tuple[datetime, ...]) -> None:
    """A2, and never two answers to one word."""
    changes = decide(text(body), facts(thread(consent=PENDING, automatic=automatic)))
    assert head(changes).consent is YES
    assert answers(changes) == []
    assert head(changes).introduced is None


@pytest.mark.parametrize("consent", [NONE, YES, NO])
def test_yes_without_a_pending_is_a_word_like_any_other(consent: Consent) -> None:
    """C3, CN-5: YES never undoes a STOP."""
    changes = decide(text("YES"), facts(thread(consent=consent, stopped=consent is NO)))
    assert head(changes).consent is consent
    assert (changes.events, len(changes.effects)) == ((), 1)


@pytest.mark.parametrize(
    ("on", "body", "answered"),
    [
        (LOCAL, "STOP", False),
        (LOCAL, "cancel", False),
        (LOCAL, "Start", False),
        (LOCAL, "STOP.", True),
        (LOCAL, "opt out", True),
        (LOCAL, "Start!", True),
        (SHORT, "STOP", False),
        (SHORT, "ARRET", True),
        (TOLL_FREE, "STOP", False),
        (TOLL_FREE, " unstop ", False),
        (TOLL_FREE, "START", False),
        (TOLL_FREE, "QUIT", True),
        (TOLL_FREE, "cancel", True),
        (TOLL_FREE, "Stop!", True),
        (TOLL_FREE, "Start!", True),
    ],
)
def test_a_word_is_answered_once_by_us_or_by_who_does_it_anyway(on: Line, body: str, answered: bool) -> None:
    """C2(b), C2(c), CN-4: what network or provider answers, we do not."""
    before = thread(on, consent=PENDING)
    assert len(answers(decide(text(body, on=on), facts(before, on=on)))) == answered


@pytest.mark.parametrize(
    ("body", "before", "brand_stop", "said"),
    [
        ("Stop!", YES, True, "Acme: You are unsubscribed and will get no more texts. Reply START to come back."),
        ("Stop!", YES, False, "Acme: You are unsubscribed and will get no more texts from this number. Reply START"),
        ("Start!", NO, True, "Acme: You will get texts from us again."),
    ],
)
def test_the_answer_goes_out_from_the_thread_s_line_and_shows_nowhere(
    body: str, before: Consent, brand_stop: bool, said: str
) -> None:
    """CN-4, O9: says how to come back, and is not part of the thread."""
    changes = decide(text(body), facts(thread(consent=before), brand_stop=brand_stop))
    (answer,) = answers(changes)
    assert answer.body.startswith(said)
    assert (answer.sender, answer.to) == (LOCAL.number, PHONE)
    assert (answer.hidden, answer.status, answer.origin) == (True, Status.QUEUED, Origin.AUTOMATIC)
    assert (answer.due, answer.box, answer.author) == (NOW, thread().id, None)
    assert changes.effects[-1] == deliver(thread().id, answer.id)
    assert head(changes).last_outbound is None


def test_the_entries_of_one_text_stand_in_the_order_of_cause_and_effect() -> None:
    for number in range(20):
        said = text("Stop!", provider_id=f"SM{number:032x}")
        message, entry, answer = decide(said, facts(thread(consent=YES))).messages
        assert message.id < entry.id < answer.id


def test_a_picture_that_says_stop_is_a_stop() -> None:
    changes = decide(text("stop", media=("https://example.com/1",)), facts(thread(consent=YES)))
    assert head(changes).consent is NO


@pytest.mark.parametrize(
    ("before", "body", "begins"),
    [
        (PENDING, "Yes please", True),
        (PENDING, "START", True),
        (NO, "START", True),
        (NONE, "START", False),
        (YES, "START", False),
        (PENDING, "STOP", False),
        (PENDING, "HELP", False),
    ],
)
def test_a_word_that_lets_the_brand_text_again_lets_the_clock_of_a_lead_run(
    before: Consent, body: str, begins: bool
) -> None:
    """LD-3: from the moment of the word on, whenever its job comes."""
    changes = decide(text(body), facts(thread(consent=before)))
    looks = [effect for effect in changes.effects if effect.job["kind"] == "lead_open"]
    assert [(look.job["at"], look.job["yes"], look.stored) for look in looks] == [
        (NOW.isoformat(), True, True)
    ] * begins
    assert [look.id for look in looks] == [f"lead-open.{thread().id}.{changes.messages[0].id}"] * begins
