from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from chalicelib.core import ledger, optin, pending
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent
from chalicelib.core.effects import Queue
from chalicelib.core.messages import Message, Status
from chalicelib.core.outbound import Draft, Kind, Refuse, Send, verdict
from chalicelib.core.outbound import Facts as Door
from chalicelib.core.pending import Facts
from chalicelib.core.threads import Standing, Thread
from tests.core.builders import LOCAL, NOW, later
from tests.core.test_optin import asked, known

UNTIL = later(days=7)
CLAIMED = later(seconds=2)


def waiting(**fields: Any) -> Facts:
    """A day after a form whose confirmation was delivered."""
    changes = optin.decide(asked(), known(), NOW)
    first = replace(changes.messages[-1], status=Status.DELIVERED, claimed=CLAIMED)
    begun: dict[str, Any] = {
        "line": LOCAL,
        "thread": changes.thread,
        "standing": changes.standing,
        "confirmation": first,
    }
    until: dict[str, Any] = {"until": UNTIL}
    return Facts(**(until | begun | fields))


def head(facts: Facts) -> Thread:
    assert facts.thread is not None
    return facts.thread


def first(facts: Facts) -> Message:
    assert facts.confirmation is not None
    return facts.confirmation


def test_a_day_after_the_confirmation_one_reminder_is_written() -> None:
    """CN-2, C2: a full day after the first was claimed, not after it was decided."""
    facts = waiting()
    changes = pending.remind(facts, later(days=1))
    (text,) = changes.messages
    assert (text.opt_in, text.body, text.status) == (True, "Reminder: Acme: reply YES, or STOP", Status.QUEUED)
    assert text.due == text.at == later(days=1, seconds=2)
    assert changes.effects == ()
    assert changes.thread is not None
    assert changes.standing is not None
    assert changes.thread.confirmed_at == changes.standing.confirmations[-1] == text.at
    assert changes.events == ()


def test_a_late_reminder_goes_at_once_and_is_the_same_one() -> None:
    facts = waiting()
    changes = pending.remind(facts, later(days=2))
    assert changes.messages[0].id == pending.remind(facts, later(days=1)).messages[0].id
    assert [effect.queue for effect in changes.effects] == [Queue.DELIVER]


def test_a_long_confirmation_is_repeated_as_it_is() -> None:
    facts = waiting()
    long = replace(first(facts), body="x" * 1595)
    assert pending.remind(replace(facts, confirmation=long), later(days=1)).messages[0].body == "x" * 1595


@pytest.mark.parametrize(
    "change",
    [
        {"thread": None},
        {"standing": None},
        {"line": None},
        {"confirmation": None},
        {"until": later(days=8)},
        {"standing": Standing(optin.decide(asked(), known(), NOW).thread.contact, stopped=True)},  # type: ignore[union-attr]
    ],
)
def test_what_does_not_wait_any_more_is_not_reminded(change: dict[str, Any]) -> None:
    assert pending.remind(waiting(**change), later(days=1)) == Changes()


@pytest.mark.parametrize("consent", [Consent.YES, Consent.NO, Consent.NONE])
def test_who_answered_is_not_reminded_and_not_ended(consent: Consent) -> None:
    facts = waiting()
    answered = replace(facts, thread=replace(head(facts), consent=consent))
    assert pending.remind(answered, later(days=1)) == pending.expire(answered, UNTIL) == Changes()


@pytest.mark.parametrize(
    "state",
    [
        {"claimed": None, "status": Status.QUEUED},
        {"status": Status.SENDING},
        {"status": Status.FAILED},
        {"status": Status.SUPPRESSED},
    ],
)
def test_no_reminder_without_a_confirmation_that_went_out(state: dict[str, Any]) -> None:
    facts = waiting()
    assert pending.remind(replace(facts, confirmation=replace(first(facts), **state)), later(days=1)) == Changes()


@pytest.mark.parametrize("at", [later(days=7), later(days=9)])
def test_no_reminder_once_it_is_to_end(at: datetime) -> None:
    assert pending.remind(waiting(), at) == Changes()


def test_no_reminder_beyond_the_limits() -> None:
    facts = waiting()
    busy = replace(head(facts), automatic=(later(hours=23), later(hours=24)))
    assert pending.remind(replace(facts, thread=busy), later(days=1)) == Changes()


def test_nobody_confirmed_and_it_ends() -> None:
    facts = waiting()
    assert pending.expire(facts, later(days=6)) == Changes()
    changes = pending.expire(facts, UNTIL)
    (event,) = changes.events
    assert (event.act, event.before, event.after) == (Act.EXPIRE, Consent.PENDING, Consent.NONE)
    assert changes.thread is not None
    assert (changes.thread.consent, changes.thread.pending_until, changes.thread.last_act) == (Consent.NONE, None, NOW)
    assert changes.thread.events == 2
    opened = optin.decide(asked(), known(), NOW)
    assert ledger.breach(changes.thread, [*opened.events, event]) is None
    assert changes.messages[0].body == "Consent: None"


def test_only_a_pending_passes_the_door_with_a_confirmation() -> None:
    draft, facts = Draft(Kind.CONFIRMATION, "Acme: reply YES"), waiting()
    assert isinstance(verdict(draft, Door(LOCAL, head(facts)), NOW), Send)
    on_time = verdict(replace(draft, written=NOW), Door(LOCAL, head(facts)), later(hours=1))
    assert isinstance(on_time, Send)
    late = verdict(replace(draft, written=NOW), Door(LOCAL, head(facts)), later(hours=1, seconds=1))
    assert isinstance(late, Refuse)
    assert (late.code, late.rule) == ("late", "C2")
    for consent in (Consent.NONE, Consent.YES, Consent.NO):
        assert isinstance(verdict(draft, Door(LOCAL, replace(head(facts), consent=consent)), NOW), Refuse)
