"""The brand's settings: everybody reads them, an admin changes them, and they bite."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.harness.brand import GROUP, HANDSETS, REP1_LINE, SHARED
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA = HANDSETS[0]
HI = {"line": REP1_LINE, "to": ADA, "body": "Hi"}


def test_until_an_admin_saves_some_the_environments_hold(world: World) -> None:
    assert good(world.api("limited", "GET", "/settings")) == {
        "name": "Brand",
        "help": "",
        "stop_scope": "brand",
        "zone": "America/New_York",
        "countries": ["CA", "US"],
        "texting": True,
        "language": "en",
        "delete_media": False,
        "opt_ins_a_day": 500,
        "remind_after": 24,
        "close_after": 0,
        "escalate_after": 0,
        "own_phone_answers": False,
        "expires_after": 7,
        "lead_hours": False,
        "lead_target": 15,
        "lead_targets": [],
        "lead_escalate": 15,
        "lead_strangers": False,
        "lead_rules": [],
        "link_hosts": [],
    }


def test_what_an_admin_changes_stays_and_the_rest_too(world: World) -> None:
    first = good(world.api("admin", "PATCH", "/settings", {"name": " Acme ", "countries": ["us", "mx"]}))
    then = good(world.api("admin", "PATCH", "/settings", {"help": "Call (202) 555-0100."}))
    assert (first["name"], first["countries"]) == ("Acme", ["MX", "US"])
    assert then == first | {"help": "Call (202) 555-0100."}
    assert good(world.api("rep1", "GET", "/settings")) == then


def test_a_language_that_no_first_text_has_is_refused_by_name(world: World) -> None:
    wrong(world.api("admin", "PATCH", "/settings", {"language": "de"}), "language")
    assert good(world.api("admin", "PATCH", "/settings", {"language": "fr"}))["language"] == "fr"


def test_nobody_else_changes_them(world: World) -> None:
    for caller in ("limited", "rep1", "manager"):
        problem(world.api(caller, "PATCH", "/settings", {"texting": False}), 403, "role_too_low")


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"name": ""}, ["name"]),
        ({"zone": "Mars/Base"}, ["zone"]),
        ({"zone": ""}, ["zone"]),
        ({"countries": []}, ["countries"]),
        ({"countries": ["XX"], "name": "x" * 41}, ["countries", "name"]),
        ({"expires_after": 0}, ["expires_after"]),
        ({"remind_after": 7 * 24}, ["remind_after"]),
        ({"opt_ins_a_day": "many"}, ["opt_ins_a_day"]),
        ({"opt_ins_a_day": -1}, ["opt_ins_a_day"]),
        ({"stop_scope": "everything"}, ["stop_scope"]),
        ({"brand_stop": False}, ["brand_stop"]),
        ({"version": 3}, ["version"]),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_saved(world: World, change: dict[str, Any], fields: list[str]) -> None:
    before = world.items("team")
    wrong(world.api("admin", "PATCH", "/settings", change), *fields)
    assert world.items("team") == before


def test_texting_off_bites_at_once_where_a_text_is_written_and_everywhere_within_a_minute(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "Hello")
    good(world.api("rep1", "GET", "/threads"))
    good(world.api("admin", "PATCH", "/settings", {"texting": False}))
    thread = f"/threads/{world.thread(REP1_LINE, ADA)}"
    problem(world.api("rep1", "POST", "/threads", HI), 409, "texting_off")
    assert good(world.api("rep1", "GET", thread))["composer"]["code"] == "texting_off"
    world.advance(1)
    (row,) = good(world.api("rep1", "GET", "/threads"))["items"]
    assert row["composer"]["code"] == "texting_off"
    order = {"line": SHARED, "group": GROUP, "body": "Hi"}
    preview = good(world.api("rep1", "POST", "/broadcasts/preview", order))
    assert {refusal["code"] for refusal in preview["refused_sample"]} == {"texting_off"}


def test_another_stop_scope_counts_for_the_next_stop(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"stop_scope": "line"}))
    world.handset_texts(ADA, SHARED, "STOP")
    consents = good(world.api("rep1", "GET", f"/contacts/{world.contact(ADA)}"))["consents"]
    assert {entry["line"]["number"]: entry["state"] for entry in consents}[REP1_LINE] == "yes"
    assert world.api("rep1", "POST", "/threads", HI).status == 201


def test_leads_have_another_target_at_another_hour(world: World) -> None:
    """LD-3: by the wall's clock where the line is; it is 10:00 in New York."""
    targets = [{"begins": "22:00", "ends": "06:00", "minutes": 120}, {"begins": "06:00", "ends": "22:00", "minutes": 3}]
    saved = good(world.api("admin", "PATCH", "/settings", {"lead_targets": targets}))
    assert (saved["lead_targets"], saved["lead_target"]) == (targets, 15)
    lead = good(world.api("manager", "POST", "/leads", {"line": SHARED, "phone": "+12025550177"}), 201)
    assert datetime.fromisoformat(lead["due"]) == world.now + timedelta(minutes=3)
    wrong(
        world.api("admin", "PATCH", "/settings", {"lead_targets": [targets[0] | {"ends": "22:00"}]}),
        "lead_targets.0.ends",
    )
    wrong(
        world.api("admin", "PATCH", "/settings", {"lead_targets": [targets[0] | {"ends": "24:00"}]}),
        "lead_targets.0.ends",
    )
    assert good(world.api("admin", "PATCH", "/settings", {"lead_targets": []}))["lead_targets"] == []
