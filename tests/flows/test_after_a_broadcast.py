"""A broadcast is nobody's word in a conversation, and its answers are of who may have them (AW-2, AW-3, LD-3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chalicelib.flows.ports import ProviderRefused
from tests.harness.brand import GROUP, HANDSETS, REP1_LINE, SHARED
from tests.harness.check import check_all
from tests.harness.quiet import minutes, quiet
from tests.harness.wire import Call, Effect
from tests.harness.world import World
from tests.routes.answers import good

ADA = HANDSETS[0]


def sent(world: World, line: str, caller: str = "rep1") -> None:
    good(world.api(caller, "POST", "/broadcasts", {"line": line, "group": GROUP, "body": "Spring is here."}), 202)
    world.drain()


def test_who_answers_one_outside_of_hours_is_told_that_nobody_is_there(world: World) -> None:
    shut = {
        "hours": [{"weekday": "tuesday", "begins": "09:00", "ends": "17:00"}],
        "away_message": "We are closed until Tuesday.",
    }
    good(world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", shut))
    sent(world, REP1_LINE)
    world.advance(5)
    world.handset_texts(ADA, REP1_LINE, "Do you have it in blue?")
    world.drain()
    assert "We are closed until Tuesday." in world.carrier.got(ADA)[-1]
    assert quiet(world)
    assert check_all(world) == []


def test_a_text_whose_rule_could_not_answer_is_told_though_a_broadcast_went_since(world: World) -> None:
    rule = {"words": ["hours"], "reply": "We are open 9 to 5.", "alert": False}
    good(world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"rules": [rule]}))

    def refused(call: Call, effect: Effect) -> Any:
        if call.name == "provider.send":
            raise ProviderRefused(30007, "filtered")
        return effect()

    with world.around(refused):
        world.handset_texts(ADA, REP1_LINE, "hours")
        world.drain()
    world.advance(2)
    sent(world, REP1_LINE)
    minutes(world, 14)
    head = good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}"))
    assert head["tab"] == "needs_attention"
    assert quiet(world)
    assert check_all(world) == []


def test_a_lead_made_of_a_question_that_nobody_answered_waits_though_a_broadcast_went_since(world: World) -> None:
    world.handset_texts(ADA, SHARED, "I want a quote")
    world.drain()
    world.advance(3)
    sent(world, SHARED)
    details = {"first_name": "Ada", "last_name": "Able", "email": "ada@example.com"}
    path = f"/threads/{world.thread(SHARED, ADA)}/lead"
    lead = good(world.api("rep1", "POST", path, details, key=world.key()), 201)
    assert (lead["stage"], lead["first_text_at"]) == ("assigned", None)
    assert lead["due"] is not None


def test_answers_to_the_broadcast_of_a_stand_in_are_whose_the_line_is(world: World) -> None:
    ends = (world.now + timedelta(days=2)).isoformat()
    absence = good(world.api("rep1", "POST", "/absences", {"ends": ends, "backups": ["rep2"]}), 201)
    sent(world, REP1_LINE, "rep2")
    good(world.api("rep1", "DELETE", f"/absences/{absence['id']}"), 204)
    world.handset_texts(ADA, REP1_LINE, "Is it in blue?")
    world.drain()
    head = good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}"))
    assert head["assignee"]["id"] == "rep1"
    assert quiet(world)
    assert check_all(world) == []
