"""Who may pause, resume and cancel a broadcast, and what they are told (SD-8)."""

from __future__ import annotations

import pytest

from tests.harness.brand import GROUP, HANDSETS, REP1_LINE, SHARED
from tests.harness.world import World
from tests.routes.answers import good, problem

ORDER = {"line": SHARED, "group": GROUP, "body": "Hi"}


@pytest.fixture
def running(world: World) -> str:
    """A broadcast of rep2's, listed and handed out, of which nothing went yet."""
    made = good(world.api("rep2", "POST", "/broadcasts", ORDER), 202)
    world.work("fan_out")
    return f"/broadcasts/{made['id']}"


def stage(world: World, path: str) -> str:
    return str(good(world.api("rep2", "GET", path))["stage"])


@pytest.mark.parametrize("caller", ["rep2", "manager", "admin"])
def test_its_author_and_managers_pause_and_resume_it(world: World, running: str, caller: str) -> None:
    assert good(world.api(caller, "POST", f"{running}/pause"))["stage"] == "paused"
    assert good(world.api(caller, "POST", f"{running}/pause"))["stage"] == "paused"
    world.drain()
    assert [world.carrier.got(phone) for phone in HANDSETS] == [[]] * 5
    assert good(world.api(caller, "POST", f"{running}/resume"))["stage"] == "running"
    assert good(world.api(caller, "POST", f"{running}/resume"))["stage"] == "running"
    world.tick()
    world.drain()
    assert [world.carrier.got(phone) for phone in HANDSETS] == [["Hi"]] * 5


@pytest.mark.parametrize("act", ["pause", "resume", "cancel"])
@pytest.mark.parametrize("caller", ["rep1", "limited"])
def test_others_on_its_line_may_look_at_it_only(world: World, running: str, caller: str, act: str) -> None:
    problem(world.api(caller, "POST", f"{running}/{act}"), 403, "not_your_broadcast")
    assert not good(world.api(caller, "GET", running))["steerable"]
    assert good(world.api("rep2", "GET", running))["steerable"]
    assert stage(world, running) == "running"


@pytest.mark.parametrize("act", ["pause", "resume", "cancel"])
def test_who_does_not_see_its_line_sees_no_broadcast(world: World, act: str) -> None:
    made = good(world.api("rep1", "POST", "/broadcasts", ORDER | {"line": REP1_LINE}), 202)
    problem(world.api("rep2", "POST", f"/broadcasts/{made['id']}/{act}"), 404, "not_found")
    problem(world.api("rep2", "POST", f"/broadcasts/nothing/{act}"), 404, "not_found")


def test_a_cancelled_one_is_over_and_everybody_is_accounted_for(world: World, running: str) -> None:
    world.handset_texts(HANDSETS[4], SHARED, "STOP")
    assert good(world.api("manager", "POST", f"{running}/cancel"))["stage"] == "cancelled"
    assert good(world.api("manager", "POST", f"{running}/cancel"))["stage"] == "cancelled"
    world.drain()
    seen = good(world.api("rep2", "GET", running))
    assert (seen["stage"], seen["progress"]["recipients"], seen["progress"]["cancelled"]) == ("cancelled", 5, 5)
    items = good(world.api("rep2", "GET", f"{running}/recipients?status=cancelled"))["items"]
    assert {(item["code"], item["rule"]) for item in items} == {("cancelled", "SD-8")}
    for act in ("pause", "resume"):
        problem(world.api("rep2", "POST", f"{running}/{act}"), 409, "broadcast_over")
    assert [text for text in world.carrier.sent if text.ref.startswith("b.")] == []


@pytest.mark.parametrize("act", ["pause", "cancel"])
def test_of_one_that_is_done_nothing_can_be_stopped(world: World, running: str, act: str) -> None:
    world.drain()
    for _ in range(2):
        world.advance(4)
        world.tick()
    assert stage(world, running) == "done"
    problem(world.api("rep2", "POST", f"{running}/{act}"), 409, "broadcast_done")


def test_the_refused_and_the_failed_are_told_by_reason(world: World) -> None:
    world.handset_texts(HANDSETS[0], SHARED, "STOP")
    world.carrier.refuses[HANDSETS[1]] = 30006
    made = good(world.api("rep2", "POST", "/broadcasts", ORDER), 202)
    world.drain()
    seen = good(world.api("rep2", "GET", f"/broadcasts/{made['id']}"))
    (refused,), (failed,) = seen["refused_by"], seen["failed_by"]
    assert (refused["recipients"], refused["code"]) == (1, "consent_no")
    assert "opted out" in refused["reason"]
    assert (failed["recipients"], failed["trouble"]["code"]) == (1, 30006)
    assert failed["trouble"]["remedy"]
