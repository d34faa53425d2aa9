"""Lines as an admin changes them: readiness, people, release, another number, and asking again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import HANDSETS, LOCAL, REP1_LINE, SHARED, STRANGER, UNKNOWN_LINE
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA, BEN, CLEO = HANDSETS[:3]
NEW = "+18885550142"


def line(world: World, number: str, caller: str = "admin") -> Any:
    items = good(world.api(caller, "GET", "/lines"))["items"]
    return next(item for item in items if item["number"] == number)


def patch(world: World, number: str, change: dict[str, Any], caller: str = "admin") -> Any:
    return world.api(caller, "PATCH", f"/lines/{world.line(number)}", change)


def test_a_line_shows_whether_it_may_text(world: World) -> None:
    shown = line(world, SHARED, "limited")
    assert (shown["verification"], shown["handling"], shown["held"], shown["daily_cap"]) == (
        "verified",
        "default",
        "",
        None,
    )
    assert (shown["rate"], shown["zone"], shown["replaces"]) == (10, "", None)
    assert line(world, REP1_LINE)["owner"]["id"] == "rep1"


def test_an_admin_changes_what_is_given_and_nothing_else(world: World) -> None:
    before = line(world, SHARED)
    change = {
        "label": "Front desk",
        "members": ["rep1", "manager"],
        "verification": "pending",
        "handling": "ours",
        "rate": 5,
        "daily_cap": 2000,
        "zone": "America/Chicago",
        "active": False,
    }
    changed = good(patch(world, SHARED, change))
    assert {person["id"] for person in changed.pop("members")} == {"rep1", "manager"}
    wanted = {name: value for name, value in (before | change).items() if name not in ("members", "mine")}
    assert {name: value for name, value in changed.items() if name != "mine"} == wanted
    assert good(patch(world, SHARED, {"daily_cap": None}))["daily_cap"] is None


@pytest.mark.parametrize(
    ("number", "change", "field"),
    [
        (SHARED, {"label": " "}, "label"),
        (SHARED, {"members": ["nobody"]}, "members"),
        (REP1_LINE, {"members": ["rep1", "rep2"]}, "members"),
        (REP1_LINE, {"members": []}, "members"),
        (SHARED, {"rate": 0}, "rate"),
        (SHARED, {"daily_cap": 0}, "daily_cap"),
        (SHARED, {"zone": "Mars/Base"}, "zone"),
        (SHARED, {"held": "Because."}, "held"),
        (SHARED, {"verification": "surely"}, "verification"),
        (SHARED, {"number": NEW}, "number"),
        (SHARED, {"keywords": {}}, "keywords"),
        (SHARED, {"replaces": "l1"}, "replaces"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_saved(
    world: World, number: str, change: dict[str, Any], field: str
) -> None:
    before = world.items("team")
    wrong(patch(world, number, change), field)
    assert world.items("team") == before


def test_only_admins_change_lines(world: World) -> None:
    problem(patch(world, SHARED, {"label": "Mine"}, "manager"), 403, "role_too_low")
    problem(patch(world, UNKNOWN_LINE, {"label": "Mine"}), 404, "not_found")


def test_a_line_that_is_not_verified_refuses_before_anything_is_saved(world: World) -> None:
    good(patch(world, REP1_LINE, {"verification": "pending"}))
    before = world.items("conversations")
    told = problem(
        world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": ADA, "body": "Hi"}), 409, "line_held"
    )
    assert "pending" in told["detail"]
    assert told["rule"] == "LN-6"
    assert world.items("conversations") == before


def test_what_was_queued_waits_and_says_why_until_the_line_is_ready(world: World) -> None:
    started = good(world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": ADA, "body": "Hi"}), 201)
    good(patch(world, REP1_LINE, {"verification": "pending"}))
    world.drain()
    path = f"/threads/{started['thread']['id']}/messages"
    (message,) = good(world.api("rep1", "GET", path))["items"]
    assert (message["status"], message["trouble"]) == ("queued", None)
    assert (message["waiting"]["code"], message["waiting"]["rule"]) == ("line_held", "LN-6")
    assert world.carrier.got(ADA) == []
    good(patch(world, REP1_LINE, {"verification": "verified"}))
    world.advance(16)
    world.tick()
    world.drain()
    assert world.carrier.got(ADA) == ["Hi"]
    (message,) = good(world.api("rep1", "GET", path))["items"]
    assert (message["status"], message["waiting"]) == ("accepted", None)


def test_admins_are_told_once_that_a_line_is_held_and_recipients_show_it(world: World) -> None:
    world.carrier.refuses[ADA] = 30034
    order = {"line": SHARED, "group": "g00000000000000000000000000", "body": "Hi"}
    broadcast = good(world.api("rep1", "POST", "/broadcasts", order), 202)["id"]
    world.drain()
    told = [mail for mail in world.mails if "is held" in mail["subject"]]
    assert [mail["to"] for mail in told] == ["admin@example.com"]
    assert "30034" in told[0]["text"]
    assert line(world, SHARED)["held"].startswith("This line is not registered")
    rows = good(world.api("rep1", "GET", f"/broadcasts/{broadcast}/recipients?status=queued"))["items"]
    assert {(row["code"], row["rule"]) for row in rows} == {("line_held", "LN-6")}


def test_a_new_number_is_a_new_line_to_which_nobody_agreed(world: World) -> None:
    path = f"/lines/{world.line(SHARED)}/number"
    made = good(world.api("admin", "POST", path, {"number": "(888) 555-0142"}), 201)
    old = line(world, SHARED)
    assert (made["number"], made["replaces"], made["verification"]) == (NEW, old["id"], "unverified")
    assert (made["label"], made["members"], made["use"]) == (old["label"], old["members"], old["use"])
    assert (made["active"], old["active"]) == (True, False)
    consents = good(world.api("rep1", "GET", f"/contacts/{world.contact(ADA)}"))["consents"]
    states = {entry["line"]["number"]: entry["state"] for entry in consents}
    assert (states[SHARED], states[NEW]) == ("yes", "none")
    again = good(world.api("admin", "POST", path, {"number": NEW}), 201)
    assert again == made


def test_a_number_that_is_a_line_already_or_none_is_refused(world: World) -> None:
    path = f"/lines/{world.line(SHARED)}/number"
    problem(world.api("admin", "POST", path, {"number": LOCAL}), 409, "number_taken")
    wrong(world.api("admin", "POST", path, {"number": SHARED}), "number")
    wrong(world.api("admin", "POST", path, {"number": "12"}), "number")
    problem(world.api("manager", "POST", path, {"number": NEW}), 403, "role_too_low")
    good(patch(world, SHARED, {"active": False}))
    problem(world.api("admin", "POST", path, {"number": NEW}), 409, "line_inactive")
    assert world.items("team") is not None
    assert NEW not in {item["number"] for item in good(world.api("admin", "GET", "/lines"))["items"]}


def renumbered(world: World, verification: str = "verified") -> str:
    asked = {"number": NEW, "verification": verification}
    good(world.api("admin", "POST", f"/lines/{world.line(SHARED)}/number", asked), 201)
    return f"/lines/{world.line(NEW)}/recapture"


def test_who_had_agreed_is_counted_and_named_and_who_stopped_is_not(world: World) -> None:
    world.handset_texts(ADA, SHARED, "STOP")
    found = good(world.api("admin", "GET", f"{renumbered(world)}?limit=3"))
    assert (found["old"]["number"], found["agreed"], found["unasked"], found["run"]) == (SHARED, 4, 4, None)
    assert len(found["items"]) == 3
    rest = good(world.api("admin", "GET", f"/lines/{world.line(NEW)}/recapture?limit=3&cursor={found['cursor']}"))
    assert (len(rest["items"]), rest["cursor"]) == (1, None)
    names = {item["name"] for item in found["items"] + rest["items"]}
    assert ADA not in {item["phone"] for item in found["items"] + rest["items"]}
    assert len(names) == 4


def test_each_is_asked_once_and_yes_makes_it_yes(world: World) -> None:
    path = renumbered(world)
    good(world.api("admin", "POST", path), 202)
    world.drain()
    world.advance(5)
    world.drain()
    for phone in HANDSETS:
        (text,) = world.carrier.got(phone)
        assert "you agreed to texts from (800) 555-0100" in text
    found = good(world.api("admin", "GET", path))
    assert (found["unasked"], found["run"]["asked"], found["items"]) == (0, 5, [])
    assert found["run"]["done_at"] is not None
    world.handset_texts(BEN, NEW, "YES")
    proof = good(world.api("rep1", "GET", f"/contacts/{world.contact(BEN)}/consent"))
    part = next(part for part in proof["lines"] if part["line"]["number"] == NEW)
    assert [event["act"] for event in part["events"]] == ["opt_in", "confirm"]
    old = next(part for part in proof["lines"] if part["line"]["number"] == SHARED)
    assert part["events"][0]["evidence"]["digest"] == old["events"][-1]["digest"]
    good(world.api("admin", "POST", path), 202)
    world.drain()
    world.advance(5)
    world.drain()
    assert len(world.carrier.got(CLEO)) == 1


def test_nobody_is_asked_from_a_line_that_may_not_text(world: World) -> None:
    path = renumbered(world, "unverified")
    problem(world.api("admin", "POST", path), 409, "line_held")
    assert good(world.api("admin", "GET", path))["run"] is None


def test_asking_again_is_for_admins_and_for_lines_that_replace_another(world: World) -> None:
    path = renumbered(world)
    problem(world.api("manager", "GET", path), 403, "role_too_low")
    problem(world.api("manager", "POST", path), 403, "role_too_low")
    problem(world.api("admin", "GET", f"/lines/{world.line(LOCAL)}/recapture"), 409, "nothing_replaced")
    problem(world.api("admin", "GET", f"/lines/{world.line(UNKNOWN_LINE)}/recapture"), 404, "not_found")


def test_a_number_that_takes_no_texts_is_suppressed_and_lifted(world: World) -> None:
    world.carrier.refuses[ADA] = 21635
    hi = {"line": REP1_LINE, "to": ADA, "body": "Hi"}
    good(world.api("rep1", "POST", "/threads", hi), 201)
    world.drain()
    (row,) = good(world.api("limited", "GET", "/contacts/suppressed"))["items"]
    assert (row["contact"]["phone"], row["unreachable"]["code"]) == (ADA, 21635)
    assert good(world.api("rep1", "GET", f"/contacts/{row['contact']['id']}"))["unreachable"] == row["unreachable"]
    problem(world.api("rep1", "POST", "/threads", hi), 409, "number_unreachable")
    thread = good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}"))
    assert thread["composer"]["code"] == "number_unreachable"
    path = f"/contacts/suppressed/{row['contact']['id']}"
    problem(world.api("rep1", "DELETE", path), 403, "role_too_low")
    for _ in range(2):
        assert world.api("manager", "DELETE", path).status == 204
    problem(world.api("manager", "DELETE", f"/contacts/suppressed/{world.contact(STRANGER)}"), 404, "not_found")
    assert good(world.api("rep1", "GET", "/contacts/suppressed"))["items"] == []
    assert world.api("rep1", "POST", "/threads", hi).status == 201
