"""Which claims leave a head: what is long over, and can never be claimed again (O1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.core import confirmations, responses
from chalicelib.core.broadcasts import Recipient
from chalicelib.core.claims import KEPT, MANY, MOST, STEP, Past, many, old, past
from chalicelib.core.ids import BroadcastId
from chalicelib.core.messages import Status
from tests.core.builders import NOW, later, thread

A, B, C = (BroadcastId(name) for name in ("01A", "01B", "01C"))
TICK = timedelta(microseconds=1)


def row(broadcast: BroadcastId, status: Status) -> Recipient:
    head = thread()
    return Recipient(broadcast, head.contact, head.phone, status=status)


@pytest.mark.parametrize(
    ("claims", "looks"),
    [(0, False), (STEP, False), (MANY - 1, False), (MANY, True), (MANY + 1, False), (MANY + STEP, True)],
)
def test_a_head_is_looked_at_once_in_a_while(claims: int, looks: bool) -> None:
    assert many(thread(claims={BroadcastId(str(place)): NOW for place in range(claims)})) is looks


def test_the_longest_past_leave_first_and_none_that_is_young() -> None:
    head = thread(claims={A: NOW - KEPT, B: NOW - KEPT + TICK, C: NOW - 2 * KEPT})
    assert old(head, NOW) == [C, A]
    years = thread(claims={BroadcastId(f"{place:03}"): later(days=-400 + place) for place in range(200)})
    assert old(years, NOW) == [BroadcastId(f"{place:03}") for place in range(MOST)]


@pytest.mark.parametrize("status", Status)
def test_what_is_open_may_be_claimed_again_and_stays(status: Status) -> None:
    head = thread(claims={A: NOW, B: NOW})
    moved = past(head, [A], {A: row(A, status)})
    assert moved == (Past({}, {}) if status is Status.QUEUED else Past({A: NOW}, {A: NOW}))


def test_what_is_no_broadcast_leaves_and_is_kept_nowhere() -> None:
    head = thread(claims={A: NOW, B: NOW})
    assert past(head, [A, B], {B: row(B, Status.SENT)}) == Past({A: NOW, B: NOW}, {B: NOW})


def test_they_stay_for_as_long_as_anything_looks_back_to_them() -> None:
    """Answers and the caps of states; a head that is come to each day does not grow."""
    assert max(responses.WITHIN, confirmations.DAY) < KEPT
    assert MOST > STEP
