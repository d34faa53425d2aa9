"""A text with an unclear outcome, while the provider does not answer questions either."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.flows.deliver import BACK_OFF
from chalicelib.flows.ports import ProviderBusy, ProviderText, ProviderUnclear
from tests.harness.brand import GROUP, HANDSETS, REP1_LINE
from tests.harness.quiet import quiet
from tests.harness.wire import Call
from tests.harness.world import World
from tests.routes.failing import failing


def answering(name: str, fault: Exception) -> Callable[[Call, Callable[[], Any]], Any]:
    """The provider's call `name` takes effect, and raises `fault` instead of answering."""

    def around(call: Call, effect: Callable[[], Any]) -> Any:
        given = effect()
        if call.name == name:
            raise fault
        return given

    return around


def losing(world: World, patch: pytest.MonkeyPatch, body: str) -> None:
    """A text of these words does not reach the provider, which nobody can tell."""
    send = world.carrier.send

    def lossy(**asked: Any) -> Any:
        if asked["body"] == body:
            raise ProviderUnclear("timeout")
        return send(**asked)

    patch.setattr(world.carrier, "send", lossy)


def listing(texts: list[ProviderText]) -> Callable[[Call, Callable[[], Any]], Any]:
    """The provider lists these texts."""

    def around(call: Call, effect: Callable[[], Any]) -> Any:
        return texts if call.name == "provider.sent_between" else effect()

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


def test_a_provider_that_does_not_answer_slows_its_line(world: World) -> None:
    """As a full one does: each text that waits for its answer would hold a worker up."""
    with world.around(answering("provider.send", ProviderUnclear("timeout"))):
        world.api("rep1", "POST", "/broadcasts", {"line": REP1_LINE, "group": GROUP, "body": "Hi"})
        world.work("fan_out")
        world.work("deliver")
    until = world.wiring.broadcasts.pace(world.line(REP1_LINE)).until
    assert until is not None
    assert (until - world.now).total_seconds() == pytest.approx(BACK_OFF.total_seconds(), abs=1)
    assert quiet(world)
    assert [world.carrier.got(phone) for phone in HANDSETS] == [["Hi"]] * 5


def test_a_text_that_waited_for_long_is_not_taken_for_one_that_went_beside_it(world: World) -> None:
    """O1, O2: two texts go to one contact at once; of one the provider's answer is lost and it never had it."""
    ask = world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": HANDSETS[0], "body": "She wrote programs."})
    assert ask.status == 201
    with failing(world, ProviderBusy("503"), "provider"):
        world.drain()
    world.advance(minutes=40)
    body = {"body": "We are open 9 to 5."}
    assert world.api("rep1", "POST", f"/threads/{ask.json['thread']['id']}/messages", body).status == 201
    with pytest.MonkeyPatch.context() as patch:
        losing(world, patch, body["body"])
        world.tick()
        world.drain()
    assert world.carrier.got(HANDSETS[0]) == ["She wrote programs."]
    for _ in range(12):
        world.advance(1)
        world.tick()
        world.drain()
    assert world.carrier.got(HANDSETS[0]) == ["She wrote programs.", "We are open 9 to 5."]


def test_a_text_is_known_again_though_the_provider_writes_it_otherwise(world: World) -> None:
    """Smart quotes and accents become plain ones on their way; it is not sent twice."""
    with world.around(answering("provider.send", ProviderUnclear("timeout"))):
        world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": HANDSETS[0], "body": "“Café” – it’s open"})
        world.drain()
    (text,) = (text for text in world.carrier.sent if text.to == HANDSETS[0])
    plain = [replace(text.listed(), body='"Cafe" - it\'s open')]
    with world.around(listing(plain)):
        for _ in range(15):
            world.advance(1)
            world.tick()
            world.drain()
    assert len(world.carrier.got(HANDSETS[0])) == 1
