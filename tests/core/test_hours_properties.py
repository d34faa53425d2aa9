"""The legal clock against one that steps minute by minute and knows nothing of edges (Q1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.core.hours import hours_on, is_open, opens_at
from chalicelib.core.places import Place, atlas

MINUTE = timedelta(minutes=1)
ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/St_Johns",
    "America/Phoenix",
    "Asia/Kathmandu",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Santiago",
    "Pacific/Chatham",
    "Europe/London",
]
"""Of all kinds: 30 and 45 minutes, no summer time, half an hour of it, and clocks turned at midnight."""
REGIONS = [(), *((code,) for code in sorted(atlas().regions)), ("KY", "FL"), ("AL", "TX")]
EDGES = [
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
    datetime(2028, 2, 29, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 4, 24, 0, tzinfo=UTC),
    datetime(2026, 12, 25, tzinfo=UTC),
]
places = st.builds(Place, st.tuples(st.sampled_from(ZONES)), st.sampled_from(REGIONS))
moments = st.one_of(
    st.builds(lambda edge, minutes: edge + minutes * MINUTE, st.sampled_from(EDGES), st.integers(-2_900, 2_900)),
    st.builds(lambda seconds: datetime.fromtimestamp(seconds, UTC), st.integers(1_704_067_200, 2_082_758_400)),
)


def stands_open(place: Place, now: datetime) -> bool:
    """Said a second time: by the wall clock of each zone."""
    for name in place.zones:
        wall = now.astimezone(ZoneInfo(name))
        hours = hours_on(place.regions, wall.date())
        midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        passed = wall.replace(tzinfo=None) - midnight
        if not hours.opens * MINUTE <= passed < hours.closes * MINUTE:
            return False
    return True


def stepped(place: Place, now: datetime) -> datetime:
    """The first open instant at `now` or at a whole minute after it."""
    at = now
    while not stands_open(place, at):
        at = at.replace(second=0, microsecond=0) + MINUTE
    return at


@settings(max_examples=150, deadline=None)
@given(places, moments)
@example(Place(("America/New_York",), ()), datetime(2026, 3, 8, 6, 59, tzinfo=UTC))
@example(Place(("Africa/Cairo",), ()), datetime(2026, 4, 23, 21, 59, tzinfo=UTC))
@example(Place(("Australia/Lord_Howe",), ()), datetime(2026, 4, 4, 14, 59, tzinfo=UTC))
def test_it_opens_at_the_first_open_instant(place: Place, now: datetime) -> None:
    assert opens_at(place, now) == stepped(place, now)


@settings(max_examples=200, deadline=None)
@given(places, moments)
def test_it_is_open_when_it_says_and_at_once_where_it_is_open(place: Place, now: datetime) -> None:
    until = opens_at(place, now)
    assert until >= now
    assert is_open(place, until)
    assert (until == now) is is_open(place, now) is stands_open(place, now)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ZONES), st.sampled_from(ZONES[:4]), st.sampled_from(REGIONS), moments)
def test_several_zones_are_open_when_each_is(one: str, other: str, regions: tuple[str, ...], now: datetime) -> None:
    both, alone = Place((one, other), regions), [Place((name,), regions) for name in (one, other)]
    assert is_open(both, now) is all(is_open(place, now) for place in alone)
    until = opens_at(both, now)
    assert until >= max(opens_at(place, now) for place in alone)


DAWN, TURNED = ZoneInfo("Antarctica/Troll"), datetime(2026, 3, 29, 1, tzinfo=UTC)


@settings(max_examples=50, deadline=None)
@given(st.integers(-600, 600))
def test_a_window_that_begins_in_the_gap_begins_behind_it(minutes: int) -> None:
    """No window of ours lies at night, so the gap is put into one: there the clock jumps by two hours."""
    from chalicelib.core.hours import Hours, spans

    at = TURNED + minutes * MINUTE
    hours = Hours(2 * 60, 5 * 60, "night")
    found = list(spans(DAWN, TURNED.date(), hours))
    wall = at.astimezone(DAWN)
    expected = wall.date() == TURNED.date() and 2 <= wall.hour < 5
    assert any(start <= at < end for start, end in found) is expected


@settings(max_examples=50, deadline=None)
@given(st.integers(-600, 600))
def test_what_the_fold_repeats_is_open_twice(minutes: int) -> None:
    from chalicelib.core.hours import Hours, spans

    turned = datetime(2026, 11, 1, 6, tzinfo=UTC)
    zone, at = ZoneInfo("America/New_York"), turned + minutes * MINUTE
    found = list(spans(zone, turned.date(), Hours(60, 90, "night")))
    wall = at.astimezone(zone)
    expected = wall.date() == turned.date() and 60 <= wall.hour * 60 + wall.minute < 90
    assert any(start <= at < end for start, end in found) is expected
    assert min(start for start, _ in found) == turned - timedelta(hours=1), "the first of the two"
