"""When the texts of a broadcast would go: by rate, cap, hours and end, told before anything is sent (SD-6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.brand import Brand
from chalicelib.core.broadcasts import UNSENT, Halt
from chalicelib.core.outbound import Refuse, Wait
from chalicelib.core.places import Place
from chalicelib.core.selection import TOO_LATE, in_time
from chalicelib.core.timetable import ROWS, Limits, Text, placed, rows, to_the_minute
from tests.core.builders import LOCAL, NOW

EAST, WEST = Place(("America/New_York",), ("MA",)), Place(("America/Los_Angeles",), ("OR",))
NEW_YORK = Brand(zone="America/New_York")
NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
"""A Tuesday, as New York tells it."""
MIDNIGHT, MORNING = NOON + timedelta(hours=12), NOON + timedelta(hours=20)
QUIET = Wait(MORNING, "quiet_hours", "CN-10", "It waits.", "America/New_York")
HELD = Wait(NOON + timedelta(minutes=15), "line_held", "LN-6", "It is held.")


def text(length: int = 1, wait: Wait | None = None, place: Place = EAST) -> Text:
    return Text(length, length, place, wait)


def limits(
    rate: int = 10, cap: int | None = None, end: datetime | None = None, spent: int = 0, begins: datetime = NOON
) -> Limits:
    return Limits(replace(LOCAL, rate=rate, daily_cap=cap), begins, end, spent, NEW_YORK)


def told(*args: object, **kwargs: object) -> list[str]:
    """now, the code of a wait with its day, or never."""
    return [named(one) for one in placed(*args, **kwargs)]  # type: ignore[arg-type]


def named(one: Wait | Refuse | None) -> str:
    if one is None:
        return "now"
    return f"{one.code} {one.until:%d}" if isinstance(one, Wait) else "never"


def test_what_nothing_limits_is_told_what_it_waits_for_by_itself() -> None:
    assert placed([text(), text(wait=QUIET), text(wait=HELD)], limits()) == [None, QUIET, HELD]


def test_a_day_has_room_for_its_cap_and_the_next_ones_for_as_much() -> None:
    """Those of the next day wait for midnight, the others for the midnights after it."""
    assert told([text()] * 7, limits(cap=3)) == ["now"] * 3 + ["daily_cap 25"] * 3 + ["daily_cap 26"]
    assert told([text()] * 4, limits(cap=3, spent=2)) == ["now", *["daily_cap 25"] * 3]
    assert told([text()] * 3, limits(cap=3, spent=3)) == ["daily_cap 25"] * 3


def test_the_day_of_who_waits_for_the_morning_has_its_own_room() -> None:
    assert told([text(wait=QUIET), text(), text(wait=QUIET)], limits(cap=1)) == [
        "quiet_hours 25",
        "now",
        "daily_cap 26",
    ]


def test_the_first_of_a_day_goes_however_long_it_is() -> None:
    assert told([text(9), text(9)], limits(cap=3)) == ["now", "daily_cap 25"]
    assert told([text(9)], limits(cap=3, spent=1)) == ["daily_cap 25"]


def test_of_a_sample_each_takes_the_room_of_many() -> None:
    assert told([text()] * 4, limits(cap=20), 10) == ["now"] * 2 + ["daily_cap 25"] * 2


def test_after_a_month_nobody_counts_any_more() -> None:
    found = placed([text()] * 50, limits(cap=1))
    waits = [one for one in found if isinstance(one, Wait)]
    assert (len(waits), max(one.until for one in waits)) == (49, MIDNIGHT + timedelta(days=31))


def test_a_slow_line_comes_into_the_night() -> None:
    """At eight in the evening, after an hour; of its rate broadcasts get nine tenths."""
    begins = NOON + timedelta(hours=7)
    found = told([text()] * 8_000, limits(rate=1, begins=begins))
    assert Counter(found) == {"now": 3_241, "quiet_hours 25": 4_759}
    assert set(told([text(place=WEST)] * 8_000, limits(rate=1, begins=begins))) == {"now"}


@pytest.mark.parametrize(
    ("end", "found"),
    [
        (MIDNIGHT, ["now", "never", "never"]),
        (MORNING, ["now", "never", "never"]),
        (MORNING + timedelta(seconds=1), ["now", "daily_cap 25", "never"]),
        (MIDNIGHT + timedelta(days=1, seconds=1), ["now", "daily_cap 25", "never"]),
        (None, ["now", "daily_cap 25", "daily_cap 26"]),
    ],
)
def test_who_has_room_only_after_the_end_never_goes(end: datetime | None, found: list[str]) -> None:
    """Nor who has it in the night before, when nobody may be texted."""
    assert told([text()] * 3, limits(cap=1, end=end)) == found


def test_what_a_slow_line_does_not_manage_before_the_end_never_goes() -> None:
    found = placed([text()] * 100, limits(rate=1, end=NOON + timedelta(seconds=49)))
    assert found == [None] * 45 + [Refuse(*UNSENT[Halt.EXPIRED])] * 55


def test_a_cap_that_lasts_until_the_end_is_told_as_the_end() -> None:
    assert placed([text(), text()], limits(cap=1, end=MIDNIGHT)) == [None, TOO_LATE]


@pytest.mark.parametrize(
    ("wait", "end", "late"),
    [
        (QUIET, MORNING, True),
        (QUIET, MORNING + timedelta(seconds=1), False),
        (QUIET, None, False),
        (HELD, NOON, False),
    ],
)
def test_a_wait_past_the_end_is_none(wait: Wait, end: datetime | None, late: bool) -> None:
    assert in_time(wait, end) == (TOO_LATE if late else wait)


@given(st.lists(st.integers(1, 4), max_size=40), st.integers(1, 9), st.integers(0, 9))
def test_no_day_has_more_than_its_cap(lengths: list[int], cap: int, spent: int) -> None:
    found = placed([text(length) for length in lengths], limits(cap=cap, spent=spent))
    days: Counter[datetime] = Counter()
    firsts: dict[datetime, int] = {}
    for length, one in zip(lengths, found, strict=True):
        day = one.until if isinstance(one, Wait) else NOON
        days[day] += length
        firsts.setdefault(day, length)
    for day, total in days.items():
        before = spent if day == NOON else 0
        assert total + before <= max(cap, firsts[day] if not before else 0) or day == MIDNIGHT + timedelta(days=31)


def test_who_waits_alike_to_the_minute_is_one_row() -> None:
    waits = [replace(QUIET, until=MORNING + timedelta(milliseconds=1 + 900 * place)) for place in range(60)]
    (row,) = rows(waits, 2)
    assert (row.until, row.zone, row.code, row.recipients) == (
        MORNING + timedelta(minutes=1),
        "America/New_York",
        "quiet_hours",
        120,
    )


def test_of_very_many_rows_the_last_has_the_rest() -> None:
    waits = [replace(QUIET, until=MORNING + timedelta(minutes=place)) for place in reversed(range(70))]
    assert len(rows(waits[20:])) == ROWS
    found = rows(waits)
    assert [one.until for one in found] == [MORNING + timedelta(minutes=place) for place in range(ROWS)]
    assert (len(found), sum(one.recipients for one in found)) == (ROWS, 70)
    assert (found[-1].code, found[-1].zone, found[-1].recipients) == ("others", "", 21)
    assert rows([]) == []


def test_nothing_is_told_to_go_before_it_may() -> None:
    assert to_the_minute(NOW) == NOW
    assert to_the_minute(NOW + timedelta(milliseconds=1)) == NOW + timedelta(minutes=1)
    assert to_the_minute(NOW + timedelta(seconds=59)) == NOW + timedelta(minutes=1)
