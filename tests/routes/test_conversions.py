"""What a broadcast brought in, and what it cost: leads won after it, and the segments that went (AN-1, LD-4)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import GROUP, HANDSETS, REP1_LINE
from tests.harness.world import World
from tests.routes.answers import good

ADA, _, _, _, EVE = HANDSETS
ORDER = {"line": REP1_LINE, "group": GROUP, "body": "x" * 300}


def sent(world: World, body: str = "") -> dict[str, Any]:
    made: dict[str, Any] = good(world.api("rep1", "POST", "/broadcasts", ORDER | {"body": body or ORDER["body"]}), 202)
    world.drain()
    world.advance(minutes=1)
    return made


def lead_of(world: World, phone: str) -> dict[str, Any]:
    made: dict[str, Any] = good(
        world.api("rep1", "POST", "/leads", {"line": REP1_LINE, "phone": phone}, world.key()), 201
    )
    if made["owner"] is None:
        made = good(world.api("rep1", "POST", f"/leads/{made['id']}/assign", {"owner": "rep1", "version": 1}))
    return made


def moved(world: World, lead: dict[str, Any], stage: str) -> dict[str, Any]:
    asked = {"stage": stage, "version": lead["version"]}
    after: dict[str, Any] = good(world.api("rep1", "PATCH", f"/leads/{lead['id']}", asked))
    return after


def told(world: World, broadcast: dict[str, Any]) -> dict[str, Any]:
    seen: dict[str, Any] = good(world.api("rep1", "GET", f"/broadcasts/{broadcast['id']}"))
    return seen


def test_a_sale_counts_once_for_the_last_broadcast_as_long_as_it_is_one(world: World) -> None:
    first, second = sent(world), sent(world, "Summer is near.")
    lead = moved(world, lead_of(world, ADA), "won")
    assert told(world, first)["responses"]["conversions"] == 0
    counted = told(world, second)["responses"]
    assert (counted["conversions"], counted["conversion_rate"], counted["won_within_days"]) == (1, 0.2, 30)
    path = f"/broadcasts/{second['id']}/recipients"
    (row,) = good(world.api("rep1", "GET", f"{path}?response=converted"))["items"]
    assert (row["contact"]["phone"], row["converted"] is not None) == (ADA, True)
    third = sent(world, "Autumn is near.")
    lead = moved(world, lead, "lost")
    assert told(world, second)["responses"]["conversions"] == 0
    moved(world, lead, "won")
    assert [told(world, one)["responses"]["conversions"] for one in (first, second, third)] == [0, 0, 1]


def test_a_sale_after_thirty_days_counts_for_none(world: World) -> None:
    made = sent(world)
    world.advance(minutes=30 * 24 * 60 + 1)
    moved(world, lead_of(world, ADA), "won")
    assert told(world, made)["responses"]["conversions"] == 0


@pytest.mark.parametrize("wide", [False, True])
def test_what_went_is_billed_and_what_was_refused_is_not(
    world: World, monkeypatch: pytest.MonkeyPatch, *, wide: bool
) -> None:
    """Four texts of two segments each, by the price list of the preview; a large broadcast tells so once counted."""
    if wide:
        monkeypatch.setattr("chalicelib.core.broadcasts.WIDE_FROM", 1)
    world.handset_texts(EVE, REP1_LINE, "STOP")
    preview = good(world.api("rep1", "POST", "/broadcasts/preview", ORDER))
    made = sent(world)
    assert ("-" in made["id"]) is wide
    for _ in range(8):
        world.tick()
        world.drain()
        world.advance(minutes=1)
    seen = told(world, made)
    assert (seen["segments"], seen["progress"]["refused"]) == (8, 1)
    assert seen["cost"] == preview["cost"]
    assert seen["cost"]["amount"] == round(8 * seen["cost"]["segment"], 2)
