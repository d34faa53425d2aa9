"""Numbers that wait for their code: what is written once, and what is written only on what was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.core import own_numbers
from chalicelib.core.changes import Changes
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.own_numbers import Known, Pending, Spent
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import House, Stale
from tests.harness.world import World

REP2, TEXT = PersonId("rep2"), MessageId("0" * 26)
PHONE = PhoneNumber("+12025550181")


@pytest.fixture
def house(world: World) -> House:
    return world.wiring


def known(house: House) -> Known:
    return house.conversations.own_numbers(REP2, house.ids.contact(PHONE))


def ask(house: House, now: datetime) -> Pending:
    asked = own_numbers.asked(known(house), REP2, PHONE, TEXT, now)
    house.conversations.save(Changes(own_number=asked), now)
    found = house.conversations.own_number(REP2)
    assert found is not None
    return found


def test_nothing_waits_for_whom_nobody_asked(house: House) -> None:
    subjects = ("person#rep2", f"number#{house.ids.contact(PHONE)}", "brand")
    assert known(house) == Known(None, *(Spent(subject) for subject in subjects))
    assert house.conversations.own_number(REP2) is None


def test_what_was_asked_is_found_with_what_it_counted_for(house: House, world: World) -> None:
    first = ask(house, world.now)
    assert (first.phone, first.text, first.tries, first.version) == (PHONE, TEXT, 0, 1)
    second = ask(house, world.now + timedelta(minutes=1))
    assert second.version == 2
    found = known(house)
    assert found.pending == second
    assert [len(spent.at) for spent in (found.person, found.number, found.brand)] == [2, 2, 2]


def test_two_requests_on_one_state_are_one(house: House, world: World) -> None:
    ask(house, world.now)
    stale = own_numbers.asked(known(house), REP2, PHONE, TEXT, world.now)
    ask(house, world.now)
    with pytest.raises(Stale):
        house.conversations.save(Changes(own_number=stale), world.now)
    refused = own_numbers.refused(known(house), world.now)
    house.conversations.save(Changes(own_number=refused), world.now)
    with pytest.raises(Stale):
        house.conversations.save(Changes(own_number=refused), world.now)
    assert len(known(house).person.at) == 3


def test_each_try_is_written_once(house: House, world: World) -> None:
    waiting = ask(house, world.now)
    tried = replace(waiting, tries=1)
    house.conversations.try_own_number(tried, world.now)
    with pytest.raises(Stale):
        house.conversations.try_own_number(tried, world.now)
    assert house.conversations.own_number(REP2) == replace(tried, version=waiting.version + 1)


def test_what_is_given_up_can_be_asked_for_again(house: House, world: World) -> None:
    waiting = ask(house, world.now)
    house.conversations.forget_own_number(REP2)
    house.conversations.forget_own_number(REP2)
    assert house.conversations.own_number(REP2) is None
    with pytest.raises(Stale):
        house.conversations.try_own_number(waiting, world.now)
    assert ask(house, world.now).version == 1


def test_all_of_it_is_forgotten_by_itself(house: House, world: World) -> None:
    ask(house, world.now)
    kept = [item for item in world.items("conversations") if item["sk"]["S"] == "own-number"]
    kept += [item for item in world.items("conversations") if item["pk"]["S"].startswith("codes#")]
    expires = {int(item["expires"]["N"]) for item in kept}
    assert len(kept) == 4
    assert expires == {int((world.now + timedelta(days=2)).timestamp())}
