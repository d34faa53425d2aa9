"""Racing pairs where nobody answers: the step that calls the next, and whoever ends the wait at that moment (AW-4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tests.harness import aws, brand, schedule
from tests.harness.interleave import Race, Task
from tests.harness.world import World

HANDSET = brand.HANDSETS[0]
MINUTES = 15


def step_and_answer(world: World) -> Sequence[Task]:
    """The first backup answers: the second is called before that, or not at all."""
    path = _waiting(world)
    return [_stepping(world), lambda: world.api("rep2", "POST", f"{path}/messages", {"body": "It is."})]


def step_and_snooze(world: World) -> Sequence[Task]:
    path = _waiting(world)
    until = (world.now + timedelta(hours=1)).isoformat()
    return [_stepping(world), lambda: world.api("manager", "PATCH", path, {"snooze": until})]


def step_and_text(world: World) -> Sequence[Task]:
    _waiting(world)
    return [_stepping(world), lambda: world.handset_texts(HANDSET, brand.REP1_LINE, "Hello?")]


def step_and_stop(world: World) -> Sequence[Task]:
    _waiting(world)
    return [_stepping(world), lambda: world.handset_texts(HANDSET, brand.REP1_LINE, "STOP")]


def step_and_return(world: World) -> Sequence[Task]:
    """Whose it is comes back at the moment at which its second backup is called."""
    _waiting(world)
    absence = world.api("rep1", "GET", "/absences").json["items"][0]["id"]
    return [_stepping(world), lambda: world.api("rep1", "DELETE", f"/absences/{absence}")]


def one_step_twice(world: World) -> Sequence[Task]:
    _waiting(world)
    return [_stepping(world)] * 2


def two_ticks(world: World) -> Sequence[Task]:
    _waiting(world)
    return [world.tick, world.tick]


RACES = (
    Race(step_and_answer),
    Race(step_and_snooze),
    Race(step_and_text),
    Race(step_and_stop),
    Race(step_and_return),
    Race(one_step_twice),
    Race(two_ticks),
)


def _waiting(world: World) -> str:
    """The path of a conversation that has waited long enough, while two stand in for whose it is."""
    world.api("admin", "PATCH", "/settings", {"escalate_after": MINUTES})
    until = (world.now + timedelta(days=1)).isoformat()
    world.api("rep1", "POST", "/absences", {"ends": until, "backups": ["rep2", "limited"]})
    world.handset_texts(HANDSET, brand.REP1_LINE, "Is it still there?")
    world.drain()
    world.advance(minutes=MINUTES)
    return f"/threads/{world.thread(brand.REP1_LINE, HANDSET)}"


def _stepping(world: World) -> Task:
    """The worker, once the schedule has found the step due."""
    world.tick()
    event = schedule.event_of("alert", aws.receive("alert", 1))
    return lambda: schedule.invoke("alert", event)
