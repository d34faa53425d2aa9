"""A text with an unclear outcome, while the provider does not answer questions either."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.flows.ports import ProviderBusy, ProviderUnclear
from tests.harness.brand import GROUP, HANDSETS, REP1_LINE
from tests.harness.wire import Call
from tests.harness.world import World


def answering(name: str, fault: Exception) -> Callable[[Call, Callable[[], Any]], Any]:
    """The provider's call `name` takes effect, and raises `fault` instead of answering."""

    def around(call: Call, effect: Callable[[], Any]) -> Any:
        given = effect()
        if call.name == name:
            raise fault
        return given

    return around


def test_recipients_wait_while_the_provider_cannot_be_asked(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with world.around(answering("provider.send", ProviderUnclear("timeout"))):
        world.api("rep1", "POST", "/broadcasts", {"line": REP1_LINE, "group": GROUP, "body": "Hi"})
        world.drain()
    with world.around(answering("provider.sent_between", ProviderBusy("no answer"))):
        world.advance(minutes=5)
        world.tick()
        world.drain()
    assert "a job broke" not in capsys.readouterr().out
    world.advance(minutes=5)
    world.tick()
    world.drain()
    assert sorted(text.to for text in world.carrier.sent if text.body == "Hi") == sorted(HANDSETS)
    (broadcast,) = json.loads(world.api("rep1", "GET", "/broadcasts").body)["items"]
    seen = world.api("rep1", "GET", f"/broadcasts/{broadcast['id']}").json
    assert seen["progress"]["sent"] == len(HANDSETS)
