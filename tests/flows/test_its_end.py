"""A broadcast that is over ends then: nobody is left waiting for a morning at which nothing goes (SD-7, SD-8, Q2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core.broadcasts import Halt, Stage
from chalicelib.core.messages import Status
from tests.flows.test_pacing import MANY, broadcast_now, handed, line_of, listed
from tests.harness import aws, brand, night_stories
from tests.harness.world import World
from tests.routes.answers import good

ORDER = {"line": brand.REP1_LINE, "group": brand.GROUP, "body": "Hi"}


@pytest.fixture
def country() -> Iterator[World]:
    with World(night_stories.country) as world:
        yield world


def look(world: World) -> None:
    world.tick()
    world.drain()


def end_in(world: World, minutes: int) -> dict[str, str]:
    return {"not_after": (world.now + timedelta(minutes=minutes)).isoformat()}


def begun(world: World, order: dict[str, Any], caller: str = "rep1") -> str:
    made = good(world.api(caller, "POST", "/broadcasts", order), 202)
    world.drain()
    return str(made["id"])


def ends(world: World, made: str, *, waiting: int = 0) -> None:
    """At the first look from now on everybody who was still to get it is told that it is over."""
    look(world)
    rows = list(world.wiring.broadcasts.all_recipients(made))  # type: ignore[arg-type]
    open_ones = [row for row in rows if row.status is Status.QUEUED]
    assert len(open_ones) == waiting, open_ones


def test_its_end_comes_though_the_line_is_held(world: World) -> None:
    line_of(world, held="Carriers block it.")
    made = begun(world, ORDER | end_in(world, 31))
    for _ in range(6):
        world.advance(5)
        look(world)
    ends(world, made, waiting=5)
    world.advance(1)
    ends(world, made)
    told = good(world.api("rep1", "GET", f"/broadcasts/{made}"))
    assert (told["stage"], told["progress"]["cancelled"], told["held"]) == ("expired", 5, None)
    items = good(world.api("rep1", "GET", f"/broadcasts/{made}/recipients"))["items"]
    assert {(row["status"], row["code"], row["rule"]) for row in items} == {("cancelled", "expired", "SD-7")}


def test_its_end_comes_though_it_is_paused(world: World) -> None:
    made = good(world.api("rep1", "POST", "/broadcasts", ORDER | end_in(world, 20)), 202)["id"]
    world.work("fan_out")
    good(world.api("rep1", "POST", f"/broadcasts/{made}/pause"))
    for _ in range(19):
        world.advance(1)
        look(world)
    ends(world, made, waiting=5)
    world.advance(1)
    ends(world, made)


def test_who_waits_for_the_morning_is_not_left_waiting_by_a_cancel(country: World) -> None:
    country.advance(12 * 60)
    made = begun(country, night_stories.TO_ALL, "rep2")
    country.advance(30)
    ends(country, made, waiting=3)
    good(country.api("rep2", "POST", f"/broadcasts/{made}/cancel"))
    ends(country, made)
    told = good(country.api("rep2", "GET", f"/broadcasts/{made}"))["progress"]
    assert (told["waiting"], told["cancelled"], told["recipients"]) == (0, 3, 4)
    assert aws.waiting("deliver") == []


def test_who_waits_past_the_end_ends_at_it(country: World) -> None:
    """One that began under a version which let them wait: the next look after its end ends them."""
    country.advance(12 * 60)
    made = begun(country, night_stories.TO_ALL, "rep2")
    store, end = country.wiring.broadcasts, country.now + timedelta(minutes=90)
    kept = store.get(made)  # type: ignore[arg-type]
    assert kept is not None
    assert store.change(kept, replace(kept, not_after=end, due=country.now))
    country.advance(10)
    ends(country, made, waiting=3)
    kept = store.get(kept.id)
    assert kept is not None
    assert kept.due == end
    country.advance(80)
    ends(country, made)
    country.advance(5)
    look(country)
    kept = store.get(kept.id)
    assert kept is not None
    assert (kept.stage, kept.halt) == (Stage.DONE, Halt.EXPIRED)


def test_what_a_worker_cut_off_at_its_end_is_not_told_as_gone(world: World) -> None:
    """Its end comes between two looks: a batch that was handed out before tells everybody, and nobody is left."""
    made = good(world.api("rep1", "POST", "/broadcasts", ORDER | end_in(world, 1)), 202)["id"]
    world.work("fan_out")
    world.tick()
    world.advance(1)
    world.drain()
    for _ in range(3):
        look(world)
    told = good(world.api("rep1", "GET", f"/broadcasts/{made}"))
    assert (told["stage"], told["progress"]["cancelled"]) == ("expired", 5)


def test_one_of_which_all_went_before_its_end_is_done(world: World) -> None:
    made = begun(world, ORDER | end_in(world, 2))
    world.advance(3)
    assert good(world.api("rep1", "GET", f"/broadcasts/{made}"))["stage"] == "done"
    look(world)
    assert good(world.api("rep1", "GET", f"/broadcasts/{made}"))["stage"] == "done"


def test_what_a_worker_has_is_left_to_it(world: World) -> None:
    """What was handed out a moment ago is not handed out twice because the broadcast was cancelled meanwhile."""
    broadcast = listed(world, line_of(world, rate=2))
    world.tick()
    before = len(handed(broadcast))
    running = broadcast_now(world, broadcast)
    assert world.wiring.broadcasts.change(running, replace(running, halt=Halt.CANCELLED, due=world.now))
    world.tick()
    names = [contact for job in handed(broadcast) for contact in job["contacts"]]
    assert before < len(handed(broadcast))
    assert sorted(names) == sorted(MANY)
