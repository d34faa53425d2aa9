from __future__ import annotations

from infrastructure.stack.run import STACK
from tests.stack.brand import Stack
from tests.stack.older import LACKED


def test_the_older_stack_served_and_the_newer_serves(stack: Stack) -> None:
    assert stack.older_health == "older"
    assert stack.health() == "ok"


def test_an_upgrade_loses_nothing(stack: Stack) -> None:
    assert len(stack.before.items) > 100
    assert {key: stack.after.items.get(key) for key in stack.before.items} == stack.before.items
    assert stack.after.secret == stack.before.secret
    assert stack.after.people == stack.before.people
    assert len(stack.before.people) == 5


def test_an_upgrade_moves_no_data_to_another_place(stack: Stack) -> None:
    assert stack.after.places == stack.before.places


def test_an_upgrade_brings_the_routes_that_were_not_there(stack: Stack) -> None:
    assert LACKED in STACK.resources()
    assert stack.product.person("admin").call("GET", "/quarantine").status_code == 200
