"""Threads: the inbox, one conversation, and writing into it."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.core.errors import Busy
from tests.harness.brand import GROUP, HANDSETS, LOCAL, REP1_LINE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong
from tests.routes.failing import failing

ADA, BEN = HANDSETS[:2]


def inbox(world: World, caller: str, query: str = "") -> list[str]:
    return [item["contact"]["phone"] for item in good(world.api(caller, "GET", f"/threads{query}"))["items"]]


@pytest.fixture
def asked(world: World) -> str:
    """The thread of a stranger who asked on the shared line."""
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    return world.thread(SHARED, STRANGER)


def test_the_inbox_shows_the_latest_first_and_by_tab(world: World, asked: str) -> None:
    world.handset_texts(ADA, REP1_LINE, "Hello")
    assert inbox(world, "rep1") == [ADA, STRANGER]
    assert inbox(world, "rep2") == [STRANGER]
    assert inbox(world, "rep1", "?tab=needs_attention") == [ADA, STRANGER]
    world.api("rep1", "POST", f"/threads/{asked}/messages", {"body": "Until six."})
    assert inbox(world, "rep1", "?tab=needs_attention") == [ADA]
    assert inbox(world, "rep1", "?tab=participating") == [STRANGER]
    assert inbox(world, "rep1", f"?line=%2B{SHARED[1:]}") == [STRANGER]


def test_one_thread_tells_what_the_inbox_needs(world: World, asked: str) -> None:
    thread = good(world.api("rep2", "GET", f"/threads/{asked}"))
    assert thread["id"] == asked
    assert (thread["line"]["number"], thread["contact"]["phone"], thread["contact"]["name"]) == (SHARED, STRANGER, "")
    assert (thread["folder"], thread["tab"], thread["unread"], thread["unread_count"]) == (
        "inbox",
        "needs_attention",
        True,
        1,
    )
    assert (thread["preview"], thread["consent"], thread["composer"]["open"]) == ("Are you open?", "none", True)


def test_writing_into_another_s_thread_takes_it_over_and_the_timeline_says_so(world: World, asked: str) -> None:
    """TH-8: once for each change of hands, and just before the text."""
    for caller, body in (("rep1", "Until six."), ("rep1", "And from nine."), ("rep2", "Not on Sundays.")):
        good(world.api(caller, "POST", f"/threads/{asked}/messages", {"body": body}), 201)
    timeline = good(world.api("rep1", "GET", f"/threads/{asked}/messages"))["items"]
    assert [(entry["origin"], entry["body"]) for entry in reversed(timeline)][1:] == [
        ("one_to_one", "Until six."),
        ("one_to_one", "And from nine."),
        ("assignment", "Assigned to Rep2"),
        ("one_to_one", "Not on Sundays."),
    ]


def test_a_composer_that_is_closed_says_why(world: World, asked: str) -> None:
    world.handset_texts(STRANGER, SHARED, "STOP")
    composer = good(world.api("rep1", "GET", f"/threads/{asked}"))["composer"]
    assert not composer["open"]
    assert composer["code"]
    assert composer["reason"]
    assert composer["rule"]
    refusal = world.api("rep1", "POST", f"/threads/{asked}/messages", {"body": "Please come back"})
    assert problem(refusal, 409, composer["code"])["rule"] == composer["rule"]
    world.drain()
    assert "Please come back" not in world.carrier.got(STRANGER)


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({"folder": "archived"}, {"folder": "archived"}),
        ({"unread": False}, {"unread": False, "unread_count": 0}),
        ({"tab": "participating"}, {"tab": "participating"}),
        ({"assignee": "rep1"}, {"assignee": {"id": "rep1", "name": "Rep One"}}),
        ({}, {"folder": "inbox"}),
    ],
)
def test_a_thread_is_changed_as_asked(world: World, asked: str, change: Any, seen: Any) -> None:
    answer = good(world.api("rep1", "PATCH", f"/threads/{asked}", change))
    again = good(world.api("rep1", "GET", f"/threads/{asked}"))
    assert answer == again
    assert {name: again[name] for name in seen} == seen


def test_an_archived_thread_comes_back_when_its_contact_writes(world: World, asked: str) -> None:
    good(world.api("rep1", "PATCH", f"/threads/{asked}", {"folder": "archived", "unread": False}))
    assert inbox(world, "rep1") == []
    assert inbox(world, "rep1", "?folder=archived") == [STRANGER]
    world.handset_texts(STRANGER, SHARED, "Hello?")
    assert inbox(world, "rep1") == [STRANGER]


def test_only_managers_assign_to_others(world: World, asked: str) -> None:
    problem(world.api("rep1", "PATCH", f"/threads/{asked}", {"assignee": "rep2"}), 403, "role_too_low")
    assert good(world.api("manager", "PATCH", f"/threads/{asked}", {"assignee": "rep2"}))["assignee"]["id"] == "rep2"
    assert inbox(world, "manager", "?assignee=rep2") == [STRANGER]
    assert inbox(world, "rep2", "?assignee=me") == [STRANGER]
    assert inbox(world, "rep1", "?assignee=me") == []


def test_nobody_gets_a_thread_of_a_line_they_do_not_see(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "Hello")
    thread = world.thread(REP1_LINE, ADA)
    wrong(world.api("manager", "PATCH", f"/threads/{thread}", {"assignee": "rep2"}), "assignee")
    wrong(world.api("manager", "PATCH", f"/threads/{thread}", {"assignee": "nobody"}), "assignee")


def test_a_first_text_begins_a_thread_and_reaches_the_handset(world: World) -> None:
    body = {"line": REP1_LINE, "to": "(202) 555-0110", "body": "Hi Ada"}
    started = good(world.api("rep1", "POST", "/threads", body), 201)
    assert started["thread"]["id"] == world.thread(REP1_LINE, ADA)
    assert (started["message"]["status"], started["message"]["direction"]) == ("queued", "out")
    world.drain()
    assert world.carrier.got(ADA) == ["Hi Ada"]


def test_the_timeline_shows_both_sides_newest_first(world: World, asked: str) -> None:
    sent = good(world.api("rep2", "POST", f"/threads/{asked}/messages", {"body": "Until six."}), 201)
    items = good(world.api("rep1", "GET", f"/threads/{asked}/messages"))["items"]
    assert [(item["direction"], item["body"]) for item in items] == [("out", "Until six."), ("in", "Are you open?")]
    assert items[0]["id"] == sent["id"]
    assert items[0]["author"] == {"id": "rep2", "name": "Rep2"}


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"body": ""}, ["body"]),
        ({"body": "  \n"}, ["body"]),
        ({"body": "x" * 1601}, ["body"]),
        ({"body": 5}, ["body"]),
        ({}, ["body"]),
        ({"body": "Hi", "from": "x"}, ["from"]),
        (b"{", ["body"]),
        (b"[]", ["body"]),
        (b"", ["body"]),
        (b'{"body":' + b"[" * 5000, ["body"]),
        (b"\xff\xfe", ["body"]),
    ],
)
def test_a_text_that_cannot_be_is_named(world: World, asked: str, body: Any, fields: list[str]) -> None:
    wrong(world.api("rep1", "POST", f"/threads/{asked}/messages", body), *fields)
    world.drain()
    assert world.carrier.got(STRANGER) == []


@pytest.mark.parametrize("to", ["", "12345", "Ann", "+1 202 555 0110 ext 5", "+999", "c" + "0" * 24])
def test_a_number_that_cannot_be_one_is_named(world: World, to: str) -> None:
    wrong(world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": to, "body": "Hi"}), "to")


def test_every_wrong_field_is_told_at_once(world: World) -> None:
    wrong(
        world.api("rep1", "POST", "/threads", {"to": 5, "body": None, "colour": "red"}), "line", "to", "body", "colour"
    )


@pytest.mark.parametrize("query", ["?folder=trash", "?tab=none", "?limit=0", "?limit=101", "?limit=x", "?colour=red"])
def test_a_query_that_cannot_be_is_named(world: World, query: str) -> None:
    wrong(world.api("rep1", "GET", f"/threads{query}"), query[1:].split("=", maxsplit=1)[0])


def test_a_line_of_others_is_refused_with_the_reason(world: World) -> None:
    others = {"line": REP1_LINE, "to": ADA, "body": "Hi"}
    problem(world.api("rep2", "POST", "/threads", others), 403, "line_not_yours")
    problem(world.api("manager", "POST", "/threads", others), 403, "line_not_yours")
    wrong(world.api("rep2", "POST", "/threads", {"line": "my line", "to": ADA, "body": "Hi"}), "line")


def test_who_never_agreed_and_never_wrote_gets_no_text(world: World) -> None:
    refusal = world.api("rep2", "POST", "/threads", {"line": LOCAL, "to": ADA, "body": "Hi"})
    assert problem(refusal, 409, "consent_missing")["rule"] == "CN-1"
    world.drain()
    assert world.carrier.sent == []


def test_a_limited_person_answers_and_begins_nothing(world: World, asked: str) -> None:
    problem(world.api("limited", "POST", "/threads", {"line": SHARED, "to": ADA, "body": "Hi"}), 403, "role_too_low")
    good(world.api("limited", "POST", f"/threads/{asked}/messages", {"body": "Until six."}), 201)


def test_a_text_that_no_queue_takes_is_saved_and_goes_a_little_later(world: World) -> None:
    busy = Busy("queue_busy", "The queue takes nothing now.")
    with failing(world, busy, "queues"):
        good(world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": HANDSETS[0], "body": "Hi"}), 201)
    world.advance(minutes=2)
    world.tick()
    world.drain()
    assert world.carrier.got(HANDSETS[0]) == ["Hi"]


def test_a_stop_to_the_brand_shows_as_no_on_every_line(world: World) -> None:
    thread = world.thread(REP1_LINE, HANDSETS[0])
    for body, consent, opened in (("STOP", "no", False), ("START", "yes", True)):
        world.handset_texts(HANDSETS[0], REP1_LINE, "Hello")
        world.handset_texts(HANDSETS[0], SHARED, body)
        shown = good(world.api("rep1", "GET", f"/threads/{thread}"))
        assert (shown["consent"], shown["composer"]["open"]) == (consent, opened)


def test_who_got_a_broadcast_and_never_wrote_has_a_conversation_in_no_list(world: World) -> None:
    good(world.api("rep2", "POST", "/broadcasts", {"line": SHARED, "group": GROUP, "body": "Hi"}), 202)
    world.drain()
    path = f"/threads/{world.thread(SHARED, HANDSETS[0])}"
    assert good(world.api("rep2", "GET", path))["folder"] is None
    (entry,) = good(world.api("rep2", "GET", f"{path}/messages"))["items"]
    assert entry["body"] == "Hi"
    assert good(world.api("rep2", "GET", "/threads"))["items"] == []
    assert good(world.api("manager", "PATCH", path, {"assignee": "rep1"}))["assignee"] is not None
    wrong_line = world.thread(REP1_LINE, HANDSETS[0])
    problem(world.api("rep1", "GET", f"/threads/{wrong_line}"), 404, "not_found")
