from __future__ import annotations

from datetime import datetime

import pytest

from chalicelib.core.automatic import answered, may_answer
from tests.core.builders import NOW, later, thread


@pytest.mark.parametrize(
    ("sent", "may"),
    [
        ((), True),
        ((NOW,), True),
        ((NOW, NOW), False),
        ((later(hours=-25), NOW), True),
        ((later(hours=-24, minutes=-59), NOW), False),
        ((later(hours=-30), later(hours=-25)), True),
        ((NOW, later(hours=3)), False),
        ((later(hours=30), later(hours=40)), False),
    ],
)
def test_two_automatic_texts_go_in_a_day_and_no_third(sent: tuple[datetime, ...], may: bool) -> None:
    """A2: a moment that is later than the text counts too, for a text may come late."""
    assert may_answer(thread(automatic=sent), NOW) is may


@pytest.mark.parametrize(("sent", "may"), [((), True), ((NOW,), False), ((later(hours=-25),), True)])
def test_an_answer_that_must_leave_room_takes_only_the_first_place(sent: tuple[datetime, ...], may: bool) -> None:
    """CN-2: who has just confirmed may still ask for HELP, and is answered."""
    assert may_answer(thread(automatic=sent), NOW, leaving=1) is may


def test_only_the_latest_moments_are_kept_in_order() -> None:
    head = thread()
    for hours in (5, 1, 3, 2):
        head = answered(head, later(hours=hours))
    assert head.automatic == (later(hours=3), later(hours=5))


def test_an_endless_exchange_gets_two_texts_a_day() -> None:
    """A2."""
    head, sent = thread(), 0
    for minutes in range(0, 3 * 24 * 60, 7):
        if may_answer(head, later(minutes=minutes)):
            head, sent = answered(head, later(minutes=minutes)), sent + 1
    assert sent == 6
