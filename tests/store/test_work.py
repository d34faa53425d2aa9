"""Work of broadcasts: kept until it is done, in order, and a line's time promised once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core.broadcasts import spread
from chalicelib.core.ids import BroadcastId
from chalicelib.core.pacing import Batch, Pace
from chalicelib.core.tallies import Tally, Waits
from chalicelib.store.broadcasts import BroadcastStore
from tests.store import given
from tests.store.given import IDS, LINE, MINUTE, NOW, OTHER_LINE, SECOND

SMALL, WIDE = BroadcastId("01SMALL"), BroadcastId("01WIDE-16")
BOTH = pytest.mark.parametrize("broadcast", [SMALL, WIDE])


def batch(broadcast: BroadcastId, number: int) -> Batch:
    return Batch(broadcast, f"{number:06}.000", (given.contact_id(number), given.contact_id(number + 1)), 3)


@BOTH
def test_work_is_kept_as_it_is_until_it_is_done(broadcasts: BroadcastStore, broadcast: BroadcastId) -> None:
    made = [batch(broadcast, number) for number in range(30)]
    broadcasts.add_work(made)
    broadcasts.add_work(made[:2])
    assert sorted(broadcasts.work(broadcast, NOW, 100), key=lambda one: one.id) == made
    assert broadcasts.work(BroadcastId("01OTHER"), NOW, 100) == []
    broadcasts.replace_work(made, [])
    assert broadcasts.work(broadcast, NOW, 100) == []
    assert broadcasts.next_work(broadcast) is None


@BOTH
def test_work_that_comes_again_goes_first_and_not_before_its_time(
    broadcasts: BroadcastStore, broadcast: BroadcastId
) -> None:
    fresh = [batch(broadcast, number) for number in range(8)]
    again, later = replace(fresh[0], due=NOW), replace(fresh[1], due=NOW + MINUTE)
    broadcasts.add_work(fresh)
    broadcasts.replace_work(fresh[:2], [again, later])
    found = broadcasts.work(broadcast, NOW, 100)
    assert (found[0], {one.id for one in found}) == (again, {one.id for one in fresh} - {later.id})
    assert broadcasts.work(broadcast, NOW + MINUTE, 100)[0] in (again, later)
    assert broadcasts.next_work(broadcast) in fresh[2:]
    broadcasts.replace_work([again, *fresh[2:]], [])
    assert broadcasts.next_work(broadcast) == later


@BOTH
def test_no_more_is_read_than_is_asked_for(broadcasts: BroadcastStore, broadcast: BroadcastId) -> None:
    broadcasts.add_work([batch(broadcast, number) for number in range(200)])
    found = broadcasts.work(broadcast, NOW, 32)
    assert 20 <= len(found) <= 32 + spread(broadcast)


def test_work_that_stays_where_it_is_stays(broadcasts: BroadcastStore) -> None:
    one = batch(SMALL, 1)
    broadcasts.add_work([one])
    broadcasts.replace_work([one], [one])
    assert broadcasts.work(SMALL, NOW, 9) == [one]


def test_a_lines_time_is_promised_to_one(broadcasts: BroadcastStore) -> None:
    line = IDS.line(LINE)
    had = {SMALL: 0, WIDE: 9}
    assert broadcasts.pace(line) == Pace()
    assert broadcasts.promise(line, None, NOW, had)
    assert broadcasts.pace(line) == Pace(NOW, had)
    assert not broadcasts.promise(line, None, NOW + SECOND, {})
    assert not broadcasts.promise(line, NOW - SECOND, NOW + SECOND, {})
    assert broadcasts.promise(line, NOW, NOW + SECOND, {})
    assert broadcasts.pace(line) == Pace(NOW + SECOND)
    assert broadcasts.pace(IDS.line(OTHER_LINE)) == Pace()


@BOTH
def test_each_partition_is_counted_by_itself(broadcasts: BroadcastStore, broadcast: BroadcastId) -> None:
    counted = Tally({"sent": 3, "refused": 1}, {"consent_no": 1}, {"30006": 2}, {"consent_no": "Opted out."}, NOW)
    counted = replace(counted, waits=(Waits("daily_cap", "LN-6", "Full.", NOW, 3),))
    last = spread(broadcast) - 1
    assert broadcasts.counts(broadcast) == {}
    broadcasts.count(broadcast, last, Tally({"queued": 4}), NOW)
    broadcasts.count(broadcast, last, counted, NOW + SECOND)
    assert broadcasts.counts(broadcast) == {last: (counted, NOW + SECOND)}
