"""A conversation that begins with a text for later: seen at once, nobody's contact before it went, sent once (SD-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core.ids import PersonId
from chalicelib.core.people import Role
from chalicelib.wiring import wiring
from tests.harness.brand import LOCAL, OPTED_OUT, REP1_LINE, SHARED, STRANGER, newcomers
from tests.harness.quiet import quiet
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

FINN = OPTED_OUT
"""Agreed to the shared line on paper; nobody ever wrote to it, or it to anybody."""


@pytest.fixture
def world() -> Iterator[World]:
    with World(newcomers) as made:
        yield made


def wish(world: World, **more: Any) -> dict[str, Any]:
    at = (world.now + timedelta(hours=2)).isoformat()
    return {"line": SHARED, "to": FINN, "body": "Hi {{first_name|there}}", "send_at": at, **more}


def begun(world: World, caller: str = "rep2", **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = good(world.api(caller, "POST", "/threads", wish(world, **more), world.key()), 201)
    return made


def inbox(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = good(world.api("rep2", "GET", "/threads?tab=participating"))["items"]
    return found


def path(world: World) -> str:
    return f"/threads/{world.thread(SHARED, FINN)}"


def own(world: World, made: dict[str, Any]) -> str:
    return f"{path(world)}/scheduled/{made['message']['id']}"


def messages(world: World) -> dict[str, Any]:
    found: dict[str, Any] = good(world.api("rep2", "GET", f"{path(world)}/messages"))
    return found


def pass_time(world: World, minutes: float = 121) -> None:
    world.advance(minutes)
    for _ in range(2):
        world.tick()
        world.drain()


def known(world: World) -> list[str]:
    """Where the contact with Finn's number comes from."""
    found = good(world.api("rep2", "GET", f"/contacts?q={FINN[-7:]}"))["items"]
    return [item["source"] for item in found if item["phone"] == FINN]


def test_it_begins_in_the_inbox_in_the_hands_of_its_author_and_goes_when_its_time_comes(world: World) -> None:
    since = good(world.api("rep1", "GET", "/updates"))["cursor"]
    made = begun(world)
    thread, message = made["thread"], made["message"]
    assert (thread["folder"], thread["tab"], thread["unread"]) == ("inbox", "participating", False)
    assert (thread["assignee"]["id"], thread["preview"]) == ("rep2", "Scheduled: Hi [first_name]")
    assert (message["status"], message["scheduled"]["cancel_on_reply"]) == ("queued", False)
    assert [item["id"] for item in inbox(world)] == [thread["id"]]
    assert [item["id"] for item in good(world.api("rep1", "GET", f"/updates?since={since}"))["threads"]]
    assert (messages(world)["items"], len(messages(world)["scheduled"])) == ([], 1)
    pass_time(world, 119)
    assert world.carrier.got(FINN) == []
    pass_time(world, 2)
    assert world.carrier.got(FINN) == ["Hi Finn - Brand. Reply STOP to opt out."]
    assert [item["preview"] for item in inbox(world)] == world.carrier.got(FINN)
    assert quiet(world)
    assert len(world.carrier.got(FINN)) == 1


def test_the_contact_is_made_once_the_text_goes_and_not_before(world: World) -> None:
    good(world.api("manager", "DELETE", f"/contacts/{world.contact(FINN)}"), 204)
    made = begun(world)
    assert (known(world), made["thread"]["contact"]["phone"]) == ([], FINN)
    good(world.api("rep2", "DELETE", own(world, begun(world))))
    assert known(world) == []
    pass_time(world)
    assert known(world) == ["rep"]
    assert len(world.carrier.got(FINN)) == 1


def test_what_is_cancelled_before_leaves_a_conversation_that_says_so(world: World) -> None:
    made = begun(world)
    good(world.api("rep2", "PATCH", own(world, made), {"body": "Good morning"}))
    assert [item["preview"] for item in inbox(world)] == ["Scheduled: Good morning"]
    gone = good(world.api("rep2", "DELETE", own(world, made)))
    assert (gone["status"], [item["id"] for item in messages(world)["items"]]) == ("cancelled", [gone["id"]])
    assert [item["preview"] for item in inbox(world)] == ["Cancelled: Good morning"]
    pass_time(world)
    assert world.carrier.got(FINN) == []


def test_who_writes_first_calls_it_off_where_it_was_to_wait_for_that(world: World) -> None:
    begun(world, cancel_on_reply=True)
    world.handset_texts(FINN, SHARED, "Are you open?")
    world.drain()
    head = good(world.api("rep2", "GET", path(world)))
    assert (head["tab"], head["preview"], head["assignee"]["id"]) == ("needs_attention", "Are you open?", "rep2")
    assert messages(world)["scheduled"] == []
    assert {item["status"] for item in messages(world)["items"]} == {"received", "cancelled"}


def test_a_stop_before_keeps_it_from_going(world: World) -> None:
    begun(world)
    world.handset_texts(FINN, SHARED, "STOP")
    pass_time(world)
    assert not [text for text in world.carrier.got(FINN) if "Hi Finn" in text]
    head = good(world.api("rep2", "GET", path(world)))
    assert (head["tab"], head["unread"]) == ("needs_attention", True)
    assert "opted out" in messages(world)["items"][0]["trouble"]["plain"]


def test_what_may_not_go_when_its_time_comes_is_told_in_its_row(world: World) -> None:
    begun(world, body="Good morning")
    world.advance(27 * 60)
    pass_time(world, 0)
    head = good(world.api("rep2", "GET", path(world)))
    assert (head["preview"], head["tab"]) == ("Not sent: Good morning", "needs_attention")


def test_a_repeat_begins_nothing_more_not_even_once_it_went(world: World) -> None:
    asked = wish(world)
    first, again = (good(world.api("rep2", "POST", "/threads", asked, "one"), 201) for _ in range(2))
    assert first["message"]["id"] == again["message"]["id"]
    assert len(messages(world)["scheduled"]) == 1
    pass_time(world)
    after = good(world.api("rep2", "POST", "/threads", asked, "one"), 201)
    assert (after["message"]["id"], messages(world)["scheduled"]) == (first["message"]["id"], [])
    problem(world.api("rep2", "POST", "/threads", asked | {"body": "Else"}, "one"), 409, "key_reused")


def test_what_may_not_be_leaves_no_conversation(world: World) -> None:
    for to, line in ((STRANGER, SHARED), (FINN, LOCAL)):
        problem(world.api("rep2", "POST", "/threads", wish(world, to=to, line=line)), 409, "consent_missing")
    problem(world.api("rep2", "POST", "/threads", wish(world, line=REP1_LINE)), 403, "line_not_yours")
    wrong(world.api("rep2", "POST", "/threads", wish(world, to="0000000000")), "to")
    wrong(world.api("rep2", "POST", "/threads", wish(world, send_at=world.now.isoformat())), "send_at")
    wrong(world.api("rep2", "POST", "/threads", wish(world, send_at=None, cancel_on_reply=True)), "send_at")
    wrong(world.api("rep2", "POST", "/threads", wish(world, media=["nothing"])), "media.0")
    assert (inbox(world), known(world)) == ([], ["seed"])


def test_a_limited_person_begins_none_nor_writes_first_where_a_colleague_did(world: World) -> None:
    problem(world.api("limited", "POST", "/threads", wish(world)), 403, "role_too_low")
    made = begun(world)
    for method, at, body in (
        ("POST", f"{path(world)}/messages", {"body": "Hi"}),
        ("POST", f"{path(world)}/messages", {"body": "Hi", "send_at": wish(world)["send_at"]}),
        ("PATCH", own(world, made), {"body": "Hi"}),
        ("DELETE", own(world, made), None),
    ):
        problem(world.api("limited", method, at, body), 403, "role_too_low")
    pass_time(world)
    good(world.api("limited", "POST", f"{path(world)}/messages", {"body": "Anything else?"}), 201)


def test_who_may_begin_no_conversation_any_more_sends_nothing(world: World) -> None:
    begun(world)
    author = wiring.team.person(PersonId("rep2"))
    assert author
    wiring.team.put_person(replace(author, role=Role.LIMITED), None)
    pass_time(world)
    assert world.carrier.got(FINN) == []
    assert "Who scheduled this" in messages(world)["items"][0]["trouble"]["plain"]
