"""The team's own work in a conversation: notes, mentions, and who has it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import HANDSETS, REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA = HANDSETS[0]


@pytest.fixture
def path(world: World) -> str:
    """A stranger asked on the shared line, some time ago."""
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    world.drain()
    world.advance(minutes=6)
    return f"/threads/{world.thread(SHARED, STRANGER)}"


def mailed(world: World, person: str) -> list[dict[str, str]]:
    return [mail for mail in world.mails if mail["to"] == f"{person}@example.com"]


def test_a_note_stands_in_the_timeline_and_goes_nowhere(world: World, path: str) -> None:
    before = good(world.api("rep2", "GET", path))
    note = good(world.api("limited", "POST", f"{path}/notes", {"body": "Has a dog. Costs {{price}}."}), 201)
    assert (note["origin"], note["direction"], note["status"]) == ("note", "out", "received")
    assert (note["author"]["name"], note["mentions"]) == ("Limited", [])
    shown = good(world.api("rep2", "GET", f"{path}/messages"))["items"]
    assert [(entry["origin"], entry["body"]) for entry in shown][:1] == [("note", "Has a dog. Costs {{price}}.")]
    after = good(world.api("rep2", "GET", path))
    assert after == before, "it moves nothing"
    world.drain()
    world.advance(minutes=2)
    world.tick()
    world.drain()
    assert world.carrier.got(STRANGER) == []


def test_others_see_by_the_updates_that_there_is_a_note(world: World, path: str) -> None:
    since = good(world.api("rep2", "GET", "/updates"))["cursor"]
    good(world.api("rep1", "POST", f"{path}/notes", {"body": "Has a dog."}), 201)
    changed = good(world.api("rep2", "GET", f"/updates?since={since}"))["threads"]
    assert [f"/threads/{thread['id']}" for thread in changed] == [path]


def test_who_is_mentioned_is_alerted_once_without_the_note_s_words(world: World, path: str) -> None:
    sent = len(mailed(world, "rep1"))
    note = good(world.api("rep2", "POST", f"{path}/notes", {"body": "@Rep One and @rep1@example.com: a dog"}), 201)
    assert note["mentions"] == [{"id": "rep1", "name": "Rep One"}]
    world.drain()
    mails = mailed(world, "rep1")[sent:]
    assert [mail["subject"] for mail in mails] == ["Rep2 mentioned you"]
    assert mails[0]["text"].endswith(f"/t/{path.removeprefix('/threads/')}\n")
    texts = [text for text in world.carrier.got(REP1_PHONE) if "mentioned" in text]
    assert len(texts) == 1
    for told in (mails[0]["text"], *texts):
        assert "dog" not in told
        assert STRANGER.removeprefix("+1") not in told
    good(world.api("rep2", "POST", f"{path}/notes", {"body": "@Rep One, still there?"}), 201)
    world.drain()
    assert len(mailed(world, "rep1")) == sent + 2, "each is told, however soon it comes"


def test_who_mentions_itself_is_not_alerted(world: World, path: str) -> None:
    sent = len(world.mails)
    good(world.api("rep2", "POST", f"{path}/notes", {"body": "@Rep2 call back"}), 201)
    world.drain()
    assert len(world.mails) == sent


def test_a_mention_of_somebody_who_may_not_see_the_conversation_is_refused_by_name(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "Hello")
    path = f"/threads/{world.thread(REP1_LINE, ADA)}"
    answer = world.api("rep1", "POST", f"{path}/notes", {"body": "@Rep2 @Manager see?"})
    assert problem(answer, 422, "invalid")["fields"]["body"].startswith("Rep2 may not see this conversation.")
    assert [entry["origin"] for entry in good(world.api("rep1", "GET", f"{path}/messages"))["items"]] == ["one_to_one"]
    names = [one["name"] for one in good(world.api("rep1", "GET", f"{path}/people"))["items"]]
    assert names == ["Admin", "Manager", "Rep One"]


def test_a_conversation_that_is_not_seen_takes_no_note_and_names_nobody(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "Hello")
    path = f"/threads/{world.thread(REP1_LINE, ADA)}"
    problem(world.api("rep2", "POST", f"{path}/notes", {"body": "Hi"}), 404, "not_found")
    problem(world.api("rep2", "GET", f"{path}/people"), 404, "not_found")


@pytest.mark.parametrize("body", [{}, {"body": ""}, {"body": " \n"}, {"body": "x" * 1601}, {"body": "a\x00"}])
def test_a_note_that_cannot_be_is_named(world: World, path: str, body: Any) -> None:
    wrong(world.api("rep1", "POST", f"{path}/notes", body), "body")


def test_one_key_makes_one_note(world: World, path: str) -> None:
    first, second = (world.api("rep1", "POST", f"{path}/notes", {"body": "@Rep2 once"}, key="k") for _ in range(2))
    assert good(first, 201) == good(second, 201)
    problem(world.api("rep1", "POST", f"{path}/notes", {"body": "@Rep2 other"}, key="k"), 409, "key_reused")
    notes = [one for one in good(world.api("rep1", "GET", f"{path}/messages"))["items"] if one["origin"] == "note"]
    assert len(notes) == 1


def test_who_is_given_a_conversation_is_alerted_once_and_who_takes_it_is_not(world: World, path: str) -> None:
    sent = len(mailed(world, "rep2"))
    for _ in range(2):
        good(world.api("manager", "PATCH", path, {"assignee": "rep2"}))
    world.drain()
    assert [mail["subject"] for mail in mailed(world, "rep2")[sent:]] == ["Manager gave you a conversation"]
    good(world.api("rep1", "PATCH", path, {"assignee": "rep1"}))
    good(world.api("manager", "PATCH", path, {"assignee": ""}))
    before = len(world.mails)
    world.drain()
    assert len(world.mails) == before
    entries = good(world.api("rep2", "GET", f"{path}/messages"))["items"]
    told = [(one["body"], one["author"]["id"]) for one in reversed(entries) if one["origin"] == "assignment"]
    assert told == [
        ("Assigned to Rep2", "manager"),
        ("Assigned to Rep One", "rep1"),
        ("Assigned to nobody", "manager"),
    ]


def test_who_had_it_for_a_moment_only_is_not_alerted(world: World, path: str) -> None:
    good(world.api("manager", "PATCH", path, {"assignee": "rep2"}))
    good(world.api("manager", "PATCH", path, {"assignee": "limited"}))
    world.drain()
    subjects = [mail["to"] for mail in world.mails if "gave you" in mail["subject"]]
    assert subjects == ["limited@example.com"]


def test_who_assigns_by_an_old_view_is_told(world: World, path: str) -> None:
    good(world.api("manager", "PATCH", path, {"assignee": "rep2", "held_by": ""}))
    problem(world.api("admin", "PATCH", path, {"assignee": "rep1", "held_by": ""}), 409, "assigned_meanwhile")
    # What is so already, and what concerns no assignment, is no conflict.
    good(world.api("admin", "PATCH", path, {"assignee": "rep2", "held_by": ""}))
    good(world.api("rep2", "PATCH", path, {"unread": False, "held_by": "nobody"}))
    assert good(world.api("admin", "PATCH", path, {"assignee": "rep1", "held_by": "rep2"}))["assignee"]["id"] == "rep1"
