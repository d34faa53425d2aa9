from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core import lead_clock, lead_intake, leads
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.ids import BroadcastId, PersonId
from chalicelib.core.lead_effects import LeadNews
from chalicelib.core.lead_intake import MOST_TOLD, Arrival, Facts
from chalicelib.core.leads import Happened, Lead, LeadSource, LeadStage
from chalicelib.core.messages import Origin
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


def opens(changes: Changes) -> list[Effect]:
    return [effect for effect in changes.effects if effect.job["kind"] == "lead_open"]


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


def test_an_open_lead_that_comes_again_stays_whose_it_is_and_its_owner_is_told() -> None:
    """LD-1: nobody has written to it, so its clock runs on."""
    changes = lead_intake.came(arrival(at=later(days=1)), facts(held(version=4)), REP2, later(days=1))
    assert (made(changes).owner, made(changes).since, made(changes).due) == (REP1, NOW, held().due)
    assert made(changes).history[-1].what is Happened.RETURNED
    assert (told(changes), clocks(changes)) == ([("rep1", "returned")], [])
    (news,) = changes.effects
    assert (news.id.split(".")[2], news.job["at"]) == ("5", later(days=1).isoformat())


def test_who_brings_an_open_lead_again_needs_no_telling() -> None:
    assert told(lead_intake.came(arrival(actor=REP1), facts(held()), None, NOW)) == []
    assert told(lead_intake.came(arrival(actor=BOSS), facts(lead()), None, NOW)) == [("admin", "new")]
    assert told(lead_intake.came(arrival(batch="b1"), facts(held()), None, NOW)) == [], "its import tells"


@pytest.mark.parametrize("stage", [LeadStage.CONTACTED, LeadStage.QUALIFIED])
@pytest.mark.parametrize("first", [NOW, None])
def test_an_open_lead_that_had_been_reached_waits_anew(stage: LeadStage, first: Any) -> None:
    """LD-3: as one that came in, in the same hands."""
    known = held(stage, first_text=first, late=2, called=(REP1,), began=later(minutes=1))
    at = later(days=20)
    again = lead_intake.came(arrival(at=at), facts(known), None, at)
    after = made(again)
    assert (after.stage, after.owner, after.first_text, after.waits) == (LeadStage.ASSIGNED, REP1, None, True)
    assert (after.clock, after.due, after.late, after.called) == (at, later(days=20, minutes=15), 0, ())
    assert [clock.after for clock in clocks(again)] == [after.due]
    assert (after.created, after.history[-1].stage) == (NOW, LeadStage.ASSIGNED)


def test_a_reached_lead_that_nobody_has_waits_anew_in_the_queue() -> None:
    again = lead_intake.came(arrival(at=later(days=1)), facts(lead(first_text=NOW)), None, later(days=1))
    assert (made(again).stage, made(again).waits, made(again).since) == (LeadStage.NEW, True, later(days=1))
    assert told(again) == [("admin", "new"), ("boss", "new")]


def test_a_form_that_was_answered_before_it_was_taken_in_starts_no_clock() -> None:
    """It was held for review, say, and the rep wrote meanwhile."""
    known = held(LeadStage.CONTACTED, first_text=later(minutes=5))
    again = lead_intake.came(arrival(at=later(minutes=4)), facts(known), None, later(minutes=9))
    assert (made(again).stage, made(again).waits, clocks(again)) == (LeadStage.CONTACTED, False, [])
    assert told(again) == [("rep1", "returned")]
    same = lead_intake.came(arrival(at=later(minutes=5)), facts(known), None, later(minutes=9))
    assert made(same).waits


def test_the_clock_of_an_open_lead_that_comes_again_stands_while_it_is_asked() -> None:
    known = held(LeadStage.CONTACTED, first_text=NOW, began=later(minutes=1))
    again = lead_intake.came(arrival(at=later(days=1)), facts(known, thread=ASKED), None, later(days=1))
    assert (made(again).held, made(again).due, clocks(again), len(opens(again))) == (later(days=7), None, [], 2)
    assert made(again).clock == later(days=1)


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
        (thread(last_outbound=later(minutes=-1)), False),
        (thread(last_outbound=later(minutes=-1), claims={BroadcastId("b1"): later(minutes=-1)}), True),
        (thread(last_inbound=later(minutes=-1), last_manual=later(minutes=-2)), True),
        (thread(last_inbound=later(minutes=-2), last_manual=later(minutes=-1)), False),
        (thread(last_manual=later(minutes=-1)), False),
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


@pytest.mark.parametrize(("owner", "looks"), [(REP2, 1), (REP1, 0), (None, 0)])
def test_who_is_given_a_lead_that_all_had_given_up_is_reminded_too(owner: PersonId | None, looks: int) -> None:
    """LD-3: its next step is the one after that of the managers."""
    known = leads.reminded(held(due=NOW), 2, (), NOW, everybody=True)
    found = lead_intake.moved(facts(known), leads.owned(known, owner, BOSS, "", NOW), BOSS, later(minutes=60))
    assert [(look.job["step"], look.after) for look in clocks(found)] == [(3, later(minutes=75))] * looks
    going = leads.reminded(held(due=NOW), 1, (), NOW, everybody=False)
    assert clocks(lead_intake.moved(facts(going), leads.owned(going, REP2, BOSS, "", NOW), BOSS, NOW)) == []


def test_a_stop_elsewhere_stands_on_the_thread_that_a_lead_begins() -> None:
    standing = Standing(CONTACT, stopped=True, lines=frozenset({OTHER}))
    changes = lead_intake.moved(facts(lead(), standing=standing), held(), BOSS, NOW)
    assert changes.thread is not None
    assert changes.thread.stopped
    assert changes.standing == replace(standing, lines=frozenset({OTHER, LOCAL.id}))


def test_a_stage_moves_nothing_else() -> None:
    head = thread(assignee=REP2)
    changes = lead_intake.staged(facts(held(), thread=head), held(LeadStage.WON), NOW)
    assert (changes.thread, changes.standing, changes.effects, changes.lead) == (None, None, (), held(LeadStage.WON))


def test_a_lead_that_waits_again_has_its_clock_go_on() -> None:
    """Somebody took it for lost, or for reached otherwise, and it was not."""
    open_ = replace(held(), due=later(minutes=15))
    for before in (LeadStage.LOST, LeadStage.CONTACTED):
        known = facts(replace(open_, stage=before))
        (look,) = clocks(lead_intake.staged(known, open_, later(minutes=3)))
        assert (look.after, look.job["step"]) == (later(minutes=15), 1)
        assert clocks(lead_intake.staged(known, replace(open_, stage=LeadStage.QUALIFIED), NOW)) == []
    assert clocks(lead_intake.staged(facts(open_), open_, NOW)) == [], "it never stood"


def test_the_look_of_a_clock_that_goes_on_is_another_one() -> None:
    """One that found it standing may be ending just now, and takes its own along."""
    open_ = replace(held(), due=later(minutes=15))
    (look,) = clocks(lead_intake.staged(facts(replace(open_, stage=LeadStage.LOST)), open_, NOW))
    assert look.id != next(lead_clock.looks(open_, NOW)).id


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


def test_more_managers_than_fit_are_not_told() -> None:
    many = tuple(person(f"m{place:02}", Role.MANAGER) for place in range(MOST_TOLD + 5))
    assert len(told(lead_intake.came(arrival(), facts(people=many), None, NOW))) == MOST_TOLD


@pytest.mark.parametrize("owner", [None, REP2])
@pytest.mark.parametrize(("waited", "since"), [(40, 0), (60 * 60, 0), (60 * 60 + 1, 60 * 60 + 1)])
def test_people_are_to_be_told_since_a_lead_came_in_or_was_let_pass(
    owner: PersonId | None, waited: int, since: int
) -> None:
    """AL-3: the alert's latency is measured from there."""
    changes = lead_intake.came(arrival(), facts(), owner, later(seconds=waited))
    news = [effect.job["at"] for effect in changes.effects if effect.job["kind"] == "lead_news"]
    assert set(news) == {later(seconds=since).isoformat()}


def test_who_is_given_a_known_lead_is_to_be_told_from_then_on() -> None:
    known = facts(lead=made(lead_intake.came(arrival(), facts(), None, NOW)))
    assert known.lead is not None
    given_ = lead_intake.moved(known, leads.owned(known.lead, REP2, BOSS, "", later(minutes=9)), BOSS, later(minutes=9))
    assert [effect.job["at"] for effect in given_.effects] == [later(minutes=9).isoformat()]


@pytest.mark.parametrize(("owner", "whom"), [(None, [("admin", "new")]), (REP2, [("rep2", "assigned")])])
def test_people_are_told_of_an_import_and_not_of_each_of_its_rows(
    owner: PersonId | None, whom: list[tuple[str, str]]
) -> None:
    """CT-4: each row renews the one effect, so that it comes once, some minutes after the latest."""
    rows = [arrival(cause=f"b1.{row}", source=LeadSource.CSV, batch="b1", actor=BOSS) for row in (1, 2)]
    first, second = (lead_intake.came(row, facts(), owner, later(minutes=n)) for n, row in enumerate(rows))
    assert told(first) == told(second) == []
    assert told(first, "lead_import") == told(second, "lead_import") == whom
    one, other = (next(one for one in each.effects if one.job["kind"] == "lead_import") for each in (first, second))
    assert (one.id, one.after, other.after) == (other.id, later(minutes=10), later(minutes=11))
    assert len(clocks(second)) == 1


ASKED = thread(consent=Consent.PENDING, pending_until=later(days=7))


@pytest.mark.parametrize("owner", [None, REP2])
def test_the_clock_of_who_is_asked_to_confirm_stands_and_is_looked_at_again(owner: PersonId | None) -> None:
    """LD-3: nobody may write to it. A YES that comes while this is decided is found by the look that comes at once."""
    changes = lead_intake.came(arrival(), facts(thread=ASKED), owner, later(seconds=2))
    new = made(changes)
    assert (new.held, new.due, new.clock, new.waits) == (later(days=7), None, NOW, True)
    looks = [(look.job["at"], look.job["yes"], look.after) for look in opens(changes)]
    assert looks == [
        (later(seconds=2).isoformat(), False, None),
        (later(days=7).isoformat(), False, later(days=7)),
    ]
    assert (len({look.id for look in opens(changes)}), clocks(changes)) == (2, [])


def test_whoever_said_yes_before_the_lead_was_made_of_its_form_is_waited_with_since_then() -> None:
    agreed = thread(consent=Consent.YES, last_act=later(minutes=2))
    changes = lead_intake.came(arrival(), facts(thread=agreed), None, later(minutes=3))
    assert (made(changes).since, made(changes).clock, made(changes).due) == (NOW, later(minutes=2), later(minutes=17))
    before = thread(consent=Consent.YES, last_act=later(days=-2))
    assert made(lead_intake.came(arrival(), facts(thread=before), None, NOW)).began is None
    stopped = thread(consent=Consent.NO, last_act=later(minutes=2))
    assert made(lead_intake.came(arrival(), facts(thread=stopped), None, NOW)).began is None


def test_a_lead_made_of_an_answered_conversation_stands_for_no_yes() -> None:
    head = replace(ASKED, last_manual=later(minutes=-1))
    by_hand = lead_intake.came(arrival(source=LeadSource.HAND), facts(thread=head), None, NOW)
    assert (made(by_hand).held, opens(by_hand)) == (None, [])
