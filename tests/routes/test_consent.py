"""The proof of a contact's consent: what it shows, to whom, and how a ledger that was touched shows in it."""

from __future__ import annotations

from typing import Any

import boto3
import pytest

from tests.harness import aws
from tests.harness.brand import HANDSETS, LOCAL, REP1_LINE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, problem

ADA = HANDSETS[0]


def proof(world: World, caller: str = "rep1", phone: str = ADA) -> Any:
    return good(world.api(caller, "GET", f"/contacts/{world.contact(phone)}/consent"))


def on(found: Any, number: str) -> Any:
    return next(part for part in found["lines"] if part["line"]["number"] == number)


def rows(world: World, number: str = SHARED) -> list[aws.Item]:
    thread = world.thread(number, ADA)
    return sorted((row for row in world.items("consent") if row["pk"]["S"] == thread), key=lambda row: row["sk"]["S"])


def table() -> Any:
    return boto3.client("dynamodb", region_name=aws.REGION)


def test_each_event_is_told_in_order_and_the_chain_is_whole(world: World) -> None:
    world.handset_texts(ADA, SHARED, "Stop!")
    world.handset_texts(ADA, SHARED, "START")
    found = on(proof(world), SHARED)
    assert [event["act"] for event in found["events"]] == ["opt_in", "confirm", "stop", "start"]
    assert [event["number"] for event in found["events"]] == [1, 2, 3, 4]
    assert (found["state"], found["basis"], found["whole"], found["breach"]) == ("yes", "consent", True, None)
    said = found["events"][2]
    assert (said["before"], said["after"], said["source"], said["wording"]) == (
        "yes",
        "no",
        "text",
        "Stop!",
    )
    assert said["message"]
    assert said["previous"] == found["events"][1]["digest"]


def test_a_stop_to_one_line_takes_the_basis_of_every_line(world: World) -> None:
    world.handset_texts(ADA, SHARED, "STOP")
    other = on(proof(world), REP1_LINE)
    assert (other["state"], other["stopped"], other["basis"], other["whole"]) == ("yes", True, "none", True)


def test_a_line_that_was_stopped_from_another_shows_that_event_with_its_chain(world: World) -> None:
    """CN-7, CN-12: the STOP stands in the ledger of the line it was sent to, and nowhere else."""
    world.handset_texts(ADA, SHARED, "Stop texting me")
    found = proof(world)
    event = on(found, SHARED)["events"][-1]
    stop = on(found, REP1_LINE)["stop"]
    assert stop["event"] == event
    assert (stop["at"], stop["line"]["number"]) == (event["at"], SHARED)
    assert stop["event"]["previous"] == on(found, SHARED)["events"][-2]["digest"]
    assert on(found, SHARED)["stop"] is None
    assert [part["whole"] for part in found["lines"]] == [True] * len(found["lines"])


def test_of_several_stops_it_is_the_one_that_counts_for_the_brand(world: World) -> None:
    world.handset_texts(ADA, SHARED, "STOP")
    world.advance(5)
    good(world.api("admin", "PATCH", "/settings", {"stop_scope": "line"}))
    world.handset_texts(ADA, LOCAL, "STOP")
    assert on(proof(world), REP1_LINE)["stop"]["line"]["number"] == SHARED


def test_of_a_stop_to_a_line_that_the_caller_does_not_see_only_the_moment_is_told(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "STOP")
    stop = on(proof(world, "rep2"), SHARED)["stop"]
    assert (stop["line"], stop["event"]) == (None, None)
    assert stop["at"] == on(proof(world, "manager"), REP1_LINE)["events"][-1]["at"]


def test_after_start_no_line_tells_of_a_stop_elsewhere(world: World) -> None:
    world.handset_texts(ADA, SHARED, "STOP")
    world.handset_texts(ADA, SHARED, "START")
    assert [part["stop"] for part in proof(world)["lines"]] == [None] * 3


def test_who_wrote_first_may_be_answered_until_a_moment(world: World) -> None:
    world.handset_texts(STRANGER, LOCAL, "Are you open?")
    found = on(proof(world, phone=STRANGER), LOCAL)
    assert (found["state"], found["basis"], found["events"], found["whole"]) == ("none", "conversational", [], True)
    assert found["until"] > proof(world)["made_at"]


def test_lines_that_the_caller_does_not_see_are_left_out(world: World) -> None:
    assert {part["line"]["number"] for part in proof(world, "rep2")["lines"]} == {SHARED, LOCAL}
    assert REP1_LINE in {part["line"]["number"] for part in proof(world, "manager")["lines"]}


def test_what_was_agreed_is_kept_of_who_is_no_contact_any_more(world: World) -> None:
    assert world.api("manager", "DELETE", f"/contacts/{world.contact(ADA)}").status == 204
    found = proof(world)
    assert (found["contact"]["name"], found["contact"]["phone"]) == ("", ADA)
    assert len(on(found, SHARED)["events"]) == 2


def test_nobody_knows_a_stranger(world: World) -> None:
    problem(world.api("rep1", "GET", f"/contacts/{world.contact(STRANGER)}/consent"), 404, "not_found")


@pytest.mark.parametrize("place", [0, 1])
def test_a_removed_event_shows(world: World, place: int) -> None:
    row = rows(world)[place]
    table().delete_item(TableName=aws.TABLES["consent"], Key={"pk": row["pk"], "sk": row["sk"]})
    found = on(proof(world), SHARED)
    assert (found["whole"], found["breach"]["number"]) == (False, place + 1)


@pytest.mark.parametrize(("name", "value"), [("source", "form"), ("wording", "I agree"), ("at", None)])
def test_an_altered_event_shows(world: World, name: str, value: str | None) -> None:
    row = rows(world)[0]
    altered = {"N": str(int(row["at"]["N"]) + 1)} if value is None else {"S": value}
    table().put_item(TableName=aws.TABLES["consent"], Item={**row, name: altered})
    found = on(proof(world), SHARED)
    assert found["breach"] == {"number": 1, "what": "This event was altered."}


def test_a_state_that_was_written_past_the_ledger_shows(world: World) -> None:
    world.handset_texts(ADA, SHARED, "STOP")
    key = {"pk": {"S": world.contact(ADA)}, "sk": {"S": f"thread#{world.line(SHARED)}"}}
    table().update_item(
        TableName=aws.TABLES["conversations"],
        Key=key,
        UpdateExpression="SET consent = :yes",
        ExpressionAttributeValues={":yes": {"S": "yes"}},
    )
    assert on(proof(world), SHARED)["breach"]["what"] == "The events lead to no, the line shows yes."


def test_a_stop_for_the_whole_brand_shows_on_lines_that_nobody_texted_from(world: World) -> None:
    """CN-1, CN-12: what would be refused there shows as such, not as if nobody had said anything."""
    assert world.handset_texts(HANDSETS[0], SHARED, "STOP").status == 200
    path = f"/contacts/{world.contact(HANDSETS[0])}"
    assert {row["state"] for row in good(world.api("admin", "GET", path))["consents"]} == {"no"}
    lines = {part["line"]["number"]: part for part in good(world.api("admin", "GET", f"{path}/consent"))["lines"]}
    assert (lines[LOCAL]["stopped"], lines[LOCAL]["events"], lines[LOCAL]["whole"]) == (True, [], True)
    assert lines[LOCAL]["stop"]["event"]["act"] == "stop"
