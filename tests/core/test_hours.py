from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.core import hours
from chalicelib.core.hours import (
    DAY,
    HORIZON,
    cap_of,
    capped_until,
    hours_on,
    is_open,
    laws,
    laws_of,
    opens_at,
    sunday_of,
)
from chalicelib.core.places import Place, atlas

MINUTE = timedelta(minutes=1)
SHUT = (0, 0)
MONDAY, SATURDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 28), date(2026, 11, 29)
THANKSGIVING = date(2026, 11, 26)

FEDERAL, CRTC = ((8, 21), (8, 21), (8, 21), (8, 21)), ((9, 21.5), (10, 18), (10, 18), (9, 21.5))


def all_week(opens: float, closes: float) -> tuple[tuple[float, float], ...]:
    return ((opens, closes),) * 4


STRICTER: dict[str, tuple[tuple[float, float], ...]] = {
    "AL": ((8, 20), (8, 20), SHUT, SHUT),
    "CT": all_week(9, 20),
    "FL": all_week(8, 20),
    "IL": all_week(9, 21),
    "KY": all_week(10, 21),
    "LA": ((8, 20), (8, 20), SHUT, SHUT),
    "MA": all_week(8, 20),
    "MD": all_week(8, 20),
    "MI": all_week(9, 21),
    "MN": all_week(9, 21),
    "MS": ((8, 20), (8, 20), SHUT, (8, 20)),
    "NJ": all_week(8, 20),
    "NM": all_week(9, 21),
    "NV": all_week(9, 20),
    "OK": all_week(8, 20),
    "RI": ((9, 18), (10, 17), (10, 17), (9, 18)),
    "TX": ((9, 21), (9, 21), (12, 21), (9, 21)),
    "WA": all_week(8, 20),
}
"""By state: a weekday, a Saturday, a Sunday, Thanksgiving; written by hand from the facts, not from the table."""


def written(region: str) -> tuple[tuple[float, float], ...]:
    return STRICTER.get(region, CRTC if atlas().regions[region].country == "CA" else FEDERAL)


@pytest.mark.parametrize("region", sorted(atlas().regions))
@pytest.mark.parametrize(("which", "day"), list(enumerate((MONDAY, SATURDAY, SUNDAY, THANKSGIVING))))
def test_each_state_opens_and_shuts_to_the_minute(region: str, which: int, day: date) -> None:
    """CN-10, Q1."""
    zone = atlas().regions[region].zones[0]
    place = Place((zone,), (region,))
    opens, closes = written(region)[which]
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    open_minutes = [minute for minute in range(24 * 60) if is_open(place, midnight + minute * MINUTE)]
    assert open_minutes == list(range(int(opens * 60), int(closes * 60)))
    for edge in (opens, closes) if open_minutes else ():
        at = midnight + timedelta(hours=edge)
        assert is_open(place, at) is (edge == opens)
        assert is_open(place, at - timedelta(microseconds=1)) is (edge == closes)


def test_every_row_is_written_here_and_every_law_has_its_source() -> None:
    assert STRICTER.keys() | {"federal", "CRTC"} == laws().keys()
    assert all(len(law.source) > 8 for law in laws().values())
    assert all(laws()[region].note for region in ("CT", "IL", "WA")), "sources disagree, and the note says so"


@pytest.mark.parametrize(
    ("regions", "day", "rule"),
    [
        ((), MONDAY, "federal 8-21"),
        (("DC",), MONDAY, "federal 8-21"),
        (("FL",), MONDAY, "FL 8-20"),
        (("TX",), SUNDAY, "TX 12-21"),
        (("AL",), SUNDAY, "AL no Sundays"),
        (("AL",), THANKSGIVING, "AL no holidays"),
        (("ON",), MONDAY, "CRTC 9-21:30"),
        (("ON",), SUNDAY, "CRTC 10-18"),
        (("NS", "PE"), MONDAY, "CRTC 9-21:30"),
    ],
)
def test_the_rule_has_a_name(regions: tuple[str, ...], day: date, rule: str) -> None:
    assert hours_on(regions, day).rule == rule


def test_all_the_laws_of_several_states_count() -> None:
    both = hours_on(("KY", "FL"), MONDAY)
    assert (both.opens, both.closes, both.closed) == (600, 1200, False)
    assert hours_on(("KY", "AL"), SUNDAY).closed
    assert hours_on(("KY", "AL"), SUNDAY).rule == "AL no Sundays"
    assert [law.name for law in laws_of(("ON", "FL"))] == ["FL", "CRTC", "federal"]
    assert sunday_of(("TX",)) == hours_on(("TX",), SUNDAY)


def test_all_the_zones_of_a_state_must_be_open() -> None:
    florida = Place(("America/New_York", "America/Chicago"), ("FL",))
    at = datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert not is_open(florida, at)
    assert opens_at(florida, at) == at + timedelta(hours=1)
    assert is_open(florida, at + timedelta(hours=12) - MINUTE)
    assert not is_open(florida, at + timedelta(hours=12))


NEW_YORK, KATHMANDU, EUCLA, ST_JOHNS = "America/New_York", "Asia/Kathmandu", "Australia/Eucla", "America/St_Johns"


@pytest.mark.parametrize(
    ("zones", "regions", "now", "until"),
    [
        pytest.param((NEW_YORK,), (), "2026-11-24T02:00", "2026-11-24T13:00", id="night"),
        pytest.param((NEW_YORK,), (), "2026-11-24T15:00", "2026-11-24T15:00", id="open now"),
        pytest.param((NEW_YORK,), (), "2026-03-08T04:00", "2026-03-08T12:00", id="the day the clock is put forward"),
        pytest.param((NEW_YORK,), (), "2026-11-01T03:00", "2026-11-01T13:00", id="the day the clock is put back"),
        pytest.param((NEW_YORK,), (), "2028-02-29T04:00", "2028-02-29T13:00", id="leap day"),
        pytest.param((NEW_YORK,), (), "2028-02-29T03:30", "2028-02-29T13:00", id="the night before leap day"),
        pytest.param((NEW_YORK,), (), "2027-01-01T02:00", "2027-01-01T13:00", id="year end"),
        pytest.param((KATHMANDU,), (), "2026-11-23T22:00", "2026-11-24T02:15", id="45 minutes"),
        pytest.param((EUCLA,), (), "2026-11-23T22:00", "2026-11-23T23:15", id="45 minutes the other way"),
        pytest.param((ST_JOHNS,), ("NL",), "2026-11-24T03:00", "2026-11-24T12:30", id="30 minutes"),
        pytest.param(("America/Chicago",), ("AL",), "2026-11-29T02:30", "2026-11-30T14:00", id="over a Sunday"),
        pytest.param(("America/Chicago",), ("AL",), "2026-11-26T18:00", "2026-11-27T14:00", id="over a holiday"),
        pytest.param(("America/Chicago",), ("AL",), "2026-07-03T01:00", "2026-07-06T13:00", id="over a long weekend"),
        pytest.param(
            ("America/Chicago",), ("TX",), "2026-11-29T15:00", "2026-11-29T18:00", id="a Sunday that begins late"
        ),
    ],
)
def test_the_first_open_instant(zones: tuple[str, ...], regions: tuple[str, ...], now: str, until: str) -> None:
    """Q1."""
    place, at = Place(zones, regions), datetime.fromisoformat(f"{now}+00:00")
    assert opens_at(place, at) == datetime.fromisoformat(f"{until}+00:00")


def test_a_place_that_is_never_open_is_looked_at_again() -> None:
    apart = Place((NEW_YORK, "Asia/Bangkok"), ("RI",))
    assert not is_open(apart, NOON)
    assert opens_at(apart, NOON) == NOON + HORIZON


NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
FLORIDA = Place((NEW_YORK,), ("FL",))


def hours_ago(*hours: float) -> list[datetime]:
    return [NOON - timedelta(hours=hour) for hour in hours]


def test_the_fourth_text_within_a_day_waits_for_the_first_to_leave_it() -> None:
    """FL and OK: at most 3 in 24 hours."""
    assert cap_of(FLORIDA) == cap_of(Place(("America/Chicago",), ("OK",))) == 3
    assert capped_until(FLORIDA, hours_ago(1, 2), NOON) is None
    assert capped_until(FLORIDA, hours_ago(2, 1, 3), NOON) == NOON - timedelta(hours=3) + DAY
    assert capped_until(FLORIDA, hours_ago(1, 2, 3, 4), NOON) == NOON - timedelta(hours=3) + DAY


def test_what_left_the_day_counts_no_more() -> None:
    assert capped_until(FLORIDA, hours_ago(1, 2, 24), NOON) is None
    assert capped_until(FLORIDA, [*hours_ago(1, 2), NOON - DAY + timedelta(milliseconds=1)], NOON) is not None


def test_who_is_capped_waits_for_legal_hours_too() -> None:
    morning = NOON - timedelta(hours=4)
    sent = [NOON - timedelta(hours=18, minutes=minutes) for minutes in (0, 1, 2)]
    assert capped_until(FLORIDA, sent, morning) == NOON + timedelta(hours=5, minutes=58)
    evening = [NOON + timedelta(hours=7, minutes=59)] * 3
    assert capped_until(FLORIDA, evening, NOON + timedelta(hours=7, minutes=59, seconds=30)) == evening[0] + DAY
    closing = [NOON + timedelta(hours=8)] * 3
    assert capped_until(FLORIDA, closing, closing[0]) == NOON + DAY + timedelta(hours=20)


def test_elsewhere_nothing_is_counted() -> None:
    assert cap_of(Place((NEW_YORK,), ("DC",))) is None
    assert capped_until(Place((NEW_YORK,)), hours_ago(*range(20)), NOON) is None


def test_a_law_that_never_opens_ends_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hours, "hours_on", lambda _regions, _day: hours.Hours(0, 0, "never"))
    monkeypatch.setattr(hours, "_spans_on", hours._spans_on.__wrapped__)
    assert opens_at(FLORIDA, NOON) == NOON + HORIZON
