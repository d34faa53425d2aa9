from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from chalicelib.core import seats
from chalicelib.core.consent import Consent
from chalicelib.core.errors import Invalid
from chalicelib.core.lines import Verification
from chalicelib.core.outbound import Facts
from chalicelib.core.parties import Place
from chalicelib.core.threads import Thread
from tests.core.builders import LOCAL, NOW, later, line
from tests.core.chat_builders import CHAT, own


def told(head: Thread | None, **marks: bool) -> str:
    return seats.obstacle(Facts(LOCAL, head), NOW, **marks)


def test_who_agreed_and_is_in_no_other_group_may_take_part() -> None:
    assert told(own(0)) == ""
    assert told(own(0, place=Place(CHAT, "Ada")), seated=True) == ""


@pytest.mark.parametrize(
    ("facts", "now", "why"),
    [
        (Facts(LOCAL, own(0)), later(hours=12), "where this contact is end at 08:00; try again then."),
        (Facts(line(verification=Verification.PENDING), own(0)), NOW, "have not verified this line yet"),
        (Facts(line(held="Blocked."), own(0)), NOW, "This line is held: Blocked."),
    ],
)
def test_who_cannot_be_told_at_once_takes_no_part_yet(facts: Facts, now: datetime, why: str) -> None:
    """SD-3: its place counts from the same moment on, and what it writes would reach all before it knew."""
    told_later = seats.obstacle(facts, now)
    assert told_later.startswith(seats.TOLD_FIRST)
    assert why in told_later
    assert seats.obstacle(facts, now, seated=True) == ""


@pytest.mark.parametrize(
    ("head", "marks", "sentence"),
    [
        (own(0), {"ours": True}, seats.OURS),
        (own(0), {"staff": True}, seats.STAFF),
        (own(0, place=Place(CHAT, "Ada")), {}, seats.ELSEWHERE),
        (None, {}, "has not agreed"),
        (own(0, consent=Consent.NONE, last_inbound=NOW), {}, "has not agreed"),
        (own(0, consent=Consent.PENDING), {}, "not yet confirmed"),
        (own(0, consent=Consent.NO), {}, "opted out"),
        (own(0, stopped=True), {}, "STOP to the brand"),
        (own(0, frozen=True), {}, "may have asked to stop"),
    ],
)
def test_who_may_not_is_told_why(head: Thread | None, marks: dict[str, Any], sentence: str) -> None:
    """SD-3, CN-1: a group goes by consent alone; that somebody wrote first is no reason to be read by others."""
    assert sentence in told(head, **marks)


@pytest.mark.parametrize("people", [0, 1, 10])
def test_a_group_has_two_to_nine(people: int) -> None:
    with pytest.raises(Invalid, match="another value"):
        seats.check_size(people)


@pytest.mark.parametrize("people", [2, 9])
def test_two_and_nine_are_a_group(people: int) -> None:
    seats.check_size(people)
