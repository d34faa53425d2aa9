"""Who is switched off while something is being given to it: found a minute later, whatever the first look saw (T5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.core.ids import PersonId, ThreadId
from chalicelib.flows import leaving
from tests.harness import aws
from tests.harness.brand import HANDSETS, REP1_LINE, SHARED, STRANGER
from tests.harness.wire import FUNCTION, Call, Effect
from tests.harness.world import World

ADA = HANDSETS[0]


def meanwhile(function: str, work: Callable[[], object]) -> Callable[[Call, Effect], Any]:
    """A wrapper about calls: all of `work` is done right before this function saves what it has decided."""
    done = False

    def around(call: Call, effect: Effect) -> Any:
        nonlocal done
        if not done and FUNCTION.get() == function and call.name == "dynamodb.TransactWriteItems":
            done = True
            work()
        return effect()

    return around


def leave(world: World, **more: str) -> None:
    assert world.api("admin", "PATCH", "/team/rep2", {"active": False, **more}).ok
    world.drain()


def test_a_lead_that_is_given_at_that_moment_goes_back(world: World) -> None:
    made = world.api("manager", "POST", "/leads", {"line": SHARED, "phone": STRANGER}).json
    world.drain()
    path, given = f"/leads/{made['id']}/assign", {"owner": "rep2", "version": made["version"]}
    with world.around(meanwhile("assign_lead", lambda: leave(world))):
        assert world.api("manager", "POST", path, given).ok
    assert owner(world, made["id"]) == "rep2"
    look_again(world)
    assert owner(world, made["id"]) is None


@pytest.mark.parametrize("heir", ["", "rep1"])
def test_a_conversation_that_is_given_at_that_moment_goes_on(world: World, heir: str) -> None:
    world.handset_texts(ADA, SHARED, "Is it still there?")
    world.drain()
    path = f"/threads/{world.thread(SHARED, ADA)}"
    to = {"hand_over_to": heir} if heir else {}
    with world.around(meanwhile("change_thread", lambda: leave(world, **to))):
        assert world.api("manager", "PATCH", path, {"assignee": "rep2"}).ok
    assert world.api("admin", "GET", path).json["assignee"]["id"] == "rep2"
    look_again(world)
    assert (world.api("admin", "GET", path).json["assignee"] or {"id": ""})["id"] == heir


def test_the_effect_ends_once_nothing_is_left(world: World) -> None:
    leave(world)
    assert effects() == 1
    look_again(world)
    assert effects() == 0


@pytest.mark.parametrize("heir", ["", "rep1"])
def test_the_schedule_looks_once_an_hour_after_who_is_off(world: World, heir: str) -> None:
    """An answer to a broadcast comes to its author, whoever that was; and then to whom the author named."""
    leave(world, **({"hand_over_to": heir} if heir else {}))
    look_again(world)
    before = world.wiring.conversations.threads([ThreadId(world.thread(SHARED, ADA))])
    head = before[world.thread(SHARED, ADA)]
    world.wiring.conversations.claim_broadcast(head.id, "0" * 26, PersonId("rep2"), world.now)  # type: ignore[arg-type]
    world.handset_texts(ADA, SHARED, "How much is it?")
    world.drain()
    path = f"/threads/{head.id}"
    assert world.api("admin", "GET", path).json["assignee"]["id"] == "rep2"
    world.advance(minutes=(leaving.HOURLY - world.now.minute) % 60)
    world.tick()
    world.drain()
    assert (world.api("admin", "GET", path).json["assignee"] or {"id": ""})["id"] == heir


def test_the_schedule_leaves_who_has_just_been_switched_off_to_its_own_job(world: World) -> None:
    """Two jobs at once would each take a part, and the heir would be told of nothing."""
    world.advance(minutes=(leaving.HOURLY - world.now.minute) % 60)
    assert world.api("admin", "PATCH", "/team/rep2", {"active": False, "hand_over_to": "rep1"}).ok
    before = len(aws.waiting("alert"))
    leaving.each_hour(world.wiring, world.now)
    assert len(aws.waiting("alert")) == before == 1
    world.advance(minutes=60)
    leaving.each_hour(world.wiring, world.now)
    assert len(aws.waiting("alert")) == before + 1


def test_an_heir_who_goes_before_anything_has_moved_hands_on(world: World) -> None:
    """Then the line of the first one is of whom the second one named."""
    assert world.api("admin", "PATCH", "/team/rep1", {"active": False, "hand_over_to": "rep2"}).ok
    assert world.api("admin", "PATCH", "/team/rep2", {"active": False, "hand_over_to": "manager"}).ok
    world.drain()
    line = world.wiring.team.line(world.line(REP1_LINE))
    assert line is not None
    assert line.owner == "manager"


def owner(world: World, lead: str) -> str | None:
    found = world.api("admin", "GET", f"/leads/{lead}").json["owner"]
    return found and str(found["id"])


def look_again(world: World) -> None:
    """The effect that was saved comes back when its job is over a minute old, and once more if it found something."""
    for _ in range(3):
        world.advance(minutes=2)
        world.tick()
        world.drain()


def effects() -> int:
    return sum(item["pk"]["S"].startswith("out#hand-over.") for item in aws.items("conversations"))
