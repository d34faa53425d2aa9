"""Demo contacts are where a broadcast may go now, whenever the product is started."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.core.hours import is_open
from chalicelib.core.places import place_of
from infrastructure.local import demo_hours
from tests.harness.brand import HANDSETS
from tests.harness.world import World


@pytest.mark.parametrize("day", [datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)])
@pytest.mark.parametrize("minutes", range(0, 24 * 60, 30))
def test_they_are_in_open_hours_for_six_hours(world: World, day: datetime, minutes: int) -> None:
    now, contact = day + timedelta(minutes=minutes), world.contact(HANDSETS[0])
    demo_hours.ensure(world.wiring, [contact], now)
    known = world.wiring.contacts.get(contact)
    place = place_of(known)
    assert all(is_open(place, now + timedelta(hours=hour)) for hour in range(6))
    heads = world.wiring.conversations.threads_of(contact)
    assert {head.zone for head in heads} == {known.zone if known else ""}


def test_a_zone_that_a_person_chose_stays(world: World) -> None:
    contact = world.contact(HANDSETS[0])
    assert world.api("rep1", "PATCH", f"/contacts/{contact}", {"zone": "America/Boise"}).ok
    demo_hours.ensure(world.wiring, [contact], world.now)
    known = world.wiring.contacts.get(contact)
    assert known is not None
    assert known.zone == "America/Boise"
