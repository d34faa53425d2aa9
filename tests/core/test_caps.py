"""A line's day and what it has room for, at the edges of the clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.core import caps
from chalicelib.core.brand import Brand
from tests.core.builders import line

NEW_YORK = Brand(zone="America/New_York")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "name", "ends"),
    [
        ("", "2026-11-25T04:59:59", "2026-11-24", "2026-11-25T05:00:00"),
        ("", "2026-11-25T05:00:00", "2026-11-25", "2026-11-26T05:00:00"),
        ("America/Los_Angeles", "2026-11-25T07:00:00", "2026-11-24", "2026-11-25T08:00:00"),
        ("Asia/Kathmandu", "2026-12-31T18:14:00", "2026-12-31", "2026-12-31T18:15:00"),
        # The day on which clocks go forward has 23 hours, the one on which they go back 25.
        ("", "2027-03-14T05:00:00", "2027-03-14", "2027-03-15T04:00:00"),
        ("", "2026-11-01T04:00:00", "2026-11-01", "2026-11-02T05:00:00"),
        ("Mars/Base", "2026-11-25T23:59:00", "2026-11-25", "2026-11-26T00:00:00"),
    ],
)
def test_the_day_of_a_line_ends_at_its_own_midnight(zone: str, now: str, name: str, ends: str) -> None:
    day = caps.day_of(line(zone=zone), NEW_YORK, at(now))
    assert (day.name, day.ends) == (name, at(ends))


@pytest.mark.parametrize(
    ("texts", "spent", "cap", "count"),
    [
        ([], 0, 10, 0),
        ([1, 1, 1], 0, 10, 3),
        ([1, 1, 1], 8, 10, 2),
        ([2, 2, 2], 7, 10, 1),
        ([2, 1], 9, 10, 0),
        ([1], 10, 10, 0),
        ([1], 12, 10, 0),
        ([4, 1], 0, 3, 1),
        ([4], 1, 3, 0),
    ],
)
def test_texts_go_in_order_while_there_is_room(texts: list[int], spent: int, cap: int, count: int) -> None:
    assert caps.fitting(texts, spent, cap) == count


def test_who_is_over_is_told_until_when_and_by_which_rule() -> None:
    day = caps.day_of(line(), NEW_YORK, at("2026-11-25T12:00:00"))
    told = caps.over(line(daily_cap=2000), day)
    assert (told.code, told.rule, told.until, told.zone) == ("daily_cap", "LN-6", day.ends, "America/New_York")
    assert "2,000 segments" in told.sentence


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [(3, 4, True), (3, None, True), (3, 3, False), (3, 2, False), (None, 3, False), (None, None, False)],
)
def test_a_line_may_send_more_where_its_cap_is_higher_or_none(
    before: int | None, after: int | None, more: bool
) -> None:
    assert caps.raised(line(daily_cap=before), line(daily_cap=after)) is more
