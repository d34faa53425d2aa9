"""No text of a contact's stays untold: what falls into a burst is told when that ends, unless somebody saw to it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from chalicelib.core.ids import PersonId
from chalicelib.flows import telling
from tests.flows.test_schedule import rounds
from tests.harness import aws
from tests.harness.brand import HANDSETS, REP1_LINE, REP1_PHONE, SHARED
from tests.harness.world import World
from tests.routes.answers import good

ADA = HANDSETS[0]
TEAM = ["limited@example.com", "rep1@example.com", "rep2@example.com"]


def asks(world: World, body: str, line: str = REP1_LINE) -> None:
    assert world.handset_texts(ADA, line, body).status == 200
    world.drain()


def answers(world: World, body: str = "Yes", line: str = REP1_LINE, by: str = "rep1") -> None:
    good(world.api(by, "POST", f"/threads/{world.thread(line, ADA)}/messages", {"body": body}), 201)
    world.drain()


def told(world: World, body: str) -> list[str]:
    """Who was mailed these words of the contact, each as often as it was."""
    return sorted(mail["to"] for mail in world.mails if f"\n{body}\n" in mail["text"])


def left(world: World) -> list[str]:
    """The catch-ups that wait."""
    return [item["pk"]["S"] for item in aws.items("conversations") if item["pk"]["S"].startswith("out#catch-up.")]


def test_a_text_that_follows_an_answer_is_told_when_the_burst_ends_and_once(world: World) -> None:
    asks(world, "Are you open?")
    world.advance(1)
    answers(world)
    world.advance(2)
    asks(world, "Size 42?")
    rounds(world, 1)
    assert told(world, "Size 42?") == []
    rounds(world, 20)
    assert told(world, "Size 42?") == ["rep1@example.com"]
    assert [text.partition(" http")[0] for text in world.carrier.got(REP1_PHONE)] == [
        "Ada to Rep One: Are you open?",
        "Ada to Rep One: Size 42?",
    ]
    assert left(world) == []


def test_of_several_texts_the_newest_is_told_and_what_comes_then_falls_into_the_next_burst(world: World) -> None:
    for body in ("One", "Two", "Three"):
        asks(world, body)
        world.advance(1)
    assert len(left(world)) == 1
    rounds(world, 4)
    assert [told(world, body) for body in ("One", "Two", "Three")] == [["rep1@example.com"], [], ["rep1@example.com"]]
    asks(world, "Four")
    rounds(world, 2)
    assert told(world, "Four") == []
    rounds(world, 2)
    assert told(world, "Four") == ["rep1@example.com"]


@pytest.mark.parametrize(
    "seen_to", [{"folder": "archived"}, {"tab": "participating"}, {"snooze": "2026-03-03T15:00:00Z"}]
)
def test_what_somebody_saw_to_is_not_told(world: World, seen_to: dict[str, str]) -> None:
    asks(world, "Are you open?")
    world.advance(1)
    asks(world, "Hello?")
    good(world.api("rep1", "PATCH", f"/threads/{world.thread(REP1_LINE, ADA)}", seen_to))
    rounds(world, 10)
    assert told(world, "Hello?") == []
    assert left(world) == []


def test_what_was_answered_is_not_told(world: World) -> None:
    asks(world, "Are you open?")
    world.advance(1)
    asks(world, "Hello?")
    answers(world)
    rounds(world, 10)
    assert told(world, "Hello?") == []


def test_of_a_team_each_is_caught_up_once(world: World) -> None:
    asks(world, "Are you open?", SHARED)
    world.advance(1)
    asks(world, "Hello?", SHARED)
    assert len(left(world)) == 3
    rounds(world, 12)
    assert told(world, "Hello?") == TEAM


def test_who_is_responsible_by_then_is_told_once_in_the_place_of_all(world: World) -> None:
    asks(world, "Are you open?", SHARED)
    world.advance(1)
    asks(world, "Hello?", SHARED)
    path = f"/threads/{world.thread(SHARED, ADA)}"
    good(world.api("manager", "PATCH", path, {"assignee": "rep2"}))
    rounds(world, 12)
    assert told(world, "Hello?") == ["rep2@example.com"]


def test_a_text_that_is_found_late_is_told_though_a_newer_one_was(world: World) -> None:
    world.carrier.took_in(ADA, REP1_LINE, "Lost")
    world.advance(9)
    asks(world, "Are you open?")
    world.advance(1)
    world.reconcile()
    world.drain()
    assert told(world, "Lost") == []
    rounds(world, 6)
    assert told(world, "Lost") == ["rep1@example.com"]


def test_a_look_that_comes_too_early_is_left_for_later(world: World) -> None:
    """By a clock that is ahead of that of who looks."""
    asks(world, "Are you open?")
    world.advance(1)
    asks(world, "Hello?")
    (effect,) = left(world)
    store = world.wiring.conversations
    thread = world.thread(REP1_LINE, ADA)
    assert store.burst(PersonId("rep1"), thread) is not None
    world.wiring.queues.put(store.due_effects(world.now + timedelta(minutes=9), 10))
    world.drain()
    assert (told(world, "Hello?"), left(world)) == ([], [effect])
    rounds(world, 12)
    assert told(world, "Hello?") == ["rep1@example.com"]


def test_a_thread_that_is_given_to_somebody_is_told_in_the_middle_of_a_burst(world: World) -> None:
    asks(world, "Are you open?", SHARED)
    world.advance(2)
    good(world.api("manager", "PATCH", f"/threads/{world.thread(SHARED, ADA)}", {"assignee": "rep2"}))
    world.drain()
    assert [mail["to"] for mail in world.mails if "gave you" in mail["subject"]] == ["rep2@example.com"]


def test_a_job_that_does_not_say_since_when_its_text_stands_there_is_done(world: World) -> None:
    """One of before: it was on the queue while the stack changed."""
    world.handset_texts(ADA, REP1_LINE, "Are you open?")
    (job,) = (json.loads(waiting.body) for waiting in aws.waiting("alert"))
    del job["at"]
    assert telling.incoming(world.wiring, job, world.now)
    assert told(world, "Are you open?") == ["rep1@example.com"]


class TestFromOwnPhone:
    """AL-5: a conversation by texts goes on, and of it nothing is lost."""

    @pytest.fixture(autouse=True)
    def allowed(self, world: World) -> None:
        good(world.api("admin", "PATCH", "/settings", {"own_phone_answers": True}))

    def test_the_next_text_is_told_at_once(self, world: World) -> None:
        asks(world, "Are you open?")
        for body, said in (("Size 42?", "Yes"), ("And 43?", "We do"), ("Thanks", "Too")):
            world.advance(1)
            world.handset_texts(REP1_PHONE, REP1_LINE, said)
            world.drain()
            world.advance(seconds=20)
            asks(world, body)
            assert told(world, body) == ["rep1@example.com"]
        assert len(world.carrier.got(REP1_PHONE)) == 4

    def test_what_fell_into_the_burst_is_told_when_it_is_ended(self, world: World) -> None:
        asks(world, "Are you open?")
        world.advance(1)
        asks(world, "Size 42?")
        world.handset_texts(REP1_PHONE, REP1_LINE, "Until six")
        world.drain()
        assert world.carrier.got(ADA) == ["Until six"]
        assert told(world, "Size 42?") == ["rep1@example.com"]
        rounds(world, 10)
        assert told(world, "Size 42?") == ["rep1@example.com"]
        assert left(world) == []

    def test_what_somebody_answered_from_the_dashboard_since_is_not_told(self, world: World) -> None:
        asks(world, "Are you open?")
        world.advance(1)
        thread = world.thread(REP1_LINE, ADA)
        world.handset_texts(REP1_PHONE, REP1_LINE, "Until six")
        world.drain()
        world.advance(1)
        asks(world, "Size 42?")
        world.advance(1)
        asks(world, "Or 43?")
        answers(world)
        rounds(world, 10)
        assert told(world, "Or 43?") == []
        burst = world.wiring.conversations.burst(PersonId("rep1"), thread)
        assert burst is not None
        assert burst.answered is not None
        assert burst.answered < burst.began, "the answer from the dashboard ended none"

    def test_an_answer_that_does_not_go_keeps_nothing_untold(self, world: World) -> None:
        asks(world, "Are you open?")
        world.advance(1)
        asks(world, "STOP")
        world.handset_texts(REP1_PHONE, REP1_LINE, "Until six")
        world.drain()
        assert world.carrier.got(ADA)[-1:] != ["Until six"]
        asks(world, "START")
        asks(world, "Hello again")
        rounds(world, 10)
        assert told(world, "Hello again") == ["rep1@example.com"]
