"""A line, or all texting, that is switched off while a broadcast goes: it pauses, and nobody of it is lost (SD-8)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.harness.brand import GROUP, HANDSETS, REP1_LINE
from tests.harness.check import check_all
from tests.harness.quiet import minutes, quiet
from tests.harness.world import World
from tests.routes.answers import good, problem

ORDER = {"line": REP1_LINE, "group": GROUP, "body": "Spring is here."}
WHY = {"line": "Its line was switched off.", "texting": "Texting was switched off for the brand."}


def switch(world: World, what: str, *, on: bool) -> None:
    path = f"/lines/{world.line(REP1_LINE)}" if what == "line" else "/settings"
    good(world.api("admin", "PATCH", path, {"active" if what == "line" else "texting": on}))
    world.advance(2)


def seen(world: World, broadcast: str) -> dict[str, Any]:
    found: dict[str, Any] = good(world.api("rep1", "GET", f"/broadcasts/{broadcast}"))
    return found


def got(world: World) -> list[int]:
    return [len(world.carrier.got(phone)) for phone in HANDSETS]


@pytest.mark.parametrize("what", WHY)
@pytest.mark.parametrize("when", ["before its list", "with its texts handed out", "before its time"])
def test_it_pauses_says_why_and_goes_on_when_it_is_resumed(world: World, what: str, when: str) -> None:
    later = {"send_at": (world.now + timedelta(minutes=5)).isoformat()} if when == "before its time" else {}
    made = good(world.api("rep1", "POST", "/broadcasts", ORDER | later), 202)["id"]
    if when == "with its texts handed out":
        world.work("fan_out")
    switch(world, what, on=False)
    minutes(world, 6)
    told = seen(world, made)
    assert (told["stage"], told["paused_because"].startswith(WHY[what])) == ("paused", True)
    assert (got(world), told["progress"]["refused"]) == ([0] * len(HANDSETS), 0)
    assert sum(mail["subject"].startswith("Paused") for mail in world.mails) == 1
    switch(world, what, on=True)
    minutes(world, 4)
    assert got(world) == [0] * len(HANDSETS), "it waits for a person"
    good(world.steer("rep1", made, "resume"))
    minutes(world, 5)
    assert (got(world), seen(world, made)["stage"]) == ([1] * len(HANDSETS), "done")
    assert quiet(world)
    assert check_all(world) == []


def test_one_that_was_cancelled_ends_all_the_same(world: World) -> None:
    made = good(world.api("rep1", "POST", "/broadcasts", ORDER), 202)["id"]
    good(world.steer("rep1", made, "cancel"))
    switch(world, "line", on=False)
    minutes(world, 4)
    told = seen(world, made)
    assert (told["stage"], told["progress"]["cancelled"]) == ("cancelled", len(HANDSETS))


@pytest.mark.parametrize("what", WHY)
def test_it_is_not_resumed_before_that_is_on_again_and_at_once_then(world: World, what: str) -> None:
    made = good(world.api("rep1", "POST", "/broadcasts", ORDER), 202)["id"]
    world.work("fan_out")
    switch(world, what, on=False)
    minutes(world, 2)
    code = "line_inactive" if what == "line" else "texting_off"
    for _ in range(2):
        problem(world.api("rep1", "POST", f"/broadcasts/{made}/resume"), 409, code)
    path = f"/lines/{world.line(REP1_LINE)}" if what == "line" else "/settings"
    good(world.api("admin", "PATCH", path, {"active" if what == "line" else "texting": True}))
    good(world.steer("rep1", made, "resume"))
    minutes(world, 5)
    assert (got(world), seen(world, made)["stage"]) == ([1] * len(HANDSETS), "done")
    assert sum(mail["subject"].startswith("Paused") for mail in world.mails) == 1
