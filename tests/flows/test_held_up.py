"""A request to confirm that a line could not send for long: it goes once it may, and keeps its limits (C2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from tests.harness import brand
from tests.harness.check_opt_ins import confirmations_follow_an_opt_in, confirmations_keep_their_limits
from tests.harness.state import State
from tests.harness.world import World
from tests.routes.answers import good

NEW = "+18885550142"
ADA = brand.HANDSETS[0]
FORM = {"phone": brand.STRANGER, "agree": True}


@pytest.fixture
def world() -> Iterator[World]:
    with World(brand.form) as built:
        yield built


def quarters(world: World, count: int) -> None:
    """So many quarters of an hour, each with its tick."""
    for _ in range(count):
        world.advance(15)
        world.tick()
        world.drain()
    world.advance(1)
    world.tick()
    world.drain()


def hours(world: World, count: int) -> None:
    for _ in range(count):
        world.advance(60)
        world.tick()
        world.drain()


def faults(world: World) -> list[str]:
    """What of it breaks a rule of consent, also while the world is not quiet yet."""
    state = State(world)
    found = [*confirmations_keep_their_limits(state), *confirmations_follow_an_opt_in(state)]
    return world.monitor.broken + found


def verified(world: World, number: str, state: str) -> None:
    good(world.api("admin", "PATCH", f"/lines/{world.line(number)}", {"verification": state}))


def test_an_opt_in_whose_line_was_held_for_hours_is_asked_when_it_is_released(world: World) -> None:
    assert world.api(None, "POST", "/forms/club", FORM).status == 202
    world.work("opt_in")
    verified(world, brand.SHARED, "pending")
    quarters(world, 9)
    assert world.carrier.got(brand.STRANGER) == []
    verified(world, brand.SHARED, "verified")
    quarters(world, 2)
    (text,) = world.carrier.got(brand.STRANGER)
    assert "YES" in text
    world.handset_texts(brand.STRANGER, brand.SHARED, "YES")
    thread = world.thread(brand.SHARED, brand.STRANGER)
    assert world.wiring.conversations.threads([thread])[thread].consent is Consent.YES
    assert faults(world) == []


def test_two_forms_that_were_held_up_are_one_request(world: World) -> None:
    """Yesterday's and today's must not reach the handset together; the later one stands."""
    verified(world, brand.SHARED, "verified")
    assert world.api(None, "POST", "/forms/club", FORM).status == 202
    world.work("opt_in")
    verified(world, brand.SHARED, "pending")
    hours(world, 26)
    verified(world, brand.SHARED, "verified")
    assert world.api(None, "POST", "/forms/club", FORM).status == 202
    quarters(world, 2)
    assert len(world.carrier.got(brand.STRANGER)) == 1
    assert faults(world) == []


def test_what_is_held_until_night_goes_in_the_morning(world: World) -> None:
    """Nobody waits for it any more by then: it minds the hours (Q1)."""
    assert world.api(None, "POST", "/forms/club", FORM).status == 202
    world.work("opt_in")
    verified(world, brand.SHARED, "pending")
    hours(world, 12)
    verified(world, brand.SHARED, "verified")
    quarters(world, 4)
    assert world.carrier.got(brand.STRANGER) == []
    hours(world, 11)
    (text,) = world.carrier.sent
    assert text.at.hour == 13
    assert faults(world) == []


def test_after_its_end_it_is_not_asked(world: World) -> None:
    assert world.api(None, "POST", "/forms/club", FORM).status == 202
    world.work("opt_in")
    verified(world, brand.SHARED, "pending")
    world.advance(8 * 24 * 60)
    world.tick()
    world.drain()
    verified(world, brand.SHARED, "verified")
    quarters(world, 4)
    assert world.carrier.got(brand.STRANGER) == []
    assert faults(world) == []


def test_a_recapture_that_was_held_up_still_asks() -> None:
    """LN-7: who was written a question that nobody got is not barred for good."""
    with World() as world:
        old = world.line(brand.SHARED)
        good(world.api("admin", "POST", f"/lines/{old}/number", {"number": NEW, "verification": "verified"}), 201)
        good(world.api("admin", "POST", f"/lines/{world.line(NEW)}/recapture"), 202)
        world.work("recapture")
        verified(world, NEW, "pending")
        quarters(world, 10)
        assert world.carrier.got(ADA) == []
        verified(world, NEW, "verified")
        quarters(world, 3)
        assert [len(world.carrier.got(handset)) for handset in brand.HANDSETS] == [1] * len(brand.HANDSETS)
        world.handset_texts(ADA, NEW, "YES")
        thread = world.thread(NEW, ADA)
        assert world.wiring.conversations.threads([thread])[thread].consent is Consent.YES
        assert faults(world) == []


def test_the_limit_of_a_phone_holds_a_late_request_back_for_its_time(world: World) -> None:
    """Three in 24 hours over all lines: the fourth, of the line that was held, waits until it is none."""
    assert world.api(None, "POST", "/forms/club", FORM).status == 202
    world.work("opt_in")
    verified(world, brand.SHARED, "pending")
    world.advance(60)
    standing = world.wiring.conversations.load(contact=world.contact(brand.STRANGER)).standing
    assert standing is not None
    filled = replace(standing, confirmations=(*standing.confirmations, world.now, world.now, world.now)[-3:])
    world.wiring.conversations.save(Changes(standing_before=standing, standing=filled), world.now)
    begun = world.now
    quarters(world, 1)
    verified(world, brand.SHARED, "verified")
    quarters(world, 8)
    assert world.carrier.got(brand.STRANGER) == []
    hours(world, 26)
    (text,) = world.carrier.sent
    assert text.at - begun >= timedelta(hours=24)
