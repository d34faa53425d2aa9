"""Racing pairs of the team's own work in a conversation: hands, notes, and what is put off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import cast

from tests.harness import aws, brand, schedule
from tests.harness.gateway import Answer
from tests.harness.interleave import Race, Task
from tests.harness.world import World

HANDSET = brand.HANDSETS[0]


def assigned_to_two(world: World) -> Sequence[Task]:
    """Each saw it in nobody's hands: one has its way, and the other is told so."""
    answers: list[int] = []

    def giving(task: Task) -> Task:
        def give() -> None:
            answers.append(cast("Answer", task()).status)
            if len(answers) == len(tasks) and sorted(answers) != [200, 409]:
                world.monitor.broken.append(f"T8: two assigned at once, and were answered {answers}")

        return give

    tasks = [_changing(world, {"assignee": person, "held_by": ""}) for person in ("rep2", "limited")]
    return [giving(task) for task in tasks]


def assigned_to_two_unseen(world: World) -> Sequence[Task]:
    """Nobody says what it saw: the later one wins, or is told; the timeline tells of each that came to be."""
    return [_changing(world, {"assignee": person}) for person in ("rep2", "limited")]


def note_and_text(world: World) -> Sequence[Task]:
    return [_noting(world), _texting(world)]


def note_and_assignment(world: World) -> Sequence[Task]:
    return [_noting(world), _changing(world, {"assignee": "rep1"})]


def alert_and_assignment(world: World) -> Sequence[Task]:
    """A text is being told as its conversation gets into other hands: somebody hears of it, and who gets it does."""
    _asked(world)
    world.drain()
    world.advance(minutes=6)
    _texting(world)()
    event = schedule.event_of("alert", aws.receive("alert", 1))
    return [lambda: schedule.invoke("alert", event), _changing(world, {"assignee": "rep1"})]


def put_off_and_text(world: World) -> Sequence[Task]:
    return [_changing(world, _off(world)), _texting(world)]


def woken_and_text(world: World) -> Sequence[Task]:
    _changing(world, _off(world))()
    world.advance(minutes=61)
    return [world.tick, _texting(world)]


def woken_twice(world: World) -> Sequence[Task]:
    """Two ticks, and a rep who has read it in between finds it read."""
    _changing(world, _off(world))()
    world.advance(minutes=61)
    return [world.tick, world.tick, _reading(world)]


def one_note_twice(world: World) -> Sequence[Task]:
    return [_noting(world)] * 2


RACES = (
    Race(assigned_to_two),
    Race(assigned_to_two_unseen),
    Race(note_and_text),
    Race(note_and_assignment),
    Race(alert_and_assignment),
    Race(put_off_and_text),
    Race(woken_and_text),
    Race(woken_twice),
    Race(one_note_twice),
)


def _texting(world: World) -> Task:
    return lambda: world.handset_texts(HANDSET, brand.SHARED, "Still there?")


def _changing(world: World, wish: dict[str, object]) -> Task:
    """A manager changes the thread in which the handset has written."""
    path = _asked(world)
    return lambda: world.api("manager", "PATCH", path, wish)


def _asked(world: World) -> str:
    """The path of a thread that there is."""
    path = f"/threads/{world.thread(brand.SHARED, HANDSET)}"
    if not world.api("manager", "GET", path).ok:
        world.handset_texts(HANDSET, brand.SHARED, "Hello")
    return path


def _off(world: World) -> dict[str, object]:
    return {"snooze": (world.now + timedelta(hours=1)).isoformat()}


def _reading(world: World) -> Task:
    """A rep marks it read; if it came back before that, it may not come back again."""
    path = f"/threads/{world.thread(brand.SHARED, HANDSET)}"

    def read() -> None:
        seen = world.api("rep2", "PATCH", path, {"unread": False, "tab": "participating"})
        world.tick()
        now = world.api("rep2", "GET", path)
        if seen.ok and now.ok and seen.json["folder"] == "inbox" and now.json["unread"]:
            world.monitor.broken.append("TH-9: what was put off came back twice")

    return read


def _noting(world: World) -> Task:
    """A rep notes for another, under one key."""
    path = f"{_asked(world)}/notes"
    return lambda: world.api("rep2", "POST", path, {"body": "@Rep One, is it blue?"}, key="one note")
