"""A line's time is shared by all of its broadcasts, whoever asks for it: the schedule, or one that is listed (O6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core.broadcasts import Broadcast, Halt, Stage
from chalicelib.core.ids import BroadcastId
from chalicelib.core.pacing import Pace
from chalicelib.flows import feed
from chalicelib.flows.deliver import BACK_OFF
from tests.flows.test_pacing import MANY, broadcast_now, handed, line_of, listed
from tests.harness import brand
from tests.harness.wire import Call
from tests.harness.world import World
from tests.routes.answers import good


def contacts(*broadcasts: Broadcast) -> list[int]:
    """How many of each were handed out, as far as nobody took them."""
    return [len({contact for job in handed(one) for contact in job["contacts"]}) for one in broadcasts]


def listing(world: World, seconds: int, found: Broadcast, *others: Broadcast) -> list[int]:
    """A page of `found` is listed every two seconds, and the schedule looks once a minute; how many went of each."""
    seen: list[set[str]] = [set() for _ in (found, *others)]
    line = world.wiring.team.line(found.line)
    assert line is not None
    for second in range(0, seconds, 2):
        feed.hand_out(world.wiring, line, [found], world.now)
        if second % 60 == 10:
            world.tick()
        for names, one in zip(seen, (found, *others), strict=True):
            names |= {contact for job in handed(one) for contact in job["contacts"]}
        world.advance(seconds=2)
    return [len(names) for names in seen]


def counted(names: list[str]) -> Callable[[Call, Callable[[], Any]], Any]:
    def note(call: Call, effect: Callable[[], Any]) -> Any:
        names.append(call.name)
        return effect()

    return note


def test_one_that_is_listed_leaves_the_others_their_share(world: World) -> None:
    line = line_of(world, rate=2)
    going, found = listed(world, line), listed(world, line, "other")
    world.wiring.broadcasts.advance(found.id, stage=Stage.PREPARING, due=world.now)
    new, old = listing(world, 180, found, going)
    assert new + old >= 400
    assert abs(new - old) <= 160, "but for the first minute, before the schedule told of the other"


def test_one_that_begins_beside_another_shares_from_its_first_page_on(world: World) -> None:
    line = line_of(world, rate=2)
    going = listed(world, line)
    world.tick()
    before = contacts(going)[0]
    found = listed(world, line, "other")
    new, old = listing(world, 60, found, going)
    assert abs(new - (old - before)) <= 25


@pytest.mark.parametrize("halt", list(Halt))
def test_what_was_halted_meanwhile_gets_none_of_it(world: World, halt: Halt) -> None:
    line = line_of(world, rate=2)
    going = listed(world, line)
    world.tick()
    before, running = contacts(going), broadcast_now(world, going)
    found = listed(world, line, "other")
    world.advance(1)
    assert world.wiring.broadcasts.change(running, replace(running, halt=halt, due=None))
    feed.hand_out(world.wiring, line, [found], world.now)
    assert contacts(going) == before
    assert contacts(found)[0] > 0
    assert world.wiring.broadcasts.pace(line.id).had == {found.id: 0}


def test_of_very_many_others_none_is_forgotten(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_OTHERS", 1)
    line = line_of(world, rate=2)
    every = [listed(world, line, f"no {number}") for number in range(4)]
    world.tick()
    before = contacts(*every)
    for _ in range(30):
        world.advance(seconds=6)
        feed.hand_out(world.wiring, line, every[:1], world.now)
    after = contacts(*every)
    assert sum(after) > sum(before) + 100
    assert max(after) - min(after) <= 50


def test_where_one_goes_alone_no_other_is_read_for(world: World) -> None:
    line = line_of(world, rate=2)
    found = listed(world, line)
    names: list[str] = []
    with world.around(counted(names)):
        for _ in range(40):
            feed.hand_out(world.wiring, line, [found], world.now)
            world.advance(seconds=6)
    assert contacts(found) == [len(MANY)]
    assert "broadcasts.many" not in names


def told(world: World, **more: str) -> list[str]:
    """What a preview of a message from the same line warns of."""
    order = {"line": brand.REP1_LINE, "contacts": [brand.HANDSETS[0]], "body": "Hi", **more}
    found = good(world.api("rep1", "POST", "/broadcasts/preview", order))
    return [warning["sentence"] for warning in found["warnings"] if warning["code"] == "line_shared"]


def test_a_preview_tells_of_the_others_that_go_from_its_line(world: World) -> None:
    line = line_of(world, rate=2)
    assert told(world) == []
    first = listed(world, line)
    world.tick()
    (sentence,) = told(world)
    assert sentence.startswith("The message to “Spring list” goes from this line just now.")
    listed(world, line, "other")
    world.advance(1)
    world.tick()
    (sentence,) = told(world)
    assert "2 other messages go" in sentence
    assert "one part in 3" in sentence
    assert told(world, send_at=(world.now + timedelta(days=1)).isoformat()) == [], "nobody knows what goes then"
    running = broadcast_now(world, first)
    assert world.wiring.broadcasts.change(running, replace(running, halt=Halt.PAUSED, due=None))
    (sentence,) = told(world)
    assert "one part in 2" in sentence


@pytest.mark.parametrize(("ahead", "behind"), [(0, 30), (20, 50), (75, 105), (100, 105), (200, 200)])
def test_a_full_provider_gets_a_pause_behind_what_was_handed_out_already(world: World, ahead: int, behind: int) -> None:
    line = line_of(world, rate=2)
    now, had = world.now.replace(microsecond=0), {BroadcastId("b1"): 0}
    assert world.wiring.broadcasts.promise(line.id, None, now + timedelta(seconds=ahead), had)
    feed.slow_down(world.wiring, line.id, now, BACK_OFF)
    assert world.wiring.broadcasts.pace(line.id) == Pace(now + timedelta(seconds=behind), had)
