"""A text that nobody answers, as people of the brand see it (AW-4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.harness.brand import HANDSETS, REP1_LINE, SHARED
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong


@pytest.fixture
def waiting(world: World) -> World:
    """rep1 is away, rep2 and then limited stand in, and a text to rep1's line was not answered for 14 minutes."""
    good(world.api("admin", "PATCH", "/settings", {"escalate_after": 15}))
    until = (world.now + timedelta(days=1)).isoformat()
    good(world.api("rep1", "POST", "/absences", {"ends": until, "backups": ["rep2", "limited"]}), 201)
    world.handset_texts(HANDSETS[0], REP1_LINE, "Is it still there?")
    world.drain()
    passing(world, 14)
    return world


def passing(world: World, minutes: int) -> None:
    world.advance(minutes=minutes)
    world.tick()
    world.drain()


def path(world: World) -> str:
    return f"/threads/{world.thread(REP1_LINE, HANDSETS[0])}"


def told(world: World) -> list[str]:
    """Who was mailed of the conversation so far, in order; each person of the stories' brand has an email."""
    link = f"/t/{world.thread(REP1_LINE, HANDSETS[0])}"
    return [mail["to"].partition("@")[0] for mail in world.mails if link in mail["text"]]


def entries(world: World, caller: str = "manager") -> list[dict[str, Any]]:
    found = good(world.api(caller, "GET", f"{path(world)}/messages"))["items"]
    return [item for item in reversed(found) if item["origin"] == "escalation"]


def test_the_next_is_called_after_so_many_minutes_and_not_before(waiting: World) -> None:
    before = told(waiting)
    assert entries(waiting) == []
    passing(waiting, 1)
    (entry,) = entries(waiting)
    assert entry["body"] == f"No answer within 15 minutes. Called: {_name(waiting, 'limited')}"
    assert (entry["author"], entry["status"]) == (None, "received")
    assert [who for who in told(waiting) if who not in before] == ["limited"]
    assert entries(waiting, "limited") == [entry], "who is called sees what for"


def test_the_managers_are_called_last_and_nobody_twice(waiting: World) -> None:
    for _ in range(6):
        passing(waiting, 15)
    assert [entry["body"].partition("Called: ")[2] for entry in entries(waiting)] == [
        _name(waiting, "limited"),
        "The managers",
    ]
    assert len(told(waiting)) == len(set(told(waiting)))


@pytest.mark.parametrize("wish", [{"folder": "archived"}, {"tab": "participating"}, {"snooze": "2026-03-05T15:00:00Z"}])
def test_who_settles_it_ends_the_wait(waiting: World, wish: dict[str, str]) -> None:
    good(waiting.api("rep2", "PATCH", path(waiting), wish))
    passing(waiting, 60)
    assert entries(waiting) == []


def test_an_answer_ends_the_wait(waiting: World) -> None:
    good(waiting.api("rep2", "POST", f"{path(waiting)}/messages", {"body": "It is."}), 201)
    passing(waiting, 60)
    assert entries(waiting) == []


def test_a_stop_on_whatever_line_ends_the_wait(waiting: World) -> None:
    waiting.handset_texts(HANDSETS[0], SHARED, "STOP")
    waiting.drain()
    passing(waiting, 60)
    assert entries(waiting) == []


def test_an_admin_sets_the_minutes(world: World) -> None:
    assert good(world.api("rep1", "GET", "/settings"))["escalate_after"] == 0
    problem(world.api("rep1", "PATCH", "/settings", {"escalate_after": 5}), 403, "role_too_low")
    told = wrong(world.api("admin", "PATCH", "/settings", {"escalate_after": 10_081}), "escalate_after")
    assert "minutes" in told["escalate_after"]
    assert good(world.api("admin", "PATCH", "/settings", {"escalate_after": 5}))["escalate_after"] == 5


def test_who_is_back_before_the_step_is_called(waiting: World) -> None:
    """The text did not concern it when it came."""
    before = told(waiting)
    absence = good(waiting.api("rep1", "GET", "/absences"))["items"][0]["id"]
    assert waiting.api("rep1", "DELETE", f"/absences/{absence}").status == 204
    passing(waiting, 1)
    assert [who for who in told(waiting) if who not in before] == ["rep1"]
    assert [entry["body"].partition("Called: ")[2] for entry in entries(waiting)] == [_name(waiting, "rep1")]


def test_who_skips_this_time_of_each_week_is_called(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"escalate_after": 15}))
    week = [{"weekday": "monday", "begins": "00:00", "ends": "24:00"}]
    made = good(world.api("rep1", "POST", "/absences", {"week": week, "backups": ["rep2"]}), 201)
    world.handset_texts(HANDSETS[0], REP1_LINE, "Is it still there?")
    world.drain()
    passing(world, 5)
    good(world.api("rep1", "PATCH", f"/absences/{made['id']}", {"starts": made["until"]}))
    assert told(world) == ["rep2"]
    passing(world, 10)
    assert told(world) == ["rep2", "rep1"]


def _name(world: World, who: str) -> str:
    return next(person.name for person in world.people if person.id == who)


def test_the_team_is_called_of_a_text_in_the_hands_of_one_who_has_it_no_more(world: World) -> None:
    """It alone was told of the text when that came."""
    good(world.api("admin", "PATCH", "/settings", {"escalate_after": 15}))
    thread = world.thread(SHARED, HANDSETS[0])
    world.handset_texts(HANDSETS[0], SHARED, "Hello")
    good(world.api("manager", "PATCH", f"/threads/{thread}", {"assignee": "rep2", "tab": "participating"}))
    world.drain()
    passing(world, 20)
    world.handset_texts(HANDSETS[0], SHARED, "Is it still there?")
    world.drain()
    good(world.api("manager", "PATCH", f"/threads/{thread}", {"assignee": ""}))
    before = len(world.mails)
    passing(world, 16)
    found = good(world.api("manager", "GET", f"/threads/{thread}/messages"))["items"]
    called = [item["body"] for item in found if item["origin"] == "escalation"]
    assert called == ["No answer within 15 minutes. Called: The team"]
    assert sorted(mail["to"] for mail in world.mails[before:]) == ["limited@example.com", "rep1@example.com"]
