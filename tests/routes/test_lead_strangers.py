"""Strangers become leads when a person is to answer them, and once (LD-1, AU-1, AW-4)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.flows.ports import ProviderRefused
from tests.harness.brand import SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.failing import failing
from tests.routes.test_keyword_rules import HOURS, patch, row, texts
from tests.routes.test_lead_returns import again, seen
from tests.routes.test_leads import assigned, later, listed, news

NEW = "New lead, nobody has it"


@pytest.fixture
def shop(world: World) -> World:
    """Strangers are leads, and a rule answers who asks for the hours in full."""
    good(world.api("admin", "PATCH", "/settings", {"lead_strangers": True, "escalate_after": 15, "lead_target": 0}))
    good(patch(world, HOURS | {"alert": False}))
    return world


def leads(world: World) -> list[str]:
    return listed(world, "manager", "view=all")


def lead_of(world: World) -> dict[str, Any]:
    return seen(world, {"id": world.thread(SHARED, STRANGER)})


def told_new(world: World) -> list[int]:
    return [sum(one.startswith(NEW) for one in news(world, boss)) for boss in ("manager", "admin")]


def alerted(world: World) -> list[str]:
    """Who was mailed of the conversation, in order."""
    link = f"/t/{world.thread(SHARED, STRANGER)}"
    return [mail["to"].partition("@")[0] for mail in world.mails if link in mail["text"]]


def unsaid(world: World) -> None:
    """A stranger asks for the hours, and the provider refuses the reply."""
    with failing(world, ProviderRefused(30007, "Filtered."), "provider"):
        texts(world, STRANGER, "hours")


def passing(world: World, minutes: int) -> None:
    for _ in range(minutes):
        later(world, 1)


@pytest.mark.parametrize("first", ["hours", "HELP"])
def test_a_stranger_who_was_answered_is_a_lead_when_it_asks_for_a_person(shop: World, first: str) -> None:
    texts(shop, STRANGER, first)
    assert len(shop.carrier.got(STRANGER)) == 1
    assert (leads(shop), alerted(shop)) == ([], [])
    texts(shop, STRANGER, "Can I speak to a person?")
    assert leads(shop) == [STRANGER]
    assert told_new(shop) == [1, 1]
    texts(shop, STRANGER, "Hello?")
    assert [event["what"] for event in lead_of(shop)["history"]] == ["came"]
    assert told_new(shop) == [1, 1]


@pytest.mark.parametrize("first", ["hours", "HELP"])
def test_further_texts_of_a_stranger_are_no_lead_that_came_in_again(shop: World, first: str) -> None:
    """Not even where somebody has seen to the conversation without a word."""
    texts(shop, STRANGER, first)
    texts(shop, STRANGER, "Can I speak to a person?")
    lead = good(assigned(shop, lead_of(shop), "rep2"))
    good(shop.api("rep2", "PATCH", f"/threads/{lead['thread']}", {"tab": "participating"}))
    passing(shop, 16)
    texts(shop, STRANGER, "Are you there?")
    assert [event["what"] for event in lead_of(shop)["history"]] == ["came", "assigned"]
    assert [again(shop, who) for who in ("rep2", "manager", "admin")] == [0, 0, 0]
    assert told_new(shop) == [1, 1]


def test_a_stranger_whose_reply_did_not_go_is_a_lead_and_is_waited_with(shop: World) -> None:
    unsaid(shop)
    assert (leads(shop), alerted(shop)) == ([], [])
    passing(shop, 11)
    assert leads(shop) == [STRANGER]
    assert told_new(shop) == [1, 1]
    assert row(shop, STRANGER)["tab"] == "needs_attention"
    assert sorted(alerted(shop)) == ["limited", "rep1", "rep2"]
    passing(shop, 16)
    timeline = good(shop.api("rep1", "GET", f"/threads/{row(shop, STRANGER)['id']}/messages"))["items"]
    called = [entry["body"] for entry in timeline if entry["origin"] == "escalation"]
    assert called == ["No answer within 15 minutes. Called: The managers"]
    assert sorted(alerted(shop)[3:]) == ["admin", "manager"]


def test_of_a_stranger_who_said_stop_before_its_reply_went_nobody_is_asked(shop: World) -> None:
    unsaid(shop)
    texts(shop, STRANGER, "STOP")
    passing(shop, 30)
    assert (leads(shop), alerted(shop)) == ([], [])
    assert row(shop, STRANGER)["tab"] == "participating"
