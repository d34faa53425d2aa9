"""Leads: seen by whoever sees their line, assigned by managers, each owner told (T4, T5, LD-1 to LD-4)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.harness import brand
from tests.harness.brand import HANDSETS, REP1_LINE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA = HANDSETS[0]


def made(world: World, caller: str = "manager", line: str = SHARED, **more: Any) -> dict[str, Any]:
    body = {"line": line, "phone": STRANGER, **more}
    lead: dict[str, Any] = good(world.api(caller, "POST", "/leads", body, key=world.key()), 201)
    return lead


def assigned(world: World, lead: dict[str, Any], owner: str, caller: str = "manager", **more: Any) -> Any:
    body = {"owner": owner, "version": lead["version"], **more}
    return world.api(caller, "POST", f"/leads/{lead['id']}/assign", body)


def listed(world: World, caller: str, query: str) -> list[str]:
    return [item["contact"]["phone"] for item in good(world.api(caller, "GET", f"/leads?{query}"))["items"]]


def news(world: World, to: str) -> list[str]:
    return [mail["subject"] for mail in world.mails if mail["to"] == f"{to}@example.com"]


def test_a_new_lead_waits_in_the_queue_and_managers_are_told_without_its_number(world: World) -> None:
    lead = made(world, first_name="Gus", last_name="Lee")
    assert (lead["owner"], lead["stage"], lead["source"], lead["waits"]) == (None, "new", "api", True)
    assert (lead["contact"]["name"], lead["history"][0]["what"], lead["history"][0]["by"]["id"]) == (
        "Gus Lee",
        "came",
        "manager",
    )
    world.drain()
    assert news(world, "admin") == ["New lead, nobody has it: Gus Lee, Brand"]
    assert news(world, "manager") == [], "who made it knows"
    assert not any(STRANGER[-7:] in mail["text"] for mail in world.mails)
    assert listed(world, "rep2", "view=unassigned") == [STRANGER]


def test_who_is_given_a_lead_is_told_with_a_link_and_has_its_thread(world: World) -> None:
    lead = good(assigned(world, made(world), "rep2", note="Yours"))
    assert (lead["owner"]["id"], lead["stage"], lead["history"][-1]["note"]) == ("rep2", "assigned", "Yours")
    world.drain()
    (subject,) = news(world, "rep2")
    assert subject.startswith("New lead for you: ")
    assert STRANGER[-7:] not in subject
    assert f"/leads/{lead['id']}" in world.mails[-1]["text"]
    assert listed(world, "rep2", "view=mine") == [STRANGER]
    assert listed(world, "rep2", "view=unassigned") == []
    world.handset_texts(STRANGER, SHARED, "Hello")
    thread = good(world.api("rep2", "GET", f"/threads/{lead['thread']}"))
    assert (thread["assignee"]["id"], thread["lead"]) == ("rep2", {"id": lead["id"], "stage": "assigned"})
    contact = good(world.api("rep2", "GET", f"/contacts/{lead['contact']['id']}"))
    found = {one["line"]["number"]: one["lead"] for one in contact["consents"]}
    assert found[SHARED] == thread["lead"]


def test_of_two_assignments_on_one_version_the_second_gets_409(world: World) -> None:
    lead = made(world)
    good(assigned(world, lead, "rep2"))
    problem(assigned(world, lead, "rep1", caller="admin"), 409, "lead_moved")
    problem(assigned(world, lead, "rep2", caller="admin"), 409, "lead_moved")
    assert good(assigned(world, lead, "rep2"))["version"] == lead["version"] + 1, "the same request again is answered"
    world.drain()
    assert len(news(world, "rep2")) == 1
    assert len(news(world, "rep1")) == 0


def test_a_lead_goes_from_hand_to_hand_with_its_history_and_each_is_told_once(world: World) -> None:
    lead = made(world)
    for owner in ("rep2", "manager", "rep2"):
        lead = good(assigned(world, lead, owner))
    lead = good(assigned(world, lead, ""))
    world.drain()
    told = [event["owner"]["id"] for event in lead["history"] if event["what"] == "assigned"]
    assert told == ["rep2", "manager", "rep2"]
    assert (lead["owner"], lead["stage"]) == (None, "new")
    assert sum(subject.startswith("New lead for you") for subject in news(world, "rep2")) == 2
    assert sum(subject.startswith("New lead for you") for subject in news(world, "manager")) == 1
    assert listed(world, "manager", "view=unassigned") == [STRANGER]


def test_a_rep_takes_a_lead_that_nobody_has_and_gives_none_away(world: World) -> None:
    lead = made(world)
    assert [one["id"] for one in good(world.api("rep2", "GET", f"/leads/{lead['id']}"))["owners"]] == ["rep2"]
    problem(assigned(world, lead, "rep1", caller="rep2"), 403, "role_too_low")
    problem(assigned(world, lead, "limited", caller="limited"), 422, "invalid")
    lead = good(assigned(world, lead, "rep2", caller="rep2"))
    problem(assigned(world, lead, "rep1", caller="rep1"), 403, "role_too_low")
    wrong(assigned(world, lead, "limited"), "owner")


def test_a_lead_of_a_line_that_is_not_ones_own_is_nowhere(world: World) -> None:
    lead = made(world, caller="rep1", line=REP1_LINE)
    for view in ("unassigned", "mine", "all", "all&stage=new"):
        assert listed(world, "rep2", f"view={view}") == []
    for method, path, body in (
        ("GET", f"/leads/{lead['id']}", None),
        ("PATCH", f"/leads/{lead['id']}", {"stage": "won", "version": 1}),
        ("POST", f"/leads/{lead['id']}/assign", {"owner": "rep2", "version": 1}),
        ("POST", f"/threads/{lead['id']}/lead", {}),
    ):
        problem(world.api("rep2", method, path, body), 404, "not_found")
    assert listed(world, "manager", "view=all") == [STRANGER]
    wrong(assigned(world, lead, "manager"), "owner")
    contact = good(world.api("rep2", "GET", f"/contacts/{lead['contact']['id']}"))
    assert all(one["lead"] is None for one in contact["consents"])


def test_the_first_text_stops_the_clock_and_stages_go_on(world: World) -> None:
    world.handset_texts(STRANGER, SHARED, "Hello")
    lead = good(assigned(world, made(world), "rep2"))
    world.api("rep2", "POST", f"/threads/{lead['thread']}/messages", {"body": "Hi"})
    lead = good(world.api("rep2", "GET", f"/leads/{lead['id']}"))
    assert (lead["stage"], lead["waits"], lead["first_text_at"] is None) == ("contacted", False, False)
    body = {"stage": "won", "note": "Sold", "version": lead["version"]}
    won = good(world.api("rep2", "PATCH", f"/leads/{lead['id']}", body))
    assert good(world.api("rep2", "PATCH", f"/leads/{lead['id']}", body))["version"] == won["version"]
    problem(world.api("rep2", "PATCH", f"/leads/{lead['id']}", body | {"stage": "lost"}), 409, "lead_moved")
    wrong(
        world.api("rep2", "PATCH", f"/leads/{lead['id']}", body | {"stage": "new", "version": won["version"]}), "stage"
    )
    assert listed(world, "rep2", "view=mine&stage=won") == [STRANGER]
    assert listed(world, "rep2", "view=mine&stage=contacted") == []
    assert listed(world, "manager", "view=all&stage=won") == [STRANGER]


def test_a_lead_that_nobody_writes_to_is_flagged_reminded_of_and_escalated_once(world: World) -> None:
    lead = good(assigned(world, made(world), "rep2"))
    world.drain()
    seen = []
    for _ in range(4):
        world.advance(16)
        world.tick()
        world.drain()
        seen.append(good(world.api("rep2", "GET", f"/leads/{lead['id']}"))["overdue"])
    assert seen == [True] * 4
    assert sum(subject.startswith("A lead waits") for subject in news(world, "rep2")) == 1
    for boss in ("manager", "admin"):
        assert sum(subject.startswith("Still nobody") for subject in news(world, boss)) == 1
        assert not any(subject.startswith("A lead waits") for subject in news(world, boss))


def test_who_wants_nothing_of_leads_is_told_of_one_that_nobody_writes_to(world: World) -> None:
    """AL-1: "Nobody has answered" is an event of its own."""
    good(world.api("manager", "PATCH", "/me", {"alerts": ["email"], "events": {"lead": []}}))
    lead = good(assigned(world, made(world), "rep2"))
    assert lead["owner"]["id"] == "rep2"
    for _ in range(4):
        world.advance(16)
        world.tick()
        world.drain()
    assert [subject.partition(" has")[0] for subject in news(world, "manager")] == ["Still nobody"]


def test_a_conversation_becomes_a_lead_of_who_makes_it(world: World) -> None:
    world.handset_texts(STRANGER, SHARED, "Hello")
    path = f"/threads/{world.thread(SHARED, STRANGER)}/lead"
    problem(world.api("limited", "POST", path, {}), 403, "role_too_low")
    wrong(world.api("rep2", "POST", path, {"email": "no address"}), "email")
    lead = good(world.api("rep2", "POST", path, {"first_name": "Gus", "email": "gus@example.com"}, key="k"), 201)
    assert (lead["owner"]["id"], lead["source"], lead["contact"]["name"]) == ("rep2", "hand", "Gus")
    assert good(world.api("rep2", "POST", path, {"first_name": "Gus"}, key="k"), 201)["version"] == lead["version"]
    problem(world.api("rep1", "POST", path, {}), 409, "lead_known")
    assert good(world.api("rep2", "GET", "/threads"))["items"][0]["contact"]["name"] == "Gus"


def test_a_lead_with_evidence_starts_the_opt_in_and_keeps_it(world: World) -> None:
    """LD-5."""
    proof = {"wording": "Text me.", "source": "paper form", "at": "2026-02-27T10:00:00Z"}
    lead = made(world, opt_in=proof)
    assert (lead["evidence"]["wording"], lead["evidence"]["source"]) == ("Text me.", "paper form")
    world.drain()
    assert world.carrier.sent[-1].to == STRANGER
    consents = good(world.api("manager", "GET", f"/contacts/{lead['contact']['id']}"))["consents"]
    assert {one["line"]["number"]: one["state"] for one in consents}[SHARED] == "pending"


def test_rules_give_leads_in_turn_and_to_the_least_busy(world: World) -> None:
    rules = [{"people": ["rep1", "rep2"], "tags": ["vip"]}, {"people": ["rep1", "rep2"], "pick": "least_busy"}]
    saved = good(world.api("admin", "PATCH", "/settings", {"lead_rules": rules}))
    assert [rule["pick"] for rule in saved["lead_rules"]] == ["in_turn", "least_busy"]
    phones = [f"+1202555017{place}" for place in range(1, 6)]
    tags = [["vip"], ["vip"], ["vip"], [], []]
    owners = [made(world, phone=phone, tags=given)["owner"]["id"] for phone, given in zip(phones, tags, strict=True)]
    assert owners == ["rep1", "rep2", "rep1", "rep2", "rep1"]
    wrong(world.api("admin", "PATCH", "/settings", {"lead_rules": [{"people": ["nobody"]}]}), "lead_rules.0.people")


@pytest.mark.parametrize("view", ["unassigned", "all"])
def test_the_longest_waiting_come_first_page_by_page(world: World, view: str) -> None:
    phones = [f"+1202555017{place}" for place in (5, 3, 4)]
    for phone in phones:
        made(world, phone=phone)
        world.advance(1)
    first = good(world.api("manager", "GET", f"/leads?view={view}&limit=2"))
    rest = good(world.api("manager", "GET", f"/leads?view={view}&limit=2&cursor={first['cursor']}"))
    assert [item["contact"]["phone"] for item in first["items"] + rest["items"]] == phones
    problem(world.api("manager", "GET", f"/leads?view=mine&cursor={first['cursor']}"), 422, "invalid")


def test_a_deleted_contact_takes_its_lead_along(world: World) -> None:
    lead = made(world)
    good(world.api("manager", "DELETE", f"/contacts/{lead['contact']['id']}"), 204)
    assert listed(world, "manager", "view=all") == []
    assert listed(world, "manager", "view=unassigned") == []
    problem(world.api("manager", "GET", f"/leads/{lead['id']}"), 404, "not_found")


def test_a_manager_sees_who_is_there_and_how_busy_each_is(world: World) -> None:
    """LD-1, AW-3: who is away stands last, with until when and who stands in."""
    lead = made(world)
    good(assigned(world, made(world, phone=ADA), "rep2"))
    end = (world.now + timedelta(hours=3)).isoformat()
    good(world.api("rep1", "POST", "/absences", {"ends": end, "backups": ["rep2"]}, key=world.key()), 201)
    owners = good(world.api("manager", "GET", f"/leads/{lead['id']}"))["owners"]
    assert [(one["id"], one["away"], one["leads"]) for one in owners] == [
        ("admin", False, 0),
        ("manager", False, 0),
        ("rep2", False, 1),
        ("rep1", True, 0),
    ]
    assert owners[-1]["until"].startswith(end[:16])
    assert owners[-1]["deputy"] == {"id": "rep2", "name": "Rep2"}
    world.handset_texts(STRANGER, SHARED, "Hello")
    for caller, told in (("manager", {"leads": 0}), ("rep2", {"leads": None, "until": None, "deputy": None})):
        people = good(world.api(caller, "GET", f"/threads/{lead['thread']}/people"))["items"]
        (gone,) = (one for one in people if one["away"])
        assert gone == people[-1] | told
        assert (gone["id"], gone["handle"]) == ("rep1", "Rep One")


def test_who_changes_a_lead_is_told_who_is_there_but_nobody_is_counted(world: World) -> None:
    """Each count is a Query: whoever asks for the lead pays for it, not whoever makes one."""
    lead = made(world)
    assert [one["leads"] for one in lead["owners"]] == [None] * len(lead["owners"])
    assert {one["leads"] for one in good(world.api("manager", "GET", f"/leads/{lead['id']}"))["owners"]} == {0}


def later(world: World, minutes: int) -> None:
    world.advance(minutes)
    world.tick()
    world.drain()


def late(world: World, to: str) -> int:
    return sum(subject.startswith(("A lead waits", "Still nobody")) for subject in news(world, to))


@pytest.mark.parametrize("line", [SHARED, REP1_LINE])
def test_of_an_owner_who_is_away_the_backup_is_reminded_and_then_the_managers(world: World, line: str) -> None:
    """6.2: rep, backup, manager; an alert goes to who stands in."""
    good(assigned(world, made(world, caller="rep1", line=line), "rep1", caller="rep1"))
    until = (world.now + timedelta(days=2)).isoformat()
    good(world.api("rep1", "POST", "/absences", {"ends": until, "backups": ["rep2"]}), 201)
    world.drain()
    before = len(world.carrier.sent)
    later(world, 17)
    assert [late(world, who) for who in ("rep1", "rep2", "manager")] == [0, 1, 0]
    later(world, 16)
    assert [late(world, who) for who in ("rep1", "rep2", "manager")] == [0, 1, 1]
    assert len(world.carrier.sent) == before


def test_a_lead_that_may_not_be_texted_yet_is_not_late_before_its_yes() -> None:
    """LD-3: while its consent is pending nobody may write to it, so nobody is reminded."""
    with World(brand.form) as world:
        good(world.api("admin", "PATCH", "/forms/club", {"lead": True}))
        answers = {"phone": STRANGER, "agree": True, "first_name": "Gus", "size": "large"}
        assert world.api("", "POST", "/forms/club", answers).status == 202
        world.drain()
        (lead,) = good(world.api("manager", "GET", "/leads?view=unassigned"))["items"]
        assert (lead["clock"], lead["due"], lead["waits"], lead["overdue"]) == (None, None, True, False)
        lead = good(assigned(world, lead, "rep2"))
        later(world, 40)
        assert (late(world, "rep2"), late(world, "manager")) == (0, 0)
        world.handset_texts(STRANGER, SHARED, "YES")
        agreed = world.now
        world.drain()
        lead = good(world.api("rep2", "GET", f"/leads/{lead['id']}"))
        assert datetime.fromisoformat(lead["clock"]) == agreed
        assert datetime.fromisoformat(lead["due"]) == agreed + timedelta(minutes=15)
        later(world, 14)
        assert late(world, "rep2") == 0
        later(world, 2)
        assert (late(world, "rep2"), late(world, "manager")) == (1, 0)
        good(world.api("rep2", "POST", "/threads", {"line": SHARED, "to": STRANGER, "body": "Hello Gus"}), 201)
        own = good(world.api("rep2", "GET", "/leads/league?days=7"))
        assert own["total"]["median"] < 17 * 60
