"""A person's text that does not reach its contact: its conversation asks for a person again (AW-4, LD-3)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.flows import unsent
from chalicelib.flows.ports import ProviderRefused
from tests.harness import aws
from tests.harness.brand import HANDSETS, SHARED, STRANGER
from tests.harness.check import check_all
from tests.harness.quiet import minutes, quiet
from tests.harness.wire import Call, Effect
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.test_lead_returns import seen
from tests.routes.test_lead_stops import begun, reminded
from tests.routes.test_leads import later

ADA = HANDSETS[0]
FILTERED = 30007


def refused(call: Call, _: Effect) -> Any:
    if call.name == "provider.send":
        raise ProviderRefused(FILTERED, "filtered")
    return _()


def asked(world: World, phone: str = ADA) -> str:
    world.handset_texts(phone, SHARED, "Is it still there?")
    world.drain()
    return world.thread(SHARED, phone)


def answers(world: World, thread: str, **more: Any) -> None:
    body = {"body": "It is.", **more}
    assert world.api("rep1", "POST", f"/threads/{thread}/messages", body, key=world.key()).status in (201, 202)


def row(world: World, thread: str) -> tuple[str, int, str]:
    head = good(world.api("rep1", "GET", f"/threads/{thread}"))
    return head["tab"], head["unread"], head["folder"]


def told(world: World) -> list[str]:
    return [mail["to"] for mail in world.mails if "did not reach" in mail["subject"]]


@pytest.mark.parametrize("scheduled", [False, True])
def test_a_reply_that_fails_puts_its_conversation_back_and_its_author_is_told_once(
    world: World, *, scheduled: bool
) -> None:
    thread = asked(world)
    more = {"send_at": (world.now + timedelta(minutes=2)).isoformat()} if scheduled else {}
    with world.around(refused):
        answers(world, thread, **more)
        minutes(world, 4)
    assert row(world, thread) == ("needs_attention", 1, "inbox")
    minutes(world, 3)
    assert told(world) == ["rep1@example.com"]
    assert quiet(world)
    assert check_all(world) == []


def test_where_nobody_answers_after_that_the_next_are_called(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"escalate_after": 15}))
    thread = asked(world)
    with world.around(refused):
        answers(world, thread)
        minutes(world, 3)
    before = len(world.mails)
    minutes(world, 20)
    assert {mail["to"] for mail in world.mails[before:]} >= {"rep2@example.com"}
    assert quiet(world)
    assert check_all(world) == []


def test_what_was_written_since_is_an_answer(world: World) -> None:
    thread = asked(world)
    with world.around(refused):
        answers(world, thread)
        world.drain()
    world.advance(0.1)
    answers(world, thread, body="It is, come by.")
    minutes(world, 4)
    assert (row(world, thread)[0], told(world)) == ("participating", [])


def test_a_first_text_that_fails_waits_with_nobody(world: World) -> None:
    """Nobody had asked anything; who wrote it sees that it did not go."""
    good(world.api("admin", "PATCH", "/settings", {"escalate_after": 15}))
    with world.around(refused):
        made = good(world.api("rep1", "POST", "/threads", {"line": SHARED, "to": ADA, "body": "Hi"}, world.key()), 201)
        minutes(world, 3)
    assert row(world, made["thread"]["id"]) == ("needs_attention", 1, "inbox")
    assert told(world) == ["rep1@example.com"]
    before = len(world.mails)
    minutes(world, 20)
    assert len(world.mails) == before


def test_who_stopped_is_answered_by_nobody(world: World) -> None:
    thread = asked(world)
    with world.around(refused):
        answers(world, thread)
        world.handset_texts(ADA, SHARED, "STOP")
        minutes(world, 4)
    assert (row(world, thread)[0], told(world)) == ("participating", [])


def test_a_scheduled_first_text_that_fails_leaves_its_lead_waiting(world: World) -> None:
    asked(world, STRANGER)
    lead = begun(world)
    at = (world.now + timedelta(minutes=3)).isoformat()
    with world.around(refused):
        body = {"body": "Here is your quote.", "send_at": at}
        assert world.api("rep2", "POST", f"/threads/{lead['id']}/messages", body, key=world.key()).ok
        minutes(world, 6)
    lead = seen(world, lead)
    assert (lead["stage"], lead["first_text_at"]) == ("assigned", None)
    later(world, 16)
    assert reminded(world)[1] == 1


def test_a_scheduled_text_that_may_not_go_is_told_and_its_contact_is_waited_with(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"escalate_after": 15}))
    thread = asked(world)
    answers(world, thread, send_at=(world.now + timedelta(minutes=3)).isoformat())
    good(world.api("admin", "PATCH", "/settings", {"texting": False}))
    minutes(world, 8)
    team = ["limited@example.com", "rep1@example.com", "rep2@example.com"]
    assert (row(world, thread)[0], sorted(told(world))) == ("needs_attention", team), "nobody has the conversation"
    before = len(world.mails)
    minutes(world, 20)
    assert {mail["to"] for mail in world.mails[before:]} >= {"manager@example.com"}


def test_a_scheduled_text_that_goes_answers_nothing_that_came_since_it_was_written(world: World) -> None:
    """Nobody has read it: the wait for an answer goes on."""
    good(world.api("admin", "PATCH", "/settings", {"escalate_after": 15}))
    thread = asked(world)
    answers(world, thread, send_at=(world.now + timedelta(minutes=5)).isoformat())
    world.advance(1)
    asked(world)
    minutes(world, 6)
    before = len(world.mails)
    minutes(world, 15)
    assert {mail["to"] for mail in world.mails[before:]} >= {"rep2@example.com"}


def alert(job: dict[str, Any], world: World) -> None:
    unsent.look(world.wiring, job, world.now)


def test_a_look_that_comes_again_finds_it_done(world: World) -> None:
    thread = asked(world)
    with world.around(refused):
        answers(world, thread)
        world.drain()
    world.advance(1.1)
    world.tick()
    (job,) = (one.body for one in aws.waiting("alert") if "lead_unsent" in one.body)
    world.drain()
    good(world.api("rep1", "PATCH", f"/threads/{thread}", {"folder": "archived"}))
    alert(json.loads(job), world)
    world.drain()
    assert row(world, thread)[2] == "archived"


def test_how_long_an_alert_took_is_not_measured_of_what_did_not_go(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """AL-3 measures from the webhook on: a text that is lost hours later would ring the alarm."""
    thread = asked(world)
    world.drain()
    capsys.readouterr()
    with world.around(refused):
        answers(world, thread)
        minutes(world, 8)
    assert told(world) == ["rep1@example.com"]
    assert "AlertLatency" not in capsys.readouterr().out
