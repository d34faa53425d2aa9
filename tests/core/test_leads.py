from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import leads
from chalicelib.core.errors import Conflict, Invalid
from chalicelib.core.ids import PersonId
from chalicelib.core.leads import MOST_EVENTS, Happened, Lead, LeadEvent, LeadSource, LeadStage
from tests.core.builders import BOSS, CONTACT, LOCAL, NOW, REP1, REP2, later, person, thread


def lead(**fields: Any) -> Lead:
    """A lead that came by a form now, and that nobody has."""
    known: dict[str, Any] = {"id": thread().id, "line": LOCAL.id, "contact": CONTACT, "source": LeadSource.FORM}
    came = LeadEvent(Happened.CAME, NOW, cause="s1")
    return Lead(**(known | {"created": NOW, "since": NOW, "due": later(minutes=15), "history": (came,)} | fields))


def held(stage: LeadStage = LeadStage.ASSIGNED, **fields: Any) -> Lead:
    return lead(owner=REP1, stage=stage, **fields)


def test_an_owner_makes_it_assigned_and_none_makes_it_new() -> None:
    given_ = leads.owned(lead(), REP1, BOSS, "Yours", NOW)
    assert (given_.owner, given_.stage) == (REP1, LeadStage.ASSIGNED)
    assert given_.history[-1] == LeadEvent(Happened.ASSIGNED, NOW, BOSS, REP1, LeadStage.ASSIGNED, "Yours")
    back = leads.owned(held(LeadStage.QUALIFIED), None, BOSS, "", NOW)
    assert (back.owner, back.stage, back.history[-1].what) == (None, LeadStage.NEW, Happened.UNASSIGNED)


def test_who_is_given_a_lead_gets_it_as_far_as_it_is() -> None:
    assert leads.owned(held(LeadStage.QUALIFIED), REP2, BOSS, "", NOW).stage is LeadStage.QUALIFIED
    assert leads.owned(lead(first_text=NOW), REP2, BOSS, "", NOW).stage is LeadStage.CONTACTED


def test_who_gave_a_lead_to_itself_has_taken_it() -> None:
    assert not leads.taken(lead(), REP1)
    mine = leads.owned(lead(), REP1, REP1, "", NOW)
    assert leads.taken(mine, REP1)
    assert not leads.taken(mine, REP2)
    assert not leads.taken(leads.owned(lead(), REP1, None, "", NOW), REP1)
    again = leads.owned(leads.owned(mine, REP2, REP1, "", NOW), REP1, BOSS, "", NOW)
    assert not leads.taken(again, REP1)


def test_a_lead_that_somebody_has_moves_along() -> None:
    won = leads.staged(held(), LeadStage.WON, REP1, "Sold", NOW)
    assert (won.stage, won.stage.closed, won.waits) == (LeadStage.WON, True, False)
    assert won.history[-1] == LeadEvent(Happened.STAGED, NOW, REP1, REP1, LeadStage.WON, "Sold")
    assert LeadStage.LOST.closed
    assert not LeadStage.QUALIFIED.closed


@pytest.mark.parametrize(("known", "stage"), [(lead(), LeadStage.WON), (held(), LeadStage.NEW)])
def test_new_is_what_nobody_has_and_nothing_else(known: Lead, stage: LeadStage) -> None:
    with pytest.raises(Invalid) as told:
        leads.staged(known, stage, REP1, "", NOW)
    assert list(told.value.fields) == ["stage"]


def test_the_first_text_stops_the_clock_and_no_later_one_does() -> None:
    after = leads.texted(held(), REP1, later(minutes=3), takes=True)
    assert (after.first_text, after.stage, after.waits) == (later(minutes=3), LeadStage.CONTACTED, False)
    assert after.history[-1].what is Happened.TEXTED
    assert leads.texted(after, REP1, later(minutes=9), takes=True) == after
    assert leads.texted(held(LeadStage.LOST), REP1, NOW, takes=True) == held(LeadStage.LOST)
    assert leads.texted(held(LeadStage.QUALIFIED), REP1, NOW, takes=True).stage is LeadStage.QUALIFIED


def test_who_writes_first_to_a_lead_that_nobody_has_takes_it_if_it_may() -> None:
    taken = leads.texted(lead(), REP2, NOW, takes=True)
    assert (taken.owner, taken.stage) == (REP2, LeadStage.CONTACTED)
    assert [event.what for event in taken.history[1:]] == [Happened.ASSIGNED, Happened.TEXTED]
    left = leads.texted(lead(), REP2, NOW, takes=False)
    assert (left.owner, left.stage, left.first_text) == (None, LeadStage.NEW, NOW)
    assert leads.texted(held(), REP2, NOW, takes=True).owner == REP1


def test_a_lead_is_overdue_while_its_clock_runs_past_its_target() -> None:
    assert leads.overdue(lead(), later(minutes=15))
    assert not leads.overdue(lead(), later(minutes=14))
    assert not leads.overdue(lead(due=None), later(days=9))
    assert not leads.overdue(lead(first_text=NOW), later(days=9))
    assert not leads.overdue(held(LeadStage.CONTACTED), later(days=9))


def test_reminding_is_noted_step_by_step() -> None:
    first = leads.reminded(held(), 1, [person()], NOW, everybody=False)
    second = leads.reminded(first, 2, [person("boss")], NOW, everybody=True)
    assert (first.late, second.late) == (1, 2)
    assert [event.what for event in second.history[1:]] == [Happened.REMINDED, Happened.ESCALATED]


def test_a_long_history_keeps_its_beginning_and_its_end() -> None:
    long = lead()
    for place in range(MOST_EVENTS + 5):
        long = leads.noted(long, LeadEvent(Happened.RETURNED, NOW, cause=f"r{place}"))
    assert (len(long.history), long.history[0].cause, long.history[-1].cause) == (MOST_EVENTS, "s1", "r204")
    assert leads.known(long, "s1")
    assert not leads.known(long, "r0")
    assert not leads.known(None, "s1")


def test_a_decision_on_an_older_version_is_refused() -> None:
    leads.demand_version(lead(version=3), 3)
    with pytest.raises(Conflict) as told:
        leads.demand_version(lead(version=3), 2)
    assert told.value.code == "lead_moved"


def test_a_request_whose_answer_was_lost_is_known_again() -> None:
    event = LeadEvent(Happened.ASSIGNED, later(seconds=1), BOSS, REP1, LeadStage.ASSIGNED, "Yours")
    done = replace(leads.owned(lead(), REP1, BOSS, "Yours", NOW), version=3)
    assert leads.repeated(done, 2, event)
    assert not leads.repeated(done, 3, event)
    assert not leads.repeated(done, 2, replace(event, owner=REP2))
    assert not leads.repeated(done, 2, replace(event, by=REP2))
    assert not leads.repeated(lead(history=(), version=3), 2, event)


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("own"), st.sampled_from([None, REP1, REP2])),
        st.tuples(st.just("stage"), st.sampled_from(list(LeadStage))),
        st.tuples(st.just("text"), st.booleans()),
        st.tuples(st.just("late"), st.sampled_from([1, 2])),
        st.tuples(st.just("again"), st.none()),
    ),
    max_size=12,
)


@given(_STEPS)
def test_whatever_happens_a_lead_is_new_exactly_while_nobody_has_it(steps: list[tuple[str, Any]]) -> None:
    """T5: no lead is without owner and outside the queue of the unassigned; its history tells each change of hands."""
    known = lead()
    hands: list[PersonId | None] = [None]
    for what, with_ in steps:
        if what == "own" and with_ != known.owner:
            known = leads.owned(known, with_, BOSS, "", NOW)
        elif what == "text":
            known = leads.texted(known, REP1, NOW, takes=with_)
        elif what == "late":
            known = leads.reminded(known, with_, [], NOW, everybody=with_ > 1)
        elif what == "again" and not known.stage.closed:
            known = leads.noted(leads.awaited(known, NOW), LeadEvent(Happened.RETURNED, NOW))
            assert known.waits
        elif what == "stage" and known.owner is not None and with_ is not LeadStage.NEW:
            known = leads.staged(known, with_, BOSS, "", NOW)
        hands.append(known.owner)
        assert (known.owner is None) == (known.stage is LeadStage.NEW)
        assert known.history[-1].owner == known.owner
    changes = [new for old, new in pairwise(hands) if new is not None and new != old]
    assert [event.owner for event in known.history if event.what is Happened.ASSIGNED] == changes


def test_stages_rank_in_the_order_that_a_lead_goes_through_them() -> None:
    assert sorted(LeadStage, key=lambda stage: stage.rank) == list(LeadStage)


def test_a_lead_that_is_awaited_again_has_the_clock_of_one_that_came_in() -> None:
    known = held(LeadStage.QUALIFIED, began=later(minutes=1), first_text=later(minutes=2))
    again = leads.awaited(known, later(days=2))
    assert (again.clock, again.waits, again.stage) == (later(days=2), True, LeadStage.ASSIGNED)
    assert leads.awaited(lead(first_text=NOW), NOW).stage is LeadStage.NEW


def test_a_lead_whose_first_text_did_not_arrive_waits_again() -> None:
    """LD-3: as before it, in the hands it came into by then."""
    wrote = leads.texted(held(), REP1, later(minutes=1), takes=True)
    again = leads.unsent(wrote, later(minutes=2))
    assert (again.first_text, again.stage, again.waits, again.owner) == (None, LeadStage.ASSIGNED, True, REP1)
    assert (again.history[-1].what, again.history[-1].stage) == (Happened.UNSENT, LeadStage.ASSIGNED)
    queued = leads.unsent(leads.texted(lead(), REP1, NOW, takes=False), NOW)
    assert (queued.stage, queued.waits) == (LeadStage.NEW, True)


@pytest.mark.parametrize("stage", [LeadStage.CONTACTED, LeadStage.QUALIFIED])
def test_who_was_reached_otherwise_since_does_not_wait_again(stage: LeadStage) -> None:
    wrote = leads.texted(held(), REP1, later(minutes=1), takes=True)
    called = leads.staged(wrote, stage, REP1, "", later(minutes=1))
    assert (leads.unsent(called, later(minutes=2)).stage, leads.unsent(called, NOW).waits) == (stage, False)
    before = leads.staged(leads.staged(held(), stage, REP1, "", NOW), LeadStage.ASSIGNED, REP1, "", NOW)
    assert leads.unsent(leads.texted(before, REP1, later(minutes=1), takes=True), later(minutes=2)).waits
