"""Live groups, and broadcasts to more than one list: who gets it, who is left out, and what is wrong with an order."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import brand
from tests.harness.brand import GROUP, HANDSETS, LOCAL, REP1_LINE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA, BEN, CLEO, DAN, EVE = HANDSETS
VIP = {"field": "tag", "op": "is", "value": "vip"}
AGREED = {"field": "consent", "op": "is", "value": "yes"}
BODY = "Hi {{first_name|there}}"


def tag(world: World, *phones: str) -> None:
    for phone in phones:
        good(world.api("rep1", "PATCH", f"/contacts/{world.contact(phone)}", {"tags": ["vip"]}))


def group(world: World, **given: Any) -> dict[str, Any]:
    made: dict[str, Any] = good(world.api("rep1", "POST", "/groups", {"name": "Regulars", **given}), 201)
    return made


def got(world: World, text: str) -> set[str]:
    return {sent.to for sent in world.carrier.sent if text in sent.body and sent.to in (*HANDSETS, STRANGER)}


def test_a_live_group_is_its_rule(world: World) -> None:
    tag(world, ADA, BEN)
    made = group(world, rule={"all": [VIP]})
    assert (made["live"], made["size"], made["description"]) == (True, None, "tagged vip")
    assert made["rule"] == {"all": [{**VIP, "value": ["vip"]}]}
    path = f"/groups/{made['id']}"
    assert {item["phone"] for item in good(world.api("rep1", "GET", f"{path}/members"))["items"]} == {ADA, BEN}
    changed = good(world.api("rep1", "PATCH", path, {"rule": {"not": VIP}, "name": "Others"}))
    assert (changed["name"], changed["description"]) == ("Others", "not tagged vip")
    assert {item["phone"] for item in good(world.api("rep1", "GET", f"{path}/members"))["items"]} == {CLEO, DAN, EVE}
    listed = good(world.api("rep1", "GET", "/groups"))["items"]
    assert [(item["name"], item["live"], item["size"]) for item in listed] == [
        ("Others", True, None),
        ("Spring list", False, 5),
    ]
    good(world.api("rep1", "DELETE", path), 204)
    problem(world.api("rep1", "GET", path), 404, "not_found")


def test_the_members_of_a_rule_come_in_pages(world: World) -> None:
    path = f"/groups/{group(world, rule={'not': VIP})['id']}/members?limit=2"
    met: list[str] = []
    cursor = ""
    for _ in range(10):
        page = good(world.api("rep1", "GET", path + cursor))
        met += [item["phone"] for item in page["items"]]
        if page["cursor"] is None:
            break
        cursor = f"&cursor={page['cursor']}"
    assert sorted(met) == sorted(HANDSETS)


def test_a_rule_is_tried_before_it_is_saved(world: World) -> None:
    tag(world, ADA, BEN)
    world.handset_texts(BEN, REP1_LINE, "STOP")
    told = good(world.api("rep1", "POST", "/groups/preview", {"rule": VIP}))
    assert (told["count"], told["exact"], told["description"]) == (2, True, "tagged vip")
    assert {one["phone"] for one in told["sample"]} == {ADA, BEN}
    both = {"rule": {"all": [VIP, AGREED]}}
    wrong(world.api("rep1", "POST", "/groups/preview", both), "line")
    agreed = good(world.api("rep1", "POST", "/groups/preview", {**both, "line": REP1_LINE}))
    assert [one["phone"] for one in agreed["sample"]] == [ADA]
    problem(world.api("limited", "POST", "/groups/preview", {"rule": VIP}), 403, "role_too_low")
    problem(world.api("rep2", "POST", "/groups/preview", {**both, "line": REP1_LINE}), 403, "line_not_yours")


def test_what_cannot_be_is_named_by_its_path(world: World) -> None:
    bad = {"all": [VIP, {"field": "shoe", "op": "is", "value": "38"}]}
    for method, path, body in (
        ("POST", "/groups/preview", {"rule": bad}),
        ("POST", "/groups", {"name": "X", "rule": bad}),
        ("PATCH", f"/groups/{group(world, rule=VIP)['id']}", {"rule": bad}),
    ):
        wrong(world.api("rep1", method, path, body), "rule.all[1].field")
    wrong(world.api("rep1", "POST", "/groups/preview", {"rule": "vip"}), "rule")


def test_a_list_has_no_rule_and_a_rule_no_list(world: World) -> None:
    live = f"/groups/{group(world, rule=VIP)['id']}"
    wrong(world.api("rep1", "POST", "/groups", {"name": "X", "rule": VIP, "contacts": [ADA]}), "contacts")
    wrong(world.api("rep1", "PATCH", live, {"add": [ADA]}), "add")
    wrong(world.api("rep1", "PATCH", live, {"remove": [ADA]}), "remove")
    wrong(world.api("rep1", "PATCH", f"/groups/{GROUP}", {"rule": VIP}), "rule")


def test_a_repeated_key_makes_one_live_group(world: World) -> None:
    body = {"name": "Regulars", "rule": VIP}
    first = good(world.api("rep1", "POST", "/groups", body, key="k"), 201)
    assert good(world.api("rep1", "POST", "/groups", body, key="k"), 201) == first
    problem(world.api("rep1", "POST", "/groups", {**body, "rule": AGREED}, key="k"), 409, "key_reused")


def test_who_is_named_twice_gets_one_text_and_who_is_left_out_none(world: World) -> None:
    """O1, SD-4."""
    tag(world, ADA, BEN, CLEO)
    live = group(world, rule=VIP)["id"]
    few = group(world, contacts=[CLEO])["id"]
    order = {
        "line": SHARED,
        "group": live,
        "groups": [live, GROUP],
        "contacts": [ADA, world.contact(ADA), "(202) 555-0110"],
        "exclude": {"groups": [few], "contacts": [EVE]},
        "body": BODY,
    }
    told = good(world.api("rep1", "POST", "/broadcasts/preview", order))
    assert (told["recipients"], told["judged"], told["basis"]) == (3, 3, "exact")
    assert told["left_out"] == 2
    out = {**order, "exclude": {"groups": [live, GROUP]}}
    nobody = good(world.api("rep1", "POST", "/broadcasts/preview", out))
    assert (nobody["recipients"], nobody["left_out"]) == (0, 5)
    made = good(world.api("rep1", "POST", "/broadcasts", order, key="k"), 202)
    again = good(world.api("rep1", "POST", "/broadcasts", order, key="k"), 202)
    problem(world.api("rep1", "POST", "/broadcasts", {**order, "exclude": {}}, key="k"), 409, "key_reused")
    assert again["id"] == made["id"]
    assert made["group_name"] == "Regulars and 1 more group, 1 contact"
    for _ in range(3):
        world.drain(duplicate=True)
        world.advance(1)
    assert sorted(sent.to for sent in world.carrier.sent if sent.body.startswith("Hi ")) == sorted([ADA, BEN, DAN])


def test_who_is_skipped_is_told_why(world: World) -> None:
    """SD-14."""
    world.handset_texts(ADA, SHARED, "Are you open?")
    good(world.api("rep2", "POST", "/broadcasts", {"line": SHARED, "contacts": [BEN], "body": "Before"}), 202)
    world.drain()
    order = {
        "line": SHARED,
        "group": GROUP,
        "skip": {"active_conversation": True, "texted_within_days": 1},
        "body": BODY,
    }
    told = good(world.api("rep1", "POST", "/broadcasts/preview", order))
    assert (told["recipients"], told["refused"], told["skipped"]) == (5, 0, 2)
    assert {why["code"]: why["recipients"] for why in told["skipped_by"]} == {"skipped_active": 1, "skipped_recent": 1}
    made = good(world.api("rep1", "POST", "/broadcasts", order), 202)["id"]
    world.drain()
    assert got(world, "Hi ") == {CLEO, DAN, EVE}
    rows = good(world.api("rep1", "GET", f"/broadcasts/{made}/recipients"))["items"]
    told = {row["contact"]["phone"]: (row["code"], row["rule"]) for row in rows if row["code"]}
    assert told == {ADA: ("skipped_active", "SD-14"), BEN: ("skipped_recent", "SD-14")}
    elsewhere = good(world.api("rep1", "POST", "/broadcasts/preview", {**order, "line": REP1_LINE}))
    assert elsewhere["skipped"] == 0


def test_consent_is_asked_of_the_sending_line(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "STOP")
    live = group(world, rule=AGREED)["id"]
    count = {
        line: good(world.api("rep1", "POST", "/broadcasts/preview", {"line": line, "group": live, "body": BODY}))
        for line in (SHARED, REP1_LINE, LOCAL)
    }
    assert [found["recipients"] for found in count.values()] == [4, 4, 0], "a STOP counts for the whole brand"
    assert {found["refused"] for found in count.values()} == {0}


def test_a_rule_names_people_by_their_names(world: World) -> None:
    rule = {"not": {"field": "owner", "op": "is", "value": ["rep2"]}}
    words = f"not with {good(world.api('rep2', 'GET', '/me'))['name']}"
    made = group(world, rule=rule)
    path = f"/groups/{made['id']}"
    told = [
        made,
        good(world.api("rep1", "GET", path)),
        good(world.api("rep1", "GET", "/groups"))["items"][0],
        good(world.api("rep1", "PATCH", path, {"rule": rule})),
        good(world.api("rep1", "POST", "/groups/preview", {"rule": rule})),
    ]
    assert [one["description"] for one in told] == [words] * len(told)


def test_an_open_lead_is_asked_of_the_sending_line(world: World) -> None:
    leads = {
        phone: good(world.api("manager", "POST", "/leads", {"line": line, "phone": phone}, key=world.key()), 201)
        for phone, line in ((ADA, SHARED), (BEN, SHARED), (CLEO, LOCAL))
    }
    rule = {"field": "lead", "op": "known"}
    live = group(world, rule=rule)
    assert live["description"] == "has an open lead"
    wrong(world.api("rep1", "POST", "/groups/preview", {"rule": rule}), "line")
    order = {"line": SHARED, "group": live["id"], "body": BODY}
    assert good(world.api("rep1", "POST", "/broadcasts/preview", order))["recipients"] == 2
    found = good(world.api("rep1", "POST", "/groups/preview", {"rule": rule, "line": LOCAL}))
    assert [one["phone"] for one in found["sample"]] == [CLEO]

    path = f"/leads/{leads[BEN]['id']}"
    given = {"owner": "rep1", "version": leads[BEN]["version"]}
    version = good(world.api("manager", "POST", f"{path}/assign", given))["version"]
    good(world.api("manager", "PATCH", path, {"stage": "won", "version": version}))
    good(world.api("rep1", "POST", "/broadcasts", order), 202)
    world.drain()
    assert got(world, "Hi ") == {ADA}, "who is in it is judged when it goes"
    rest = {**order, "group": GROUP, "exclude": {"groups": [live["id"]]}, "body": "Bye {{first_name|there}}"}
    good(world.api("rep1", "POST", "/broadcasts", rest), 202)
    world.drain()
    assert got(world, "Bye ") == {BEN, CLEO, DAN, EVE}


def test_fields_of_rep_brand_and_ones_own_are_filled_in(world: World) -> None:
    """SD-5."""
    good(world.api("rep1", "PATCH", f"/contacts/{world.contact(ADA)}", {"custom": {"Shoe Size": "38"}}))
    body = "{{first_name}}: {{custom.shoe size|any size}} at {{brand}}, says {{rep_first_name}}"
    order = {"line": REP1_LINE, "contacts": [ADA, BEN], "body": body}
    told = good(world.api("rep1", "POST", "/broadcasts/preview", order))
    good(world.api("rep1", "POST", "/broadcasts", order), 202)
    world.drain()
    expected = {"Ada: 38 at Brand, says Rep", "Ben: any size at Brand, says Rep"}
    assert {one["body"] for one in told["samples"]} == expected
    assert {sent.body for sent in world.carrier.sent if sent.to in HANDSETS} == expected
    assert told["sample"] == told["samples"][0]["body"] == "Ben: any size at Brand, says Rep"


def test_a_preview_tells_what_it_costs_and_which_character_makes_it_so(world: World) -> None:
    order = {"line": REP1_LINE, "group": GROUP, "body": "It’s {{first_name|you}}’s “spring”… " + "x" * 60}
    told = good(world.api("rep1", "POST", "/broadcasts/preview", order))
    assert (told["encoding"], told["segments"], told["segments_total"], told["segments_average"]) == ("UCS-2", 2, 10, 2)
    assert [(one["character"], one["count"], one["replacement"]) for one in told["replacements"]] == [
        ("’", 2, "'"),
        ("“", 1, '"'),
        ("”", 1, '"'),
        ("…", 1, "..."),
    ]
    assert told["replacements"][0]["name"] == "right single quotation mark"
    assert (told["special_recipients"], told["seconds"]) == (5, 2)
    assert told["cost"]["amount"] == round(10 * told["cost"]["segment"], 2)
    plain = order["body"].replace("’", "'").replace("“", '"').replace("”", '"').replace("…", "...")
    told = good(world.api("rep1", "POST", "/broadcasts/preview", {**order, "body": plain}))
    assert (told["encoding"], told["segments_total"], told["replacements"]) == ("GSM-7", 5, [])
    assert len(told["samples"]) == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"group": None}, "group"),
        ({"groups": [GROUP, "g1"]}, "groups.1"),
        ({"exclude": {"groups": ["g1"]}}, "exclude.groups.0"),
        ({"contacts": [ADA, STRANGER]}, "contacts.1"),
        ({"contacts": ["Ann"]}, "contacts.0"),
        ({"exclude": {"contacts": [STRANGER]}}, "exclude.contacts.0"),
        ({"skip": {"texted_within_days": 366}}, "skip.texted_within_days"),
        ({"skip": {"busy": True}}, "skip.busy"),
        ({"groups": [GROUP] * 21}, "groups"),
    ],
)
@pytest.mark.parametrize("path", ["/broadcasts", "/broadcasts/preview"])
def test_an_audience_that_cannot_be_is_named(world: World, path: str, change: dict[str, Any], field: str) -> None:
    wrong(world.api("rep1", "POST", path, {"line": REP1_LINE, "group": GROUP, "body": BODY, **change}), field)


def test_a_group_that_is_gone_when_it_goes(world: World) -> None:
    """Of those it was to go to nobody is left; who was to be left out is texted by no mistake."""
    gone = group(world, contacts=[ADA])["id"]
    good(
        world.api("rep1", "POST", "/broadcasts", {"line": SHARED, "groups": [gone], "contacts": [BEN], "body": BODY}),
        202,
    )
    order = {"line": SHARED, "group": GROUP, "exclude": {"groups": [gone]}, "body": "Offer"}
    made = good(world.api("rep1", "POST", "/broadcasts", order), 202)["id"]
    good(world.api("rep1", "DELETE", f"/groups/{gone}"), 204)
    world.drain()
    assert got(world, "Hi ") == {BEN}
    assert got(world, "Offer") == set()
    rows = good(world.api("rep1", "GET", f"/broadcasts/{made}/recipients"))["items"]
    assert {row["code"] for row in rows} == {"exclusion_gone"}
    assert len(rows) == 5


def test_more_than_a_page_of_single_contacts(world: World) -> None:
    many = [f"+1312555{place:04}" for place in range(100, 160)]
    for phone in many:
        good(world.api("rep1", "POST", "/contacts", {"phone": phone}), 201)
    made = good(world.api("rep1", "POST", "/broadcasts", {"line": SHARED, "contacts": [*many, ADA], "body": BODY}), 202)
    for _ in range(2):
        world.drain()
        world.advance(1)
    progress = good(world.api("rep1", "GET", f"/broadcasts/{made['id']}"))["progress"]
    assert (progress["recipients"], progress["refused"]) == (61, 60)
    assert made["group_name"] == "61 contacts"
    assert brand.HANDSETS[0] in got(world, "Hi ")
