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


def two_absences(world: World) -> Sequence[Task]:
    """Each goes away at the same moment and names the other: the roster has both."""
    tasks = [_leaving(world, "rep1", ["rep2", "limited"]), _leaving(world, "rep2", ["rep1", "limited"])]
    return _and_a_minute(world, tasks)


def absence_and_return(world: World) -> Sequence[Task]:
    """Who stood in goes away as whose it is comes back."""
    _leaving(world, "rep1", ["rep2"])()
    absence = world.api("rep1", "GET", "/absences").json["items"][0]["id"]
    tasks = [_leaving(world, "rep2", ["rep1"]), lambda: world.api("rep1", "DELETE", f"/absences/{absence}")]
    return _and_a_minute(world, tasks)


def one_absence_twice(world: World) -> Sequence[Task]:
    return _and_a_minute(world, [_leaving(world, "rep1", ["rep2"], key="away")] * 2)


def absence_and_text(world: World) -> Sequence[Task]:
    return [
        _leaving(world, "rep1", ["rep2"]),
        lambda: world.handset_texts(HANDSET, brand.REP1_LINE, "Is it still there?"),
    ]


RACES = (
    Race(two_absences),
    Race(absence_and_return),
    Race(one_absence_twice),
    Race(absence_and_text),
    Race(step_and_answer),
    Race(step_and_snooze),
    Race(step_and_text),
    Race(step_and_stop),
    Race(step_and_return),
    Race(one_step_twice),
    Race(two_ticks),
)


def _leaving(world: World, person: str, backups: list[str], key: str | None = None) -> Task:
    """A person goes away for a day; all that ask at once are in the roster in the end."""
    until = (world.now + timedelta(days=1)).isoformat()

    def leave() -> None:
        made = world.api(person, "POST", "/absences", {"ends": until, "backups": backups}, key=key)
        listed = world.api("manager", "GET", "/absences").json["items"]
        if made.ok and [item["id"] for item in listed].count(made.json["id"]) != 1:
            world.monitor.broken.append(f"AW-1: {person} is away, and the roster says {listed}")

    return leave


def _and_a_minute(world: World, tasks: Sequence[Task]) -> Sequence[Task]:
    """What one decided a moment before the other is put right by the minute's look (flows.absences.stand_in)."""
    done: list[Task] = []

    def after(task: Task) -> Task:
        def work() -> None:
            task()
            done.append(task)
            if len(done) == len(tasks):
                world.advance(minutes=1)
                world.tick()

        return work

    return [after(task) for task in tasks]


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
