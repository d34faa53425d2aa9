from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.parties import Party, called, listed
from tests.core.builders import NOW
from tests.core.chat_builders import ADA, BEN, member


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("Ann", "Ann"),
        (" Ann Lee ", "Ann"),
        ("J. R.", "J"),
        ("Lee, Ann", "Guest"),
        ("Lee; Ann", "Guest"),
        ("Ann,", "Guest"),
        ("Mr Lee", "Guest"),
        ("Dr.", "Guest"),
        ("Dr. Ann Lee", "Ann"),
        ("PROF Ann Lee", "Ann"),
        ("Mr Lee, Ann", "Guest"),
        ("Anne-Marie", "Anne-Marie"),
        ("O'Neil", "O'Neil"),
        ("Ann2", "Ann2"),
        ("", "Guest"),
        ("+12025550142", "Guest"),
        ("A2025550142", "Guest"),
        ("ann@example.com", "Guest"),
        ("A" * 50, "A" * 20),
    ],
)
def test_others_see_the_first_word_of_a_name_and_nothing_like_a_number(first: str, name: str) -> None:
    """SD-3."""
    assert called(first) == name


def test_two_of_one_name_are_told_apart() -> None:
    assert called("Ann", ["Ann", "Ann 2"]) == "Ann 3"
    assert called("", ["Guest"]) == "Guest 2"
    assert called("ann", ["Ann"]) == "ann 2"
    assert called("", nameless="Team") == "Team"


@given(st.text(max_size=40))
def test_no_number_is_ever_a_name(first: str) -> None:
    assert sum(letter.isdigit() for letter in called(first)) <= 2


def test_names_are_listed_as_people_say_them() -> None:
    assert [listed(["Ann"]), listed(["Ann", "Bob"]), listed(["Ann", "Bob", "Cyd"])] == [
        "Ann",
        "Ann and Bob",
        "Ann, Bob and Cyd",
    ]


def test_who_left_gets_nothing_and_nobody_does_where_it_ended() -> None:
    known = Party((member(0), member(1, left=NOW)))
    assert known.present == (member(0),)
    assert known.member(BEN) is None
    assert known.others(ADA) == ()
    assert Party((member(0),), closed=NOW).present == ()


def test_a_member_is_changed_in_its_place() -> None:
    known = Party((member(0), member(1)))
    assert known.changed(member(0, left=NOW)).members == (member(0, left=NOW), member(1))
