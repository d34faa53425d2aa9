"""What the plain values of the core hold by themselves: people, lines, groups, changes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.groups import Group
from chalicelib.core.ids import GroupId
from chalicelib.core.lines import Backing, LineKind
from chalicelib.core.people import Channel, Role
from chalicelib.core.phone import kind_of
from tests.core.builders import LOCAL, NOW, REP1, facts, line, person, text, thread


def test_roles_rise_in_the_order_of_the_matrix() -> None:
    """AD-1."""
    assert [role.rank for role in (Role.LIMITED, Role.STANDARD, Role.MANAGER, Role.ADMIN)] == [0, 1, 2, 3]


def test_a_person_is_told_by_email_until_it_chooses() -> None:
    """AL-1, SD-15: a text costs, so it is by choice."""
    new = person()
    assert (new.alerts, new.copies, new.phone, new.active) == ((Channel.EMAIL,), Channel.EMAIL, None, True)


def test_a_line_is_a_team_s_with_people_behind_it_and_in_use_until_told_otherwise() -> None:
    """LN-1, LN-5."""
    assert (LOCAL.backing, LOCAL.active, LOCAL.owner) == (Backing.AGENT, True, None)
    assert LOCAL.rate == 3, "segments a second of an unregistered toll-free line, the slowest there is"


@pytest.mark.parametrize("number", ["+18005550100", "+12025550100", "24680"])
def test_numbers_are_told_apart_in_the_words_of_lines(number: str) -> None:
    assert LineKind(kind_of(number)).value == kind_of(number)


def test_a_group_begins_empty() -> None:
    assert Group(GroupId("g"), "Spring list", NOW, REP1).size == 0


def test_changes_ask_for_nothing_by_themselves() -> None:
    nothing = Changes()
    assert not any(getattr(nothing, name) for name in Changes.__slots__)


def test_a_receipt_tells_what_was_asked_and_what_came_of_it() -> None:
    receipt = Receipt("key", "print", {"message": "01M"})
    assert Changes(receipt=receipt).receipt is receipt


@pytest.mark.parametrize("value", [LOCAL, line(), person(), thread(), text(), facts(), Changes()])
def test_what_a_decision_was_made_from_cannot_change_under_it(value: object) -> None:
    with pytest.raises((FrozenInstanceError, TypeError)):
        value.anything = 1  # type: ignore[attr-defined]
