"""What is said by itself where nobody is there (AW-2, A1, A2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.core import autoreply, effects, outbound
from chalicelib.core.absences import Absence, AbsenceId, Roster
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.inbound import decide
from chalicelib.core.incoming import Inbound
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message, Origin, Status
from chalicelib.core.office import DayOff, Stretch
from chalicelib.core.outbound import Draft, Kind, Refuse
from chalicelib.core.threads import Folder, Standing, Thread
from tests.core.builders import CONTACT, LOCAL, NOW, OTHER, PHONE, REP1, facts, later, line, own_line, text, thread

HOURS = tuple(Stretch(day, 9 * 60, 17 * 60) for day in range(5))
SHUT = line(week=HOURS, zone="UTC", away_message="We are back at nine.")
EVENING = later(hours=3)
"""Friday, 18:00 on the line's clocks."""
AWAY = Roster((Absence(AbsenceId("a1"), REP1, later(days=-1), later(days=2), message="I am away until Monday."),))
OWN = own_line()
SAID = "Acme: We are back at nine. Reply STOP to opt out."


def answers(changes: Changes) -> list[Message]:
    return [message for message in changes.messages if message.away]


def said(on: Line = SHUT, head: Thread | None = None, body: str = "hello", at: datetime = EVENING, **known: Any) -> str:
    """What this text is told by itself."""
    found = answers(decide(text(body, on=on, at=at), facts(head, on, **known)))
    assert len(found) <= 1
    return found[0].body if found else ""


def agreed(on: Line = SHUT, **fields: Any) -> Thread:
    """A conversation with one who agreed, and was introduced."""
    known: dict[str, Any] = {"consent": Consent.YES, "introduced": later(days=-9), "folder": Folder.INBOX}
    return thread(on, **(known | fields))


def test_who_texts_a_line_that_is_shut_is_told_and_somebody_is_alerted() -> None:
    changes = decide(text(on=SHUT, at=EVENING), facts(on=SHUT))
    (message,) = answers(changes)
    assert (message.body, message.origin, message.status) == (SAID, Origin.AUTOMATIC, Status.QUEUED)
    assert (message.sender, message.to, message.hidden, message.due) == (SHUT.number, PHONE, False, EVENING)
    assert message.id > changes.messages[0].id, "it stands behind what it answers"
    assert changes.thread is not None
    assert (changes.thread.away_told, changes.thread.automatic) == (EVENING, (EVENING,))
    assert changes.thread.introduced == EVENING
    assert {effect.id for effect in changes.effects} == {
        effects.alert(message.box, changes.messages[0].id, EVENING).id,  # type: ignore[arg-type]
        effects.deliver(message.box, message.id).id,
    }


def test_who_knows_the_line_is_told_without_the_way_out() -> None:
    assert said(head=agreed()) == "Acme: We are back at nine."


def test_a_brand_without_a_name_is_not_named() -> None:
    known = facts(agreed(), SHUT)
    known = replace(known, brand=replace(known.brand, name="Your brand"))
    assert [one.body for one in answers(decide(text(on=SHUT, at=EVENING), known))] == ["We are back at nine."]


def test_words_without_a_full_stop_do_not_run_into_the_way_out() -> None:
    assert said(replace(SHUT, away_message="We are back at nine")) == SAID


def test_nobody_is_told_while_the_line_is_open_or_has_nothing_to_say() -> None:
    assert said(at=NOW) == ""
    assert said(line(week=HOURS, zone="UTC")) == ""
    assert said(line(away_message="Never shut.")) == ""


def test_a_day_off_has_its_own_words() -> None:
    on = line(zone="UTC", days_off=(DayOff("2026-11-20", "Inventory", "We count our stock."),), away_message="Shut.")
    assert said(on, agreed(on)) == "Acme: We count our stock."


def test_whoever_is_away_says_so_and_nobody_else() -> None:
    assert said(OWN, agreed(OWN), roster=AWAY, at=NOW) == "Acme: I am away until Monday.", "the line's owner"
    assert said(LOCAL, agreed(LOCAL, assignee=REP1), roster=AWAY, at=NOW) == "Acme: I am away until Monday."
    assert said(LOCAL, agreed(LOCAL, answers_to=REP1), roster=AWAY, at=NOW) == "Acme: I am away until Monday."
    assert said(LOCAL, agreed(LOCAL, assignee="rep2"), roster=AWAY, at=NOW) == ""
    assert said(LOCAL, agreed(LOCAL), roster=AWAY, at=NOW) == ""
    assert said(OWN, agreed(OWN), roster=AWAY, at=later(days=2)) == ""


def test_a_line_that_is_shut_speaks_first_and_the_absence_where_it_is_silent() -> None:
    shut = own_line(week=HOURS, zone="UTC", away_message="We are back at nine.")
    assert said(shut, agreed(shut), roster=AWAY) == "Acme: We are back at nine."
    silent = replace(shut, away_message="")
    assert said(silent, agreed(silent), roster=AWAY) == "Acme: I am away until Monday."


@pytest.mark.parametrize(
    "fields",
    [
        {"last_manual": EVENING - timedelta(minutes=29, seconds=59)},
        {"away_told": EVENING - timedelta(hours=23, minutes=59)},
        {"automatic": (EVENING - timedelta(hours=24),)},
        {"consent": Consent.NO},
        {"consent": Consent.PENDING},
        {"stopped": True},
        {"frozen": True},
    ],
)
def test_who_must_not_be_told_is_not(fields: dict[str, Any]) -> None:
    """AW-2, A1, A2, C1."""
    assert said(head=agreed(**fields)) == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"last_manual": EVENING - timedelta(minutes=30)},
        {"away_told": EVENING - timedelta(days=3)},
        {"automatic": (EVENING - timedelta(hours=25),)},
        {"consent": Consent.NONE},
    ],
)
def test_who_may_be_told_is(fields: dict[str, Any]) -> None:
    assert said(head=agreed(**fields)) == "Acme: We are back at nine."


def test_a_stop_for_the_brand_counts_before_the_head_bears_it() -> None:
    stopped = Standing(CONTACT, stopped=True, lines=frozenset({OTHER}))
    assert said(head=agreed(), standing=stopped) == ""


@pytest.mark.parametrize("body", ["STOP", "START", "HELP", "please stop texting me ok", "join"])
def test_words_that_mean_something_are_answered_as_that_alone(body: str) -> None:
    """A1: none to STOP, START, HELP or keywords; also to a keyword whose form is no more."""
    on = replace(SHUT, keywords={"join": "club"})
    assert said(on, agreed(on), body) == ""


def test_machines_are_not_answered() -> None:
    """A1: other lines of ours, an echo of our own words."""
    assert said(head=agreed(), peer=True) == ""
    assert said(head=agreed(), body="We are  back at nine.") == ""
    assert said(head=agreed(), body="Acme: We are back at nine.") == ""
    ours: dict[str, Any] = {"preview": "See you", "activity": later(hours=1), "last_outbound": later(hours=1)}
    assert said(head=agreed(**ours), body="See  you") == ""
    assert said(head=agreed(**ours), body="See you, too") != ""
    theirs: dict[str, Any] = {"preview": "See you", "activity": later(hours=1), "last_inbound": later(hours=1)}
    assert said(head=agreed(**theirs), body="See you") != ""


@pytest.mark.parametrize(("minutes", "told"), [((-10, -5), False), ((-10.1, -5), True), ((-5,), True)])
def test_who_says_the_same_three_times_in_ten_minutes_is_a_machine(minutes: tuple[float, ...], told: bool) -> None:
    on = replace(SHUT, away_message="")
    head: Thread | None = agreed(on)
    for before in minutes:
        head = decide(text("ping", on=on, at=EVENING + timedelta(minutes=before)), facts(head, on)).thread
    assert (said(head=head, body="ping") != "") is told
    assert said(head=head, body="other") != "", "whoever says something else is none"


def test_what_comes_in_between_begins_the_count_anew() -> None:
    head = autoreply.heard(thread(), thread(), NOW)
    assert head.repeats == ()
    first = thread(preview="a", activity=NOW, last_inbound=NOW)
    again = autoreply.heard(first, first, later(minutes=1))
    assert again.repeats == (NOW, later(minutes=1))
    more = autoreply.heard(again, again, later(minutes=2))
    most = autoreply.heard(more, more, later(minutes=3))
    assert most.repeats == (later(minutes=1), later(minutes=2), later(minutes=3))
    assert autoreply.heard(more, replace(more, preview="b"), later(minutes=3)).repeats == ()
    assert autoreply.heard(more, more, later(minutes=-1)).repeats == (), "a late one tells nothing"
    ours = replace(more, last_inbound=later(minutes=-1))
    assert autoreply.heard(ours, ours, later(minutes=3)).repeats == (), "we spoke last"
    nothing = thread(preview="a")
    assert autoreply.heard(nothing, nothing, NOW).repeats == ()


def test_a_window_is_told_once_and_the_next_one_again() -> None:
    """AW-2: the same weekend is one window; Monday evening is another."""
    head = agreed(away_told=EVENING)
    assert said(head=head, at=later(days=2)) == ""
    assert said(head=head, at=later(days=3, hours=3)) != ""
    gone = agreed(OWN, away_told=later(days=-0.9))
    assert said(OWN, gone, roster=AWAY, at=later(days=1)) == ""
    assert said(OWN, replace(gone, away_told=later(days=-2)), roster=AWAY, at=NOW) != ""


def test_what_the_line_said_while_it_was_shut_is_not_what_the_person_says() -> None:
    """AW-2: two windows, each with words of its own."""
    shut = own_line(week=HOURS, zone="UTC", away_message="We are back at nine.")
    long = Roster((Absence(AbsenceId("a1"), REP1, later(days=-2), later(days=9), message="Away for a week."),))
    monday = later(days=3, hours=-3)
    assert said(shut, agreed(shut, away_told=EVENING), roster=long, at=monday) == "Acme: Away for a week."
    assert said(shut, agreed(shut, away_told=NOW), roster=long, at=monday) == "", "the person said it, in open hours"
    silent = replace(shut, away_message="")
    assert said(silent, agreed(silent, away_told=EVENING), roster=long, at=monday) == "", "then too"


def test_a_line_that_never_opens_again_tells_once() -> None:
    days = tuple(DayOff((NOW + timedelta(days=ahead)).date().isoformat(), "Moved") for ahead in range(-1, 70))
    on = replace(SHUT, days_off=days)
    assert said(on, agreed(on), at=NOW) != ""
    assert said(on, agreed(on, away_told=NOW), at=later(days=3)) == ""


@pytest.mark.parametrize(("minutes", "told"), [(5, True), (5.1, False)])
def test_a_text_that_comes_late_is_not_answered_out_of_the_blue(minutes: float, told: bool) -> None:
    assert (said(head=agreed(), now=EVENING + timedelta(minutes=minutes)) != "") is told


def test_the_door_refuses_what_waited_and_what_was_stopped_meanwhile() -> None:
    draft = Draft(Kind.AWAY, "Back at nine.", prompt=True, written=NOW)

    def judged(head: Thread, minutes: int = 0) -> outbound.Verdict:
        return outbound.verdict(draft, outbound.Facts(SHUT, head), later(minutes=minutes))

    assert judged(agreed()) == outbound.Send("consent", Consent.YES)
    wrote = thread(SHUT, last_inbound=NOW)
    assert judged(wrote) == outbound.Send("conversation", Consent.NONE)
    for head, minutes, code in (
        (agreed(), 6, "late"),
        (thread(SHUT), 0, "consent_missing"),
        (replace(wrote, frozen=True), 0, "doubtful"),
        (replace(wrote, consent=Consent.NO), 0, "consent_no"),
    ):
        refused = judged(head, minutes)
        assert isinstance(refused, Refuse)
        assert refused.code == code


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3000), st.sampled_from(["hi", "who?", "hello", "ok"])), max_size=40))
def test_no_peer_however_it_writes_is_told_twice_in_a_day(steps: list[tuple[int, str]]) -> None:
    """A1, A2: two automatic texts a day at most, one of them of this kind."""
    head, now, told, automatic = agreed(), EVENING, list[datetime](), list[datetime]()
    for minutes, body in steps:
        now += timedelta(minutes=minutes)
        changes = decide(text(body, on=SHUT, at=now), facts(head, SHUT, contact=Contact(CONTACT, PHONE)))
        assert changes.thread is not None
        head = changes.thread
        told += [now for _ in answers(changes)]
        automatic += [now for entry in changes.messages if entry.origin is Origin.AUTOMATIC]
    assert all(later_ - first >= timedelta(hours=24) for first, later_ in pairwise(told))
    assert all(later_ - first >= timedelta(hours=24) for first, later_ in zip(automatic, automatic[2:], strict=False))


def test_an_inbound_text_knows_what_was_and_is_asked() -> None:
    known = text()
    assert isinstance(known, Inbound)
    assert (facts().roster, facts().peer) == (Roster(), False)
