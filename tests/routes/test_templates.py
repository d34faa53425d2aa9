"""Templates: whose they are, who changes them, and what they say to whom."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.core.contacts import MERGE_FIELDS
from tests.harness.brand import HANDSETS, REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA = HANDSETS[0]
HELLO = {"name": "Hello", "body": "Hi {{first_name|there}}, {{rep_first_name}} of {{brand}}. {{custom.Size|Any size?}}"}


def make(world: World, caller: str, **fields: str) -> Any:
    return good(world.api(caller, "POST", "/templates", {**HELLO, **fields}), 201)


def names(world: World, caller: str, query: str = "") -> list[tuple[str, str]]:
    found = good(world.api(caller, "GET", f"/templates{query}"))["items"]
    return [(item["scope"], item["name"]) for item in found]


def render(world: World, template: Any, caller: str = "rep1", **who: str) -> Any:
    return world.api(caller, "POST", f"/templates/{template['id']}/render", who)


@pytest.mark.parametrize("caller", ["limited", "rep1", "admin"])
def test_everybody_keeps_templates_of_its_own(world: World, caller: str) -> None:
    made = make(world, caller, name="  Good\n day ")
    assert (made["name"], made["scope"], made["body"]) == ("Good day", "personal", HELLO["body"])
    path = f"/templates/{made['id']}"
    assert good(world.api(caller, "GET", path)) == made
    changed = good(world.api(caller, "PATCH", path, {"body": "Hi"}))
    assert (changed["name"], changed["body"]) == ("Good day", "Hi")
    assert good(world.api(caller, "PATCH", path, {"name": "Day"}))["name"] == "Day"
    assert names(world, caller) == [("personal", "Day")]
    assert world.api(caller, "DELETE", path).status == 204
    problem(world.api(caller, "DELETE", path), 404, "not_found")
    assert names(world, caller) == []


def test_what_is_anothers_is_nobody_elses(world: World) -> None:
    path = f"/templates/{make(world, 'rep1')['id']}"
    for caller in ("rep2", "manager", "admin"):
        for method, way, body in (
            ("GET", path, None),
            ("PATCH", path, {"body": "x"}),
            ("DELETE", path, None),
            ("POST", f"{path}/render", {}),
        ):
            problem(world.api(caller, method, way, body), 404, "not_found")
        assert names(world, caller) == []
    assert good(world.api("rep1", "GET", path))["body"] == HELLO["body"]


def test_shared_ones_are_seen_by_all_and_changed_by_managers(world: World) -> None:
    shared = make(world, "manager", scope="shared")
    path = f"/templates/{shared['id']}"
    problem(world.api("rep1", "POST", "/templates", {**HELLO, "scope": "shared"}), 403, "role_too_low")
    for caller in ("limited", "rep1"):
        assert good(world.api(caller, "GET", path)) == shared
        problem(world.api(caller, "PATCH", path, {"body": "x"}), 403, "role_too_low")
        problem(world.api(caller, "DELETE", path), 403, "role_too_low")
    assert good(world.api("admin", "PATCH", path, {"body": "Hi all"}))["body"] == "Hi all"


def test_lists_are_ones_own_the_shared_ones_or_both(world: World) -> None:
    make(world, "manager", scope="shared", name="bus")
    make(world, "rep1", name="Address")
    make(world, "rep1", name="Hours")
    assert names(world, "rep1") == [("personal", "Address"), ("shared", "bus"), ("personal", "Hours")]
    assert names(world, "rep1", "?scope=personal") == [("personal", "Address"), ("personal", "Hours")]
    assert names(world, "rep1", "?scope=shared") == names(world, "rep2") == [("shared", "bus")]
    assert names(world, "rep1", "?q=ADD") == [("personal", "Address")]
    wrong(world.api("rep1", "GET", "/templates?scope=rep2"), "scope")


def test_a_name_is_given_once_per_owner(world: World) -> None:
    make(world, "rep1")
    other = make(world, "rep1", name="Bye")
    make(world, "rep2")
    make(world, "manager", scope="shared")
    wrong(world.api("rep1", "POST", "/templates", {**HELLO, "name": "hELLO"}), "name")
    wrong(world.api("rep1", "PATCH", f"/templates/{other['id']}", {"name": " HELLO "}), "name")
    assert names(world, "rep1", "?scope=personal") == [("personal", "Bye"), ("personal", "Hello")]


@pytest.mark.parametrize(
    ("fields", "wrongs"),
    [
        ({"name": " "}, ["name"]),
        ({"name": "x" * 81}, ["name"]),
        ({"name": None}, ["name"]),
        ({"body": ""}, ["body"]),
        ({"body": "x" * 1601}, ["body"]),
        ({"body": "{{first_name"}, ["body"]),
        ({"body": "{{rep_phone}}"}, ["body"]),
        ({"name": "", "body": "{{nick}}"}, ["name", "body"]),
        ({"scope": "all"}, ["scope"]),
        ({"owner": "rep2"}, ["owner"]),
    ],
)
def test_what_cannot_be_is_named(world: World, fields: dict[str, Any], wrongs: list[str]) -> None:
    made = make(world, "rep1", name="Other")
    before = world.items("contacts")
    wrong(world.api("rep1", "POST", "/templates", {**HELLO, **fields}), *wrongs)
    if fields != {"name": None}:  # which is to leave it as it is
        wrong(world.api("rep1", "PATCH", f"/templates/{made['id']}", fields), *wrongs)
    assert world.items("contacts") == before


def test_a_template_is_filled_in_for_a_thread(world: World) -> None:
    world.handset_texts(ADA, SHARED, "Hello")
    made, thread = make(world, "rep1"), world.thread(SHARED, ADA)
    brand = world.wiring.brand.name
    assert good(render(world, made, thread=thread)) == {
        "body": f"Hi Ada, Rep of {brand}. Any size?",
        "empty": [{"field": "custom.size", "fallback": "Any size?"}],
    }
    good(world.api("rep1", "PATCH", f"/contacts/{world.contact(ADA)}", {"custom": {"size": "{{phone}}"}}))
    assert good(render(world, made, thread=thread)) == {"body": f"Hi Ada, Rep of {brand}. {{{{phone}}}}", "empty": []}


def test_a_template_is_filled_in_for_an_addressee(world: World) -> None:
    made = make(world, "manager", scope="shared", body="Hi {{first_name|there}}{{name}}")
    assert good(render(world, made, to="(202) 555-0110"))["body"] == "Hi AdaAda"
    assert good(render(world, made, to=world.contact(ADA)))["body"] == "Hi AdaAda"
    fell_back = [{"field": "first_name", "fallback": "there"}, {"field": "name", "fallback": ""}]
    for who in ({"to": STRANGER}, {}):
        assert good(render(world, made, **who)) == {"body": "Hi there", "empty": fell_back}
    wrong(render(world, made, to="12"), "to")
    wrong(render(world, made, to=world.contact(STRANGER)), "to")
    wrong(render(world, made, to=ADA, thread=world.thread(SHARED, ADA)), "to")


def test_a_thread_that_is_not_the_callers_is_not_there(world: World) -> None:
    """Whose contact it is cannot be told from whose it is not (T7)."""
    shared = make(world, "manager", scope="shared")
    world.handset_texts(ADA, REP1_LINE, "Hello")
    answers = [
        render(world, shared, "rep2", thread=thread)
        for thread in (
            world.thread(REP1_LINE, ADA),
            world.thread(REP1_LINE, STRANGER),
            world.thread(SHARED, STRANGER),
            "x",
        )
    ]
    for answer in answers:
        assert problem(answer, 404, "not_found")["detail"] == "There is no such thread."


def test_a_contact_that_was_taken_out_of_the_list_leaves_fields_empty(world: World) -> None:
    world.handset_texts(ADA, SHARED, "Hello")
    made = make(world, "rep1", body="Hi {{first_name|there}}")
    assert world.api("manager", "DELETE", f"/contacts/{world.contact(ADA)}").status == 204
    assert good(render(world, made, thread=world.thread(SHARED, ADA)))["body"] == "Hi there"


def test_filling_in_changes_nothing_and_shows_no_reps_phone(world: World) -> None:
    world.handset_texts(ADA, SHARED, "Hello")
    names = (*MERGE_FIELDS, "rep_first_name", "rep_name", "brand")
    every = " ".join(f"{{{{{name}}}}}" for name in names)
    made = make(world, "rep1", body=f"{every} {{{{custom.phone}}}} {{{{custom.rep_phone}}}}")
    before = [world.items(noun) for noun in ("conversations", "contacts", "team")]
    answer = render(world, made, thread=world.thread(SHARED, ADA))
    assert good(answer)["body"].startswith("Ada ")
    assert REP1_PHONE[2:] not in answer.body
    assert [world.items(noun) for noun in ("conversations", "contacts", "team")] == before


def test_a_broadcast_may_name_what_a_template_may_and_no_phone(world: World) -> None:
    group = good(world.api("rep1", "GET", "/groups"))["items"][0]["id"]
    order = {"line": REP1_LINE, "group": group}
    for field in ("rep_name", "rep_first_name", "brand", "custom.size"):
        good(world.api("rep1", "POST", "/broadcasts/preview", {**order, "body": f"Hi {{{{{field}|x}}}}"}))
    for field in ("rep_phone", "phone", "size"):
        for path in ("/broadcasts/preview", "/broadcasts"):
            wrong(world.api("rep1", "POST", path, {**order, "body": f"Hi {{{{{field}|x}}}}"}), "body")
    world.drain()
    assert world.carrier.sent == []
