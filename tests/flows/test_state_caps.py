"""A state's cap counts what is sold on all lines, whatever sells it, and the preview tells what happens (CN-10)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.harness import brand
from tests.harness.check_hours import caps_are_kept
from tests.harness.night_stories import COUNTRY, FLORIDAN, SOUTH, country
from tests.harness.recorder import Recorder
from tests.harness.state import State
from tests.harness.world import World
from tests.routes.answers import good

NEW = "+18885550142"


@pytest.fixture
def world() -> Iterator[World]:
    with World(country) as built:
        for number in (brand.LOCAL, brand.REP1_LINE):
            brand.agree(built.wiring, number, FLORIDAN, "", built.now)
        yield built


def sold(world: World, number: str, times: int) -> None:
    for place in range(times):
        order = {"line": number, "group": SOUTH, "body": f"Offer {place} of {number}"}
        good(world.api("rep1", "POST", "/broadcasts", order), 202)
        world.drain()
        world.advance(2)


def recaptured(world: World) -> None:
    """The shared line gets another number, and those who had agreed to the old one are asked."""
    path = f"/lines/{world.line(brand.SHARED)}/number"
    good(world.api("admin", "POST", path, {"number": NEW, "verification": "verified"}), 201)
    good(world.api("admin", "POST", f"/lines/{world.line(NEW)}/recapture"), 202)
    world.drain()
    for _ in range(3):
        world.advance(2)
        world.tick()
        world.drain()


def test_the_preview_knows_what_other_lines_have_sent(world: World) -> None:
    world.advance(120)
    sold(world, brand.LOCAL, 2)
    sold(world, brand.REP1_LINE, 1)
    order = {"line": brand.SHARED, "group": COUNTRY, "body": "Spring is here."}
    seen = good(world.api("rep1", "POST", "/broadcasts/preview", order))
    assert (seen["recipients"], seen["refused"], seen["waiting"]) == (4, 0, 1)
    made = good(world.api("rep1", "POST", "/broadcasts", order), 202)
    world.work("fan_out")
    (waits,) = good(world.api("rep1", "GET", f"/broadcasts/{made['id']}/recipients?waiting=true"))["items"]
    assert waits["code"] == "daily_cap"
    world.drain()
    assert "Spring is here." not in world.carrier.got(FLORIDAN)
    assert len(world.carrier.got(FLORIDAN)) == 3


def test_a_preview_reads_in_batches_and_only_of_whom_a_law_caps(world: World) -> None:
    order = {"line": brand.SHARED, "group": COUNTRY, "body": "Spring is here."}
    recorder = Recorder()
    with world.around(recorder):
        good(world.api("rep1", "POST", "/broadcasts/preview", order))
    (calls,) = recorder.of("preview_broadcast")
    assert calls.count("dynamodb.BatchGetItem") == 5, "groups, contacts, heads, standings, heads elsewhere"
    assert len(calls) <= 12


def test_a_recapture_counts(world: World) -> None:
    """Fla. Stat. 501.616(6)(b): whatever number it comes from. Two offers and the question are three."""
    sold(world, brand.LOCAL, 2)
    recaptured(world)
    assert "number has changed" in world.carrier.got(FLORIDAN)[-1]
    order = {"line": brand.REP1_LINE, "group": SOUTH, "body": "One too many"}
    assert good(world.api("rep1", "POST", "/broadcasts/preview", order))["waiting"] == 1
    sold(world, brand.REP1_LINE, 1)
    assert len(world.carrier.got(FLORIDAN)) == 3
    assert [*caps_are_kept(State(world))] == []


def test_a_recapture_waits_for_room(world: World) -> None:
    sold(world, brand.LOCAL, 3)
    recaptured(world)
    assert len(world.carrier.got(FLORIDAN)) == 3
    for _ in range(26):
        world.advance(60)
        world.tick()
        world.drain()
    assert "number has changed" in world.carrier.got(FLORIDAN)[-1]
    assert world.monitor.broken == []


def test_answers_to_the_contact_count_for_nothing(world: World) -> None:
    """START, HELP and what a person writes one-to-one are no solicitation, and need no room."""
    world.handset_texts(FLORIDAN, brand.LOCAL, "HELP")
    for _ in range(3):
        good(world.api("rep1", "POST", "/threads", {"line": brand.LOCAL, "to": FLORIDAN, "body": "Gladly"}), 201)
    world.drain()
    before = len(world.carrier.got(FLORIDAN))
    sold(world, brand.LOCAL, 3)
    assert len(world.carrier.got(FLORIDAN)) == before + 3
    good(world.api("rep1", "POST", "/threads", {"line": brand.LOCAL, "to": FLORIDAN, "body": "Gladly"}), 201)
    world.drain()
    assert len(world.carrier.got(FLORIDAN)) == before + 4
