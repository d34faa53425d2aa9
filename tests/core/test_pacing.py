"""A line's time: promised once, shared fairly, and never more of it than there is (O6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import pacing
from chalicelib.core.ids import BroadcastId, ContactId
from chalicelib.core.lines import LineKind
from chalicelib.core.pacing import AHEAD, BACK, BATCH, BURST, LATE, SHARE, Batch, Slot
from tests.core.builders import LOCAL, NOW, later

SECOND = timedelta(seconds=1)


def contacts(count: int) -> tuple[ContactId, ...]:
    return tuple(ContactId(f"c{place}") for place in range(count))


def batch(broadcast: str = "a", segments: int = 9, count: int = 9, number: int = 0) -> Batch:
    return Batch(BroadcastId(broadcast), f"{number:03}", contacts(count), segments)


def endless(broadcast: str, segments: int = 9) -> Iterator[Batch]:
    number = 0
    while True:
        yield batch(broadcast, segments, number=number)
        number += 1


def given_to(slots: Sequence[Slot], broadcast: str) -> int:
    return sum(slot.batch.segments for slot in slots if slot.batch.broadcast == broadcast)


def test_each_batch_begins_when_those_before_it_are_through() -> None:
    plan = pacing.plan([endless("a")], 10, None, NOW)
    assert [slot.at for slot in plan.slots] == [NOW + place * SECOND for place in range(75)]
    assert plan.until == NOW + AHEAD


def test_time_that_is_promised_is_not_given_again() -> None:
    plan = pacing.plan([endless("a")], 10, later(seconds=70), NOW)
    assert [slot.at for slot in plan.slots] == [later(seconds=70 + place) for place in range(5)]
    assert pacing.plan([endless("a")], 10, plan.until, NOW).slots == []


def test_time_that_nobody_used_is_gone() -> None:
    """A line that was idle for an hour has no hour of texts in hand."""
    plan = pacing.plan([endless("a")], 10, NOW - timedelta(hours=1), NOW)
    assert (plan.slots[0].at, len(plan.slots)) == (NOW, 75)


@pytest.mark.parametrize("lengths", [(9, 9), (9, 90), (50, 1)])
def test_broadcasts_of_one_line_go_on_equally_fast(lengths: tuple[int, int]) -> None:
    plan = pacing.plan([endless("a", lengths[0]), endless("b", lengths[1])], 100, None, NOW)
    assert abs(given_to(plan.slots, "a") - given_to(plan.slots, "b")) <= max(lengths)


def test_what_one_does_not_need_is_the_others() -> None:
    plan = pacing.plan([islice(endless("a"), 2), endless("b"), ()], 10, None, NOW)
    assert (given_to(plan.slots, "a"), given_to(plan.slots, "b")) == (18, 73 * 9)


@pytest.mark.parametrize("lengths", [(9, 9), (9, 90), (50, 1)])
def test_time_that_becomes_free_bit_by_bit_is_shared_as_well(lengths: tuple[int, int]) -> None:
    """Each time there is room for one batch; whoever is asked first does not get all of them."""
    queues = [endless("a", lengths[0]), endless("b", lengths[1])]
    slots: list[Slot] = []
    had: list[int] = [0, 0]
    promised, now = None, NOW
    for _ in range(200):
        plan = pacing.plan(queues, 10, promised, now, had)
        promised, had = plan.until, [segments or 0 for segments in plan.had]
        slots += plan.slots
        now += SECOND
    assert abs(given_to(slots, "a") - given_to(slots, "b")) <= max(lengths)


def test_what_each_has_had_is_told_of_those_who_wait_for_more() -> None:
    plan = pacing.plan([islice(endless("a"), 2), endless("b"), ()], 10, None, NOW, [5, 90, 0])
    assert plan.had == [None, 90 + 73 * 9, None]
    a, b, c = map(BroadcastId, "abc")
    assert pacing.level({a: 18, b: 9, c: 30}) == {a: 9, b: 0, c: 21}
    assert pacing.level({}) == {}


def test_a_line_without_a_rate_is_a_slow_one() -> None:
    assert pacing.takes(9, 0) == pacing.takes(9, 1) == timedelta(seconds=10)


@given(
    st.integers(1, 200),
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 90)), min_size=1, max_size=30),
    st.lists(st.lists(st.integers(1, 300), max_size=40), min_size=1, max_size=4),
)
def test_no_window_has_more_than_the_rate_and_a_burst(
    rate: int, looks: list[tuple[int, int]], waiting: list[list[int]]
) -> None:
    """O6: however often the schedule looks, early, late or twice, and whatever waits."""
    queues = [[batch(str(place), length) for length in lengths] for place, lengths in enumerate(waiting)]
    slots: list[Slot] = []
    promised, now = None, NOW
    for times, passed in looks:
        for _ in range(times):
            plan = pacing.plan(queues, rate, promised, now)
            if plan.slots:
                promised = plan.until
            for slot in plan.slots:
                queues[int(slot.batch.broadcast)].remove(slot.batch)
            slots += plan.slots
        now += passed * SECOND
    for first, slot in enumerate(slots):
        total = 0
        for end in slots[first:]:
            total += end.batch.segments
            window = (end.at - slot.at).total_seconds()
            assert total - end.batch.segments <= rate * SHARE * window + 0.001
    assert sorted(map(id, [slot.batch for slot in slots])) == sorted({id(slot.batch) for slot in slots})


@given(st.lists(st.integers(1, 12), max_size=120), st.integers(0, 200))
def test_a_batch_is_no_more_than_a_burst_unless_it_is_one_text(lengths: list[int], rate: int) -> None:
    known = dict(zip(contacts(len(lengths)), lengths, strict=True))
    found = list(pacing.batches(BroadcastId("a"), "000001", known, rate, NOW))
    assert [contact for one in found for contact in one.contacts] == list(known)
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert one.segments == sum(known[contact] for contact in one.contacts)
        assert len(one.contacts) <= BATCH
        assert len(one.contacts) == 1 or one.segments <= max(rate, 1) * BURST
        assert one.due == NOW


def test_batches_are_as_full_as_they_may_be() -> None:
    found = pacing.batches(BroadcastId("a"), "p", dict.fromkeys(contacts(60), 1), 10)
    assert [(one.id, len(one.contacts)) for one in found] == [("p.000", 25), ("p.001", 25), ("p.002", 10)]


def test_enough_work_is_read_for_a_line_that_does_nothing_else() -> None:
    assert pacing.most_batches(150) * BATCH >= 150 * SHARE * AHEAD.total_seconds()


def test_work_comes_back_after_no_job_of_it_is_alive() -> None:
    slot = Slot(batch(), later(seconds=30))
    assert pacing.handed(slot).due == later(seconds=30) + BACK
    assert not pacing.late(NOW, NOW + LATE)
    assert pacing.late(NOW, NOW + LATE + SECOND)
    longest_run = timedelta(minutes=1)
    assert LATE + longest_run <= BACK


def test_what_is_left_of_a_batch_goes_on_when_each_may() -> None:
    one, two, three, four = contacts(4)
    whole = Batch(BroadcastId("a"), "p", (one, two, three, four), 10, NOW)
    again = {four: later(hours=1), one: later(hours=1), three: later(minutes=2)}
    first, second = pacing.left(whole, again, {one: 1, two: 2, three: 3, four: 4})
    assert (first.id, first.contacts, first.segments, first.due) == ("p", (three,), 3, later(minutes=2))
    assert (second.id, second.contacts, second.segments, second.due) == ("p-1", (one, four), 5, later(hours=1))
    assert pacing.left(whole, {}, {}) == []


@pytest.mark.parametrize(
    ("kind", "rate", "files", "taken"),
    [
        (LineKind.LOCAL, 30, 0, 4),
        (LineKind.LOCAL, 30, 1, 30),
        (LineKind.LOCAL, 1, 1, 4),
        (LineKind.TOLL_FREE, 3, 1, 4),
        (LineKind.TOLL_FREE, 25, 2, 9),
        (LineKind.SHORT_CODE, 100, 1, 4),
        (LineKind.LOCAL, 0, 1, 4),
    ],
)
def test_texts_with_files_take_their_own_time(kind: LineKind, rate: int, files: int, taken: int) -> None:
    assert pacing.weight(4, replace(LOCAL, kind=kind, rate=rate), files) == taken
