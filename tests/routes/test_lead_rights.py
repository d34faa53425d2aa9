"""Who loses a right gives back what it may not have any more, and keeps the rest (T5, AD-1, LN-4)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import HANDSETS, REP1_LINE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.test_lead_returns import seen
from tests.routes.test_leads import assigned, later, listed, made, news

ADA = HANDSETS[0]
BACK = "Leads of "


def taken_off(world: World) -> None:
    good(world.api("admin", "PATCH", f"/lines/{world.line(SHARED)}", {"members": ["rep1", "limited"]}))


def lowered(world: World) -> None:
    good(world.api("admin", "PATCH", "/team/rep2", {"role": "limited"}))


def settle(world: World) -> None:
    world.drain()
    for _ in range(3):
        later(world, 2)


def holder(world: World, phone: str) -> Any:
    thread = good(world.api("manager", "GET", f"/threads/{world.thread(SHARED, phone)}"))
    return thread["assignee"] and thread["assignee"]["id"]


@pytest.mark.parametrize("lost", [taken_off, lowered])
def test_who_may_not_own_a_lead_any_more_gives_it_back_and_managers_are_told_once(world: World, lost: Any) -> None:
    lead = good(assigned(world, made(world), "rep2"))
    other = good(assigned(world, made(world, phone=ADA), "rep1"))
    closed = good(assigned(world, made(world, phone=HANDSETS[1]), "rep2"))
    won = {"stage": "won", "version": closed["version"]}
    good(world.api("rep2", "PATCH", f"/leads/{closed['id']}", won))
    world.drain()
    lost(world)
    settle(world)
    assert listed(world, "manager", "view=unassigned") == [STRANGER]
    lead = seen(world, lead)
    assert (lead["stage"], lead["history"][-1]["what"], lead["history"][-1]["by"]["id"]) == (
        "new",
        "unassigned",
        "admin",
    )
    assert seen(world, other)["owner"]["id"] == "rep1"
    assert seen(world, closed)["owner"]["id"] == "rep2"
    told = [sum(one.startswith(BACK) for one in news(world, who)) for who in ("manager", "admin", "rep2")]
    assert told == [1, 0, 0]


@pytest.mark.parametrize(("lost", "kept"), [(taken_off, None), (lowered, "rep2")])
def test_conversations_go_back_where_they_may_not_be_seen_any_more(world: World, lost: Any, kept: Any) -> None:
    """Who is lowered may answer still."""
    world.handset_texts(ADA, SHARED, "Is it still there?")
    good(world.api("manager", "PATCH", f"/threads/{world.thread(SHARED, ADA)}", {"assignee": "rep2"}))
    lost(world)
    settle(world)
    assert holder(world, ADA) == kept
    assert sum(one.startswith(BACK) for one in news(world, "manager")) == (kept is None)


def test_a_manager_who_is_lowered_keeps_what_stands_on_its_lines(world: World) -> None:
    good(world.api("admin", "PATCH", f"/lines/{world.line(SHARED)}", {"members": ["rep1", "rep2", "limited"]}))
    lead = good(assigned(world, made(world), "manager", caller="admin"))
    good(world.api("admin", "PATCH", "/team/manager", {"role": "standard"}))
    settle(world)
    assert seen(world, lead, "admin")["owner"] is None
    good(world.api("admin", "PATCH", f"/lines/{world.line(SHARED)}", {"members": ["rep1", "rep2", "manager"]}))
    lead = good(assigned(world, seen(world, lead, "admin"), "manager", caller="admin"))
    good(world.api("admin", "PATCH", "/team/rep1", {"role": "limited"}))
    settle(world)
    assert seen(world, lead, "admin")["owner"]["id"] == "manager"


def test_what_was_given_at_that_moment_comes_back_and_who_lost_nothing_is_told_of_to_nobody(world: World) -> None:
    lead = made(world, caller="rep1", line=REP1_LINE)
    lead = good(assigned(world, lead, "rep1", caller="rep1"))
    taken_off(world)
    lowered(world)
    good(world.api("admin", "PATCH", "/team/rep2", {"role": "standard"}))
    settle(world)
    assert seen(world, lead)["owner"]["id"] == "rep1"
    assert not any(one.startswith(BACK) for one in news(world, "manager"))
