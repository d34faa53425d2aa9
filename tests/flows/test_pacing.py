"""A broadcast keeps to its line's rate, however long it takes and however often the schedule looks (O6)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib.core.broadcasts import Broadcast, Recipient, Stage
from chalicelib.core.ids import BroadcastId, ContactId, PersonId, ulid
from chalicelib.core.lines import Line
from chalicelib.flows.fan_out import BATCH, paced
from tests.harness import aws, brand
from tests.harness.world import World

MANY = [ContactId(f"c{place:03}") for place in range(400)]


def line_of(world: World, rate: int) -> Line:
    line = world.wiring.team.line(world.line(brand.REP1_LINE))
    assert line is not None
    slow = replace(line, rate=rate)
    world.wiring.team.put_line(slow)
    return slow


def listed(world: World, line: Line) -> Broadcast:
    """A broadcast to many, none of whom was texted yet."""
    rep1, name = PersonId("rep1"), "Spring list"
    broadcast = Broadcast(
        BroadcastId(ulid(1, "many")), line.id, line.number, brand.GROUP, name, len(MANY), "Hi", rep1, world.now
    )
    store = world.wiring.broadcasts
    store.create(broadcast, None)
    store.list_recipients([Recipient(broadcast.id, contact, brand.STRANGER) for contact in MANY])
    store.advance(broadcast.id, stage=Stage.RUNNING, due=world.now)
    return broadcast


def test_the_schedule_gives_a_line_what_it_takes_until_it_looks_again(world: World) -> None:
    listed(world, line_of(world, rate=1))
    for _ in range(2):
        world.tick()
    sent, jobs = world.now, aws.waiting("deliver")
    assert [max(round(job.delayed_until / 1000 - sent.timestamp()), 0) for job in jobs] == [0, 25, 50, 75, 100]
    asked: list[dict[str, Any]] = [json.loads(job.body) for job in jobs]
    assert [contact for job in asked for contact in job["contacts"]] == MANY[: 5 * BATCH]


def test_who_would_wait_too_long_gets_no_job_yet(world: World) -> None:
    jobs = list(paced(BroadcastId("b"), MANY, line_of(world, rate=2), timedelta(minutes=2), before=100))
    assert [job.delay for job in jobs] == [50, 62, 75, 87, 100, 112]


def test_a_line_without_a_rate_is_a_slow_one(world: World) -> None:
    jobs = list(paced(BroadcastId("b"), MANY, line_of(world, rate=0), timedelta(minutes=1)))
    assert [job.delay for job in jobs] == [0, 25, 50]
