"""Racing pairs among the brand's people: who take each other's rights, and who leave as they are given something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from tests.harness import aws, brand, schedule
from tests.harness.gateway import Answer
from tests.harness.interleave import Race, Task
from tests.harness.people_stories import NORA
from tests.harness.world import World

HANDSET = brand.HANDSETS[0]
LOST = (403, 409)
"""Whoever came too late while it was at work, or before it had begun."""


def lowering_each_other(world: World) -> Sequence[Task]:
    """T7: of two admins who lower each other one has its way, and an admin is left."""
    _second_admin(world)
    tasks = [_changing(world, "admin", "manager", {"role": "standard"})]
    return _one_wins(world, [*tasks, _changing(world, "manager", "admin", {"role": "manager"})])


def switching_each_other_off(world: World) -> Sequence[Task]:
    _second_admin(world)
    off: dict[str, object] = {"active": False}
    return _one_wins(world, [_changing(world, "admin", "manager", off), _changing(world, "manager", "admin", off)])


def one_email_by_two(world: World) -> Sequence[Task]:
    """Two admins invite the same person."""
    _second_admin(world)

    def inviting(by: str) -> Task:
        return lambda: world.api(by, "POST", "/team", NORA, key=f"of {by}")

    return _one_wins(world, [inviting("admin"), inviting("manager")])


def one_invitation_twice(world: World) -> Sequence[Task]:
    """One click in two tabs: both are answered with the one person."""
    answers: list[object] = []

    def invite() -> None:
        answer = world.api("admin", "POST", "/team", NORA | {"line": brand.SHARED}, key="one")
        answers.append(answer.json.get("id"))
        if len(answers) == 2 and (None in answers or len(set(answers)) > 1):
            world.monitor.broken.append(f"AD-1: one invitation was answered with {answers}")

    return [invite, invite]


def leaving_and_lead(world: World) -> Sequence[Task]:
    """T5: a lead is given to somebody who is switched off at that moment."""
    made = world.api("manager", "POST", "/leads", {"line": brand.SHARED, "phone": brand.STRANGER}).json
    given = {"owner": "rep2", "version": made["version"]}
    return [_left(world), lambda: world.api("manager", "POST", f"/leads/{made['id']}/assign", given)]


def leaving_and_conversation(world: World) -> Sequence[Task]:
    path = _asked(world)
    return [_left(world), lambda: world.api("manager", "PATCH", path, {"assignee": "rep2"})]


def leaving_and_writing(world: World) -> Sequence[Task]:
    """Who is switched off answers at that moment: the conversation would be its own."""
    path = _asked(world)
    return [_left(world), lambda: world.api("rep2", "POST", f"{path}/messages", {"body": "It is."})]


def leaving_and_alerts(world: World) -> Sequence[Task]:
    """T7: who saves its alerts at that moment is not switched on again by that."""
    return [_leaving(world), lambda: world.api("rep2", "PATCH", "/me", {"name": "Robin"})]


def handed_over_and_text(world: World) -> Sequence[Task]:
    """A contact writes while its conversation changes hands."""
    path = _asked(world)
    world.api("manager", "PATCH", path, {"assignee": "rep2"})
    world.drain()
    _leaving(world)()
    return [_handing(world), lambda: world.handset_texts(HANDSET, brand.SHARED, "Hello?")]


def handed_over_twice(world: World) -> Sequence[Task]:
    path = _asked(world)
    world.api("manager", "PATCH", path, {"assignee": "rep2"})
    world.drain()
    _leaving(world)()
    job = _handing(world)
    return [job, job]


def lowered_and_sending(world: World) -> Sequence[Task]:
    """T7: who is lowered begins a conversation at that moment, or is refused; never afterwards."""
    first = {"line": brand.SHARED, "to": HANDSET, "body": "Hello"}

    def lower() -> None:
        _changing(world, "admin", "rep2", {"role": "limited"})()
        if world.api("rep2", "POST", "/threads", first).ok:
            world.monitor.broken.append("T7: who was lowered began a conversation")

    return [lower, lambda: world.api("rep2", "POST", "/threads", first | {"to": brand.HANDSETS[1]})]


RACES = (
    Race(lowering_each_other),
    Race(switching_each_other_off),
    Race(one_email_by_two),
    Race(one_invitation_twice),
    Race(leaving_and_lead),
    Race(leaving_and_conversation),
    Race(leaving_and_writing),
    Race(leaving_and_alerts),
    Race(handed_over_and_text),
    Race(handed_over_twice),
    Race(lowered_and_sending),
)


def _one_wins(world: World, tasks: Sequence[Callable[[], object]]) -> Sequence[Task]:
    answers: list[int] = []

    def watched(task: Task) -> Task:
        def run() -> None:
            answers.append(cast("Answer", task()).status)
            if len(answers) == len(tasks) and not (min(answers) < 300 and max(answers) in LOST):
                world.monitor.broken.append(f"T7: two at once were answered {answers}")

        return run

    return [watched(task) for task in tasks]


def _second_admin(world: World) -> None:
    world.api("admin", "PATCH", "/team/manager", {"role": "admin"})


def _changing(world: World, by: str, whom: str, wish: dict[str, object]) -> Task:
    return lambda: world.api(by, "PATCH", f"/team/{whom}", wish)


def _leaving(world: World) -> Task:
    return _changing(world, "admin", "rep2", {"active": False})


def _left(world: World) -> Task:
    """Who is switched off, and has its things given away at once, before the other is through."""

    def leave() -> None:
        _leaving(world)()
        world.work("alert")

    return leave


def _asked(world: World) -> str:
    """The path of a conversation on the shared line."""
    world.handset_texts(HANDSET, brand.SHARED, "Is there a blue one?")
    return f"/threads/{world.thread(brand.SHARED, HANDSET)}"


def _handing(world: World) -> Task:
    """The job that gives away what who is switched off has."""
    event = schedule.event_of("alert", aws.receive("alert", 1))
    return lambda: schedule.invoke("alert", event)
