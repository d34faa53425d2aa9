"""Racing pairs about texts for later: the schedule, the contact and people of the brand at one moment (SD-7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tests.harness import aws, brand, schedule
from tests.harness.interleave import Race, Task
from tests.harness.world import World

HANDSET = brand.HANDSETS[0]
FINN = brand.OPTED_OUT


def departure_and_cancel(world: World) -> Sequence[Task]:
    path = _planned(world)
    return [_departing(world), _cancelling(world, path)]


def departure_and_change(world: World) -> Sequence[Task]:
    """It goes with the old words and the change is refused, or with the new ones."""
    path = _planned(world)
    return [_departing(world), _changing(world, path, {"body": "It is sold out."})]


def departure_and_delay(world: World) -> Sequence[Task]:
    path = _planned(world)
    later = (world.now + timedelta(hours=3)).isoformat()
    return [_departing(world), _changing(world, path, {"send_at": later})]


def departure_and_reply(world: World) -> Sequence[Task]:
    _planned(world, cancel_on_reply=True)
    return [_departing(world), _texting(world, "Never mind")]


def departure_and_stop(world: World) -> Sequence[Task]:
    _planned(world)
    return [_departing(world), _texting(world, "STOP")]


def departure_twice(world: World) -> Sequence[Task]:
    _planned(world)
    return [_departing(world)] * 2


def departure_and_own_text(world: World) -> Sequence[Task]:
    _planned(world)
    path = f"/threads/{world.thread(brand.SHARED, HANDSET)}/messages"
    return [_departing(world), lambda: world.api("rep1", "POST", path, {"body": "I am Riley."})]


def tick_and_cancel(world: World) -> Sequence[Task]:
    path = _planned(world)

    def minute() -> None:
        world.tick()
        world.drain()

    return [minute, _cancelling(world, path)]


def two_ticks_depart(world: World) -> Sequence[Task]:
    _planned(world)
    return [world.tick, world.tick]


def reply_and_cancel(world: World) -> Sequence[Task]:
    path = _planned(world, cancel_on_reply=True)
    return [_texting(world, "Never mind"), _cancelling(world, path)]


def reply_and_change(world: World) -> Sequence[Task]:
    """Whoever is later decides: what no longer waits for a reply is not called off by one."""
    path = _planned(world, cancel_on_reply=True)
    return [_texting(world, "Never mind"), _changing(world, path, {"cancel_on_reply": False})]


def reply_and_plan(world: World) -> Sequence[Task]:
    _planned(world)
    path = f"/threads/{world.thread(brand.SHARED, HANDSET)}/messages"
    wish = {"body": "Still there?", "send_at": (world.now + timedelta(hours=2)).isoformat(), "cancel_on_reply": True}
    return [_texting(world, "Here I am"), lambda: world.api("rep2", "POST", path, wish)]


def one_plan_twice(world: World) -> Sequence[Task]:
    _planned(world)
    path = f"/threads/{world.thread(brand.SHARED, HANDSET)}/messages"
    wish = {"body": "Once, in two tabs.", "send_at": (world.now + timedelta(hours=2)).isoformat()}
    return [lambda: world.api("rep2", "POST", path, wish, key="one")] * 2


def first_plan_and_stop(world: World) -> Sequence[Task]:
    """It begins the conversation, or finds that the contact is gone; nothing goes either way."""
    return [_beginning(world, "rep2"), lambda: world.handset_texts(FINN, brand.SHARED, "STOP")]


def first_plan_and_first_text(world: World) -> Sequence[Task]:
    """Two people begin one conversation: it has one text that went and one that is to go."""
    wish = {"line": brand.SHARED, "to": FINN, "body": "Hello from me."}
    return [_beginning(world, "rep2"), lambda: world.api("rep1", "POST", "/threads", wish)]


def two_first_plans(world: World) -> Sequence[Task]:
    return [_beginning(world, "rep1"), _beginning(world, "rep2")]


def one_first_plan_twice(world: World) -> Sequence[Task]:
    return [_beginning(world, "rep2", "one")] * 2


RACES = (
    Race(departure_and_cancel),
    Race(departure_and_change),
    Race(departure_and_delay),
    Race(departure_and_reply),
    Race(departure_and_stop),
    Race(departure_twice),
    Race(departure_and_own_text),
    Race(tick_and_cancel),
    Race(two_ticks_depart),
    Race(reply_and_cancel),
    Race(reply_and_change),
    Race(reply_and_plan),
    Race(one_plan_twice),
    Race(first_plan_and_stop, brand.newcomers),
    Race(first_plan_and_first_text, brand.newcomers),
    Race(two_first_plans, brand.newcomers),
    Race(one_first_plan_twice, brand.newcomers),
)


def _planned(world: World, **more: object) -> str:
    """The path of a text whose moment has just come."""
    path = f"/threads/{world.thread(brand.SHARED, HANDSET)}"
    world.handset_texts(HANDSET, brand.SHARED, "Is there a blue one?")
    world.drain()
    wish = {"body": "It came in.", "send_at": (world.now + timedelta(hours=1)).isoformat(), **more}
    made = world.api("rep2", "POST", f"{path}/messages", wish)
    world.advance(61)
    return f"{path}/scheduled/{made.json['id']}"


def _beginning(world: World, caller: str, key: str | None = None) -> Task:
    """Who is told that it is planned finds it, once, until something calls it off."""
    at = (world.now + timedelta(hours=2)).isoformat()
    wish = {"line": brand.SHARED, "to": FINN, "body": "Good morning.", "send_at": at}

    def begin() -> None:
        answer = world.api(caller, "POST", "/threads", wish, key=key)
        if answer.status not in (201, 409):
            world.monitor.broken.append(f"SD-7: a first text for later was answered {answer.status}")
        if answer.ok:
            text = aws.item("conversations", f"later#{world.thread(brand.SHARED, FINN)}", _place(answer.json))
            if text is None:
                world.monitor.broken.append("SD-7: what was answered as planned is not there")

    return begin


def _place(started: dict[str, Any]) -> str:
    return f"m#{started['message']['id']}"


def _departing(world: World) -> Task:
    """The worker, once the schedule has found the text due."""
    world.tick()
    event = schedule.event_of("deliver", aws.receive("deliver", 1))
    return lambda: schedule.invoke("deliver", event)


def _texting(world: World, body: str) -> Task:
    return lambda: world.handset_texts(HANDSET, brand.SHARED, body)


def _cancelling(world: World, path: str) -> Task:
    """Who is told that it is cancelled may rely on that."""

    def cancel() -> None:
        answer = world.api("limited", "DELETE", path)
        if answer.status not in (200, 409) or (answer.ok and "It came in." in world.carrier.got(HANDSET)):
            world.monitor.broken.append(f"SD-7: a cancellation was answered {answer.status}, and the text went")
        if answer.ok:
            entry = aws.item("conversations", world.thread(brand.SHARED, HANDSET), f"m#{answer.json['id']}")
            if entry is None or entry["status"]["S"] != "cancelled":
                world.monitor.broken.append("SD-7: what was answered as cancelled does not stand so in the thread")

    return cancel


def _changing(world: World, path: str, wish: dict[str, object]) -> Task:
    """Who is told that it is changed may rely on that: the old words do not go, nor does it go before its time."""

    def change() -> None:
        answer = world.api("rep2", "PATCH", path, wish)
        if answer.status not in (200, 409):
            world.monitor.broken.append(f"SD-7: a change was answered {answer.status}")
        if answer.ok and {"body", "send_at"} & wish.keys() and "It came in." in world.carrier.got(HANDSET):
            world.monitor.broken.append("SD-7: a text was changed, and had gone as it was before")

    return change
