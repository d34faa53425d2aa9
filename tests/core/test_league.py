"""How fast leads were written to: right in the middle and at the end, and each lead once (LD-3, AN-2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import leads, league, office
from chalicelib.core.ids import PersonId, ThreadId
from chalicelib.core.leads import Happened, Lead, LeadEvent, LeadSource, LeadStage
from chalicelib.core.office import Stretch
from tests.core.builders import BOSS, LOCAL, NOW, REP1, REP2, later, line
from tests.core.test_leads import lead

MINUTE = timedelta(minutes=1)
WALL = league.clock([], "UTC", NOW, NOW, office_hours=False)
WORKDAYS = tuple(Stretch(day, 9 * 60, 17 * 60) for day in range(5))
SHUT_AT_NIGHT = line(week=WORKDAYS, zone="America/New_York")
"""Open from 9:00 to 17:00 where NOW is Friday, 10:00."""


def reached(minutes: float, by: PersonId = REP1, **fields: Any) -> Lead:
    """A lead that `by` has, and wrote to after so many minutes."""
    return leads.texted(leads.owned(lead(**fields), by, BOSS, "", NOW), by, later(minutes=minutes), takes=True)


def at(hours: float) -> Any:
    return later(hours=hours)


def test_a_lead_that_changed_hands_counts_for_who_wrote_first() -> None:
    first = leads.texted(leads.owned(lead(), REP1, BOSS, "", NOW), REP1, later(minutes=2), takes=True)
    given_on = leads.owned(first, REP2, BOSS, "", later(minutes=5))
    found = league.league([given_on], WALL, at(1))
    assert set(found.people) == {REP1}
    assert found.people[REP1].median == 2 * MINUTE
    waiting = leads.owned(leads.owned(lead(), REP1, BOSS, "", NOW), REP2, BOSS, "", NOW)
    assert league.counts_for(waiting) == REP2
    assert league.counts_for(lead()) is None


def test_the_figures_of_a_few() -> None:
    found = [
        reached(4, id=ThreadId("a")),
        reached(20, id=ThreadId("b")),
        leads.staged(reached(6, id=ThreadId("c")), LeadStage.WON, REP1, "", at(1)),
        leads.owned(lead(id=ThreadId("d")), REP1, BOSS, "", NOW),
        leads.owned(lead(id=ThreadId("e"), due=at(9)), REP1, BOSS, "", NOW),
    ]
    shown = league.league(found, WALL, at(2)).people[REP1]
    assert shown == league.Figures(
        leads=5, contacted=3, median=6 * MINUTE, ninety=20 * MINUTE, aimed=4, within=2, overdue=1, won=1
    )


def test_in_time_is_before_it_is_late() -> None:
    assert league.league([reached(14.9)], WALL, at(1)).total.within == 1
    assert league.league([reached(15)], WALL, at(1)).total.within == 0
    assert league.league([reached(1, due=None)], WALL, at(1)).total.aimed == 0


def test_who_says_that_it_called_has_reached_the_contact() -> None:
    called = leads.staged(leads.owned(lead(), REP1, BOSS, "", NOW), LeadStage.QUALIFIED, REP2, "", later(minutes=3))
    texted = leads.texted(called, REP1, later(minutes=8), takes=True)
    for known in (called, texted):
        assert (league.contacted(known), league.counts_for(known)) == (later(minutes=3), REP2)
    lost = leads.staged(leads.owned(lead(), REP1, BOSS, "", NOW), LeadStage.LOST, REP2, "", later(minutes=3))
    assert (league.contacted(lost), league.counts_for(lost)) == (None, REP1)


def test_a_lead_that_waits_again_was_not_reached() -> None:
    called = leads.staged(leads.owned(lead(), REP1, BOSS, "", NOW), LeadStage.CONTACTED, REP1, "", later(minutes=3))
    back = leads.owned(called, None, BOSS, "", later(minutes=4))
    total = league.league([back], WALL, at(1)).total
    assert (total.contacted, total.aimed, total.overdue) == (0, 1, 1)


def test_what_was_before_it_came_back_does_not_count() -> None:
    """Not even what somebody did after the form was sent and before it was taken in."""
    won = leads.staged(reached(2), LeadStage.WON, REP1, "", at(5))
    again = lead(since=at(4), history=(*won.history, LeadEvent(Happened.CAME, at(4), cause="s2")))
    written = leads.texted(leads.owned(again, REP2, BOSS, "", at(6)), REP2, at(7), takes=True)
    assert (league.contacted(written), league.counts_for(written)) == (at(7), REP2)
    assert league.league([written], WALL, at(8)).total.median == timedelta(hours=3)


def test_a_text_that_did_not_arrive_reached_nobody() -> None:
    """LD-3: the next that does counts, for who wrote it; and what somebody did otherwise."""
    failed = leads.unsent(reached(3), later(minutes=4))
    assert (league.contacted(failed), league.league([failed], WALL, at(1)).total.overdue) == (None, 1)
    again = leads.texted(failed, REP2, later(minutes=9), takes=True)
    assert (league.contacted(again), league.counts_for(again)) == (later(minutes=9), REP2)
    called = leads.unsent(leads.staged(reached(3), LeadStage.QUALIFIED, REP2, "", later(minutes=4)), later(minutes=5))
    assert (league.contacted(called), league.counts_for(called)) == (later(minutes=4), REP2)
    first = replace(reached(3), history=(LeadEvent(Happened.TEXTED, later(minutes=3), REP1),))
    assert league.contacted(first) == later(minutes=3)


def test_a_conversation_that_was_answered_before_waited_for_nobody() -> None:
    made = leads.owned(lead(source=LeadSource.HAND, first_text=NOW, due=None), REP1, REP1, "", NOW)
    total = league.league([made], WALL, at(1)).total
    assert (total.leads, total.contacted, total.median, total.aimed) == (1, 1, None, 0)


def test_where_the_first_text_is_no_longer_in_the_history_its_owner_has_it() -> None:
    long = reached(3)
    for place in range(leads.MOST_EVENTS + 5):
        long = leads.owned(long, (REP1, REP2)[place % 2], BOSS, "", later(hours=1 + place))
    assert not any(event.what is Happened.TEXTED for event in long.history)
    assert (league.contacted(long), league.counts_for(long)) == (later(minutes=3), long.owner)
    assert league.league([long], WALL, at(1)).total.median == 3 * MINUTE


def test_nothing_has_no_middle() -> None:
    assert league.league([], WALL, NOW) == league.League({}, {}, league.Figures(0, 0, None, None, 0, 0, 0, 0))


@pytest.mark.parametrize(("since", "until", "hours"), [(0, 2, 2), (6, 8, 1), (8, 9, 0), (6, 72, 2), (-2, 0, 1)])
def test_office_hours_alone_count_where_the_brand_says_so(since: float, until: float, hours: float) -> None:
    """From Friday, 10:00: two hours; over the evening one; over the weekend to Monday, 10:00 two."""
    took = league.clock([SHUT_AT_NIGHT], "UTC", at(-24), at(100), office_hours=True)
    known = lead(line=SHUT_AT_NIGHT.id, since=at(since))
    assert took(known, at(until)) == timedelta(hours=hours)
    assert league.clock([SHUT_AT_NIGHT], "UTC", NOW, NOW, office_hours=False)(known, at(until)) == timedelta(
        hours=until - since
    )


def test_a_line_without_hours_is_always_open_and_on_a_day_off_shut() -> None:
    day_off = line(days_off=(office.DayOff("2026-11-21", "Fair"),), zone="UTC")
    for known, hours in ((LOCAL, 48), (day_off, 24)):
        took = league.clock([known], "UTC", at(-24), at(100), office_hours=True)
        assert took(lead(line=known.id), at(48)) == timedelta(hours=hours)
    took = league.clock([], "UTC", at(-24), at(100), office_hours=True)
    assert took(lead(), at(3)) == timedelta(hours=3), "of a line that is gone nobody knows the hours"


@given(st.integers(min_value=0, max_value=60 * 24 * 9), st.integers(min_value=1, max_value=60 * 24))
def test_a_target_in_office_hours_is_met_by_the_same_clock(since: int, minutes: int) -> None:
    """What `office.open_for` says is due, the league measures."""
    begin = later(minutes=since)
    due = office.open_for(SHUT_AT_NIGHT, "UTC", begin, minutes)
    assert due is not None
    took = league.clock([SHUT_AT_NIGHT], "UTC", NOW, at(24 * 30), office_hours=True)
    assert took(lead(line=SHUT_AT_NIGHT.id, since=begin), due) == minutes * MINUTE


@given(st.lists(st.integers(min_value=0, max_value=500), min_size=1), st.integers(min_value=1, max_value=100))
def test_so_many_percent_do_not_exceed_a_percentile_and_of_any_less_fewer_do_not(
    minutes: list[int], percent: int
) -> None:
    values = [one * MINUTE for one in minutes]
    found = league.percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


WHO = st.sampled_from([REP1, REP2, BOSS, None])
STEPS = st.lists(
    st.tuples(st.sampled_from(["own", "stage", "text"]), WHO, st.sampled_from(list(LeadStage)[1:])), max_size=6
)


@given(st.lists(st.tuples(st.sampled_from(list(LeadSource)), STEPS), max_size=12))
def test_no_lead_counts_twice_and_none_is_missing(lives: list[tuple[LeadSource, Any]]) -> None:
    found = [_lived(place, source, steps) for place, (source, steps) in enumerate(lives)]
    shown = league.league(found, WALL, at(1))
    for parts in (shown.people, shown.sources):
        for name in ("leads", "contacted", "aimed", "within", "overdue", "won"):
            assert sum(getattr(part, name) for part in parts.values()) == getattr(shown.total, name)
    assert shown.total.leads == len(found)
    assert shown.total.contacted == sum(not (one.waits or league.contacted(one) is None) for one in found)
    assert shown.total.within <= shown.total.aimed <= len(found)


def _lived(place: int, source: LeadSource, steps: Any) -> Lead:
    known = lead(id=ThreadId(f"t{place}"), source=source)
    for minute, (act, who, stage) in enumerate(steps, 1):
        moment = later(minutes=6 * minute)
        if act == "own":
            known = leads.owned(known, who, BOSS, "", moment)
        elif act == "stage" and known.owner is not None:
            known = leads.staged(known, stage, known.owner, "", moment)
        elif act == "text" and who is not None:
            known = leads.texted(known, who, moment, takes=True)
    return known


@pytest.mark.parametrize(
    ("since", "until", "hours"), [(0, 9, 3), (-5, -1, 0), (5, 9, 0), (1.5, 3.5, 1), (0.25, 0.75, 0.5)]
)
def test_what_lies_between_two_moments_and_within_the_spans(since: float, until: float, hours: float) -> None:
    spans = [(at(0), at(1)), (at(1), at(2)), (at(3), at(4))]
    assert league.open_between(spans, at(since), at(until)) == timedelta(hours=hours)
    assert league.open_between([], at(since), at(until)) == timedelta()


def test_while_a_contact_may_not_be_texted_no_clock_runs() -> None:
    """LD-3: from its YES on, by either clock."""
    known = reached(75, began=later(minutes=60), due=later(minutes=75))
    office_clock = league.clock([SHUT_AT_NIGHT], "UTC", NOW, at(2), office_hours=True)
    for took in (WALL, office_clock):
        assert league.league([known], took, at(2)).total.median == 15 * MINUTE
    waiting = lead(due=None, held=later(days=7))
    assert (league.league([waiting], WALL, at(9)).total.overdue, league.contacted(waiting)) == (0, None)
