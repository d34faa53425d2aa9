"""What goes wrong for some in the middle of a broadcast leaves the others alone: the rest goes out (SD-8, SD-10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pytest

from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.ids import GroupId, PersonId
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import House
from tests.harness import brand
from tests.harness.check import check_all
from tests.harness.quiet import quiet
from tests.harness.world import World
from tests.routes.answers import good

PHONES = [PhoneNumber(f"+1202555{120 + place:04}") for place in range(50)]
RECIPIENTS = len(PHONES)
CROWD = GroupId("g00000000000000000000000009")
INVALID, OPTED_OUT, LANDLINE, FILTERED = 21211, 21610, 30006, 30007
NEVER_HEARD_OF, UNKNOWN = 39998, 39999
AT_ONCE: dict[str, int] = {PHONES[5]: INVALID, PHONES[26]: OPTED_OUT, PHONES[47]: NEVER_HEARD_OF}
"""What the provider does not take."""
LATER: dict[str, int] = {PHONES[7]: LANDLINE, PHONES[28]: FILTERED, PHONES[40]: UNKNOWN}
"""What it takes, and its network does not bring over."""
BAD = {*AT_ONCE, *LATER}


def crowd(house: House, now: datetime) -> None:
    """Fifty who agreed to rep1's line: two batches."""
    for phone in PHONES:
        contact = house.ids.contact(phone)
        house.contacts.create(Contact(contact, phone, first_name="One of many", source="seed", created=now))
        brand.agree(house, brand.REP1_LINE, phone, "One of many", now)
    house.contacts.create_group(Group(CROWD, "Crowd", now, PersonId("rep1")))
    house.contacts.add_members(CROWD, [house.ids.contact(phone) for phone in PHONES])


@pytest.fixture
def world_of_a_crowd() -> Iterator[World]:
    with World(crowd) as world:
        yield world


def begun(world: World) -> str:
    """A broadcast to the crowd, half of whom had their turn; who failed at once or later, in either half."""
    world.carrier.refuses.update(AT_ONCE)
    made = good(world.api("rep1", "POST", "/broadcasts", {"line": brand.REP1_LINE, "group": CROWD, "body": "Hi"}), 202)
    world.drain()
    assert 0 < len(got(world)) < RECIPIENTS - len(AT_ONCE)
    return str(made["id"])


def got(world: World) -> list[str]:
    return [text.to for text in world.carrier.sent if text.ref.startswith("b.")]


def ended(world: World, broadcast: str) -> dict[str, int]:
    """How many came to what, once the network has told of those that it did not bring over."""
    for _ in range(4):
        world.advance(1)
        world.tick()
        world.drain()
    for text in world.carrier.sent:
        if text.to in LATER:
            world.callback(text, "undelivered", LATER[text.to])
    assert quiet(world)
    assert check_all(world) == []
    assert max(Counter(got(world)).values()) == 1
    seen = good(world.api("rep1", "GET", f"/broadcasts/{broadcast}"))
    failed = {one["trouble"]["code"]: one["recipients"] for one in seen["failed_by"]}
    assert all(one["trouble"]["remedy"] for one in seen["failed_by"])
    counts: dict[str, int] = seen["progress"]
    assert sum(failed.values()) == counts["failed"] + counts.get("undelivered", 0)
    return {**counts, **{f"code {code}": count for code, count in failed.items()}}


def test_bad_numbers_and_unknown_codes_hold_nobody_up(world_of_a_crowd: World) -> None:
    world = world_of_a_crowd
    seen = ended(world, begun(world))
    assert seen["delivered"] == RECIPIENTS - len(BAD)
    assert sorted(got(world)) == sorted(set(PHONES) - set(AT_ONCE))
    assert {name: count for name, count in seen.items() if name.startswith("code")} == {
        f"code {INVALID}": 1,
        f"code {OPTED_OUT}": 1,
        f"code {LANDLINE}": 1,
        f"code {FILTERED}": 1,
        f"code {NEVER_HEARD_OF}": 1,
        f"code {UNKNOWN}": 1,
    }


def test_who_stops_in_the_middle_gets_none_and_the_others_all(world_of_a_crowd: World) -> None:
    world = world_of_a_crowd
    broadcast = begun(world)
    waiting = [phone for phone in PHONES if phone not in got(world) and phone not in BAD]
    world.handset_texts(waiting[0], brand.REP1_LINE, "STOP")
    seen = ended(world, broadcast)
    assert waiting[0] not in got(world)
    assert seen["refused"] == 1
    assert seen["delivered"] == RECIPIENTS - len(BAD) - 1


def test_a_cancel_in_the_middle_ends_it_for_whoever_was_not_claimed(world_of_a_crowd: World) -> None:
    world = world_of_a_crowd
    broadcast = begun(world)
    before = got(world)
    good(world.steer("rep1", broadcast, "cancel"))
    seen = ended(world, broadcast)
    assert got(world) == before
    tried = len(before) + sum(seen[f"code {code}"] for code in AT_ONCE.values() if f"code {code}" in seen)
    assert seen["cancelled"] == RECIPIENTS - tried
    assert 0 < seen["delivered"] < len(before)
