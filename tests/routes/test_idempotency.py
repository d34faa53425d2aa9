"""A request that comes twice under one key is done once, and a key means one request."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.harness.brand import GROUP, HANDSETS, SHARED, STRANGER
from tests.harness.gateway import Answer
from tests.harness.world import World
from tests.routes.answers import good, problem

ADA, BEN = HANDSETS[:2]
OTHER: dict[str, dict[str, Any]] = {
    "/threads": {"body": "Other"},
    "/multi": {"body": "Other"},
    "/group-chats": {"body": "Other"},
    "/contacts": {"first_name": "Other"},
    "/groups": {"name": "Other"},
    "/broadcasts": {"body": "Other"},
    "/templates": {"name": "Other"},
    "/absences": {"message": "Other"},
    "/me/phone": {"phone": BEN},
    "/team": {"role": "limited"},
}
ASKED: dict[str, dict[str, Any]] = {
    "/threads": {"line": SHARED, "to": ADA, "body": "Hi"},
    "/multi": {"line": SHARED, "to": [ADA, BEN], "body": "Hi"},
    "/group-chats": {"line": SHARED, "to": [ADA, BEN], "body": "Hi"},
    "/contacts": {"phone": STRANGER, "first_name": "Fran"},
    "/groups": {"name": "VIP", "contacts": [ADA]},
    "/broadcasts": {"line": SHARED, "group": GROUP, "body": "Hi"},
    "/templates": {"name": "Hello", "body": "Hi {{first_name}}"},
    "/absences": {"ends": "2026-03-09T15:00:00Z", "message": "Back on Monday."},
    "/me/phone": {"phone": ADA},
    "/team": {"name": "Nora New", "email": "nora@example.com", "role": "standard"},
}
WHO = {"/team": "admin"}
TEXTS = {
    **dict.fromkeys(("/contacts", "/groups", "/templates", "/absences", "/team"), 0),
    "/threads": 1,
    "/multi": 2,
    "/group-chats": 2,
    "/me/phone": 1,
    "/broadcasts": 5,
}


def count(world: World) -> tuple[int, int, int]:
    world.drain()
    groups = world.api("rep1", "GET", "/groups").json["items"]
    made = len(world.items("contacts")) + len(world.items("team")) + len(world.mails)
    return len([text for text in world.carrier.sent if text.to in HANDSETS]), len(groups), made


@pytest.mark.parametrize("path", ASKED)
def test_a_repeat_gets_the_first_answer_and_does_nothing(world: World, path: str) -> None:
    first = world.api(WHO.get(path, "rep1"), "POST", path, ASKED[path], key="k")
    again = world.api(WHO.get(path, "rep1"), "POST", path, ASKED[path], key="k")
    assert first.ok
    assert (again.status, parts(again, path)) == (first.status, parts(first, path))
    assert count(world)[0] == TEXTS[path]
    stand = count(world)
    late = world.api(WHO.get(path, "rep1"), "POST", path, ASKED[path], key="k")
    assert (late.status, ids(late, path)) == (first.status, ids(first, path))
    assert count(world) == stand


def parts(answer: Answer, path: str) -> Any:
    """All of the answer but what the counting of a broadcast adds."""
    return {name: value for name, value in answer.json.items() if name not in ("progress", "responses")}


def ids(answer: Answer, path: str) -> Any:
    found = answer.json
    if path == "/me/phone":
        return found["until"]
    if path == "/group-chats":
        return found["thread"]["id"]
    if path == "/threads":
        return found["message"]["id"]
    return [item["message"] for item in found["items"]] if path == "/multi" else found["id"]


@pytest.mark.parametrize("path", ASKED)
def test_a_key_for_another_request_is_a_conflict(world: World, path: str) -> None:
    assert world.api(WHO.get(path, "rep1"), "POST", path, ASKED[path], key="k").ok
    stand = count(world)
    answer = world.api(WHO.get(path, "rep1"), "POST", path, {**ASKED[path], **OTHER[path]}, key="k")
    problem(answer, 409, "contact_known" if path == "/contacts" else "key_reused")
    assert count(world) == stand


def test_an_answer_in_a_thread_goes_once_from_two_tabs(world: World) -> None:
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    path = f"/threads/{world.thread(SHARED, STRANGER)}/messages"
    first, second = (world.api("rep1", "POST", path, {"body": "Until six."}, key="tab") for _ in range(2))
    assert (first.status, first.json) == (second.status, second.json)
    problem(world.api("rep1", "POST", path, {"body": "Until seven."}, key="tab"), 409, "key_reused")
    world.drain()
    assert world.carrier.got(STRANGER) == ["Until six."]


def test_keys_of_two_people_are_two_keys(world: World) -> None:
    for caller in ("rep1", "rep2"):
        assert world.api(caller, "POST", "/threads", ASKED["/threads"], key="k").ok
    world.drain()
    assert world.carrier.got(ADA) == ["Hi", "Hi"]


def test_a_repeat_after_stop_still_gets_the_first_answer(world: World) -> None:
    first = world.api("rep1", "POST", "/threads", ASKED["/threads"], key="k")
    world.drain()
    world.handset_texts(ADA, SHARED, "STOP")
    again = world.api("rep1", "POST", "/threads", ASKED["/threads"], key="k")
    assert (again.status, ids(again, "/threads")) == (first.status, ids(first, "/threads"))


@pytest.mark.parametrize("gone", ["group", "line", "time"])
def test_a_repeated_broadcast_gets_the_first_answer_though_what_it_names_is_gone(world: World, gone: str) -> None:
    wanted = {**ASKED["/broadcasts"], "send_at": (world.now + timedelta(minutes=30)).isoformat()}
    first = good(world.api("rep1", "POST", "/broadcasts", wanted, key="k"), 202)
    match gone:
        case "group":
            good(world.api("rep1", "DELETE", f"/groups/{GROUP}"), 204)
        case "line":
            good(world.api("admin", "PATCH", f"/lines/{world.line(SHARED)}", {"active": False}))
        case "time":
            world.advance(31)
    again = world.api("rep1", "POST", "/broadcasts", wanted, key="k")
    assert good(again, 202)["id"] == first["id"]
    problem(world.api("rep1", "POST", "/broadcasts", wanted | {"body": "Other"}, key="k"), 409, "key_reused")
    problem(world.api("rep1", "POST", "/broadcasts", wanted, key="another"), 422, "invalid")


def test_without_a_key_two_requests_are_two(world: World) -> None:
    for _ in range(2):
        assert world.api("rep1", "POST", "/threads", ASKED["/threads"]).ok
    world.drain()
    assert world.carrier.got(ADA) == ["Hi", "Hi"]
