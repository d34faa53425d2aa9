"""A head that a series comes to for ever stays small, and its timeline whole (O1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.core.claims import MANY
from chalicelib.core.pacing import Batch
from chalicelib.core.threads import Thread
from chalicelib.flows import recipients
from tests.harness.brand import SHARED, SOLO
from tests.harness.faults import Mode, failed
from tests.harness.series import ADA, BEFORE, OPEN, for_months
from tests.harness.wire import Call, Effect
from tests.harness.world import World
from tests.routes.answers import good

ORDER = {"line": SHARED, "group": SOLO, "body": "Today"}
DAYS = [f"Day {place}" for place in range(BEFORE)]


@pytest.fixture
def world() -> Iterator[World]:
    with World(for_months) as built:
        yield built


def head_of(world: World) -> Thread:
    thread = world.thread(SHARED, ADA)
    return world.wiring.conversations.threads([thread])[thread]


def sends(world: World, body: str = "Today") -> None:
    good(world.api("rep2", "POST", "/broadcasts", ORDER | {"body": body}, world.key()), 202)
    world.drain()


def bodies(world: World, limit: int) -> list[str]:
    """The whole timeline, oldest first, page by page."""
    path, cursor, found = f"/threads/{world.thread(SHARED, ADA)}/messages?limit={limit}", "", list[str]()
    while True:
        page: dict[str, Any] = good(world.api("rep2", "GET", path + (f"&cursor={cursor}" if cursor else "")))
        found += [item["body"] for item in page["items"]]
        cursor = page["cursor"]
        if not cursor:
            return found[::-1]


def talks(world: World) -> None:
    """The thread is in the inbox, with texts of its own between the broadcasts'."""
    for place in range(5):
        world.handset_texts(ADA, SHARED, f"Hello {place}")
        world.drain()
        world.advance(1)


def test_what_is_long_over_leaves_the_head_and_not_the_timeline(world: World) -> None:
    talks(world)
    before = {limit: bodies(world, limit) for limit in (1, 3, 100)}
    assert [body for body in before[100] if body in DAYS] == DAYS
    assert len(head_of(world).claims) == BEFORE
    sends(world)
    head = head_of(world)
    assert len(head.claims) == 2, "the open one and the new one"
    assert head.past is not None
    for limit, seen in before.items():
        assert bodies(world, limit) == [*seen, "Today"]


def test_what_is_open_stays_on_the_head(world: World) -> None:
    """It was claimed, and its outcome is unclear: it must be known that it was."""
    names = sorted(head_of(world).claims)
    sends(world)
    kept = head_of(world).claims
    assert names[OPEN] in kept
    assert not {*names[:OPEN], *names[OPEN + 1 :]} & set(kept)


def test_a_job_of_what_left_that_comes_once_more_sends_nothing(world: World) -> None:
    names = sorted(head_of(world).claims)
    sends(world)
    contact, before = world.contact(ADA), len(world.carrier.sent)
    for name in (*names[:OPEN], *names[OPEN + 1 : OPEN + 4]):
        recipients.deliver(world.wiring, Batch(name, f"{name}.0", (contact,), 1), world.now, world.now)
    assert len(world.carrier.sent) == before


def test_it_grows_no_further(world: World) -> None:
    for day in range(20):
        world.advance(24 * 60)
        sends(world, f"Later {day}")
        assert len(head_of(world).claims) <= MANY
    world.handset_texts(ADA, SHARED, "Hello")
    texts = [body for body in bodies(world, 100) if body.startswith(("Day", "Later"))]
    assert texts == [*DAYS, *(f"Later {day}" for day in range(20))]


def test_a_store_that_has_no_time_for_it_costs_nobody_a_text(world: World) -> None:
    def busy(call: Call, effect: Effect) -> Any:
        return failed(call, Mode.THROTTLE_HARD) if call.name == "dynamodb.TransactWriteItems" else effect()

    good(world.api("rep2", "POST", "/broadcasts", ORDER, world.key()), 202)
    with world.around(busy):
        world.drain()
    assert any("Today" in text for text in world.carrier.got(ADA))
    assert len(head_of(world).claims) == MANY
