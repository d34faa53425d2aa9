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
    assert changes.messages[0].body == "Consent not given in time."


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


def held_up(**fields: Any) -> Facts:
    """The first request is still queued."""
    facts = waiting()
    queued = replace(first(facts), status=Status.QUEUED, claimed=None, prompt=True)
    return replace(facts, **({"confirmation": queued} | fields))


def test_a_request_that_was_held_up_gets_a_new_moment_that_limits_count() -> None:
    """C2: the one that passed counts no more, as nothing reached the handset then."""
    facts, now = held_up(), later(hours=3)
    changes = pending.renewed(facts, now)
    assert changes is not None
    assert changes.redated == (first(facts), replace(first(facts), at=now, prompt=False, due=now))
    assert changes.thread is not None
    assert changes.standing is not None
    assert (changes.thread.confirmed_at, changes.thread.automatic) == (now, (now,))
    assert changes.standing.confirmations == (now,)
    assert (changes.thread.pending_until, changes.events, changes.messages) == (UNTIL, (), ())


def test_it_is_not_woken_at_night() -> None:
    """Q1: nobody waits for it any more. NOW is 10:00 on a Friday where the contact is."""
    changes = pending.renewed(held_up(), later(hours=12))
    assert changes is not None
    assert changes.redated is not None
    assert changes.redated[1].at == changes.redated[1].due == later(hours=22)


def test_it_waits_while_the_limits_are_full() -> None:
    facts, now = held_up(), later(hours=3)
    busy = replace(head(facts), automatic=(NOW, later(hours=1), later(hours=2)))
    assert pending.renewed(replace(facts, thread=busy), now) == Changes()
    three = replace(facts.standing or Standing(head(facts).contact), confirmations=(later(hours=1),) * 3)
    assert pending.renewed(replace(facts, standing=three), now) == Changes()


@pytest.mark.parametrize(
    "change",
    [
        {"consent": Consent.YES},
        {"confirmed_at": later(hours=1)},
        {"stopped": True},
        {"frozen": True},
        {"pending_until": later(days=8)},
    ],
    ids=str,
)
def test_what_nobody_waits_for_any_more_gets_none(change: dict[str, Any]) -> None:
    facts = held_up()
    assert pending.renewed(replace(facts, thread=replace(head(facts), **change)), later(hours=3)) is None


@pytest.mark.parametrize("change", [{"stopped": True}, {"frozen": True}], ids=str)
def test_nor_does_who_stopped_or_is_asked_about_it_for_the_whole_brand(change: dict[str, Any]) -> None:
    """C2, CN-9: the standing says so also where this head has not followed it yet."""
    facts = held_up()
    standing = replace(facts.standing or Standing(head(facts).contact), **change)
    assert pending.renewed(replace(facts, standing=standing), later(hours=3)) is None


@pytest.mark.parametrize("absent", ["thread", "standing", "line", "confirmation"])
def test_without_what_it_is_about_there_is_none(absent: str) -> None:
    facts: Facts = replace(held_up(), **{absent: None})  # type: ignore[arg-type]
    assert pending.renewed(facts, later(hours=3)) is None


@pytest.mark.parametrize("at", [UNTIL, later(days=6, hours=14)])
def test_it_is_none_too_where_its_end_comes_before_its_hour(at: datetime) -> None:
    facts = held_up(until=later(days=6, hours=15))
    thread = replace(head(facts), pending_until=facts.until)
    assert pending.renewed(replace(facts, thread=thread), at) is None
