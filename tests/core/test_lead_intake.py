from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.core import lead_intake
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect, LeadNews
from chalicelib.core.lead_intake import MOST_TOLD, Arrival, Facts
from chalicelib.core.leads import Happened, Lead, LeadSource, LeadStage
from chalicelib.core.messages import Origin
from chalicelib.core.office import Stretch
from chalicelib.core.people import Role
from chalicelib.core.threads import Folder, Standing
from tests.core.builders import BOSS, CONTACT, LOCAL, NOW, OTHER, PHONE, REP1, REP2, later, person, thread
from tests.core.test_leads import held, lead

MANAGER, ADMIN = person("boss", Role.MANAGER), person("admin", Role.ADMIN)
PEOPLE = (person("rep1"), person("rep2"), MANAGER, ADMIN, person("gone", Role.ADMIN, active=False))
ANN = Contact(CONTACT, PHONE, first_name="Ann")


def facts(known: Lead | None = None, **fields: Any) -> Facts:
    begun: dict[str, Any] = {"line": LOCAL, "contact": ANN, "contact_before": ANN, "lead": known, "people": PEOPLE}
    return Facts(**(begun | {"brand": Brand(name="Acme")} | fields))


def arrival(**fields: Any) -> Arrival:
    known: dict[str, Any] = {"cause": "s2", "source": LeadSource.FORM, "at": NOW}
    return Arrival(**(known | {"evidence": {"form": "club", "ip": ""}} | fields))


def told(changes: Changes, kind: str = "lead_news") -> list[tuple[Any, Any]]:
    jobs = [effect.job for effect in changes.effects if effect.job["kind"] == kind]
    return [(job.get("person", job.get("step")), job.get("what")) for job in jobs]


def made(changes: Changes) -> Lead:
    assert changes.lead is not None
    return changes.lead


def clocks(changes: Changes) -> list[Effect]:
    return [effect for effect in changes.effects if effect.job["kind"] == "lead_due"]


def test_a_new_lead_waits_in_the_queue_and_every_manager_is_told() -> None:
    changes = lead_intake.came(arrival(), facts(), None, NOW)
    new = made(changes)
    assert (new.id, new.owner, new.stage, new.since, new.due) == (
        thread().id,
        None,
        LeadStage.NEW,
        NOW,
        later(minutes=15),
    )
    assert (new.evidence, new.history[0].what, new.history[0].cause) == ({"form": "club"}, Happened.CAME, "s2")
    assert told(changes) == [("admin", "new"), ("boss", "new")]
    assert [(clock.after, clock.stored) for clock in clocks(changes)] == [(later(minutes=15), True)]
    assert (changes.thread, changes.standing, changes.contact) == (None, None, None)


def test_a_brand_without_a_target_has_no_clock() -> None:
    changes = lead_intake.came(arrival(), facts(brand=Brand(lead_target=0)), None, NOW)
    assert (made(changes).due, clocks(changes)) == (None, [])


def test_a_lead_with_an_owner_moves_the_thread_and_tells_the_owner_alone() -> None:
    """LD-1, T5: the thread is begun, and noted where a stop for the whole brand looks."""
    changes = lead_intake.came(arrival(), facts(), REP2, NOW)
    assert (made(changes).owner, made(changes).stage) == (REP2, LeadStage.ASSIGNED)
    assert told(changes) == [("rep2", "assigned")]
    assert len(clocks(changes)) == 1
    assert changes.thread is not None
    assert (changes.thread.assignee, changes.thread.answers_to, changes.thread.folder) == (REP2, REP2, None)
    assert changes.standing == Standing(CONTACT, lines=frozenset({LOCAL.id}))
    (entry,) = changes.messages
    assert (entry.origin, entry.tells, entry.box) == (Origin.ASSIGNMENT, ("rep2",), changes.thread.id)


def test_what_is_not_known_of_the_contact_is_saved_with_the_lead() -> None:
    changes = lead_intake.came(arrival(), facts(contact_before=None), None, NOW)
    assert (changes.contact, changes.contact_before) == (ANN, None)


def test_the_same_intake_again_changes_nothing() -> None:
    assert lead_intake.came(arrival(cause="s1"), facts(lead()), None, NOW) == Changes()


def test_an_open_lead_that_comes_again_stays_where_it_is() -> None:
    changes = lead_intake.came(arrival(), facts(held(version=4)), REP2, later(days=1))
    assert (made(changes).owner, made(changes).since, changes.effects) == (REP1, NOW, ())
    assert made(changes).history[-1].what is Happened.RETURNED


def test_a_closed_lead_that_comes_back_begins_anew_and_keeps_its_history() -> None:
    lost = held(LeadStage.LOST, late=2, first_text=NOW, version=4)
    changes = lead_intake.came(arrival(at=later(days=9)), facts(lost), None, later(days=9))
    again = made(changes)
    assert (again.stage, again.owner, again.late, again.first_text) == (LeadStage.NEW, None, 0, None)
    assert (again.since, again.created, len(again.history)) == (later(days=9), NOW, 2)
    assert changes.lead_before == lost
    assert {effect.id.split(".")[2] for effect in changes.effects if effect.job["kind"] == "lead_news"} == {"5"}
    owned = lead_intake.came(arrival(at=later(days=9)), facts(lost), REP2, later(days=9))
    assert len(clocks(owned)) == 1


def test_who_makes_a_lead_needs_no_telling_that_it_is_new() -> None:
    changes = lead_intake.came(arrival(actor=BOSS), facts(), None, NOW)
    assert told(changes) == [("admin", "new")]


@pytest.mark.parametrize(
    ("head", "waits"),
    [
        (None, True),
        (thread(), True),
        (thread(last_inbound=later(minutes=-1), last_outbound=later(minutes=-2)), True),
        (thread(last_inbound=later(minutes=-2), last_outbound=later(minutes=-1)), False),
        (thread(last_outbound=later(minutes=-1)), False),
    ],
)
def test_a_lead_made_of_an_answered_conversation_has_no_clock(head: Any, waits: bool) -> None:
    by_hand = lead_intake.came(arrival(source=LeadSource.HAND), facts(thread=head), None, NOW)
    assert (made(by_hand).waits, bool(clocks(by_hand))) == (waits, waits)
    assert made(lead_intake.came(arrival(), facts(thread=head), None, NOW)).waits


def test_a_lead_in_other_hands_shows_in_the_timeline() -> None:
    head = thread(folder=Folder.INBOX, assignee=REP1, version=2)
    known = held(version=1)
    after = replace(known, owner=REP2)
    changes = lead_intake.moved(facts(known, thread=head), after, BOSS, NOW)
    (entry,) = changes.messages
    assert (entry.origin, entry.body, entry.author) == (Origin.ASSIGNMENT, "Assigned to rep2", BOSS)
    assert told(changes) == [("rep2", "assigned")]
    assert (clocks(changes), changes.before) == ([], head)
    same = lead_intake.moved(facts(known, thread=replace(head, assignee=REP2)), after, BOSS, NOW)
    assert same.messages == ()


def test_a_lead_that_goes_back_is_the_other_managers_matter() -> None:
    head = thread(folder=Folder.INBOX, assignee=REP1)
    changes = lead_intake.moved(facts(held(), thread=head), lead(), BOSS, NOW)
    assert told(changes) == [("admin", "new")]
    assert changes.messages[0].body == "Assigned to nobody"
    assert changes.thread is not None
    assert changes.thread.assignee is None


def test_a_stop_elsewhere_stands_on_the_thread_that_a_lead_begins() -> None:
    standing = Standing(CONTACT, stopped=True, lines=frozenset({OTHER}))
    changes = lead_intake.moved(facts(lead(), standing=standing), held(), BOSS, NOW)
    assert changes.thread is not None
    assert changes.thread.stopped
    assert changes.standing == replace(standing, lines=frozenset({OTHER, LOCAL.id}))


def test_a_stage_moves_nothing_else() -> None:
    head = thread(assignee=REP2)
    changes = lead_intake.kept(facts(held(), thread=head), held(LeadStage.WON))
    assert (changes.thread, changes.standing, changes.effects, changes.lead) == (None, None, (), held(LeadStage.WON))


def test_the_first_text_is_told_to_nobody_but_a_new_owner() -> None:
    assert lead_intake.written(None, person("rep2"), NOW, takes=True) == (None, ())
    after, none = lead_intake.written(held(), person("rep2"), NOW, takes=True)
    assert after is not None
    assert (after.first_text, none) == (NOW, ())
    taken, (alert,) = lead_intake.written(lead(version=3), person("rep2"), NOW, takes=True)
    assert taken is not None
    assert (taken.owner, alert.job["person"], alert.job["what"]) == (REP2, "rep2", LeadNews.ASSIGNED)
    assert alert.id.split(".")[2] == "4"
    assert lead_intake.written(held(first_text=NOW), person("rep2"), NOW, takes=True) == (None, ())


def test_the_owner_is_reminded_and_then_the_managers_are_told() -> None:
    """LD-3, step by step and each once."""
    first = lead_intake.late(facts(held()), NOW, 1, later(minutes=15))
    assert told(first) == [("rep1", "late")]
    assert [(clock.job["step"], clock.after) for clock in clocks(first)] == [(2, later(minutes=30))]
    assert made(first).late == 1
    second = lead_intake.late(facts(made(first)), NOW, 2, later(minutes=30))
    assert told(second) == [("admin", "escalated"), ("boss", "escalated")]
    assert (clocks(second), made(second).late) == ([], 2)
    assert lead_intake.late(facts(made(second)), NOW, 2, later(minutes=31)) == Changes()
    assert lead_intake.late(facts(made(first)), NOW, 1, later(minutes=31)) == Changes()


def test_of_a_lead_that_nobody_is_there_for_the_managers_are_reminded() -> None:
    assert told(lead_intake.late(facts(lead()), NOW, 1, NOW)) == [("admin", "late"), ("boss", "late")]
    left = facts(held(), people=(person("rep1", active=False), MANAGER))
    assert told(lead_intake.late(left, NOW, 1, NOW)) == [("boss", "late")]


def test_a_brand_may_do_without_the_second_step() -> None:
    changes = lead_intake.late(facts(held(), brand=Brand(lead_escalate=0)), NOW, 1, NOW)
    assert (told(changes), clocks(changes)) == ([("rep1", "late")], [])


@pytest.mark.parametrize("known", [None, held(first_text=NOW), held(LeadStage.WON), held(since=later(days=1))])
def test_a_clock_that_no_longer_runs_troubles_nobody(known: Lead | None) -> None:
    assert lead_intake.late(facts(known), NOW, 1, later(minutes=15)) == Changes()


def test_more_managers_than_fit_are_not_told() -> None:
    many = tuple(person(f"m{place:02}", Role.MANAGER) for place in range(MOST_TOLD + 5))
    assert len(told(lead_intake.came(arrival(), facts(people=many), None, NOW))) == MOST_TOLD


def test_targets_are_the_brands() -> None:
    brand = Brand(lead_target=5, lead_escalate=60)
    changes = lead_intake.came(arrival(), facts(brand=brand), REP1, NOW)
    assert made(changes).due == NOW + timedelta(minutes=5)
    first = lead_intake.late(facts(held(), brand=brand), NOW, 1, later(minutes=5))
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
    late = lead_intake.late(known, NOW, 1, MONDAY + timedelta(minutes=50))
    assert [effect.after for effect in clocks(late)] == [MONDAY + timedelta(days=1, minutes=15)]
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
    assert clocks(lead_intake.late(facts(waiting, line=shut, brand=brand), NOW, 1, NOW)) == []
