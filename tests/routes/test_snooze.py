"""Putting a conversation off, closing what rests, and who else has it open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.core.ids import shard
from tests.harness import aws
from tests.harness.brand import HANDSETS, REP1_LINE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA = HANDSETS[0]


@pytest.fixture
def path(world: World) -> str:
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    return f"/threads/{world.thread(SHARED, STRANGER)}"


def soon(world: World, **units: float) -> str:
    return (world.now + timedelta(**units)).isoformat()


def listed(world: World, query: str, caller: str = "rep1") -> list[str]:
    return [f"/threads/{item['id']}" for item in good(world.api(caller, "GET", f"/threads?{query}"))["items"]]


def test_what_is_put_off_leaves_the_inbox_and_comes_back_once(world: World, path: str) -> None:
    good(world.api("rep1", "PATCH", path, {"assignee": "rep1", "unread": False}))
    until = soon(world, hours=3)
    off = good(world.api("rep1", "PATCH", path, {"snooze": until}))
    assert (off["folder"], datetime.fromisoformat(off["snoozed_until"])) == ("snoozed", datetime.fromisoformat(until))
    for query in ("", "tab=needs_attention", "assignee=me", "folder=archived"):
        assert listed(world, query) == []
    kept = good(world.api("rep1", "GET", "/threads?folder=snoozed&assignee=me"))["items"]
    assert [item["snoozed_until"] for item in kept] == [off["snoozed_until"]], "a row tells until when"
    since = good(world.api("rep2", "GET", "/updates"))["cursor"]
    world.advance(minutes=179)
    world.tick()
    assert listed(world, "") == []
    world.advance(minutes=1)
    world.tick()
    back = good(world.api("rep1", "GET", path))
    assert (back["folder"], back["tab"], back["unread"], back["snoozed_until"]) == (
        "inbox",
        "needs_attention",
        True,
        None,
    )
    assert listed(world, "tab=needs_attention") == listed(world, "assignee=me") == [path]
    assert [item["id"] for item in good(world.api("rep2", "GET", f"/updates?since={since}"))["threads"]] == [back["id"]]
    good(world.api("rep1", "PATCH", path, {"unread": False, "tab": "participating"}))
    for _ in range(3):
        world.advance(minutes=1)
        world.tick()
    assert listed(world, "tab=needs_attention") == [], "once"


def test_what_comes_back_stands_on_top(world: World, path: str) -> None:
    good(world.api("rep1", "PATCH", path, {"snooze": soon(world, hours=1)}))
    world.handset_texts(ADA, SHARED, "Hello")
    world.advance(minutes=61)
    world.tick()
    assert listed(world, "line=" + world.line(SHARED))[0] == path


def test_the_contact_ends_it_by_writing_and_the_schedule_then_does_nothing(world: World, path: str) -> None:
    good(world.api("rep1", "PATCH", path, {"snooze": soon(world, hours=1), "unread": False}))
    world.handset_texts(STRANGER, SHARED, "Hello?")
    assert listed(world, "tab=needs_attention") == [path]
    good(world.api("rep1", "PATCH", path, {"unread": False, "tab": "participating"}))
    world.advance(minutes=90)
    world.tick()
    assert listed(world, "tab=needs_attention") == []


@pytest.mark.parametrize("folder", ["inbox", "archived"])
def test_a_rep_ends_it_by_moving_the_conversation(world: World, path: str, folder: str) -> None:
    good(world.api("rep1", "PATCH", path, {"snooze": soon(world, hours=1)}))
    good(world.api("rep1", "PATCH", path, {"snooze": soon(world, hours=2)}))
    assert good(world.api("rep1", "PATCH", path, {"folder": folder}))["snoozed_until"] is None
    world.advance(minutes=150)
    world.tick()
    assert listed(world, f"folder={folder}") == [path]
    head = aws.item("conversations", world.contact(STRANGER), f"thread#{world.line(SHARED)}") or {}
    assert not {"due", "due_shard"} & head.keys(), "nothing is looked at any more"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"snooze": "2020-01-01T00:00:00Z"}, "snooze"),
        ({"snooze": "2099-01-01T00:00:00Z"}, "snooze"),
        ({"snooze": "2026-12-01T00:00:00"}, "snooze"),
        ({"snooze": "tomorrow"}, "snooze"),
        ({"folder": "snoozed"}, "snooze"),
        ({"folder": "archived", "snooze": "2026-12-01T00:00:00Z"}, "folder"),
    ],
)
def test_what_cannot_be_put_off_so_is_named(world: World, path: str, change: Any, field: str) -> None:
    wrong(world.api("rep1", "PATCH", path, change), field)


def test_what_rests_is_closed_only_if_the_brand_says_so(world: World, path: str) -> None:
    good(world.api("rep1", "POST", f"{path}/messages", {"body": "Until six."}), 201)
    world.handset_texts(ADA, SHARED, "Hello")
    world.drain()
    asked = f"/threads/{world.thread(SHARED, ADA)}"
    world.advance(minutes=8 * 24 * 60)
    a_round(world)
    assert sorted(listed(world, "")) == sorted([path, asked])
    good(world.api("admin", "PATCH", "/settings", {"close_after": 9}))
    a_round(world)
    assert sorted(listed(world, "")) == sorted([path, asked])
    good(world.api("admin", "PATCH", "/settings", {"close_after": 7}))
    a_round(world)
    assert listed(world, "") == [asked], "what waits for a person stays"
    assert listed(world, "folder=archived") == [path]
    wrong(world.api("admin", "PATCH", "/settings", {"close_after": 3651}), "close_after")


def a_round(world: World) -> None:
    """The schedule at the minute of the hour at which it looks at the shared line."""
    minutes = (shard(world.line(SHARED), 60) - world.now.minute) % 60
    world.advance(minutes=minutes or 60)
    world.tick()


def test_colleagues_see_who_has_a_conversation_open_and_for_how_long(world: World, path: str) -> None:
    first = good(world.api("rep1", "PUT", f"{path}/viewing", {}))
    assert first == {"items": []}, "oneself is nobody else"
    second = good(world.api("rep2", "PUT", f"{path}/viewing", {"typing": True}))
    assert second["items"] == [{"person": {"id": "rep1", "name": "Rep One"}, "typing": False}]
    ask = f"/updates?thread={path.removeprefix('/threads/')}"
    assert good(world.api("rep1", "GET", ask))["viewers"] == [
        {"person": {"id": "rep2", "name": "Rep2"}, "typing": True}
    ]
    world.advance(seconds=46)
    assert good(world.api("rep1", "GET", ask))["viewers"] == []
    assert world.carrier.got(STRANGER) == []


def test_a_viewer_is_noted_once_in_twenty_seconds(world: World, path: str) -> None:
    at = [noted(world, path, typing) for typing in (False, True)]
    assert at[0] == at[1]
    world.advance(seconds=20)
    assert noted(world, path, True) > at[1]


def noted(world: World, path: str, typing: bool) -> int:
    good(world.api("rep1", "PUT", f"{path}/viewing", {"typing": typing}))
    item = aws.item("conversations", path.removeprefix("/threads/"), "viewer#rep1")
    assert item is not None
    return int(item["at"]["N"])


def test_who_does_not_see_a_conversation_sees_nobody_in_it(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "Hello")
    thread = world.thread(REP1_LINE, ADA)
    good(world.api("rep1", "PUT", f"/threads/{thread}/viewing", {}))
    problem(world.api("rep2", "PUT", f"/threads/{thread}/viewing", {}), 404, "not_found")
    assert good(world.api("rep2", "GET", f"/updates?thread={thread}"))["viewers"] == []
    assert len(good(world.api("manager", "GET", f"/updates?thread={thread}"))["viewers"]) == 1
    wrong(world.api("rep1", "GET", "/updates?thread=x"), "thread")


@pytest.mark.parametrize("answered", [False, True])
def test_what_comes_back_says_whose_words_it_shows(world: World, path: str, answered: bool) -> None:
    """Its place in the list is that of its coming back, which is no moment of anybody's words."""
    if answered:
        good(world.api("rep1", "POST", f"{path}/messages", {"body": "Until six."}, key="answered"), 201)
    good(world.api("rep1", "PATCH", path, {"snooze": soon(world, hours=1)}))
    world.advance(minutes=61)
    world.tick()
    good(world.api("rep1", "PATCH", path, {"tab": "participating", "unread": False}))
    since = good(world.api("rep2", "GET", "/updates"))["cursor"]
    good(world.api("rep1", "PATCH", path, {"unread": True}))
    (row,) = good(world.api("rep1", "GET", "/threads?tab=participating"))["items"]
    (changed,) = good(world.api("rep2", "GET", f"/updates?since={since}"))["threads"]
    for shown in (row, changed, good(world.api("rep1", "GET", path))):
        assert (shown["ours"], shown["preview"]) == (answered, "Until six." if answered else "Are you open?")
