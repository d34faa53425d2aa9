"""What stays of somebody who was switched off: no phone of its own, no device; and every STOP (AL-1, C5)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.core.ids import PersonId
from tests.harness import aws
from tests.harness.brand import LOCAL, REP1_PHONE, SHARED
from tests.harness.push import subscription
from tests.harness.wire import Call, Effect
from tests.harness.world import World
from tests.routes.answers import good, problem
from tests.routes.test_own_numbers import PHONE, ask, code_at, confirm, give
from tests.routes.test_people import invite, patch


def texts(world: World, sender: str, body: str, to: str = LOCAL) -> None:
    assert world.handset_texts(sender, to, body).status == 200
    world.drain()


def newcomer(world: World) -> str:
    return str(good(invite(world, line=LOCAL), 201)["id"])


def off_and_on(world: World, person: str) -> None:
    good(patch(world, person, {"active": False}))
    world.drain()
    good(patch(world, person, {"active": True}))
    world.drain()


def test_a_phone_is_another_s_once_its_person_was_switched_off(world: World) -> None:
    good(patch(world, "rep1", {"active": False, "hand_over_to": "rep2"}))
    give(world, "manager", REP1_PHONE)
    left = world.wiring.team.person(PersonId("rep1"))
    assert left is not None
    assert left.phone is None


def test_what_comes_from_such_a_phone_is_a_contact_s(world: World) -> None:
    nora = newcomer(world)
    give(world, nora)
    good(patch(world, nora, {"active": False}))
    texts(world, PHONE, "Have you a bike?")
    texts(world, PHONE, "STOP")
    path = f"/threads/{world.thread(LOCAL, PHONE)}"
    assert good(world.api("admin", "GET", path))["consent"] == "no"


def test_a_stop_of_before_binds_the_number_when_it_is_given_again(world: World) -> None:
    nora = newcomer(world)
    give(world, nora)
    good(world.api(nora, "PATCH", "/me", {"alerts": ["text"], "copies": "text"}))
    texts(world, PHONE, "STOP")
    off_and_on(world, nora)
    problem(ask(world, nora), 409, "number_stopped")
    problem(ask(world, "manager"), 409, "number_stopped")
    texts(world, PHONE, "START")
    give(world, nora)


def test_a_stop_that_comes_while_the_person_is_off_binds_too(world: World) -> None:
    nora = newcomer(world)
    give(world, nora)
    good(patch(world, nora, {"active": False}))
    world.handset_texts(PHONE, LOCAL, "STOP")
    good(patch(world, nora, {"active": True}))
    world.drain()
    problem(ask(world, nora), 409, "number_stopped")


def test_a_stop_that_waits_while_the_person_goes_binds_too(world: World) -> None:
    nora = newcomer(world)
    give(world, nora)
    world.handset_texts(PHONE, LOCAL, "STOP")
    off_and_on(world, nora)
    problem(ask(world, nora), 409, "number_stopped")


def test_alerts_come_by_email_to_who_is_back(world: World) -> None:
    nora = newcomer(world)
    give(world, nora)
    good(world.api(nora, "POST", "/me/push", subscription("one")), 201)
    good(world.api(nora, "PATCH", "/me", {"alerts": ["text", "push"], "copies": "text"}))
    off_and_on(world, nora)
    me = good(world.api(nora, "GET", "/me"))
    assert (me["phone"], me["alerts"], me["copies"], me["devices"]) == (None, ["email"], "email", [])


def test_a_code_that_waits_is_worth_nothing_afterwards(world: World) -> None:
    nora = newcomer(world)
    assert ask(world, nora).status == 202
    code = code_at(world)
    off_and_on(world, nora)
    problem(confirm(world, code, nora), 409, "no_code")


def test_no_copy_goes_to_an_author_who_was_switched_off(world: World) -> None:
    order = {"line": SHARED, "group": "g00000000000000000000000000", "body": "Spring"}
    assert world.api("rep1", "POST", "/broadcasts", order).ok
    good(patch(world, "rep1", {"active": False, "hand_over_to": "rep2"}))
    world.drain()
    assert [mail for mail in world.mails if mail["subject"].startswith("Your message to")] == []


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("moment", ["AdminEnableUser", "AdminDisableUser", "TransactWriteItems"])
def test_of_two_who_switch_off_and_on_at_once_account_and_team_agree(world: World, moment: str, last: bool) -> None:
    """While one request is at it, another one has its way in between."""
    nora = newcomer(world)
    good(patch(world, nora, {"active": not last}))
    calls: list[str] = []

    def between(call: Call, effect: Effect) -> Any:
        calls.append(call.name)
        if [name.endswith(moment) for name in calls].count(True) == 1 and call.name.endswith(moment):
            world.api("admin", "PATCH", f"/team/{nora}", {"active": not last})
        return effect()

    with world.around(between):
        good(patch(world, nora, {"active": last}))
    world.drain()
    person = world.wiring.team.person(PersonId(nora))
    assert person is not None
    assert aws.accounts() == {"nora@example.com": person.active}
