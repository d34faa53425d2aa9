"""In whose hands a conversation may be: who has it can answer, and hears of it (LN-2, AW-3, T7)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import HANDSETS, REP1_LINE, SHARED
from tests.harness.gateway import Answer
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong
from tests.routes.test_lead_returns import away

ADA = HANDSETS[0]
GIVEN = "gave you a conversation"


def given(world: World, to: str, by: str, line: str = REP1_LINE) -> Answer:
    return world.api(by, "PATCH", f"/threads/{world.thread(line, ADA)}", {"assignee": to})


def asked(world: World, line: str = REP1_LINE) -> None:
    world.handset_texts(ADA, line, "Is it still there?")
    world.drain()


def holds(world: World) -> dict[str, bool]:
    people: list[dict[str, Any]] = good(
        world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}/people"),
    )["items"]
    return {one["id"]: one["holds"] for one in people}


def told(world: World) -> list[str]:
    """Who was mailed that a conversation is its own now."""
    return [mail["to"].partition("@")[0] for mail in world.mails if GIVEN in mail["subject"]]


def test_a_manager_neither_takes_nor_is_given_a_conversation_of_a_reps_own_line(world: World) -> None:
    """It could not answer there."""
    asked(world)
    problem(given(world, "manager", by="manager"), 403, "line_not_yours")
    wrong(given(world, "manager", by="admin"), "assignee")
    assert holds(world) == {"rep1": True, "manager": False, "admin": False}
    assert good(given(world, "rep1", by="manager"))["assignee"]["id"] == "rep1"


@pytest.mark.parametrize("who", ["rep2", "manager"])
def test_who_stands_in_may_be_given_a_conversation_of_the_line_and_take_it(world: World, who: str) -> None:
    asked(world)
    away(world, "rep1", who)
    assert holds(world)[who] is True
    assert good(given(world, who, by="admin"))["assignee"]["id"] == who
    good(given(world, "", by="admin"))
    assert good(given(world, who, by=who))["assignee"]["id"] == who


def test_a_conversation_given_to_who_is_away_is_told_to_who_stands_in(world: World) -> None:
    asked(world, SHARED)
    away(world, "rep2", "rep1")
    assert good(given(world, "rep2", "manager", SHARED))["assignee"]["id"] == "rep2"
    world.drain()
    assert told(world) == ["rep1"]


def test_who_gives_it_to_whom_it_stands_in_for_itself_is_told_nothing(world: World) -> None:
    asked(world, SHARED)
    away(world, "rep2", "manager")
    good(given(world, "rep2", "manager", SHARED))
    world.drain()
    assert told(world) == []
