"""Whose a lead is: on a rep's own line, and when its conversation changes hands (LN-2, LD-2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.harness.brand import REP1_LINE, SHARED, STRANGER
from tests.harness.gateway import Answer
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.test_lead_returns import seen
from tests.routes.test_leads import assigned, listed, made, news


def test_a_stranger_on_a_reps_own_line_is_that_reps_lead_at_once(world: World) -> None:
    """LN-2: nobody else may write there."""
    rules = [{"people": ["rep2"]}]
    good(world.api("admin", "PATCH", "/settings", {"lead_strangers": True, "lead_rules": rules}))
    world.handset_texts(STRANGER, REP1_LINE, "Hi, do you sell blue?")
    world.drain()
    assert listed(world, "manager", "view=unassigned") == []
    assert listed(world, "rep1", "view=mine") == [STRANGER]
    assert news(world, "manager") == []
    thread = good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, STRANGER)}"))
    assert (thread["assignee"]["id"], thread["lead"]["stage"]) == ("rep1", "assigned")


def test_of_a_stranger_on_the_line_of_a_rep_who_is_away_the_backup_is_told(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"lead_strangers": True}))
    until = (world.now + timedelta(days=1)).isoformat()
    good(world.api("rep1", "POST", "/absences", {"ends": until, "backups": ["rep2"]}), 201)
    world.handset_texts(STRANGER, REP1_LINE, "Hi, do you sell blue?")
    world.drain()
    assert sum(one.startswith("New lead, its owner is away") for one in news(world, "rep2")) == 1
    assert listed(world, "rep1", "view=mine") == [STRANGER]


def test_on_the_line_of_who_may_own_no_lead_it_waits_for_a_manager(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"lead_strangers": True}))
    good(world.api("admin", "PATCH", "/team/rep1", {"role": "limited"}))
    world.handset_texts(STRANGER, REP1_LINE, "Hi, do you sell blue?")
    world.drain()
    assert listed(world, "manager", "view=unassigned") == [STRANGER]


def test_who_takes_a_lead_itself_is_not_told_and_who_is_given_one_is(world: World) -> None:
    lead = good(assigned(world, made(world), "rep2", caller="rep2"))
    world.drain()
    assert news(world, "rep2") == []
    good(assigned(world, lead, "rep1"))
    world.drain()
    assert len(news(world, "rep1")) == 1


def asked(world: World, owner: str) -> dict[str, Any]:
    lead = made(world)
    lead = good(assigned(world, lead, owner)) if owner else lead
    world.handset_texts(STRANGER, SHARED, "Hi")
    world.drain()
    return lead


def given(world: World, lead: dict[str, Any], to: str, by: str = "manager") -> Answer:
    return world.api(by, "PATCH", f"/threads/{lead['thread']}", {"assignee": to})


@pytest.mark.parametrize("owner", ["rep2", ""])
def test_a_lead_goes_along_with_its_conversation_and_its_new_owner_is_told_once(world: World, owner: str) -> None:
    """LD-2: whoever is to answer has the lead, too."""
    lead = asked(world, owner)
    before = len(news(world, "rep1"))
    good(given(world, lead, "rep1"))
    world.drain()
    lead = seen(world, lead)
    assert (lead["owner"]["id"], lead["stage"], lead["history"][-1]["by"]["id"]) == ("rep1", "assigned", "manager")
    told = news(world, "rep1")[before:]
    assert [one.startswith("New lead for you") for one in told] == [True]
    assert listed(world, "rep1", "view=mine") == [STRANGER]


@pytest.mark.parametrize(("to", "by"), [("limited", "manager"), ("", "manager"), ("rep1", "rep1")])
def test_a_lead_stays_where_who_gets_its_conversation_may_not_have_it(world: World, to: str, by: str) -> None:
    """AD-1, LD-2: nor does a rep take a colleague's lead."""
    lead = asked(world, "rep2")
    good(given(world, lead, to, by))
    world.drain()
    assert seen(world, lead)["owner"]["id"] == "rep2"
    people = good(world.api("manager", "GET", f"/threads/{lead['thread']}/people"))["items"]
    owns = {one["id"]: one["owns"] for one in people}
    assert (owns["rep1"], owns["limited"], owns["manager"]) == (True, False, True)


def test_who_takes_a_conversation_whose_lead_nobody_has_takes_that(world: World) -> None:
    lead = asked(world, "")
    good(given(world, lead, "rep1", "rep1"))
    assert seen(world, lead)["owner"]["id"] == "rep1"


def test_a_closed_lead_stays_with_who_won_it(world: World) -> None:
    lead = asked(world, "rep2")
    won = {"stage": "won", "version": seen(world, lead)["version"]}
    good(world.api("rep2", "PATCH", f"/leads/{lead['id']}", won))
    good(given(world, lead, "rep1"))
    assert seen(world, lead)["owner"]["id"] == "rep2"
