"""Contacts and groups: found, made, changed, taken away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import GROUP, HANDSETS, REP1_LINE, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA, BEN, CLEO, DAN, EVE = HANDSETS
FRAN = {
    "phone": "(202) 555-0177",
    "first_name": "Fran",
    "last_name": "Fay",
    "tags": ["spring"],
    "custom": {"size": "M"},
}


def names(world: World, path: str) -> list[str]:
    return [item["name"] for item in good(world.api("rep1", "GET", path))["items"]]


def members(world: World, group: str = GROUP) -> list[str]:
    return [item["phone"] for item in good(world.api("rep1", "GET", f"/groups/{group}/members"))["items"]]


def test_contacts_are_listed_by_name_and_found_by_its_beginning(world: World) -> None:
    good(world.api("rep1", "POST", "/contacts", FRAN), 201)
    assert names(world, "/contacts") == ["Ada", "Ben", "Cleo", "Dan", "Eve", "Fran Fay"]
    assert names(world, "/contacts?q=be") == ["Ben"]
    assert names(world, "/contacts?q=FAY") == ["Fran Fay"]
    assert names(world, "/contacts?q=2025550177") == ["Fran Fay"]
    assert names(world, "/contacts?q=%22%27") == []


def test_a_contact_is_made_with_its_number_as_machines_write_it(world: World) -> None:
    made = good(world.api("rep1", "POST", "/contacts", FRAN), 201)
    assert (made["phone"], made["source"], made["tags"]) == ("+12025550177", "rep", ["spring"])
    found = good(world.api("rep2", "GET", f"/contacts/{made['id']}"))
    assert (found["first_name"], found["last_name"], found["custom"]) == ("Fran", "Fay", {"size": "M"})
    assert {entry["state"] for entry in found["consents"]} == {"none"}


def test_a_contact_shows_its_consent_on_the_callers_lines_only(world: World) -> None:
    ada = world.contact(ADA)
    rep2 = good(world.api("rep2", "GET", f"/contacts/{ada}"))["consents"]
    manager = good(world.api("manager", "GET", f"/contacts/{ada}"))["consents"]
    assert REP1_LINE not in {entry["line"]["number"] for entry in rep2}
    assert {entry["line"]["number"]: entry["state"] for entry in manager}[REP1_LINE] == "yes"


def test_a_number_is_one_contact_however_it_is_written(world: World) -> None:
    for phone in (ADA, "202-555-0110", "1 202 555 0110", "(202) 555.0110"):
        problem(world.api("rep1", "POST", "/contacts", {"phone": phone}), 409, "contact_known")


def test_a_new_name_shows_in_the_threads_too(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "Hello")
    changed = good(world.api("rep1", "PATCH", f"/contacts/{world.contact(ADA)}", {"last_name": "Ash"}))
    assert changed["name"] == "Ada Ash"
    assert good(world.api("rep1", "GET", "/threads"))["items"][0]["contact"]["name"] == "Ada Ash"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "not one"}, "email"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"first_name": "x" * 101}, "first_name"),
        ({"tags": [""]}, "tags.0"),
        ({"tags": ["x"] * 51}, "tags"),
        ({"custom": {"size": "x" * 501}}, "custom.size"),
        ({"phone": STRANGER}, "phone"),
        ({"id": "c1"}, "id"),
        ({"source": "import"}, "source"),
        ({"consent": "yes"}, "consent"),
    ],
)
def test_a_detail_that_cannot_be_is_named(world: World, change: dict[str, Any], field: str) -> None:
    before = world.items("contacts")
    wrong(world.api("rep1", "PATCH", f"/contacts/{world.contact(ADA)}", change), field)
    assert world.items("contacts") == before


def test_only_managers_delete_and_conversations_stay(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "Hello")
    path = f"/contacts/{world.contact(ADA)}"
    problem(world.api("rep1", "DELETE", path), 403, "role_too_low")
    deleted = world.api("manager", "DELETE", path)
    assert (deleted.status, deleted.body) == (204, "")
    problem(world.api("rep1", "GET", path), 404, "not_found")
    assert ADA not in members(world)
    assert good(world.api("rep1", "GET", f"/groups/{GROUP}"))["size"] == 4
    good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}"))


def test_a_group_is_made_changed_and_taken_away(world: World) -> None:
    made = good(
        world.api("rep1", "POST", "/groups", {"name": " VIP ", "contacts": [ADA, world.contact(BEN), ADA]}), 201
    )
    assert (made["name"], made["size"]) == ("VIP", 2)
    path = f"/groups/{made['id']}"
    changed = good(world.api("rep2", "PATCH", path, {"name": "Very", "add": [CLEO], "remove": [ADA, EVE]}))
    assert (changed["name"], changed["size"]) == ("Very", 2)
    assert sorted(members(world, made["id"])) == [BEN, CLEO]
    assert names(world, "/groups") == ["Spring list", "Very"]
    assert world.api("rep1", "DELETE", path).status == 204
    problem(world.api("rep1", "GET", path), 404, "not_found")
    assert names(world, "/contacts?q=Ben") == ["Ben"]


def test_everyone_who_is_no_contact_is_named(world: World) -> None:
    asked = {"name": "VIP", "contacts": [ADA, STRANGER, "Ann", "c" + "0" * 24]}
    wrong(world.api("rep1", "POST", "/groups", asked), "contacts.1", "contacts.2", "contacts.3")
    assert names(world, "/groups") == ["Spring list"]


@pytest.mark.parametrize("body", [{"name": ""}, {"name": "  "}, {"name": "x" * 81}, {"name": None}])
def test_a_group_needs_a_name(world: World, body: dict[str, Any]) -> None:
    wrong(world.api("rep1", "POST", "/groups", body), "name")


def test_a_limited_person_changes_no_contacts_and_no_groups(world: World) -> None:
    for method, path, body in (
        ("POST", "/contacts", FRAN),
        ("PATCH", f"/contacts/{world.contact(ADA)}", {"first_name": "X"}),
        ("POST", "/groups", {"name": "VIP"}),
        ("PATCH", f"/groups/{GROUP}", {"name": "X"}),
        ("DELETE", f"/groups/{GROUP}", None),
    ):
        problem(world.api("limited", method, path, body), 403, "role_too_low")
