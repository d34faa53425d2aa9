"""A person's text that does not reach its contact: its conversation asks for a person again (AW-4, LD-3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.flows.ports import ProviderRefused
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
