"""The clock of a lead that ends and begins anew: by a STOP and a START, and in other hands (LD-3, C1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.harness.brand import SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.test_lead_returns import seen
from tests.routes.test_leads import assigned, late, later, made

PROOF = {"wording": "Text me.", "source": "paper form", "at": "2026-02-27T10:00:00Z"}
EVERYBODY = ("rep1", "rep2", "manager", "admin")


def begun(world: World) -> dict[str, Any]:
    lead: dict[str, Any] = good(assigned(world, made(world), "rep2"))
    world.drain()
    return lead


def reminded(world: World) -> list[int]:
    return [late(world, who) for who in EVERYBODY]


def says(world: World, word: str) -> datetime:
    world.handset_texts(STRANGER, SHARED, word)
    at = world.now
    world.drain()
    return at


@pytest.mark.parametrize(("before", "once"), [(1, 0), (16, 1)])
def test_of_a_lead_whose_contact_said_stop_nobody_is_reminded(world: World, before: int, once: int) -> None:
    """Nobody may write to it."""
    lead = begun(world)
    later(world, before)
    says(world, "STOP")
    for _ in range(3):
        later(world, 16)
    assert reminded(world) == [0, once, 0, 0]
    lead = seen(world, lead)
    assert (lead["due"], lead["overdue"]) == (None, False)


def test_the_start_of_who_had_stopped_begins_the_clock_of_its_lead_anew(world: World) -> None:
    lead = begun(world)
    says(world, "STOP")
    later(world, 16)
    assert seen(world, lead)["due"] is None
    started = says(world, "START")
    assert datetime.fromisoformat(seen(world, lead)["due"]) == started + timedelta(minutes=15)
    later(world, 14)
    assert reminded(world) == [0, 0, 0, 0]
    later(world, 2)
    assert reminded(world) == [0, 1, 0, 0]
    later(world, 16)
    assert reminded(world) == [0, 1, 1, 1]


def escalated(world: World) -> dict[str, Any]:
    """A lead of rep2 of which everybody was told in vain, a while ago."""
    lead = begun(world)
    for _ in range(4):
        later(world, 16)
    assert reminded(world) == [0, 1, 1, 1]
    return seen(world, lead)


def test_the_new_owner_of_an_escalated_lead_is_reminded_and_then_the_managers_again(world: World) -> None:
    lead = good(assigned(world, escalated(world), "rep1"))
    later(world, 14)
    assert reminded(world) == [0, 1, 1, 1]
    later(world, 2)
    assert reminded(world) == [1, 1, 1, 1]
    later(world, 16)
    assert reminded(world) == [1, 1, 2, 2]
    later(world, 40)
    assert reminded(world) == [1, 1, 2, 2]
    assert [event["what"] for event in seen(world, lead)["history"]][-3:] == ["assigned", "reminded", "escalated"]


def test_the_new_hands_of_its_conversation_are_reminded_of_an_escalated_lead_as_well(world: World) -> None:
    world.handset_texts(STRANGER, SHARED, "A quote, please")
    world.drain()
    lead = escalated(world)
    assert world.api("manager", "PATCH", f"/threads/{lead['id']}", {"assignee": "rep1"}).ok
    world.drain()
    later(world, 16)
    assert (seen(world, lead)["owner"]["id"], reminded(world)) == ("rep1", [1, 1, 1, 1])
    later(world, 16)
    assert reminded(world) == [1, 1, 2, 2]


@pytest.mark.parametrize("stage", ["lost", "contacted"])
def test_a_lead_that_was_taken_for_settled_is_late_again(world: World, stage: str) -> None:
    lead = begun(world)
    path = f"/leads/{lead['id']}"
    later(world, 1)
    settled = good(world.api("rep2", "PATCH", path, {"stage": stage, "version": lead["version"]}))
    later(world, 16)
    later(world, 16)
    assert reminded(world) == [0, 0, 0, 0]
    good(world.api("rep2", "PATCH", path, {"stage": "assigned", "version": settled["version"]}))
    later(world, 1)
    assert reminded(world) == [0, 1, 0, 0]
    later(world, 16)
    assert reminded(world) == [0, 1, 1, 1]


def test_the_clock_of_one_that_is_asked_to_confirm_stands_on_when_it_waits_again(world: World) -> None:
    lead = good(assigned(world, made(world, opt_in=PROOF), "rep2"))
    path = f"/leads/{lead['id']}"
    world.drain()
    later(world, 16)
    assert seen(world, lead)["due"] is None
    lost = good(world.api("rep2", "PATCH", path, {"stage": "lost", "version": seen(world, lead)["version"]}))
    good(world.api("rep2", "PATCH", path, {"stage": "assigned", "version": lost["version"]}))
    later(world, 60)
    assert reminded(world) == [0, 0, 0, 0]
    said = says(world, "YES")
    assert datetime.fromisoformat(seen(world, lead)["due"]) == said + timedelta(minutes=15)
