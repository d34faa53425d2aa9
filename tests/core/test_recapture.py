"""Who is asked again after a line got another number, with what, and that it is once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.core import confirmations, ledger, recapture
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.lines import Line
from chalicelib.core.messages import Origin, Status
from chalicelib.core.recapture import Facts
from chalicelib.core.threads import Standing, Thread
from tests.core.builders import CONTACT, LOCAL, NOW, PHONE, REP1, later, line, thread

NEW: Line = line("+12025550101", replaces=LOCAL.id, rate=2)
OLD: Thread = thread(consent=Consent.YES, events=2, digest="d" * 32, answers_to=REP1)
KNOWN = Contact(CONTACT, PHONE, "Ann", tags=frozenset({"vip"}))


def decided(
    old: Thread = OLD, new: Thread | None = None, standing: Standing | None = None, **more: Any
) -> Changes | None:
    contact = more.pop("contact", KNOWN)
    facts = Facts(NEW, old, new, standing, contact, Brand(name="Acme", expires_after=3))
    return recapture.decide(facts, NOW, **more)


def test_who_had_agreed_is_asked_by_one_text_that_names_brand_and_old_number() -> None:
    changes = decided(wait=timedelta(seconds=9))
    assert changes is not None
    entry, text = changes.messages
    assert text.body.startswith("Acme: Our number has changed: you agreed to texts from (202) 555-0100. Reply YES")
    assert (text.origin, text.status, text.opt_in, text.hidden) == (Origin.AUTOMATIC, Status.QUEUED, True, False)
    assert (text.sender, text.to, text.due) == (NEW.number, PHONE, later(seconds=69))
    assert text.segments == 2
    assert entry.origin is Origin.CONSENT
    assert entry.id < text.id


def test_the_act_is_recorded_with_what_it_rests_on() -> None:
    changes = decided()
    assert changes is not None
    assert changes.thread is not None
    (event,) = changes.events
    assert (event.act, event.before, event.after, event.source) == (
        Act.OPT_IN,
        Consent.NONE,
        Consent.PENDING,
        "recapture",
    )
    assert event.evidence == {"line": LOCAL.id, "events": "2", "digest": "d" * 32}
    assert (event.wording, event.message) == (changes.messages[1].body, changes.messages[1].id)
    assert ledger.breach(changes.thread, [event]) is None


def test_the_new_thread_is_pending_in_no_folder_and_of_whoever_had_the_old_one() -> None:
    changes = decided()
    assert changes is not None
    assert changes.before is None
    head = changes.thread
    assert head is not None
    assert (head.line, head.line_number, head.consent, head.folder) == (NEW.id, NEW.number, Consent.PENDING, None)
    assert (head.name, head.tags, head.answers_to) == ("Ann", KNOWN.tags, REP1)
    assert (head.confirmed_at, head.pending_until, head.automatic) == (NOW, later(days=3), (NOW,))


def test_a_thread_that_exists_without_an_act_is_taken_further() -> None:
    there = thread(NEW, last_inbound=NOW, version=3)
    changes = decided(new=there)
    assert changes is not None
    assert changes.before == there
    assert changes.thread is not None
    assert changes.thread.last_inbound == NOW


def test_the_request_counts_among_all_of_the_contact() -> None:
    old, recent = NOW - confirmations.WINDOW, NOW - timedelta(hours=23)
    known = Standing(CONTACT, confirmations=(old, recent), lines=frozenset({LOCAL.id}), version=4)
    changes = decided(standing=known)
    assert changes is not None
    assert changes.standing_before == known
    assert changes.standing == replace(known, confirmations=(old, recent, NOW), lines=frozenset({LOCAL.id, NEW.id}))


@pytest.mark.parametrize(
    "case",
    [
        {"old": thread()},
        {"old": thread(consent=Consent.PENDING)},
        {"old": thread(consent=Consent.NO)},
        {"old": replace(OLD, stopped=True)},
        {"old": replace(OLD, frozen=True)},
        {"new": thread(NEW, consent=Consent.YES)},
        {"new": thread(NEW, consent=Consent.NO)},
        {"new": thread(NEW, events=2)},
        {"new": thread(NEW, confirmed_at=NOW)},
        {"standing": Standing(CONTACT, stopped=True)},
        {"standing": Standing(CONTACT, frozen=True)},
        {"standing": Standing(CONTACT, confirmations=(NOW, NOW, NOW))},
        {"contact": None},
        {"contact": replace(KNOWN, unreachable=30006)},
    ],
    ids=str,
)
def test_nobody_else_is_asked(case: dict[str, Any]) -> None:
    assert decided(**case) is None


def test_what_was_decided_once_is_not_decided_again() -> None:
    changes = decided()
    assert changes is not None
    expired = replace(changes.thread, consent=Consent.NONE) if changes.thread else None
    assert decided(new=changes.thread, standing=changes.standing) is None
    assert decided(new=expired) is None


def test_whom_the_night_covers_is_left_for_another_run() -> None:
    """Q1, O6: not all of them at once at eight."""
    night, morning = datetime(2026, 11, 20, 4, tzinfo=UTC), datetime(2026, 11, 20, 13, tzinfo=UTC)
    known = Facts(NEW, OLD, None, None, KNOWN, Brand(name="Acme"))
    assert recapture.decide(known, night) is None
    assert recapture.decide(known, morning) is not None


def test_it_rests_on_the_old_lines_yes_until_it_is_sent() -> None:
    """LN-7: a STOP to the old number meanwhile stops the question too, whatever the policy."""
    changes = decided()
    assert changes is not None
    assert (changes.rests_on, changes.messages[1].rests_on) == (OLD.id, LOCAL.id)
    assert recapture.withdrawn(OLD) is None
    gone = (None, replace(OLD, consent=Consent.NO), replace(OLD, stopped=True), replace(OLD, frozen=True))
    assert {(refusal.code, refusal.rule) for refusal in map(recapture.withdrawn, gone) if refusal} == {
        ("consent_no", "LN-7")
    }


def test_whom_a_run_had_asked_before_a_crash_is_known_by_the_text() -> None:
    changes = decided()
    assert changes is not None
    run = recapture.Recapture(NEW.id, LOCAL.id, REP1, NOW, NOW)
    text = changes.messages[1]
    assert recapture.asked_by(run, changes.messages)
    assert not recapture.asked_by(run, changes.messages[:1])
    assert not recapture.asked_by(run, [replace(text, at=NOW - timedelta(seconds=1))])
    assert not recapture.asked_by(run, [replace(text, rests_on=None)])
    assert not recapture.asked_by(run, [replace(text, opt_in=False)])


def test_a_question_that_nobody_answers_ends() -> None:
    changes = decided()
    assert changes is not None
    assert changes.thread is not None
    (end,) = changes.effects
    assert (end.after, end.job["kind"], end.job["thread"]) == (later(days=3), "expire", changes.thread.id)


def test_the_length_of_the_question_is_known_before_anybody_is_asked() -> None:
    changes = decided()
    assert changes is not None
    assert recapture.length(NEW, LOCAL, Brand(name="Acme")) == changes.messages[-1].segments == 2
