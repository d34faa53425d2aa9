"""Nobody writes to a lead in time: its owner, who stands in, the managers; and a clock that waits for YES (LD-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.core import lead_intake, lead_steps
from chalicelib.core.absences import Roster
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.lead_intake import Facts
from chalicelib.core.leads import Happened, Lead, LeadStage
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.office import Stretch
from chalicelib.core.people import Role
from tests.core.builders import BOSS, LOCAL, NOW, REP1, REP2, later, own_line, person, thread
from tests.core.test_absences import absence, roster
from tests.core.test_lead_intake import ASKED, MANAGER, PEOPLE, arrival, clocks, facts, made, opens, told
from tests.core.test_leads import held, lead

NOBODY = Roster()
REP3 = PersonId("rep3")
TEAM = (*PEOPLE, person("rep3"), person("limited", Role.LIMITED))
LINE = replace(LOCAL, members=LOCAL.members | {REP3, PersonId("limited")})


def late(known: Facts, clock: datetime, step: int, now: datetime, gone: Roster = NOBODY) -> Changes:
    return lead_steps.late(known, gone, clock, step, now)


def opened(known: Facts, at: datetime, *, yes: bool = True, now: datetime | None = None) -> Changes:
    return lead_steps.opened(known, at, now or at, yes=yes)


def test_the_owner_is_reminded_and_then_the_managers_are_told() -> None:
    """LD-3, step by step and each once."""
    first = late(facts(held()), NOW, 1, later(minutes=15))
    assert told(first) == [("rep1", "late")]
    assert [(clock.job["step"], clock.after) for clock in clocks(first)] == [(2, later(minutes=30))]
    assert made(first).late == 1
    second = late(facts(made(first)), NOW, 2, later(minutes=30))
    assert told(second) == [("admin", "escalated"), ("boss", "escalated")]
    assert (clocks(second), made(second).late) == ([], 2)
    assert late(facts(made(second)), NOW, 2, later(minutes=31)) == Changes()
    assert late(facts(made(first)), NOW, 1, later(minutes=31)) == Changes()


def test_of_a_lead_that_nobody_is_there_for_the_managers_are_reminded() -> None:
    assert told(late(facts(lead()), NOW, 1, NOW)) == [("admin", "late"), ("boss", "late")]
    left = facts(held(), people=(person("rep1", active=False), MANAGER))
    assert told(late(left, NOW, 1, NOW)) == [("boss", "late")]


def test_a_brand_may_do_without_the_second_step() -> None:
    changes = late(facts(held(), brand=Brand(lead_escalate=0)), NOW, 1, NOW)
    assert (told(changes), clocks(changes)) == ([("rep1", "late")], [])


@pytest.mark.parametrize("known", [None, held(first_text=NOW), held(LeadStage.WON), held(since=later(days=1))])
def test_a_clock_that_no_longer_runs_troubles_nobody(known: Lead | None) -> None:
    assert late(facts(known), NOW, 1, later(minutes=15)) == Changes()


def test_targets_are_the_brands() -> None:
    brand = Brand(lead_target=5, lead_escalate=60)
    changes = lead_intake.came(arrival(), facts(brand=brand), REP1, NOW)
    assert made(changes).due == NOW + timedelta(minutes=5)
    first = late(facts(held(), brand=brand), NOW, 1, later(minutes=5))
    assert clocks(first)[0].after == later(minutes=65)


MORNINGS = replace(LOCAL, zone="America/New_York", week=tuple(Stretch(day, 540, 605) for day in range(5)))
"""Open from 9:00 to 10:05; now it is 10:00 on a Friday."""
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)


def test_the_clock_counts_office_hours_where_the_brand_wants_that() -> None:
    brand = Brand(lead_target=15, lead_escalate=30, lead_hours=True)
    new = lead_intake.came(arrival(), facts(line=MORNINGS, brand=brand), None, NOW)
    assert made(new).due == MONDAY + timedelta(minutes=10)
    assert [effect.after for effect in clocks(new)] == [made(new).due]
    known = facts(made(new), line=MORNINGS, brand=brand)
    found = late(known, NOW, 1, MONDAY + timedelta(minutes=50))
    assert [effect.after for effect in clocks(found)] == [MONDAY + timedelta(days=1, minutes=15)]
    always = lead_intake.came(arrival(), facts(brand=brand), None, NOW)
    assert made(always).due == later(minutes=15)
    off = lead_intake.came(arrival(), facts(line=MORNINGS, brand=replace(brand, lead_hours=False)), None, NOW)
    assert made(off).due == later(minutes=15)


def test_a_lead_of_a_line_that_stays_shut_has_no_clock() -> None:
    shut = replace(MORNINGS, week=(Stretch(4, 0, 1),))
    brand = Brand(lead_target=15, lead_hours=True)
    new = lead_intake.came(arrival(), facts(line=shut, brand=brand), None, NOW)
    assert (made(new).due, clocks(new)) == (None, [])
    waiting = replace(made(new), due=NOW)
    assert clocks(late(facts(waiting, line=shut, brand=brand), NOW, 1, NOW)) == []


def steps(known: Lead, gone: Roster, many: int = 5) -> list[list[tuple[Any, Any]]]:
    """Who is told at each step, as long as there is another."""
    found = []
    for step in range(1, many + 1):
        changes = late(facts(known, line=LINE, people=TEAM), NOW, step, later(minutes=15 * step), gone)
        found.append(told(changes))
        known = made(changes)
        if not clocks(changes):
            break
    return found


MANAGERS = [("admin", "escalated"), ("boss", "escalated")]
SOON = later(minutes=20)


@pytest.mark.parametrize(
    ("gone", "told_first"),
    [
        (roster(absence(backups=(REP2, REP3))), [[("rep2", "late")], [("rep3", "escalated")], MANAGERS]),
        (roster(absence(backups=(REP2,)), absence(REP2, id="a2", backups=(REP3,))), [[("rep3", "late")], MANAGERS]),
        (
            roster(absence(backups=(REP2,), starts=later(minutes=20))),
            [[("rep1", "late")], [("rep2", "escalated")], MANAGERS],
        ),
        (roster(absence(backups=(PersonId("limited"), REP3))), [[("rep3", "late")], MANAGERS]),
        (
            roster(absence(backups=(REP2,), ends=later(minutes=20))),
            [[("rep2", "late")], [("rep1", "escalated")], MANAGERS],
        ),
        (roster(absence()), [[("admin", "late"), ("boss", "late")], MANAGERS]),
        (roster(absence(), absence(BOSS, id="a2")), [[("admin", "late")], [("admin", "escalated")]]),
    ],
    ids=["chain", "backup away", "leaves later", "may not begin", "comes back", "no backup", "manager away"],
)
def test_who_stands_in_for_an_owner_who_is_away_is_told_before_the_managers(gone: Roster, told_first: Any) -> None:
    """6.2, AW-3: rep, backups, managers; each once, and nobody who is away."""
    assert steps(held(), gone) == told_first


@pytest.mark.parametrize(
    ("gone", "called"),
    [
        (NOBODY, []),
        (roster(absence(REP2, backups=(REP3,))), []),
        (roster(absence(backups=(REP2, REP3))), ["rep2"]),
        (roster(absence(backups=(REP2,)), absence(REP2, id="a2", backups=(REP3,))), ["rep3"]),
        (roster(absence(backups=(PersonId("limited"), REP3))), ["rep3"]),
        (roster(absence(backups=(PersonId("limited"),))), ["admin", "boss"]),
        (roster(absence(), absence(BOSS, id="a2")), ["admin"]),
        (roster(absence(), absence(BOSS, id="a2"), absence(PersonId("admin"), id="a3")), ["admin", "boss"]),
        (roster(absence(starts=later(days=1), backups=(REP2,))), []),
    ],
    ids=["there", "another", "chain", "backup away", "may not own", "no backup", "a manager", "nobody", "later"],
)
def test_of_a_lead_whose_owner_is_away_who_stands_in_is_told(gone: Roster, called: list[str]) -> None:
    """AW-3: alerts go there, of a lead that is given and of one that comes again."""
    found = lead_steps.standing_in(facts(held(), line=LINE, people=TEAM), REP1, gone, NOW)
    assert [one.id for one in found] == called


def test_who_stands_in_on_an_own_line_is_reminded_from_its_owners_first_minute_on() -> None:
    """Who may see the line is written a minute later."""
    own = own_line(members=frozenset({REP1}))
    gone = roster(absence(backups=(REP2, REP3)))
    known = facts(held(), line=own, people=TEAM)
    assert [one.id for one in lead_steps.standing_in(known, REP1, gone, NOW)] == ["rep2"]
    assert told(late(known, NOW, 1, later(minutes=15), gone)) == [("rep2", "late")]


def test_nobody_is_late_with_who_has_stopped() -> None:
    found = late(facts(held(due=NOW), thread=thread(consent=Consent.NO)), NOW, 1, NOW)
    assert (told(found), clocks(found)) == ([], [])
    assert (made(found).due, made(found).late) == (None, 0)
    anew = opened(facts(made(found), thread=thread(consent=Consent.YES)), later(minutes=5))
    assert [clock.after for clock in clocks(anew)] == [later(minutes=20)]
    elsewhere = late(facts(held(due=NOW), thread=thread(stopped=True)), NOW, 1, NOW)
    assert told(elsewhere) == [("rep1", "late")], "no START of another line begins it again"


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (NOBODY, False),
        (roster(absence(BOSS)), True),
        (roster(absence(BOSS), absence(PersonId("admin"), id="a2")), False),
        (roster(absence(PersonId("admin"))), False),
    ],
    ids=["there", "away", "all away", "another away"],
)
def test_a_manager_who_is_away_leaves_new_leads_to_the_others(gone: Roster, left: bool) -> None:
    assert lead_steps.left_to_others(facts(lead()), BOSS, gone, NOW) is left


def test_a_manager_who_is_away_is_no_stand_in_for_itself() -> None:
    gone = roster(absence(BOSS))
    assert [one.id for one in lead_steps.standing_in(facts(held()), BOSS, gone, NOW)] == ["admin"]


def test_whom_an_owner_names_for_another_time_is_called_before_the_managers() -> None:
    tomorrow = absence(starts=later(days=1), ends=later(days=2), backups=(REP1, REP2, REP3))
    away = absence(REP2, id="a2")
    assert steps(held(), roster(tomorrow, away)) == [[("rep1", "late")], [("rep3", "escalated")], MANAGERS]
    assert steps(lead(), roster(tomorrow))[0] == [("admin", "late"), ("boss", "late")]


def test_where_all_managers_are_away_they_are_told_all_the_same() -> None:
    gone = roster(absence(), absence(BOSS, id="a2"), absence(PersonId("admin"), id="a3"))
    assert steps(held(), gone)[0] == [("admin", "late"), ("boss", "late")]


def test_the_history_tells_who_was_told_in_the_owners_place() -> None:
    gone = roster(absence(backups=(REP2,)))
    first = made(late(facts(held()), NOW, 1, later(minutes=15), gone))
    assert (first.history[-1].what, first.history[-1].note, first.called) == (Happened.REMINDED, "Told rep2", (REP2,))
    own = made(late(facts(held()), NOW, 1, later(minutes=15)))
    assert (own.history[-1].what, own.history[-1].note) == (Happened.REMINDED, "")
    last = made(late(facts(own), NOW, 2, later(minutes=30)))
    assert (last.history[-1].what, last.history[-1].note) == (Happened.ESCALATED, "")


def test_of_a_contact_that_is_being_asked_to_confirm_nobody_is_reminded() -> None:
    """LD-3: nobody may write to it (409 consent_pending). It has been asked since the lead came in."""
    changes = late(facts(held(), thread=ASKED), NOW, 1, later(minutes=15))
    after = made(changes)
    assert (after.held, after.due, after.late, told(changes), clocks(changes)) == (later(days=7), None, 0, [], [])
    assert [look.after for look in opens(changes)] == [None, later(days=7)]
    assert late(facts(after, thread=ASKED), NOW, 1, later(minutes=16)) == Changes()
    over = replace(ASKED, pending_until=later(minutes=15))
    assert told(late(facts(held(), thread=over), NOW, 1, later(minutes=15))) == [("rep1", "late")]
    unknown = replace(ASKED, pending_until=None)
    assert told(late(facts(held(), thread=unknown), NOW, 1, later(minutes=15))) == [("rep1", "late")]


STANDS = held(due=None, held=later(days=7))
YES = thread(consent=Consent.YES)


def test_the_clock_begins_with_yes() -> None:
    at = later(hours=2)
    changes = opened(facts(STANDS, thread=YES), at, now=later(hours=2, seconds=3))
    after = made(changes)
    assert (after.held, after.since, after.clock, after.due) == (None, NOW, at, at + timedelta(minutes=15))
    assert [(clock.job["since"], clock.job["step"], clock.after) for clock in clocks(changes)] == [
        (at.isoformat(), 1, after.due)
    ]
    assert (told(changes), opened(facts(after, thread=YES), at)) == ([], Changes())
    assert late(facts(after, thread=YES), NOW, 1, later(hours=3)) == Changes()
    assert told(late(facts(after, thread=YES), at, 1, later(hours=3))) == [("rep1", "late")]


def test_a_clock_that_ran_before_the_question_begins_anew_with_yes_and_with_nothing_else() -> None:
    ran = held(late=1, called=(REP1,))
    after = made(opened(facts(ran, thread=YES), later(minutes=20)))
    assert (after.clock, after.late, after.called, after.due) == (later(minutes=20), 0, (), later(minutes=35))
    assert opened(facts(ran, thread=YES), later(minutes=20), yes=False) == Changes()
    assert opened(facts(ran, thread=YES), later(minutes=-20)) == Changes()


def test_who_is_asked_no_more_may_be_a_lead_whose_clock_runs() -> None:
    after = made(opened(facts(STANDS, thread=thread()), later(days=7), yes=False))
    assert (after.held, after.clock) == (None, later(days=7))
    assert made(opened(facts(STANDS), later(days=7), yes=False)).held is None


def test_a_clock_stands_on_while_another_question_is_out() -> None:
    again = replace(ASKED, pending_until=later(days=9))
    changes = opened(facts(STANDS, thread=again), later(days=7), yes=False)
    assert (made(changes).held, made(changes).due) == (later(days=9), None)
    assert [look.after for look in opens(changes)] == [None, later(days=9)]
    assert opened(facts(STANDS, thread=ASKED), NOW, yes=False) == Changes()
    assert opened(facts(held(), thread=ASKED), later(minutes=1), yes=False) == Changes()


@pytest.mark.parametrize("head", [thread(consent=Consent.NO), thread(stopped=True)])
def test_a_clock_stands_on_where_the_contact_stopped(head: Any) -> None:
    assert opened(facts(STANDS, thread=head), later(days=7), yes=False) == Changes()


@pytest.mark.parametrize("known", [None, held(first_text=NOW), held(LeadStage.WON, held=later(days=7))])
def test_a_clock_that_nobody_needs_does_not_begin(known: Lead | None) -> None:
    assert opened(facts(known, thread=YES), later(minutes=1)) == Changes()


def test_a_brand_without_a_target_has_no_clock_after_yes_either() -> None:
    changes = opened(facts(STANDS, thread=YES, brand=Brand(lead_target=0)), later(hours=1))
    assert (made(changes).due, made(changes).held, clocks(changes)) == (None, None, [])


def text(minutes: int = 5, status: Status = Status.FAILED, **fields: Any) -> Message:
    at, head = later(minutes=minutes), thread()
    place: Any = {"box": head.id, "thread": head.id, "id": MessageId(f"01{minutes:02}")}
    known = Message(**place, direction=Direction.OUT, origin=Origin.ONE_TO_ONE, body="Hi", at=at, status=status)
    return replace(known, author=REP1, **fields) if "author" not in fields else replace(known, **fields)


WROTE = held(LeadStage.CONTACTED, first_text=later(minutes=5))


def unsent(known: Facts, first: Message, *since: Message) -> Changes:
    return lead_steps.unsent(known, first, (first, *since), later(minutes=6))


@pytest.mark.parametrize("status", [Status.FAILED, Status.UNDELIVERED, Status.SUPPRESSED])
def test_a_first_text_that_did_not_arrive_lets_the_clock_go_on(status: Status) -> None:
    """LD-3: to the target that it had; one that was reminded of goes on to the next step."""
    changes = unsent(facts(WROTE), text(status=status))
    assert (made(changes).waits, made(changes).due, made(changes).history[-1].what) == (
        True,
        WROTE.due,
        Happened.UNSENT,
    )
    assert [(look.job["step"], look.after) for look in clocks(changes)] == [(1, WROTE.due)]
    reminded = unsent(facts(replace(WROTE, late=1)), text())
    assert [(look.job["step"], look.after) for look in clocks(reminded)] == [(2, later(minutes=21))]
    assert clocks(unsent(facts(replace(WROTE, late=1), brand=Brand(lead_escalate=0)), text())) == []
    assert clocks(unsent(facts(replace(WROTE, late=1, due=None)), text())) == []
    shut = replace(MORNINGS, week=(Stretch(4, 0, 1),))
    assert clocks(unsent(facts(replace(WROTE, late=1), line=shut, brand=Brand(lead_hours=True)), text())) == []


@pytest.mark.parametrize(
    ("known", "first"),
    [
        (None, text()),
        (WROTE, text(4)),
        (WROTE, text(status=Status.DELIVERED)),
        (WROTE, text(status=Status.SENDING)),
        (replace(WROTE, stage=LeadStage.WON), text()),
    ],
    ids=["no lead", "another text", "arrived", "on its way", "closed"],
)
def test_what_stopped_no_clock_lets_none_go_on(known: Lead | None, first: Message) -> None:
    assert unsent(facts(known), first) == Changes()


def test_where_another_text_went_since_the_first_of_these_stopped_the_clock() -> None:
    others = [
        text(6, Status.FAILED),
        text(7, Status.RECEIVED, origin=Origin.NOTE),
        text(8, Status.SENT, author=None),
        text(9, Status.QUEUED, author=REP2),
        text(10, Status.SENT),
    ]
    changes = unsent(facts(WROTE), text(), *others)
    after = made(changes)
    assert (after.first_text, after.stage, after.waits) == (later(minutes=9), LeadStage.CONTACTED, False)
    assert [(event.what, event.by) for event in after.history[-2:]] == [
        (Happened.UNSENT, None),
        (Happened.TEXTED, REP2),
    ]
    assert changes.effects == ()
    called = replace(WROTE, stage=LeadStage.QUALIFIED, late=1)
    assert clocks(unsent(facts(called), text())) == []
