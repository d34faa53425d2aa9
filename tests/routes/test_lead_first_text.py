"""A first text that does not reach its contact lets the clock of its lead go on (LD-3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.harness.brand import SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.test_lead_returns import seen
from tests.routes.test_leads import assigned, late, later, made

REFUSED = 30008


def written(world: World, lead: dict[str, Any], body: str = "Hello") -> None:
    text = {"body": body}
    good(world.api("rep2", "POST", f"/threads/{lead['thread']}/messages", text, key=world.key()), 201)


def asked(world: World) -> dict[str, Any]:
    """A lead of rep2, whose contact has written."""
    lead: dict[str, Any] = good(assigned(world, made(world), "rep2"))
    world.handset_texts(STRANGER, SHARED, "Hi")
    world.drain()
    return lead


def test_a_first_text_that_the_provider_refuses_lets_the_clock_go_on(world: World) -> None:
    lead = asked(world)
    due = lead["due"]
    world.carrier.refuses[STRANGER] = REFUSED
    written(world, lead)
    assert seen(world, lead)["waits"] is False
    world.drain()
    later(world, 2)
    lead = seen(world, lead)
    assert (lead["stage"], lead["waits"], lead["due"], lead["first_text_at"]) == ("assigned", True, due, None)
    assert [event["what"] for event in lead["history"]][-2:] == ["texted", "unsent"]
    later(world, 15)
    assert late(world, "rep2") == 1
    total = good(world.api("manager", "GET", "/leads/league?days=7"))["total"]
    assert (total["contacted"], total["overdue"]) == (0, 1)


def test_a_first_text_that_a_stop_overtakes_lets_the_clock_go_on(world: World) -> None:
    lead = asked(world)
    written(world, lead)
    world.handset_texts(STRANGER, SHARED, "STOP")
    world.drain()
    later(world, 2)
    assert seen(world, lead)["history"][-1]["what"] == "unsent"


def test_where_another_text_went_since_that_one_has_stopped_the_clock(world: World) -> None:
    lead = asked(world)
    world.carrier.refuses[STRANGER] = REFUSED
    written(world, lead)
    world.drain()
    del world.carrier.refuses[STRANGER]
    world.advance(0.5)
    second = world.now
    written(world, lead, "Hello once more")
    world.drain()
    later(world, 2)
    lead = seen(world, lead)
    assert (lead["stage"], lead["waits"]) == ("contacted", False)
    assert datetime.fromisoformat(lead["first_text_at"]) >= second
    assert [event["what"] for event in lead["history"]][-3:] == ["texted", "unsent", "texted"]
    later(world, 20)
    assert late(world, "rep2") == 0


def test_a_later_text_that_fails_changes_nothing(world: World) -> None:
    lead = asked(world)
    written(world, lead)
    world.drain()
    before = seen(world, lead)
    world.carrier.refuses[STRANGER] = REFUSED
    world.advance(1)
    written(world, lead, "And?")
    world.drain()
    later(world, 2)
    assert seen(world, lead)["history"] == before["history"]


def test_a_text_that_the_carrier_gives_up_counts_as_none(world: World) -> None:
    """The provider took it, and its callback tells the end."""
    lead = asked(world)
    written(world, lead)
    world.work("deliver")
    sent = world.carrier.sent[-1]
    world.callback(sent, "undelivered", 30005)
    world.drain()
    later(world, 2)
    assert seen(world, lead)["history"][-1]["what"] == "unsent"
