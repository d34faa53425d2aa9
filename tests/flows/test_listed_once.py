"""A page of a list that comes again after its successor was asked for begins no second list."""

from __future__ import annotations

import pytest

from chalicelib.core import effects
from chalicelib.core.ids import BroadcastId
from chalicelib.flows import audience
from tests.harness import aws
from tests.harness.brand import GROUP, HANDSETS, SHARED
from tests.harness.check import check_all
from tests.harness.quiet import quiet
from tests.harness.world import World
from tests.routes.answers import good


def test_a_page_that_was_listed_is_not_listed_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience, "AT_ONCE", 2)
    order = {"line": SHARED, "group": GROUP, "body": "Hi"}
    broadcast = BroadcastId(good(world.api("rep2", "POST", "/broadcasts", order), 202)["id"])
    world.work("fan_out")
    assert len(aws.waiting("fan_out")) == 1
    world.wiring.queues.put([effects.fan_out(broadcast, 0)] * 2)
    for _ in range(3):
        world.work("fan_out")
    assert len(aws.waiting("fan_out")) == 1, "its third page, once"
    assert quiet(world)
    assert check_all(world) == []
    assert [len(world.carrier.got(phone)) for phone in HANDSETS] == [1] * len(HANDSETS)
