"""The caller, its lines, what changed for it, and what everybody may ask."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.harness.brand import LOCAL, REP1_LINE, REP1_PHONE, SHARED, STRANGER, UNKNOWN_LINE
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong


def test_the_caller_learns_who_it_is_and_what_it_may(world: World) -> None:
    me = good(world.api("rep1", "GET", "/me"))
    assert (me["id"], me["name"], me["role"], me["copies"]) == ("rep1", "Rep One", "standard", "text")
    assert "broadcast" in me["may"]
    assert "assign" not in me["may"]
    assert REP1_PHONE not in json.dumps(me)
    assert good(world.api("limited", "GET", "/me"))["may"] == ["answer"]


def test_the_caller_changes_its_name_and_alerts(world: World) -> None:
    changed = good(world.api("rep1", "PATCH", "/me", {"name": "Robin", "alerts": ["email"], "copies": None}))
    assert (changed["name"], changed["alerts"], changed["copies"]) == ("Robin", ["email"], None)
    assert good(world.api("rep1", "GET", "/me")) == changed


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"alerts": ["pigeon"]}, "alerts.0"),
        ({"role": "admin"}, "role"),
        ({"phone": "+12025550199"}, "phone"),
        ({"id": "admin"}, "id"),
        ({"active": True}, "active"),
    ],
)
def test_nobody_raises_itself(world: World, change: dict[str, Any], field: str) -> None:
    before = world.items("team")
    wrong(world.api("rep2", "PATCH", "/me", change), field)
    assert world.items("team") == before


def test_texts_to_oneself_need_a_phone_on_record(world: World) -> None:
    wrong(world.api("rep2", "PATCH", "/me", {"alerts": ["text"]}), "alerts")


def test_lines_are_those_the_caller_sees_and_mine_those_it_texts_from(world: World) -> None:
    def lines(caller: str) -> dict[str, bool]:
        return {item["number"]: item["mine"] for item in good(world.api(caller, "GET", "/lines"))["items"]}

    assert lines("rep1") == {SHARED: True, LOCAL: True, REP1_LINE: True}
    assert lines("rep2") == {SHARED: True, LOCAL: True}
    assert lines("manager") == {SHARED: True, LOCAL: True, REP1_LINE: False}


def test_updates_tell_once_what_changed(world: World) -> None:
    cursor = good(world.api("rep1", "GET", "/updates"))["cursor"]
    world.advance(seconds=10)
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    changed = good(world.api("rep1", "GET", f"/updates?since={cursor}"))
    assert [thread["contact"]["phone"] for thread in changed["threads"]] == [STRANGER]
    again = good(world.api("rep1", "GET", f"/updates?since={changed['cursor']}"))
    assert (again["threads"], again["more"]) == ([], False)


def test_updates_tell_nothing_of_others_lines(world: World) -> None:
    cursor = good(world.api("rep2", "GET", "/updates"))["cursor"]
    world.advance(seconds=10)
    world.handset_texts(STRANGER, REP1_LINE, "Hello")
    assert good(world.api("rep2", "GET", f"/updates?since={cursor}"))["threads"] == []


def test_texts_to_no_line_are_shown_to_managers(world: World) -> None:
    assert world.handset_texts(STRANGER, UNKNOWN_LINE, "Hello?").status == 200
    items = good(world.api("manager", "GET", "/quarantine"))["items"]
    assert [item["body"] for item in items] == ["Hello?"]
    problem(world.api("rep1", "GET", "/quarantine"), 403, "role_too_low")


@pytest.mark.parametrize("stranger", ["nobody", "people", "../admin", "x" * 300])
def test_signed_in_but_unknown_here_is_refused(world: World, stranger: str) -> None:
    for path in ("/me", "/threads", "/contacts", "/lines", "/updates", "/quarantine", "/broadcasts"):
        problem(world.api(stranger, "GET", path), 403, "no_texting")


def test_health_and_the_document_are_for_everybody(world: World) -> None:
    assert world.api(None, "GET", "/health").json == {"status": "ok"}
    document = world.api(None, "GET", "/openapi.json")
    assert (document.status, document.json["openapi"]) == (200, "3.1.0")
