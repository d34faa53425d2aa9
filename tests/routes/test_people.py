"""The brand's people: who sees them, who is invited, and what an admin changes (AD-1, T5, T7)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.harness import aws
from tests.harness.brand import HANDSETS, LOCAL, REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.gateway import Answer
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA, BEN = HANDSETS[:2]
NORA = {"name": " Nora New ", "email": "Nora@Example.com", "role": "standard"}


def people(world: World, caller: str = "admin") -> dict[str, Any]:
    return {one["id"]: one for one in good(world.api(caller, "GET", "/team"))["items"]}


def patch(world: World, person: str, change: dict[str, Any], by: str = "admin") -> Answer:
    return world.api(by, "PATCH", f"/team/{person}", change)


def invite(world: World, **more: Any) -> Answer:
    return world.api("admin", "POST", "/team", NORA | more)


def lead(world: World, owner: str) -> str:
    made = good(world.api("manager", "POST", "/leads", {"line": SHARED, "phone": STRANGER}), 201)
    given = {"owner": owner, "version": made["version"]}
    good(world.api("manager", "POST", f"/leads/{made['id']}/assign", given))
    world.drain()
    return str(made["id"])


def held(world: World, number: str, person: str) -> str:
    """A conversation on a line, in somebody's hands."""
    world.handset_texts(ADA, number, "Is it still there?")
    path = f"/threads/{world.thread(number, ADA)}"
    good(world.api("manager", "PATCH", path, {"assignee": person}))
    world.drain()
    return path


def holder(world: World, path: str) -> str | None:
    found = good(world.api("admin", "GET", path))["assignee"]
    return found and str(found["id"])


def test_managers_see_everybody_and_nobodys_phone(world: World) -> None:
    ends = (world.now + timedelta(hours=1)).isoformat()
    good(world.api("rep2", "POST", "/absences", {"ends": ends}), 201)
    shown = people(world, "manager")
    assert [one["name"] for one in shown.values()] == ["Admin", "Limited", "Manager", "Rep One", "Rep2"]
    assert {one["id"] for one in shown.values() if one["away"]} == {"rep2"}
    assert [line["number"] for line in shown["rep1"]["lines"]] == [REP1_LINE]
    assert REP1_PHONE not in json.dumps(shown)
    assert REP1_PHONE[-4:] not in json.dumps(shown)


def test_who_is_switched_off_stands_last(world: World) -> None:
    good(patch(world, "limited", {"active": False}))
    assert list(people(world))[-1] == "limited"


def test_who_is_invited_can_sign_in_and_work_at_once(world: World) -> None:
    made = good(invite(world, line=SHARED), 201)
    assert (made["name"], made["email"], made["role"], made["active"]) == (
        "Nora New",
        "nora@example.com",
        "standard",
        True,
    )
    assert aws.accounts() == {"nora@example.com": True}
    first = {"line": SHARED, "to": BEN, "body": "Hello, Nora here."}
    good(world.api(made["id"], "POST", "/threads", first), 201)
    world.drain()
    (mail,) = [mail for mail in world.mails if mail["to"] == "nora@example.com"]
    assert "Admin has invited you" in mail["text"]
    assert "https://parley.example.com" in mail["text"]


def test_an_own_line_that_is_nobodys_becomes_the_new_persons(world: World) -> None:
    wrong(invite(world, line=world.line(REP1_LINE)), "line")
    good(patch(world, "rep1", {"active": False, "hand_over_to": "rep2"}))
    world.drain()
    good(patch(world, "rep2", {"active": False, "hand_over_to": "manager"}))
    # Before the queue has got so far the line is still of somebody who has left.
    made = good(invite(world, line=world.line(REP1_LINE)), 201)
    assert [line["number"] for line in made["lines"]] == [REP1_LINE]
    world.drain()
    assert [line["number"] for line in people(world)[made["id"]]["lines"]] == [REP1_LINE]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "N" * 81}, "name"),
        ({"email": "nora"}, "email"),
        ({"email": "nora@example.com\r\nBcc: all@example.com"}, "email"),
        ({"role": "owner"}, "role"),
        ({"line": "lnothing"}, "line"),
        ({"line": "12"}, "line"),
        ({"id": "admin"}, "id"),
        ({"phone": STRANGER}, "phone"),
        ({"active": False}, "active"),
    ],
)
def test_an_invitation_that_cannot_be_changes_nothing(world: World, change: dict[str, Any], field: str) -> None:
    before = world.items("team")
    wrong(invite(world, **change), field)
    assert world.items("team") == before
    assert aws.accounts() == {}


@pytest.mark.parametrize("email", ["rep1@example.com", "REP1@example.com"])
def test_an_email_is_one_persons(world: World, email: str) -> None:
    problem(invite(world, email=email), 409, "person_known")
    assert aws.accounts() == {}


def test_a_repeat_after_a_crash_invites_the_same_person(world: World) -> None:
    """The account was made, and the answer lost before the team knew."""
    aws.add_account("nora@example.com")
    made = good(world.api("admin", "POST", "/team", NORA, key="k"), 201)
    assert made["email"] == "nora@example.com"
    assert people(world)[made["id"]]["active"]


def test_a_role_counts_from_the_next_request_on(world: World) -> None:
    first = {"line": SHARED, "to": BEN, "body": "Hi"}
    good(patch(world, "rep2", {"role": "limited"}))
    problem(world.api("rep2", "POST", "/threads", first), 403, "role_too_low")
    good(patch(world, "rep2", {"role": "manager"}))
    good(world.api("rep2", "GET", "/team"))
    assert "assign" in good(world.api("rep2", "GET", "/me"))["may"]


@pytest.mark.parametrize("change", [{"role": "standard"}, {"active": False}, {"active": False, "hand_over_to": "rep2"}])
def test_the_last_admin_stays_and_nobody_changes_itself(world: World, change: dict[str, Any]) -> None:
    problem(patch(world, "admin", change), 409, "last_admin")
    good(patch(world, "manager", {"role": "admin"}))
    problem(patch(world, "admin", change), 403, "own_role")
    good(patch(world, "admin", change, by="manager"))
    problem(patch(world, "manager", change, by="manager"), 409, "last_admin")
    assert people(world, "manager")["manager"]["role"] == "admin"


@pytest.mark.parametrize("person", ["limited", "rep2", "manager"])
def test_who_is_no_admin_changes_nobody(world: World, person: str) -> None:
    before = world.items("team")
    for change in ({"role": "admin"}, {"active": False}, {"name": "Boss"}):
        for whom in (person, "rep1"):
            problem(patch(world, whom, change, by=person), 403, "role_too_low")
    problem(world.api(person, "POST", "/team", NORA), 403, "role_too_low")
    assert world.items("team") == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"role": "boss"}, "role"),
        ({"email": "other@example.com"}, "email"),
        ({"phone": STRANGER}, "phone"),
        ({"id": "admin"}, "id"),
        ({"hand_over_to": "rep1"}, "hand_over_to"),
        ({"active": True, "hand_over_to": "rep1"}, "hand_over_to"),
        ({"active": False, "hand_over_to": "rep2"}, "hand_over_to"),
        ({"active": False, "hand_over_to": "limited"}, "hand_over_to"),
        ({"active": False, "hand_over_to": "nobody"}, "hand_over_to"),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(world: World, change: dict[str, Any], field: str) -> None:
    before = world.items("team")
    wrong(patch(world, "rep2", change), field)
    assert world.items("team") == before


def test_nobody_who_is_not_there_is_changed(world: World) -> None:
    for change in ({"name": "X"}, {"active": True}, {"active": False}):
        problem(patch(world, "nobody", change), 404, "not_found")


def test_who_is_switched_off_is_out_at_once(world: World) -> None:
    nora = good(invite(world, line=SHARED), 201)["id"]
    good(world.api(nora, "GET", "/threads"))
    good(patch(world, nora, {"active": False}))
    problem(world.api(nora, "GET", "/threads"), 403, "no_texting")
    assert aws.accounts() == {"nora@example.com": False}
    good(patch(world, nora, {"active": True}))
    good(world.api(nora, "GET", "/threads"))
    assert aws.accounts() == {"nora@example.com": True}


def test_what_was_cut_off_is_done_by_the_same_request_again(world: World) -> None:
    """The team knew that somebody was switched off, and the user pool was not told."""
    nora = good(invite(world), 201)["id"]
    good(patch(world, nora, {"active": False}))
    aws.enable(nora)
    good(patch(world, nora, {"active": False}))
    assert aws.accounts() == {"nora@example.com": False}


def test_an_heir_gets_conversations_leads_and_the_own_line(world: World) -> None:
    shared, own = held(world, SHARED, "rep1"), held(world, REP1_LINE, "rep1")
    known = lead(world, "rep1")
    wrong(patch(world, "rep1", {"active": False}), "hand_over_to")
    good(patch(world, "rep1", {"active": False, "hand_over_to": "rep2"}))
    world.drain()
    assert [line["number"] for line in people(world)["rep2"]["lines"]] == [REP1_LINE]
    assert (holder(world, shared), holder(world, own)) == ("rep2", "rep2")
    assert good(world.api("rep2", "GET", f"/leads/{known}"))["owner"]["id"] == "rep2"
    good(world.api("rep2", "POST", f"{own}/messages", {"body": "It is. I am Rep Two."}), 201)
    said = good(world.api("rep2", "GET", f"{own}/messages"))["items"]
    assert "Assigned to Rep2" in [entry["body"] for entry in said]


def test_without_an_heir_the_team_and_the_queue_have_it(world: World) -> None:
    path, known = held(world, SHARED, "rep2"), lead(world, "rep2")
    good(patch(world, "rep2", {"active": False}))
    world.drain()
    assert holder(world, path) is None
    assert good(world.api("rep1", "GET", f"/leads/{known}"))["owner"] is None
    waiting = good(world.api("manager", "GET", "/leads?view=unassigned"))["items"]
    assert [item["id"] for item in waiting] == [known]
    world.advance(minutes=2)
    world.tick()
    world.drain()
    told = {mail["to"] for mail in world.mails if mail["subject"] == "Rep2 has left"}
    assert told == {"manager@example.com"}


def test_what_an_heir_does_not_see_it_does_not_get(world: World) -> None:
    """T4: a conversation of a line on which the heir does not stand goes to the line's team."""
    path = held(world, LOCAL, "rep2")
    members = {"members": ["rep2", "rep1"]}
    good(world.api("admin", "PATCH", f"/lines/{world.line(LOCAL)}", members))
    nora = good(invite(world, line=SHARED), 201)["id"]
    good(patch(world, "rep2", {"active": False, "hand_over_to": nora}))
    world.drain()
    assert holder(world, path) is None


def test_hundreds_of_conversations_are_given_away_job_by_job(world: World) -> None:
    """Each job takes fifty; what is archived goes along."""
    phones = [f"+1312555{place:04}" for place in range(100, 160)]
    for phone in phones:
        world.handset_texts(phone, SHARED, "Hello")
        path = f"/threads/{world.thread(SHARED, phone)}"
        good(world.api("manager", "PATCH", path, {"assignee": "rep2", "folder": "archived"}))
    world.drain()
    good(patch(world, "rep2", {"active": False, "hand_over_to": "rep1"}))
    world.drain()
    holders = {holder(world, f"/threads/{world.thread(SHARED, phone)}") for phone in phones}
    assert holders == {"rep1"}
    told = [mail["subject"] for mail in world.mails if mail["to"] == "rep1@example.com"]
    assert not [subject for subject in told if "gave you" in subject], "nobody is told sixty times of what rests"


def test_absences_end_with_their_person(world: World) -> None:
    ends = (world.now + timedelta(days=1)).isoformat()
    good(world.api("rep1", "POST", "/absences", {"ends": ends, "backups": ["rep2"]}), 201)
    good(patch(world, "rep1", {"active": False, "hand_over_to": "rep2"}))
    world.drain()
    assert not any(one["now"] for one in good(world.api("manager", "GET", "/absences"))["items"])


def test_who_is_back_keeps_what_it_still_has(world: World) -> None:
    nora = good(invite(world, line=SHARED), 201)["id"]
    path = held(world, SHARED, nora)
    good(patch(world, nora, {"active": False}))
    good(patch(world, nora, {"active": True}))
    world.drain()
    assert holder(world, path) == nora


def test_who_lost_its_account_by_hand_is_not_switched_on(world: World) -> None:
    """It could not sign in, and would seem to."""
    good(patch(world, "rep2", {"active": False}))
    problem(patch(world, "rep2", {"active": True}), 409, "account_gone")
    assert not people(world)["rep2"]["active"]


@pytest.mark.parametrize("was", [True, False])
def test_who_never_signed_in_is_told_again_where_to(world: World, was: bool) -> None:
    nora = good(invite(world), 201)["id"]
    world.drain()
    good(patch(world, nora, {"active": was}))
    good(patch(world, nora, {"active": True}))
    world.drain()
    told = [mail["subject"] for mail in world.mails if mail["to"] == "nora@example.com"]
    assert [line.startswith("You are invited") for line in told].count(True) == 2


def test_who_has_an_account_already_is_promised_no_first_password(world: World) -> None:
    aws.add_account("nora@example.com")
    aws.choose_password("nora@example.com")
    good(invite(world), 201)
    world.drain()
    (mail,) = [mail for mail in world.mails if mail["to"] == "nora@example.com"]
    assert "first password" not in mail["text"]
    assert "the password that you chose" in mail["text"]
