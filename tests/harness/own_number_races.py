"""Racing pairs about people's own phones: codes that are asked for, typed, and stopped at the same moment."""

from __future__ import annotations

from collections.abc import Sequence

from tests.harness import aws, brand, schedule
from tests.harness.gateway import Answer
from tests.harness.interleave import Race, Task
from tests.harness.own_number_stories import NEW_PHONE, code_at
from tests.harness.teller import Teller
from tests.harness.world import World

ADA = brand.HANDSETS[0]


def two_confirms(world: World) -> Sequence[Task]:
    """Both are the person's own: each is answered that it is done."""
    code = _waiting(world, "rep2", NEW_PHONE)
    return _answered(world, [_typing(world, "rep2", code)] * 2, {(200, 200)})


def six_tries(world: World) -> Sequence[Task]:
    """Five are looked at, and told how many are left; the sixth is not, though it is right."""
    code = _waiting(world, "rep2", NEW_PHONE)
    wrong = [f"{(int(code) + place) % 1_000_000:06}" for place in range(1, 6)]
    right_among_five, right_too_late = (200, 409, 422, 422, 422, 422), (409, 409, 422, 422, 422, 422)
    tasks = [_typing(world, "rep2", typed) for typed in (*wrong, code)]
    return _answered(world, tasks, {right_among_five, right_too_late, (200, 409, 409, 422, 422, 422)})


def one_number_of_two(world: World) -> Sequence[Task]:
    """Both have shown it to be theirs; one has it."""
    codes = {who: _waiting(world, who, NEW_PHONE) for who in ("rep1", "rep2")}
    return _answered(world, [_typing(world, who, code) for who, code in codes.items()], {(200, 409)})


def two_asks(world: World) -> Sequence[Task]:
    """Two were asked for before: one more may be."""
    for _ in range(2):
        _waiting(world, "rep2", NEW_PHONE)
    return _answered(world, [_asking(world, "rep2")] * 2, {(202, 409)})


def two_ask_for_one_number(world: World) -> Sequence[Task]:
    for _ in range(2):
        _waiting(world, "rep2", NEW_PHONE)
    return _answered(world, [_asking(world, "rep1"), _asking(world, "limited")], {(202, 409)})


def one_ask_twice(world: World) -> Sequence[Task]:
    return _answered(world, [_asking(world, "rep2", "one key")] * 2, {(202, 202)})


def confirm_and_forget(world: World) -> Sequence[Task]:
    code = _waiting(world, "rep1", NEW_PHONE)
    return [_typing(world, "rep1", code), lambda: world.api("rep1", "DELETE", "/me/phone")]


def confirm_and_choose(world: World) -> Sequence[Task]:
    code = _waiting(world, "rep1", NEW_PHONE)
    return [_typing(world, "rep1", code), lambda: world.api("rep1", "PATCH", "/me", {"alerts": ["text"]})]


def confirm_and_stop(world: World) -> Sequence[Task]:
    """Whosever the phone is by then, its contact has stopped."""
    code = _waiting(world, "rep2", ADA)

    def stop() -> None:
        world.handset_texts(ADA, brand.SHARED, "STOP")
        thread = world.api("admin", "GET", f"/threads/{world.thread(brand.SHARED, ADA)}")
        if thread.json.get("consent") != "no":
            world.monitor.broken.append("C3: a STOP from a phone that becomes a person's was not the contact's")

    world.handset_texts(ADA, brand.SHARED, "Hello")
    return [_typing(world, "rep2", code), stop]


def code_and_stop(world: World) -> Sequence[Task]:
    world.api("rep2", "POST", "/me/phone", {"phone": ADA})
    event = schedule.event_of("deliver", aws.receive("deliver", 5))
    return [
        lambda: schedule.invoke("deliver", event),
        lambda: world.handset_texts(ADA, brand.SHARED, "STOP"),
    ]


RACES = (
    Race(two_confirms),
    Race(six_tries),
    Race(one_number_of_two),
    Race(two_asks),
    Race(two_ask_for_one_number),
    Race(one_ask_twice),
    Race(confirm_and_forget),
    Race(confirm_and_choose),
    Race(confirm_and_stop),
    Race(code_and_stop),
)


def _waiting(world: World, who: str, phone: str) -> str:
    """The code that a person has to type."""
    world.api(who, "POST", "/me/phone", {"phone": phone})
    world.drain()
    return code_at(Teller(world), phone)


def _typing(world: World, who: str, code: str) -> Task:
    return lambda: world.api(who, "POST", "/me/phone/code", {"code": code})


def _asking(world: World, who: str, key: str | None = None) -> Task:
    return lambda: world.api(who, "POST", "/me/phone", {"phone": NEW_PHONE}, key)


def _answered(world: World, tasks: Sequence[Task], allowed: set[tuple[int, ...]]) -> Sequence[Task]:
    """The tasks; once all are answered, whatever the order, it must be in one of these ways."""
    answers: list[int] = []

    def kept(task: Task) -> Task:
        def run() -> None:
            answer = task()
            assert isinstance(answer, Answer)
            answers.append(answer.status)
            if len(answers) == len(tasks) and tuple(sorted(answers)) not in allowed:
                world.monitor.broken.append(f"AL-1: {len(tasks)} at once were answered {sorted(answers)}")

        return run

    return [kept(task) for task in tasks]
