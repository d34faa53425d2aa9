"""A STOP to the old number stops its recapture wherever it is, also by the policy `line` (LN-7, C4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.core.consent import Consent
from chalicelib.core.recapture import Recapture
from tests.harness import brand
from tests.harness.wire import Call, Effect
from tests.harness.world import World
from tests.routes.answers import good

NEW = "+18885550142"


@pytest.fixture
def world() -> Iterator[World]:
    """The shared line has another number, and the policy is `line`."""
    with World() as built:
        good(built.api("admin", "PATCH", "/settings", {"stop_scope": "line"}))
        path = f"/lines/{built.line(brand.SHARED)}/number"
        good(built.api("admin", "POST", path, {"number": NEW, "verification": "verified"}), 201)
        good(built.api("admin", "POST", f"/lines/{built.line(NEW)}/recapture"), 202)
        yield built


def run(world: World) -> Recapture:
    found = world.wiring.conversations.recapture(world.line(NEW))
    assert found is not None
    return found


def _last_to_be_asked(world: World) -> str:
    """A page goes by the contacts' ids."""
    return max(brand.HANDSETS, key=world.contact)


class Stopping:
    """Has the last contact stop at the moment when the first one's question is saved."""

    def __init__(self, world: World) -> None:
        self.world, self.done = world, False

    def __call__(self, call: Call, effect: Effect) -> Any:
        answer = effect()
        if not self.done and call.name.endswith("TransactWriteItems"):
            self.done = True
            self.world.handset_texts(_last_to_be_asked(self.world), brand.SHARED, "STOP")
        return answer


def test_who_stops_while_the_page_is_asked_is_not_asked(world: World) -> None:
    stopping = Stopping(world)
    with world.around(stopping):
        world.work("recapture")
    assert stopping.done
    world.drain()
    stopped = _last_to_be_asked(world)
    assert all("number has changed" not in body for body in world.carrier.got(stopped))
    thread = world.thread(NEW, stopped)
    assert world.wiring.conversations.threads([thread]) == {}
    assert (run(world).asked, run(world).passed) == (4, 1)
    assert world.monitor.broken == []


def test_who_stops_before_its_question_goes_does_not_get_it(world: World) -> None:
    world.work("recapture")
    world.handset_texts(brand.HANDSETS[0], brand.SHARED, "STOP")
    world.drain()
    assert all("number has changed" not in body for body in world.carrier.got(brand.HANDSETS[0]))
    (text,) = (
        m for m in world.wiring.conversations.messages(world.thread(NEW, brand.HANDSETS[0]), None, 9) if m.opt_in
    )
    assert "took its consent to the old number back" in text.reason
    assert len(world.carrier.got(brand.HANDSETS[1])) == 1


def test_its_own_yes_to_the_new_number_counts_all_the_same(world: World) -> None:
    world.work("recapture")
    world.handset_texts(brand.HANDSETS[0], brand.SHARED, "STOP")
    world.handset_texts(brand.HANDSETS[0], NEW, "YES")
    thread = world.thread(NEW, brand.HANDSETS[0])
    assert world.wiring.conversations.threads([thread])[thread].consent is Consent.YES


class Crash(BaseException):
    """As a worker that is killed."""


def after_transactions(count: int) -> Callable[[Call, Effect], Any]:
    left = [count]

    def around(call: Call, effect: Effect) -> Any:
        if call.name.endswith("TransactWriteItems"):
            left[0] -= 1
            if left[0] < 0:
                raise Crash
        return effect()

    return around


def test_who_was_asked_before_a_crash_counts_as_asked(world: World) -> None:
    """Three were asked, and the page was not counted: the job comes again."""
    with world.around(after_transactions(3)), pytest.raises(Crash):
        world.work("recapture")
    world.advance(25)
    world.tick()
    world.drain()
    world.advance(2)
    world.tick()
    world.drain()
    assert (run(world).asked, run(world).passed) == (5, 0)
    assert run(world).done is not None
    assert sorted(len(world.carrier.got(handset)) for handset in brand.HANDSETS) == [1] * 5
