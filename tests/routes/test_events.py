"""What the brand's own systems hear on the topic: ids alone, never what was said nor a number (AL-1)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chalicelib.core.lead_effects import LeadNews
from tests.harness import aws
from tests.harness.brand import HANDSETS, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good

ADA = HANDSETS[0]
EVENTS = Path(__file__).parents[2] / "docs" / "operator" / "events.md"


def heard(world: World, name: str) -> list[dict[str, object]]:
    world.drain()
    return [event for event in aws.published() if event["event"] == name]


def test_a_text_that_came_in(world: World) -> None:
    world.handset_texts(ADA, SHARED, "Are you open?")
    (event,) = heard(world, "message.received")
    assert (event["thread"], event["line"]) == (world.thread(SHARED, ADA), world.line(SHARED))


def test_a_new_lead_and_who_gets_it(world: World) -> None:
    lead = good(world.api("rep1", "POST", "/leads", {"line": SHARED, "phone": STRANGER}, key=world.key()), 201)
    assert {event["person"] for event in heard(world, "lead.new")} == {"manager", "admin"}
    given = {"owner": "rep2", "version": lead["version"]}
    good(world.api("manager", "POST", f"/leads/{lead['id']}/assign", given))
    (event,) = heard(world, "lead.assigned")
    known = {"lead": lead["id"], "line": world.line(SHARED), "person": "rep2"}
    assert event == {"event": "lead.assigned", **known}
    world.advance(40)
    for step in ("lead.late", "lead.escalated"):
        world.advance(16)
        world.tick()
        assert heard(world, step), step


def test_a_lead_that_somebody_took(world: World) -> None:
    """Who took it is not told; the brand's systems are."""
    lead = good(world.api("rep1", "POST", "/leads", {"line": SHARED, "phone": STRANGER}, key=world.key()), 201)
    given = {"owner": "rep2", "version": lead["version"]}
    good(world.api("rep2", "POST", f"/leads/{lead['id']}/assign", given))
    assert [event["person"] for event in heard(world, "lead.assigned")] == ["rep2"]


def test_a_conversation_that_is_given_to_somebody(world: World) -> None:
    world.handset_texts(ADA, SHARED, "Hello")
    thread = world.thread(SHARED, ADA)
    good(world.api("manager", "PATCH", f"/threads/{thread}", {"assignee": "rep2"}))
    (event,) = heard(world, "thread.assigned")
    assert event == {"event": "thread.assigned", "thread": thread, "line": world.line(SHARED), "people": ["rep2"]}


def test_a_conversation_that_nobody_answers(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"escalate_after": 5}))
    world.handset_texts(ADA, SHARED, "Hello")
    world.drain()
    for _ in range(3):
        world.advance(6)
        world.tick()
        world.drain()
    (event, *_) = heard(world, "thread.escalated")
    assert set(event) == {"event", "thread", "line", "people"}
    assert event["people"]


def test_a_note_is_the_teams_own(world: World) -> None:
    world.handset_texts(ADA, SHARED, "Hello")
    world.drain()
    before = len(aws.published())
    good(world.api("rep1", "POST", f"/threads/{world.thread(SHARED, ADA)}/notes", {"body": "@rep2 look"}), 201)
    world.drain()
    assert len(aws.published()) == before


def test_no_event_bears_a_number_a_name_or_words(world: World) -> None:
    body = {"line": SHARED, "phone": STRANGER, "first_name": "Gustava", "note": "Secret words"}
    good(world.api("rep1", "POST", "/leads", body, key=world.key()), 201)
    world.handset_texts(STRANGER, SHARED, "Secret words")
    world.drain()
    said = json.dumps(aws.published())
    assert len(aws.published()) == 3
    assert not any(secret in said for secret in (STRANGER, STRANGER[-7:], "Gustava", "Secret"))


@pytest.mark.parametrize("name", ["message.received", "thread.assigned", "thread.escalated", "line.held"])
def test_each_event_is_written_down(name: str) -> None:
    assert f"| `{name}` |" in EVENTS.read_text()


def test_each_step_of_a_lead_is_written_down() -> None:
    assert all(f"| `lead.{what}` |" in EVENTS.read_text() for what in LeadNews)
