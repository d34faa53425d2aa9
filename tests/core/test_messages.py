from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.messages import Direction, Message, Origin, Status, advances, from_provider
from tests.core.builders import NOW

CLIMB = [Status.QUEUED, Status.SENDING, Status.ACCEPTED, Status.SENT]
FINAL = [
    Status.RECEIVED,
    Status.DELIVERED,
    Status.UNDELIVERED,
    Status.FAILED,
    Status.CANCELLED,
    Status.SUPPRESSED,
]


def test_every_status_is_on_the_way_or_final() -> None:
    assert sorted(CLIMB + FINAL) == sorted(Status)
    assert [status for status in Status if status.final] == FINAL


def test_a_text_climbs_step_by_step() -> None:
    ranks = [status.rank for status in [*CLIMB, Status.DELIVERED]]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(("first", "second"), list(product(CLIMB, CLIMB)))
def test_on_the_way_a_text_moves_forward_only(first: Status, second: Status) -> None:
    """O4."""
    assert advances(first, second) is (CLIMB.index(second) > CLIMB.index(first))


@pytest.mark.parametrize(("first", "second"), list(product(FINAL, Status)))
def test_the_first_final_status_wins(first: Status, second: Status) -> None:
    """O4, SD-10."""
    assert not advances(first, second)


@pytest.mark.parametrize(("first", "second"), list(product(CLIMB, FINAL)))
def test_what_is_on_the_way_can_always_end(first: Status, second: Status) -> None:
    assert advances(first, second)


@given(st.lists(st.sampled_from(Status), min_size=1))
def test_in_whatever_order_callbacks_come_the_rank_never_falls(told: list[Status]) -> None:
    status = Status.QUEUED
    for following in told:
        before, status = status, following if advances(status, following) else status
        assert status.rank >= before.rank
    assert status.rank == max(Status.QUEUED.rank, *(following.rank for following in told))


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("accepted", Status.ACCEPTED),
        ("scheduled", Status.ACCEPTED),
        ("queued", Status.ACCEPTED),
        ("sending", Status.ACCEPTED),
        ("sent", Status.SENT),
        ("delivered", Status.DELIVERED),
        ("read", Status.DELIVERED),
        ("undelivered", Status.UNDELIVERED),
        ("failed", Status.FAILED),
        ("canceled", Status.CANCELLED),
        (" Delivered\n", Status.DELIVERED),
    ],
)
def test_the_provider_s_words(word: str, status: Status) -> None:
    assert from_provider(word) is status


@pytest.mark.parametrize("word", ["", "cancelled", "received", "receiving", "teleported", "suppressed", "\x00"])
def test_a_word_we_do_not_know_moves_nothing(word: str) -> None:
    """O4: an unknown status value does not crash."""
    assert from_provider(word) is None


def test_an_entry_shows_and_waits_for_nothing_unless_it_says_so() -> None:
    entry = Message("box", "id", Direction.OUT, Origin.NOTE, "body", NOW, Status.QUEUED)  # type: ignore[arg-type]
    assert (entry.hidden, entry.due, entry.claimed, entry.media, entry.error) == (False, None, None, (), None)
