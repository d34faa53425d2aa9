"""The schedule: what a crash, a full queue or a silent provider left open is taken up, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.core.errors import Busy
from chalicelib.flows.ports import ProviderBusy
from tests.harness import aws
from tests.harness.brand import GROUP, HANDSETS, REP1_LINE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.failing import failing

ADA = HANDSETS[0]


def rounds(world: World, minutes: int) -> None:
    """The schedule for so long, and the workers after each minute."""
    for _ in range(minutes):
        world.advance(1)
        world.tick()
        world.drain()


def send(world: World) -> None:
    good(world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": ADA, "body": "Hi"}), 201)


def status(world: World) -> str:
    items = good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}/messages"))["items"]
    found: str = next(item for item in items if item["body"] == "Hi")["status"]
    return found


def test_an_alert_that_no_queue_took_is_given_within_two_minutes(world: World) -> None:
    with failing(world, Busy("queue_busy", "Full."), "queues"):
        assert world.handset_texts(STRANGER, SHARED, "Are you open?").status == 200
    assert aws.waiting("alert") == []
    rounds(world, 2)
    assert {mail["to"] for mail in world.mails} == {"rep1@example.com", "rep2@example.com", "limited@example.com"}


def test_an_alert_that_was_given_is_not_given_again(world: World) -> None:
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    world.drain()
    mails = len(world.mails)
    rounds(world, 5)
    assert len(world.mails) == mails


def test_a_text_that_no_queue_took_goes_out_by_the_schedule_once(world: World) -> None:
    with failing(world, Busy("queue_busy", "Full."), "queues"):
        send(world)
    rounds(world, 4)
    assert world.carrier.got(ADA) == ["Hi"]


def test_a_broadcast_that_no_queue_took_goes_out_by_the_schedule_once(world: World) -> None:
    with failing(world, Busy("queue_busy", "Full."), "queues"):
        good(world.api("rep1", "POST", "/broadcasts", {"line": REP1_LINE, "group": GROUP, "body": "Hi"}), 202)
    rounds(world, 6)
    assert [world.carrier.got(phone) for phone in HANDSETS] == [["Hi"]] * 5


def test_two_ticks_at_once_do_the_same_work_once(world: World) -> None:
    with failing(world, Busy("queue_busy", "Full."), "queues"):
        send(world)
    world.advance(2)
    world.tick()
    world.tick()
    assert len(aws.waiting("deliver")) == 1


def test_a_text_whose_callbacks_never_came_learns_its_fate(world: World) -> None:
    send(world)
    world.drain()
    world.carrier.settle()
    assert status(world) != "delivered"
    rounds(world, 20)
    assert status(world) == "delivered"


def test_a_provider_that_is_busy_for_long_gets_the_text_at_last(world: World) -> None:
    send(world)
    with failing(world, ProviderBusy("503"), "provider"):
        rounds(world, 5)
    rounds(world, 8)
    assert world.carrier.got(ADA) == ["Hi"]


@pytest.mark.parametrize("line", [SHARED, REP1_LINE])
def test_what_no_webhook_told_of_is_taken_in_from_the_providers_list(world: World, line: str) -> None:
    world.carrier.took_in(STRANGER, line, "Are you open?")
    world.advance(seconds=1)
    world.carrier.took_in(STRANGER, line, "Hello?")
    world.advance(3)
    world.reconcile()
    world.reconcile()
    items = good(world.api("rep1", "GET", f"/threads/{world.thread(line, STRANGER)}/messages"))["items"]
    assert [item["body"] for item in items] == ["Hello?", "Are you open?"]
    assert items[0]["at"] < (world.now - timedelta(minutes=2)).isoformat()


def test_a_stop_that_no_webhook_told_of_is_stop(world: World) -> None:
    world.carrier.took_in(ADA, REP1_LINE, "STOP")
    world.reconcile()
    answer = world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": ADA, "body": "Hi"})
    assert (answer.status, answer.json["code"]) == (409, "consent_no")


def test_a_webhook_that_comes_after_the_list_changes_nothing(world: World) -> None:
    text = world.carrier.took_in(STRANGER, SHARED, "Are you open?")
    world.reconcile()
    before = [world.items(noun) for noun in aws.TABLES]
    assert world.webhook(text).status == 200
    assert [world.items(noun) for noun in aws.TABLES] == before


def test_a_list_that_cannot_be_had_is_asked_for_again_next_time(world: World) -> None:
    world.carrier.took_in(STRANGER, SHARED, "Are you open?")
    with failing(world, ProviderBusy("503"), "provider"):
        world.reconcile()
    assert good(world.api("rep1", "GET", "/threads"))["items"] == []
    world.reconcile()
    assert len(good(world.api("rep1", "GET", "/threads"))["items"]) == 1
