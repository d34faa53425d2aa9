"""Status callbacks, in and out of order."""

from __future__ import annotations

from typing import Any

from tests.infrastructure.carrier.brand import Reply
from tests.infrastructure.carrier.world import ANN, TOKEN, TOLL_FREE, World


def statuses(world: World) -> list[str]:
    return [hit.form["MessageStatus"] for hit in world.brand.at("/status")]


def send(world: World, **more: Any) -> Any:
    return world.send(status_callback=world.brand.address + "/status?id=01ABC", **more)


def test_callbacks_tell_of_each_status_in_order(world: World) -> None:
    world.line()
    sent = send(world)
    world.settle()
    assert statuses(world) == ["sent", "delivered"]
    hit = world.brand.at("/status")[-1]
    assert hit.signed_by(TOKEN)
    assert hit.url.endswith("/status?id=01ABC")
    assert hit.form["MessageSid"] == hit.form["SmsSid"] == sent.sid
    assert (hit.form["From"], hit.form["To"], hit.form["SmsStatus"]) == (TOLL_FREE, ANN, "delivered")
    assert "ErrorCode" not in hit.form


def test_a_callback_honours_the_overrides_of_its_url(world: World) -> None:
    world.brand.replies["/status"] = [Reply(500), Reply(500)]
    world.line()
    world.send(status_callback=world.brand.address + "/status#rc=3&rp=all")
    world.settle()
    assert (len(statuses(world)), set(statuses(world))) == (4, {"sent", "delivered"})


def test_callbacks_can_come_twice(world: World) -> None:
    world.line()
    world.call("PUT", "/faults", {"callbacks": {"duplicate": True}})
    send(world)
    world.settle()
    assert sorted(statuses(world)) == ["delivered", "delivered", "sent", "sent"]


def test_callbacks_can_come_in_the_wrong_order(world: World) -> None:
    world.line()
    world.call("PUT", "/faults", {"callbacks": {"reorder": True}})
    send(world)
    world.settle()
    assert statuses(world) == ["delivered", "sent"]


def test_callbacks_can_be_dropped_for_one_text_only(world: World) -> None:
    world.line()
    world.call("PUT", "/faults", {"callbacks": {"drop": True, "times": 1}})
    first = send(world)
    world.settle()
    assert (statuses(world), first.fetch().status) == ([], "delivered")
    send(world)
    world.settle()
    assert statuses(world) == ["sent", "delivered"]


def test_an_early_callback_arrives_before_the_send_is_answered(world: World) -> None:
    world.line()
    world.call("PUT", "/faults", {"callbacks": {"early": True}})
    sent = send(world)
    assert statuses(world) == ["sent"]
    assert sent.status == "queued"
    world.settle()
    assert statuses(world) == ["sent", "delivered"]


def test_callbacks_can_be_late(world: World) -> None:
    world.line()
    world.call("PUT", "/faults", {"callbacks": {"delay_ms": 300}})
    sent = send(world)
    while sent.fetch().status != "delivered":
        continue
    assert statuses(world) == []
    world.settle()
    assert statuses(world) == ["sent", "delivered"]
