"""Leads while somebody is away: who stands in writes, the owner keeps them, and somebody who is there hears (AW-3)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import REP1_LINE, STRANGER
from tests.harness.push import subscription
from tests.harness.world import World
from tests.routes.answers import good, wrong
from tests.routes.test_lead_first_text import written
from tests.routes.test_lead_returns import away, seen
from tests.routes.test_leads import assigned, listed, made, news

BOSSES = ("admin", "manager")


def stood_in(world: World, owner: str) -> dict[str, Any]:
    """A lead of rep1's own line, whose contact has written; rep1 is away, and rep2 stands in."""
    lead = made(world, caller="rep1", line=REP1_LINE)
    lead = good(assigned(world, lead, owner, caller=owner)) if owner else lead
    world.handset_texts(STRANGER, REP1_LINE, "Hi")
    away(world, "rep1", "rep2")
    return lead


def back(world: World) -> None:
    (absence,) = good(world.api("rep1", "GET", "/absences"))["items"]
    good(world.api("rep1", "DELETE", f"/absences/{absence['id']}"), 204)
    world.drain()


def devices(world: World) -> None:
    for boss in BOSSES:
        good(world.api(boss, "POST", "/me/push", subscription(boss)), 201)


def heard(world: World) -> dict[str, tuple[int, int]]:
    """How often each manager's device rang and it was mailed."""
    rung = [name for name, _ in world.push.shown]
    return {boss: (rung.count(boss), len(news(world, boss))) for boss in BOSSES}


@pytest.mark.parametrize("owner", ["rep1", ""])
def test_a_lead_of_an_own_line_is_not_given_to_who_stands_in(world: World, owner: str) -> None:
    lead = stood_in(world, owner)
    wrong(assigned(world, seen(world, lead), "rep2"), "owner")
    assert [one["id"] for one in seen(world, lead)["owners"]] == ["rep1"]


def test_a_lead_stays_its_owners_where_who_stands_in_is_given_the_conversation_and_writes(world: World) -> None:
    lead = stood_in(world, "rep1")
    good(world.api("manager", "PATCH", f"/threads/{lead['thread']}", {"assignee": "rep2"}))
    written(world, lead)
    world.drain()
    lead = seen(world, lead)
    assert (lead["owner"]["id"], lead["stage"], lead["waits"]) == ("rep1", "contacted", False)
    back(world)
    assert listed(world, "rep1", "view=mine") == [STRANGER]


def test_a_lead_that_nobody_has_stays_in_the_queue_when_who_stands_in_writes(world: World) -> None:
    lead = stood_in(world, "")
    written(world, lead)
    world.drain()
    lead = seen(world, lead)
    assert (lead["owner"], lead["waits"], lead["first_text_at"] is None) == (None, False, False)
    assert listed(world, "manager", "view=unassigned") == [STRANGER]
    back(world)
    assert good(assigned(world, lead, "rep1", caller="rep1"))["stage"] == "contacted"
    assert listed(world, "rep1", "view=mine") == [STRANGER]


def test_of_a_new_lead_a_manager_who_is_away_is_mailed_alone_while_another_is_there(world: World) -> None:
    devices(world)
    away(world, "manager")
    made(world, caller="rep1")
    world.drain()
    assert heard(world) == {"admin": (1, 1), "manager": (0, 1)}


def test_where_all_managers_are_away_each_is_told_by_all_its_channels(world: World) -> None:
    devices(world)
    for boss in BOSSES:
        away(world, boss)
    made(world, caller="rep1")
    world.drain()
    assert heard(world) == {"admin": (1, 1), "manager": (1, 1)}


def test_a_manager_who_is_away_and_wants_to_hear_of_no_lead_is_not_mailed(world: World) -> None:
    away(world, "manager")
    good(world.api("manager", "PATCH", "/me", {"alerts": []}))
    made(world, caller="rep1")
    world.drain()
    assert (len(news(world, "admin")), news(world, "manager")) == (1, [])
