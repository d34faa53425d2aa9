"""A text for later: planned, seen, changed, cancelled, called off by a reply, and sent once (SD-7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.core.scheduled import MOST
from chalicelib.routes.present_scheduled import QUIET
from tests.harness.brand import HANDSETS, REP1_LINE, SHARED, STRANGER
from tests.harness.quiet import quiet
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA = HANDSETS[0]


@pytest.fixture
def path(world: World) -> str:
    """A conversation on the shared line in which everything is answered."""
    world.handset_texts(ADA, SHARED, "Is there a blue one?")
    path = f"/threads/{world.thread(SHARED, ADA)}"
    good(world.api("rep2", "POST", f"{path}/messages", {"body": "Not before Monday."}), 201)
    world.drain()
    return path


def soon(world: World, **units: float) -> str:
    return (world.now + timedelta(**units)).isoformat()


def planned(world: World, path: str, caller: str = "rep2", **more: Any) -> dict[str, Any]:
    wish = {"body": "It came in.", "send_at": soon(world, hours=2), **more}
    made: dict[str, Any] = good(world.api(caller, "POST", f"{path}/messages", wish, world.key()), 201)
    return made


def later(world: World, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = good(world.api("rep2", "GET", f"{path}/messages"))["scheduled"]
    return found


def newest(world: World, path: str) -> dict[str, Any]:
    found: dict[str, Any] = good(world.api("rep2", "GET", f"{path}/messages"))["items"][0]
    return found


def pass_time(world: World, minutes: float) -> None:
    world.advance(minutes)
    for _ in range(2):
        world.tick()
        world.drain()


def got(world: World) -> list[str]:
    return world.carrier.got(ADA)[1:]


def test_it_stands_in_the_thread_and_goes_once_when_its_time_comes(world: World, path: str) -> None:
    since = good(world.api("rep1", "GET", "/updates"))["cursor"]
    made = planned(world, path, cancel_on_reply=True)
    assert (made["origin"], made["status"], made["author"]["id"]) == ("scheduled", "queued", "rep2")
    assert made["scheduled"]["cancel_on_reply"] is True
    assert [item["id"] for item in good(world.api("rep1", "GET", f"/updates?since={since}"))["threads"]]
    assert [item | {"author": None} for item in later(world, path)] == [made | {"author": None}]
    pass_time(world, 119)
    assert (got(world), len(later(world, path))) == ([], 1)
    pass_time(world, 1)
    assert (got(world), later(world, path)) == (["It came in."], [])
    entry = newest(world, path)
    assert (entry["body"], entry["origin"], entry["scheduled"]) == ("It came in.", "scheduled", None)
    assert abs(datetime.fromisoformat(entry["at"]) - world.now) < timedelta(minutes=1)
    assert quiet(world)
    assert got(world) == ["It came in."]


def test_it_is_changed_before_it_goes(world: World, path: str) -> None:
    made = planned(world, path)
    own = f"{path}/scheduled/{made['id']}"
    changed = good(world.api("limited", "PATCH", own, {"body": "It is here, {{first_name}}."}))
    assert (changed["id"], changed["author"]["id"]) == (made["id"], "limited")
    assert changed["scheduled"] == made["scheduled"]
    moved = soon(world, hours=5)
    changed = good(world.api("rep2", "PATCH", own, {"send_at": moved, "cancel_on_reply": True}))
    assert datetime.fromisoformat(changed["scheduled"]["send_at"]) == datetime.fromisoformat(moved)
    pass_time(world, 4 * 60)
    assert got(world) == []
    pass_time(world, 61)
    assert got(world) == ["It is here, Ada."]
    problem(world.api("rep2", "PATCH", own, {"body": "Too late"}), 409, "not_scheduled")
    problem(world.api("rep2", "DELETE", own), 409, "not_scheduled")


def test_it_is_cancelled_and_the_timeline_says_by_whom(world: World, path: str) -> None:
    own = f"{path}/scheduled/{planned(world, path)['id']}"
    gone = good(world.api("limited", "DELETE", own))
    assert (gone["status"], gone["scheduled"], gone["trouble"]["plain"]) == (
        "cancelled",
        None,
        "Limited cancelled it before it went.",
    )
    assert later(world, path) == []
    assert newest(world, path)["id"] == gone["id"]
    problem(world.api("rep2", "DELETE", own), 409, "not_scheduled")
    pass_time(world, 3 * 60)
    assert got(world) == []


@pytest.mark.parametrize("word", ["Never mind", "STOP", "HELP"])
def test_a_reply_cancels_those_it_is_asked_to(world: World, path: str, word: str) -> None:
    planned(world, path, cancel_on_reply=True)
    planned(world, path, body="And your order left.", send_at=soon(world, hours=3))
    world.handset_texts(ADA, SHARED, word)
    world.drain()
    assert [item["body"] for item in later(world, path)] == ["And your order left."]
    said = good(world.api("rep2", "GET", f"{path}/messages"))["items"]
    off = next(item for item in said if item["status"] == "cancelled")
    assert (off["body"], off["trouble"]["plain"]) == ("It came in.", "The contact wrote before this text went.")
    pass_time(world, 4 * 60)
    assert [text for text in got(world) if "order" in text or "came" in text] == (
        [] if word == "STOP" else ["And your order left."]
    )


def test_one_on_another_line_is_no_reply(world: World, path: str) -> None:
    planned(world, path, cancel_on_reply=True)
    world.handset_texts(ADA, REP1_LINE, "Hello")
    assert len(later(world, path)) == 1


def test_what_may_not_go_when_its_time_comes_is_shown_and_asks_for_a_person(world: World, path: str) -> None:
    planned(world, path)
    world.handset_texts(ADA, SHARED, "STOP")
    good(world.api("rep2", "PATCH", path, {"folder": "archived"}))
    pass_time(world, 121)
    entry = newest(world, path)
    assert (entry["status"], entry["body"]) == ("suppressed", "It came in.")
    assert "opted out" in entry["trouble"]["plain"]
    head = good(world.api("rep2", "GET", path))
    assert (head["folder"], head["tab"], head["unread"]) == ("inbox", "needs_attention", True)
    assert later(world, path) == []


def test_what_came_in_meanwhile_still_waits_for_an_answer(world: World, path: str) -> None:
    planned(world, path)
    world.handset_texts(ADA, SHARED, "And a red one?")
    good(world.api("manager", "PATCH", path, {"assignee": "rep1"}))
    pass_time(world, 121)
    assert got(world) == ["It came in."]
    head = good(world.api("rep2", "GET", path))
    assert (head["tab"], head["unread"], head["assignee"]["id"]) == ("needs_attention", True, "rep1")


def test_where_nothing_came_in_it_participates_as_after_any_text(world: World, path: str) -> None:
    planned(world, path)
    good(world.api("rep2", "PATCH", path, {"folder": "archived"}))
    pass_time(world, 121)
    head = good(world.api("rep2", "GET", path))
    assert (head["folder"], head["tab"], head["unread"], head["preview"]) == (
        "inbox",
        "participating",
        False,
        "It came in.",
    )


def test_it_waits_for_legal_hours_unless_its_author_was_told(world: World, path: str) -> None:
    """The contact moves to where it is night; nobody decided about that hour."""
    planned(world, path, send_at=soon(world, minutes=30))
    contact = f"/contacts/{world.contact(ADA)}"
    good(world.api("rep2", "PATCH", contact, {"zone": "Asia/Tokyo"}))
    pass_time(world, 31)
    assert got(world) == []
    waits = later(world, path)[0]["waiting"]
    assert (waits["code"], waits["rule"]) == ("quiet_hours", "CN-10")
    told = planned(world, path, body="Good night.", send_at=soon(world, minutes=30))
    assert "quiet hours there" in told["scheduled"]["warning"]
    assert [item["scheduled"]["warning"] for item in later(world, path)] == [None, QUIET]
    pass_time(world, 31)
    assert got(world) == ["Good night."]
    opens = datetime.fromisoformat(later(world, path)[0]["waiting"]["until"])
    pass_time(world, (opens - world.now) / timedelta(minutes=1) + 1)
    assert got(world) == ["Good night.", "It came in."]


def test_what_is_known_to_be_forbidden_then_is_refused_at_once(world: World) -> None:
    world.handset_texts(STRANGER, SHARED, "Hello")
    path = f"/threads/{world.thread(SHARED, STRANGER)}"
    planned(world, path, send_at=soon(world, days=13))
    wish = {"body": "Hi", "send_at": soon(world, days=15)}
    problem(world.api("rep2", "POST", f"{path}/messages", wish), 409, "consent_missing")
    world.handset_texts(STRANGER, SHARED, "STOP")
    problem(world.api("rep2", "POST", f"{path}/messages", wish), 409, "consent_no")


def test_bad_wishes_name_the_field(world: World, path: str) -> None:
    for at in (soon(world, seconds=-1), soon(world, days=367)):
        wrong(world.api("rep2", "POST", f"{path}/messages", {"body": "Hi", "send_at": at}), "send_at")
    wrong(world.api("rep2", "POST", f"{path}/messages", {"body": "Hi", "cancel_on_reply": True}), "send_at")
    naive = {"body": "Hi", "send_at": "2026-12-24T09:00:00"}
    wrong(world.api("rep2", "POST", f"{path}/messages", naive), "send_at")
    own = f"{path}/scheduled/{planned(world, path)['id']}"
    wrong(world.api("rep2", "PATCH", own, {"body": " "}), "body")
    wrong(world.api("rep2", "PATCH", own, {"body": "{{wrong}}"}), "body")
    wrong(world.api("rep2", "PATCH", own, {"send_at": soon(world, minutes=-1)}), "send_at")


def test_a_thread_has_so_many_at_most(world: World, path: str) -> None:
    for place in range(MOST):
        planned(world, path, send_at=soon(world, hours=place + 1))
    wish = {"body": "One more", "send_at": soon(world, hours=1)}
    problem(world.api("rep2", "POST", f"{path}/messages", wish), 409, "too_many_scheduled")
    world.handset_texts(ADA, SHARED, "STOP")
    assert len(later(world, path)) == MOST


def test_ten_that_wait_for_a_reply_are_called_off_by_one(world: World, path: str) -> None:
    for place in range(MOST):
        planned(world, path, send_at=soon(world, hours=place + 1), cancel_on_reply=True)
    assert world.handset_texts(ADA, SHARED, "STOP").status == 200
    assert later(world, path) == []


def test_a_repeat_is_answered_as_the_first_time_even_once_it_went(world: World, path: str) -> None:
    wish = {"body": "It came in.", "send_at": soon(world, minutes=5)}
    first, again = (good(world.api("rep2", "POST", f"{path}/messages", wish, "one"), 201) for _ in range(2))
    assert first["id"] == again["id"]
    assert len(later(world, path)) == 1
    pass_time(world, 6)
    after = good(world.api("rep2", "POST", f"{path}/messages", wish, "one"), 201)
    assert (after["id"], after["scheduled"]["send_at"]) == (first["id"], first["scheduled"]["send_at"])
    problem(world.api("rep2", "POST", f"{path}/messages", wish | {"body": "Else"}, "one"), 409, "key_reused")
    assert (got(world), later(world, path)) == (["It came in."], [])


def test_who_may_not_write_there_plans_changes_and_cancels_nothing(world: World) -> None:
    good(world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": ADA, "body": "Hi"}), 201)
    path = f"/threads/{world.thread(REP1_LINE, ADA)}"
    own = f"{path}/scheduled/{planned(world, path, 'rep1')['id']}"
    wish = {"body": "Hi", "send_at": soon(world, hours=1)}
    for caller, status, code in (("rep2", 404, "not_found"), ("manager", 403, "line_not_yours")):
        problem(world.api(caller, "POST", f"{path}/messages", wish), status, code)
        problem(world.api(caller, "PATCH", own, {"body": "Hi"}), status, code)
        problem(world.api(caller, "DELETE", own), status, code)
    problem(world.api("rep1", "DELETE", f"{path}/scheduled/nothing"), 404, "not_found")
    problem(world.api("rep1", "DELETE", f"{path}/scheduled/{'0' * 26}"), 409, "not_scheduled")


def test_who_may_not_write_there_any_more_sends_nothing(world: World, path: str) -> None:
    planned(world, path)
    line = good(world.api("admin", "GET", "/lines"))
    shared = next(item for item in line["items"] if item["number"] == SHARED)
    members = [person["id"] for person in shared["members"] if person["id"] != "rep2"]
    good(world.api("admin", "PATCH", f"/lines/{shared['id']}", {"members": members}))
    pass_time(world, 121)
    assert got(world) == []
    entry = good(world.api("admin", "GET", f"{path}/messages"))["items"][0]
    assert (entry["status"], "Who scheduled this" in entry["trouble"]["plain"]) == ("suppressed", True)


def test_what_could_not_go_for_a_day_does_not_go(world: World, path: str) -> None:
    planned(world, path)
    world.advance(27 * 60)
    pass_time(world, 0)
    assert got(world) == []
    assert "for a day" in newest(world, path)["trouble"]["plain"]


def test_it_waits_while_its_line_is_held(world: World, path: str) -> None:
    planned(world, path)
    line = f"/lines/{world.line(SHARED)}"
    good(world.api("admin", "PATCH", line, {"verification": "pending"}))
    pass_time(world, 121)
    assert later(world, path)[0]["waiting"]["code"] == "line_held"
    good(world.api("admin", "PATCH", line, {"verification": "verified"}))
    pass_time(world, 16)
    assert got(world) == ["It came in."]
