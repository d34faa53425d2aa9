"""A contact of more lines than one transaction has room for: its STOP holds at once, on all of them (C1, C4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from chalicelib.core.lines import Line, LineKind, LineUse
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import House
from tests.harness import brand
from tests.harness.check_consent import brand_wide_stop_stands_everywhere, frozen_is_the_same_everywhere
from tests.harness.faults import down
from tests.harness.state import State
from tests.harness.world import World

ADA = brand.HANDSETS[0]
NUMBERS = [PhoneNumber(f"+1312555{place:04}") for place in range(1000, 1148)]
"""Together with the two that she has agreed to in any world, 150 lines."""


def many_lines(house: House, now: datetime) -> None:
    """148 more lines, to all of which Ada has agreed; and a group of her alone."""
    brand.solo(house, now)
    for number in NUMBERS:
        members = frozenset(person.id for person in brand.people())
        line = Line(house.ids.line(number), number, number, LineKind.LOCAL, LineUse.SHARED, members, rate=10)
        house.team.put_line(line)
        brand.agree(house, number, ADA, "Ada", now)


@pytest.fixture
def world() -> Iterator[World]:
    with World(many_lines) as built:
        yield built


def stopped(world: World) -> list[bool]:
    return [head.stopped for head in world.wiring.conversations.threads_of(world.contact(ADA))]


def faults(world: World) -> list[str]:
    state = State(world)
    return [
        *world.monitor.broken,
        *brand_wide_stop_stands_everywhere(state),
        *frozen_is_the_same_everywhere(state),
    ]


def test_a_stop_is_taken_in_and_stands_on_all_of_150_lines(world: World) -> None:
    assert world.handset_texts(ADA, NUMBERS[7], "STOP").status == 200
    standing = world.wiring.conversations.load(contact=world.contact(ADA)).standing
    assert standing is not None
    assert standing.stopped
    world.drain()
    assert stopped(world) == [True] * 150
    assert faults(world) == []


def test_start_frees_all_of_them(world: World) -> None:
    world.handset_texts(ADA, NUMBERS[7], "STOP")
    world.drain()
    world.handset_texts(ADA, NUMBERS[9], "START")
    world.drain()
    assert stopped(world) == [False] * 150
    assert faults(world) == []


def test_jobs_of_a_stop_and_a_start_that_cross_leave_what_was_said_last(world: World) -> None:
    world.handset_texts(ADA, NUMBERS[7], "STOP")
    world.handset_texts(ADA, NUMBERS[9], "START")
    world.handset_texts(ADA, NUMBERS[9], "STOP")
    world.drain(duplicate=True)
    assert stopped(world) == [True] * 150
    assert faults(world) == []


def test_words_that_may_mean_stop_freeze_all_of_them_and_a_person_frees_them(world: World) -> None:
    world.handset_texts(ADA, NUMBERS[7], "STOP PLEASE")
    world.drain()
    assert all(head.frozen for head in world.wiring.conversations.threads_of(world.contact(ADA)))
    path = f"/threads/{world.thread(NUMBERS[7], ADA)}/doubt"
    assert world.api("rep2", "POST", path, {"meant_stop": False}).status == 200
    world.advance(2)
    world.tick()
    world.drain()
    assert not any(head.frozen for head in world.wiring.conversations.threads_of(world.contact(ADA)))
    assert faults(world) == []


def behind(world: World) -> PhoneNumber:
    """A line whose head does not bear the stop yet."""
    heads = world.wiring.conversations.threads_of(world.contact(ADA))
    return next(head.line_number for head in heads if not head.stopped and head.line_number in NUMBERS)


def test_no_broadcast_is_sent_from_a_line_whose_head_does_not_bear_the_stop_yet(world: World) -> None:
    order = {"line": NUMBERS[20], "group": brand.SOLO, "body": "Spring"}
    assert world.api("rep2", "POST", "/broadcasts", order).ok
    world.work("fan_out")
    assert world.handset_texts(ADA, NUMBERS[7], "STOP").status == 200
    assert behind(world)
    thread = world.thread(NUMBERS[20], ADA)
    assert not world.wiring.conversations.threads([thread])[thread].stopped
    world.work("deliver")
    assert "Spring" not in world.carrier.got(ADA)
    world.drain()
    assert "Spring" not in world.carrier.got(ADA)
    broadcast = world.api("rep2", "GET", "/broadcasts").json["items"][0]["id"]
    (row,) = world.api("rep2", "GET", f"/broadcasts/{broadcast}/recipients").json["items"]
    assert row["code"] == "stopped"
    assert faults(world) == []


def test_no_text_of_a_rep_is_written_or_sent_from_such_a_line(world: World) -> None:
    hi = {"line": NUMBERS[20], "to": ADA, "body": "Hi there"}
    assert world.api("rep2", "POST", "/threads", hi).ok
    assert world.handset_texts(ADA, NUMBERS[7], "STOP").status == 200
    late = world.api("rep2", "POST", "/threads", hi | {"line": NUMBERS[21]})
    assert (late.status, late.json["code"]) == (409, "stopped")
    world.drain()
    assert "Hi there" not in world.carrier.got(ADA)
    assert faults(world) == []


def test_a_job_that_never_came_is_found_by_the_schedule(world: World) -> None:
    """As after a crash between the transaction and the queue."""
    with world.around(down("sqs", "hooks_inbound")):
        assert world.handset_texts(ADA, NUMBERS[7], "STOP").status == 200
    assert not all(stopped(world))
    world.advance(2)
    world.tick()
    world.drain()
    assert stopped(world) == [True] * 150
    assert faults(world) == []
