"""A lead that comes again, and one whose owner is away: somebody who is there hears of it (LD-1, AW-3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.harness import brand
from tests.harness.brand import SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.test_leads import assigned, late, later, made, news

ANSWERS = {"phone": STRANGER, "agree": True, "first_name": "Gus", "size": "large"}
AGAIN = "A lead came in again"


def seen(world: World, lead: dict[str, Any], by: str = "manager") -> dict[str, Any]:
    found: dict[str, Any] = good(world.api(by, "GET", f"/leads/{lead['id']}"))
    return found


def away(world: World, person: str, *backups: str) -> None:
    until = (world.now + timedelta(days=3)).isoformat()
    good(world.api(person, "POST", "/absences", {"ends": until, "backups": list(backups)}), 201)
    world.drain()


def again(world: World, to: str) -> int:
    return sum(subject.startswith(AGAIN) for subject in news(world, to))


def test_who_fills_in_the_form_again_after_weeks_waits_anew_and_its_owner_is_told() -> None:
    """LD-1, LD-3."""
    with World(brand.form) as world:
        good(world.api("admin", "PATCH", "/forms/club", {"lead": True}))
        world.api(None, "POST", "/forms/club", ANSWERS)
        world.drain()
        world.handset_texts(STRANGER, SHARED, "YES")
        world.drain()
        (lead,) = good(world.api("manager", "GET", "/leads?view=unassigned"))["items"]
        lead = good(assigned(world, seen(world, lead), "rep2"))
        good(world.api("rep2", "POST", "/threads", {"line": SHARED, "to": STRANGER, "body": "Hello Gus"}), 201)
        later(world, 20 * 24 * 60)
        world.api(None, "POST", "/forms/club", ANSWERS | {"size": "small"})
        came = world.now
        world.drain()
        lead = seen(world, lead, "rep2")
        assert (lead["stage"], lead["waits"], lead["owner"]["id"]) == ("assigned", True, "rep2")
        assert datetime.fromisoformat(lead["due"]) == came + timedelta(minutes=15)
        assert [event["what"] for event in lead["history"]][-1] == "returned"
        assert [again(world, who) for who in ("rep2", "rep1", "manager", "admin")] == [1, 0, 0, 0]
        later(world, 16)
        assert late(world, "rep2") == 1
        good(world.api("rep2", "POST", "/threads", {"line": SHARED, "to": STRANGER, "body": "Small it is"}), 201)
        assert seen(world, lead, "rep2")["waits"] is False
        own = good(world.api("rep2", "GET", "/leads/league?days=7"))
        assert (own["total"]["leads"], own["total"]["contacted"]) == (1, 1)
        assert 15 * 60 < own["total"]["median"] < 17 * 60


def test_a_call_that_is_noted_reaches_the_owner_and_is_told_to_nobody_twice(world: World) -> None:
    lead = good(assigned(world, made(world), "rep2"))
    world.drain()
    due = lead["due"]
    note = {"line": SHARED, "phone": STRANGER, "note": "Called again, wants the blue one today"}
    for _ in range(2):
        good(world.api("manager", "POST", "/leads", note, key="once"), 201)
        world.drain()
    assert [again(world, who) for who in ("rep2", "rep1", "manager", "admin")] == [1, 0, 0, 0]
    assert seen(world, lead)["due"] == due, "its clock ran and runs on"
    good(world.api("rep2", "POST", "/leads", note, key="mine"), 201)
    world.drain()
    assert again(world, "rep2") == 1, "who notes it knows"


def test_of_a_lead_that_nobody_has_the_managers_are_told_again(world: World) -> None:
    made(world)
    world.drain()
    made(world, caller="rep1")
    world.drain()
    told = "New lead, nobody has it"
    assert [sum(one.startswith(told) for one in news(world, who)) for who in ("admin", "manager")] == [2, 1]


@pytest.mark.parametrize("comes", ["new", "again"])
def test_of_a_lead_whose_owner_is_away_the_backup_is_called_and_the_owner_mailed(world: World, comes: str) -> None:
    """AW-3: alerts go there; the lead stays whose it is."""
    lead = made(world)
    if comes == "again":
        lead = good(assigned(world, lead, "rep2"))
        world.drain()
    away(world, "rep2", "limited", "rep1")
    before = len(news(world, "rep2"))
    if comes == "new":
        lead = good(assigned(world, lead, "rep2"))
    else:
        made(world)
    world.drain()
    kind = "New lead, its owner is away" if comes == "new" else "A lead came in again, its owner is away"
    assert [one.startswith(kind) for one in news(world, "rep1")] == [True]
    assert news(world, "limited") == [], "it could not write"
    assert len(news(world, "rep2")) == before + 1
    assert seen(world, lead)["owner"]["id"] == "rep2"
    later(world, 16)
    assert (late(world, "rep1"), late(world, "rep2")) == (1, 0)


def test_where_nobody_stands_in_for_an_owner_who_is_away_the_managers_are_told(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"lead_target": 0}))
    away(world, "rep2")
    good(assigned(world, made(world, caller="rep1"), "rep2"))
    world.drain()
    told = "New lead, its owner is away"
    assert [sum(one.startswith(told) for one in news(world, who)) for who in ("manager", "admin", "rep1")] == [1, 1, 0]
    assert len(news(world, "rep2")) == 1


def test_an_owner_who_wants_to_hear_of_no_lead_is_not_mailed_either(world: World) -> None:
    good(world.api("rep2", "PATCH", "/me", {"alerts": []}))
    away(world, "rep2", "rep1")
    good(assigned(world, made(world), "rep2"))
    world.drain()
    assert (len(news(world, "rep1")), news(world, "rep2")) == (1, [])


def test_news_that_an_owner_has_lost_meanwhile_is_none(world: World) -> None:
    lead = good(assigned(world, made(world), "rep2"))
    made(world)
    good(assigned(world, seen(world, lead), "rep1"))
    world.drain()
    assert [again(world, who) for who in ("rep2", "rep1")] == [0, 0]
