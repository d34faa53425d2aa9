"""Nobody answers: the next who could is called, in order and once (AW-4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.core import absences, arrivals, escalation, inbound, snoozes, threads
from chalicelib.core.absences import Absence, AbsenceId, Roster
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent
from chalicelib.core.effects import Queue
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.lines import Line
from chalicelib.core.messages import Direction, Origin, Status
from chalicelib.core.office import DayOff, Stretch
from chalicelib.core.people import Role
from chalicelib.core.threads import Folder, Tab, Thread
from chalicelib.core.waits import Wait
from tests.core.builders import BOSS, LOCAL, NOW, REP1, REP2, facts, later, own_line, person, text, thread

BRAND = Brand(name="Acme", zone="America/New_York", escalate_after=15)
OWN = own_line()
REP3 = PersonId("rep3")
TEAM = [person("rep1"), person("rep2"), person("rep3"), person("boss", Role.MANAGER), person("gone", active=False)]
TEXT = arrivals.message(text("Are you there?", OWN), thread(OWN).id).id
OTHER_TEXT = MessageId("01OTHER")
MORNINGS = tuple(Stretch(day, 540, 605) for day in range(5))
"""Open from 9:00 to 10:05; now it is 10:00 on a Friday."""


def away(who: PersonId, *backups: PersonId, **fields: Any) -> Absence:
    known: dict[str, Any] = {"starts": later(hours=-1), "ends": later(days=3)}
    return Absence(AbsenceId(f"a-{who}"), who, backups=backups, **(known | fields))


def wrote(on: Line = OWN, before: Thread | None = None, brand: Brand = BRAND, **fields: Any) -> Changes:
    """What the contact's text leaves."""
    return inbound.decide(text("Are you there?", on, **fields), replace(facts(before, on), brand=brand))


def waiting(on: Line = OWN, before: Thread | None = None) -> Thread:
    head = wrote(on, before).thread
    assert head is not None
    assert head.wait is not None
    return head


def due(
    head: Thread, on: Line = OWN, *gone: Absence, step: int = 1, now: datetime | None = None, **fields: Any
) -> Changes:
    known: dict[str, Any] = {"people": TEAM, "roster": Roster(gone), "brand": BRAND, **fields}
    return escalation.due(escalation.Facts(on, head, **known), TEXT, step, now or later(minutes=15 * step))


def called(changes: Changes) -> list[str]:
    return [name for entry in changes.messages for name in entry.tells]


def looks(changes: Changes) -> list[tuple[object, datetime | None]]:
    return [(effect.job["step"], effect.after) for effect in changes.effects if effect.job["kind"] == "escalate"]


def test_a_text_that_asks_for_a_person_is_looked_at_again() -> None:
    changes = wrote()
    assert changes.thread is not None
    assert changes.thread.wait == Wait(TEXT, NOW)
    assert looks(changes) == [(1, later(minutes=15))]
    (look,) = [effect for effect in changes.effects if effect.job["kind"] == "escalate"]
    assert (look.queue, look.stored, look.id) == (Queue.ALERT, True, f"escalate.{TEXT}.1")


def test_nothing_is_looked_at_while_that_is_off() -> None:
    changes = wrote(brand=Brand(name="Acme"))
    assert changes.thread is not None
    assert (changes.thread.wait, looks(changes)) == (None, [])


def test_words_that_may_mean_stop_ask_for_a_person_too() -> None:
    changes = inbound.decide(text("leave me alone", OWN), replace(facts(None, OWN), brand=BRAND))
    assert changes.thread is not None
    assert changes.thread.frozen
    assert looks(changes) == [(1, later(minutes=15))]


def test_further_texts_neither_hurry_nor_delay_it() -> None:
    head = waiting()
    again = wrote(OWN, head, provider_id="SM" + "1" * 32, at=later(minutes=10))
    assert again.thread is not None
    assert (again.thread.wait, looks(again)) == (head.wait, [])


def test_closed_hours_do_not_count() -> None:
    morning = replace(OWN, week=MORNINGS)
    monday = datetime(2026, 11, 23, 14, 10, tzinfo=NOW.tzinfo)
    assert looks(wrote(morning)) == [(1, monday)], "five minutes on Friday, ten on Monday"
    shut = replace(morning, days_off=(DayOff("2026-11-23", "Inventory"),))
    assert looks(wrote(shut)) == [(1, monday + timedelta(days=1))]
    assert looks(wrote(replace(OWN, days_off=shut.days_off))) == [(1, later(minutes=15))]


def test_a_line_that_stays_shut_calls_nobody() -> None:
    never = wrote(replace(OWN, week=(Stretch(4, 0, 1),)), brand=replace(BRAND, escalate_after=60))
    assert never.thread is not None
    assert (never.thread.wait, looks(never)) == (None, [])


def test_those_who_stand_in_are_called_one_after_the_other_and_then_the_managers() -> None:
    gone = (away(REP1, REP2, REP3),)
    first = due(waiting(), OWN, *gone)
    assert called(first) == ["rep3"], "rep2 was alerted when the text came"
    assert first.thread is not None
    assert first.thread.wait == Wait(TEXT, NOW, 1, (REP2, REP3))
    assert looks(first) == [(2, later(minutes=30))]
    second = due(first.thread, OWN, *gone, step=2)
    assert called(second) == ["boss"]
    assert looks(second) == [], "nobody is left"
    assert [message.body for message in (*first.messages, *second.messages)] == [
        "No answer within 15 minutes. Called: rep3",
        "No answer within 15 minutes. Called: The managers",
    ]


def test_it_stands_in_the_timeline_and_is_no_text() -> None:
    changes = due(waiting(), OWN, away(REP1, REP2, REP3))
    (entry,) = changes.messages
    assert (entry.origin, entry.direction, entry.status) == (Origin.ESCALATION, Direction.OUT, Status.RECEIVED)
    assert (entry.sender, entry.to, entry.author, entry.at) == (None, None, None, later(minutes=15))
    assert next(effect.id for effect in changes.effects) == f"team.{entry.id}"
    again = due(waiting(), OWN, away(REP1, REP2, REP3))
    assert again == changes, "decided again it is the same"
    assert changes.before is not None
    assert changes.before.wait == Wait(TEXT, NOW)


def test_who_does_not_see_the_conversation_is_not_called() -> None:
    assert called(due(waiting())) == ["boss"], "an own line has no team, and its owner knows"
    assert called(due(waiting(), OWN, away(REP1, PersonId("gone")))) == [], "the managers were told when it came"


def test_who_comes_back_is_called() -> None:
    gone = away(REP1, REP2, ends=later(minutes=5))
    assert called(due(waiting(), OWN, gone)) == ["rep1"]


@pytest.mark.parametrize("week", [(), (Stretch(4, 0, 1440),)])
def test_who_says_that_it_is_back_is_called(week: tuple[Stretch, ...]) -> None:
    """However it says so: the absence is ended, or for one of each week this time of it is skipped."""
    gone, back = away(REP1, REP2, week=week, zone=BRAND.zone), later(minutes=5)
    roster = Roster((gone,))
    assert called(due(waiting(), OWN, *absences.without(roster, gone.id, back).absences)) == ["rep1"]
    skipped = absences.with_one(roster, replace(gone, starts=later(hours=20)), back)
    assert called(due(waiting(), OWN, *skipped.absences)) == ["rep1"]


def test_who_goes_away_is_stood_in_for() -> None:
    assert called(due(waiting(), OWN, away(REP1, REP2, starts=later(minutes=5)))) == ["rep2"]


def test_a_shared_line_calls_its_team_and_then_its_managers() -> None:
    head = replace(waiting(LOCAL), assignee=REP1)
    first = due(head, LOCAL)
    assert (called(first), first.messages[0].body) == (["rep2"], "No answer within 15 minutes. Called: The team")
    assert first.thread is not None
    assert looks(first) == [(2, later(minutes=30))]
    assert called(due(first.thread, LOCAL, step=2)) == ["boss"]
    assert called(due(waiting(LOCAL), LOCAL)) == ["boss"], "the team was told when it came"
    assert called(due(head, LOCAL, away(REP2))) == ["boss"]


def test_managers_who_are_away_are_called_where_none_is_there() -> None:
    two = [*TEAM, person("chief", Role.ADMIN)]
    assert called(due(waiting(), OWN, away(BOSS), people=two)) == ["chief"]
    assert called(due(waiting(), OWN, away(BOSS), away(PersonId("chief")), people=two)) == ["boss", "chief"]


def test_whose_it_is_by_now_counts() -> None:
    given = replace(waiting(LOCAL), assignee=REP2)
    assert called(due(given, LOCAL, away(REP2, REP3))) == ["rep1"], "rep3 stands in for rep2 and was told"


def test_whoever_gives_it_up_is_all_who_knows_and_the_team_is_called() -> None:
    """On a line of a team the text was told to whose it was, and to nobody else."""
    given = threads.assigned(waiting(LOCAL, threads.assigned(thread(LOCAL), REP1)), None)
    assert called(due(given, on=LOCAL)) == ["rep2"]
    assert threads.assigned(thread(LOCAL), None).wait is None
    known = replace(given, wait=replace(Wait(TEXT, NOW), called=(REP2,)))
    assert threads.assigned(threads.assigned(known, REP1), None).wait == known.wait


def test_nobody_is_called_twice() -> None:
    head = waiting()
    first = due(head, OWN, away(REP1, REP2, REP3))
    assert first.thread is not None
    assert due(first.thread, OWN, away(REP1, REP2, REP3), step=1) == Changes()
    last = due(first.thread, OWN, away(REP1, REP2, REP3), people=TEAM[:3], step=2)
    assert last.thread is not None
    assert last.thread.wait == Wait(TEXT, NOW, 2, (REP2, REP3))
    assert (last.messages, last.effects) == ((), ())


@pytest.mark.parametrize(
    "settle",
    [
        lambda head: threads.sent(head, "Yes", NOW, REP1),
        lambda head: threads.flipped(head, Tab.PARTICIPATING),
        lambda head: threads.moved(head, Folder.ARCHIVED),
        lambda head: snoozes.snoozed(head, later(days=1), NOW),
        lambda head: threads.acted(head, Act.STOP, NOW),
        lambda head: replace(head, wait=Wait(OTHER_TEXT, NOW)),
        lambda head: replace(head, wait=None),
    ],
)
def test_it_ends_with_an_answer_a_closing_a_snooze_or_a_stop(settle: Any) -> None:
    assert due(settle(waiting())) == Changes()


@pytest.mark.parametrize(
    "again",
    [
        lambda head: threads.flipped(threads.sent(head, "Yes", NOW, REP1), Tab.NEEDS_ATTENTION),
        lambda head: threads.moved(threads.moved(head, Folder.ARCHIVED), Folder.INBOX),
        lambda head: snoozes.woken(snoozes.snoozed(head, later(minutes=1), NOW), later(minutes=2)),
        lambda head: threads.acted(threads.acted(head, Act.STOP, NOW), Act.START, NOW),
    ],
)
def test_one_that_ended_does_not_go_on(again: Any) -> None:
    assert due(again(waiting())) == Changes()


def test_to_read_to_mark_and_to_give_away_end_nothing() -> None:
    head = waiting()
    for after in (threads.read(head), threads.marked_unread(head), threads.assigned(head, REP1)):
        assert called(due(after)) == ["boss"]
    assert called(due(threads.flipped(head, Tab.NEEDS_ATTENTION))) == ["boss"]


def test_the_next_text_after_an_answer_begins_anew() -> None:
    answered = threads.sent(waiting(), "Yes", later(minutes=1), REP1)
    changes = wrote(OWN, answered, provider_id="SM" + "1" * 32, at=later(minutes=5))
    assert changes.thread is not None
    second = changes.messages[0].id
    assert second != TEXT
    assert changes.thread.wait == Wait(second, later(minutes=5))
    assert looks(changes) == [(1, later(minutes=20))]


def test_switched_off_it_ends() -> None:
    head = waiting()
    over = Changes(before=head, thread=replace(head, wait=None))
    assert due(head, brand=replace(BRAND, escalate_after=0)) == over
    assert wrote(OWN, head, replace(BRAND, escalate_after=0), at=later(minutes=1)).thread.wait is None  # type: ignore[union-attr]


def test_it_ends_where_the_contact_stopped_on_another_line() -> None:
    head = replace(waiting(), stopped=True)
    assert due(head) == Changes(before=head, thread=replace(head, wait=None))


def test_who_has_stopped_is_not_waited_with() -> None:
    for head in (thread(OWN, consent=Consent.NO), thread(OWN, stopped=True)):
        changes = wrote(OWN, head)
        assert changes.thread is not None
        assert (changes.thread.tab, changes.thread.wait, looks(changes)) == (Tab.NEEDS_ATTENTION, None, [])


def test_where_the_hours_changed_meanwhile_it_may_end() -> None:
    shut = replace(OWN, week=(Stretch(4, 0, 1),))
    changes = due(waiting(), shut, away(REP1, REP2, REP3))
    assert (called(changes), looks(changes)) == (["rep3"], [])


LOST = replace(arrivals.message(text("It is.", OWN), thread(OWN).id), id=MessageId("01LOST"), at=later(minutes=5))
ANSWERED = thread(OWN, folder=Folder.INBOX, assignee=REP1, last_inbound=NOW, last_outbound=LOST.at, last_manual=LOST.at)


def unreached(head: Thread, brand: Brand = BRAND) -> tuple[Thread, list[str]]:
    moved, told = escalation.unreached(head, LOST, OWN, brand, later(minutes=6))
    return moved, [str(effect.job["kind"]) for effect in told]


def test_a_reply_that_did_not_arrive_leaves_its_contact_waiting() -> None:
    moved, told = unreached(ANSWERED)
    assert (moved.tab, moved.unread, moved.assignee, told) == (
        Tab.NEEDS_ATTENTION,
        1,
        REP1,
        ["inbound", "escalate"],
    )
    assert moved.wait == Wait(LOST.id, later(minutes=6))
    assert unreached(replace(ANSWERED, folder=Folder.ARCHIVED))[0].folder is Folder.INBOX
    assert unreached(replace(ANSWERED, unread=3))[0].unread == 3
    assert unreached(ANSWERED, Brand(escalate_after=0)) == (replace(moved, wait=None), ["inbound"])


def test_a_text_that_nobody_asked_for_and_that_did_not_arrive_is_told_alone() -> None:
    moved, told = unreached(replace(ANSWERED, last_inbound=None))
    assert (moved.tab, moved.wait, told) == (Tab.NEEDS_ATTENTION, None, ["inbound"])


@pytest.mark.parametrize(
    "fields",
    [
        {"last_manual": later(minutes=5, seconds=1)},
        {"tab": Tab.NEEDS_ATTENTION},
        {"consent": Consent.NO},
        {"stopped": True},
    ],
)
def test_where_a_person_wrote_since_looks_anyway_or_may_not_write_nothing_moves(fields: dict[str, Any]) -> None:
    head = replace(ANSWERED, **fields)
    assert unreached(head) == (head, [])


def test_of_a_text_that_did_not_go_to_who_has_stopped_nobody_is_told() -> None:
    asking = replace(ANSWERED, tab=Tab.NEEDS_ATTENTION, consent=Consent.NO)
    assert escalation.asked_again(ANSWERED, asking, LOST.id, OWN, BRAND, NOW) == (asking, ())
