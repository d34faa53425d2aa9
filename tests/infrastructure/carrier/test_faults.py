"""Faults are committed as told, by the API and never by a text's words."""

from __future__ import annotations

import time

import pytest
import requests
from twilio.base.exceptions import TwilioRestException

from tests.infrastructure.carrier.test_sending import refusal
from tests.infrastructure.carrier.world import ANN, BEN, SID, TOKEN, World


def bodies(world: World) -> list[str]:
    return [message.body for message in world.client.messages.list()]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"mode": "429"}, (429, 20429)),
        ({"mode": "500"}, (500, 20500)),
        ({"mode": "error", "code": 21611}, (400, 21611)),
        ({"mode": "error", "code": 30032}, (400, 30032)),
    ],
)
def test_the_next_sends_are_refused_and_not_processed(
    world: World, rule: dict[str, object], expected: tuple[int, int]
) -> None:
    world.line()
    world.call("PUT", "/faults", {"send": {**rule, "times": 2}})
    assert refusal(world) == expected
    assert refusal(world) == expected
    assert world.call("GET", "/faults") == {}
    assert world.send("third").status == "queued"
    assert bodies(world) == ["third"]


def test_a_rule_can_be_for_one_recipient(world: World) -> None:
    world.line()
    world.call("PUT", "/faults", {"send": {"mode": "500", "to": BEN}})
    assert world.send(to=ANN).status == "queued"
    assert refusal(world, to=BEN) == (500, 20500)


def test_a_lost_answer_has_taken_the_text(world: World) -> None:
    world.line()
    world.call("PUT", "/faults", {"send": {"mode": "lost_answer"}})
    with pytest.raises(requests.ConnectionError):
        world.send("lost")
    assert bodies(world) == ["lost"]


@pytest.mark.parametrize(("mode", "taken"), [("timeout_before", []), ("timeout_after", ["Hello"])])
def test_a_timeout_comes_before_or_after_the_text_is_taken(world: World, mode: str, taken: list[str]) -> None:
    world.line()
    world.call("PUT", "/faults", {"send": {"mode": mode}})
    address = f"{world.address}/2010-04-01/Accounts/{SID}/Messages.json"
    form = {"To": ANN, "From": "+18005550100", "Body": "Hello"}
    began = time.monotonic()
    with pytest.raises(requests.Timeout):
        requests.post(address, form, auth=(SID, TOKEN), timeout=0.2)
    assert time.monotonic() - began < 1
    assert bodies(world) == taken


def test_a_held_request_ends_by_itself(world: World) -> None:
    world.line()
    world.call("PUT", "/faults", {"send": {"mode": "timeout_before", "hold_ms": 100}})
    with pytest.raises(requests.ConnectionError):
        world.send()


def test_webhooks_can_come_twice_badly_signed_or_not_at_all(world: World) -> None:
    world.line()
    for rule, expected in (
        ({"duplicate": True}, [True, True]),
        ({"bad_signature": True}, [False]),
        ({"drop": True}, []),
    ):
        world.brand.hits.clear()
        world.call("PUT", "/faults", {"webhooks": {**rule, "times": 1}})
        sid = world.text("Hi")
        world.settle()
        assert [hit.signed_by(TOKEN) for hit in world.brand.hits] == expected
        assert world.client.messages(sid).fetch().direction == "inbound"


def test_a_rule_without_times_holds_until_it_is_deleted(world: World) -> None:
    world.line()
    world.call("PUT", "/faults", {"webhooks": {"drop": True}})
    world.text("one"), world.text("two")
    world.call("DELETE", "/faults")
    world.text("three")
    world.settle()
    assert [hit.form["Body"] for hit in world.brand.hits] == ["three"]


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        ({"sned": {}}, "sned: unknown"),
        ({"send": {"mode": "429", "time": 3}}, "send.time: unknown"),
        ({"send": {"times": 3}}, "send.mode: missing"),
        ({"send": {"mode": "slow"}}, "send.mode: bad value"),
        ({"send": {"mode": "429", "times": 0}}, "send.times: bad value"),
        ({"send": {"mode": "429", "to": "Ann"}}, "send.to: bad value"),
        ({"push": {"times": 3}}, "push.mode: missing"),
        ({"push": {"mode": "410"}}, "push.mode: bad value"),
        ({"callbacks": {"duplicate": 1}}, "callbacks.duplicate: bad value"),
        ({"webhooks": []}, "webhooks: must be an object"),
        ([], "must carry a JSON object"),
    ],
)
def test_rules_that_cannot_be_are_refused_by_name(world: World, rules: object, named: str) -> None:
    answer = world.call("PUT", "/faults", rules)
    assert world.status == 400
    assert any(named in error for error in answer["errors"])
    assert world.call("GET", "/faults") == {}


def test_words_of_a_text_never_cause_a_fault(world: World) -> None:
    world.line()
    for body in ("429", "error 500", "timeout_before", "drop duplicate fail"):
        assert world.send(body).status == "queued"
    world.settle()
    assert len(world.phone()) == 4
    with pytest.raises(TwilioRestException):
        world.send("")
