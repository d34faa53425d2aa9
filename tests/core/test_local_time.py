"""The same time of day wherever each recipient is, also where clocks are turned (SD-7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import broadcasts, local_time, selection
from chalicelib.core.broadcasts import Broadcast
from chalicelib.core.consent import Consent
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import BroadcastId, GroupId
from chalicelib.core.local_time import LocalTime
from chalicelib.core.outbound import Facts, Refuse, Send, Wait
from chalicelib.core.places import Place
from chalicelib.core.selection import NO_SKIP, Skip
from tests.core.builders import LOCAL, NOW, REP1, later, thread

EAST, WEST = "America/New_York", "America/Los_Angeles"
ZONES = [EAST, WEST, "America/St_Johns", "America/Phoenix", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"]


def clock(*parts: int) -> datetime:
    """What clocks show, in no zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


NINE = clock(2026, 12, 1, 9)
AHEAD = LocalTime(NINE, NOW)


@pytest.mark.parametrize(
    ("wall", "zone", "at"),
    [
        (clock(2026, 12, 1, 9), EAST, utc(2026, 12, 1, 14)),
        (clock(2026, 12, 1, 9), WEST, utc(2026, 12, 1, 17)),
        (clock(2026, 7, 1, 0, 0), EAST, utc(2026, 7, 1, 4)),
        (clock(2026, 7, 1, 23, 59), "Asia/Kathmandu", utc(2026, 7, 1, 18, 14)),
        # The gap, and what is just before and behind it.
        (clock(2026, 3, 8, 1, 59), EAST, utc(2026, 3, 8, 6, 59)),
        (clock(2026, 3, 8, 2, 0), EAST, utc(2026, 3, 8, 7)),
        (clock(2026, 3, 8, 2, 30), EAST, utc(2026, 3, 8, 7)),
        (clock(2026, 3, 8, 3, 0), EAST, utc(2026, 3, 8, 7)),
        # The fold: the first of both.
        (clock(2026, 11, 1, 1, 30), EAST, utc(2026, 11, 1, 5, 30)),
        (clock(2026, 11, 1, 2, 0), EAST, utc(2026, 11, 1, 7)),
        (clock(2026, 10, 4, 2, 15), "Australia/Lord_Howe", utc(2026, 10, 3, 15, 30)),
        # A gap at midnight, one that takes the rest of a day, and a day that never was.
        (clock(2026, 4, 24, 0, 30), "Africa/Cairo", utc(2026, 4, 23, 22)),
        (clock(2024, 3, 30, 23, 30), "America/Godthab", utc(2024, 3, 31, 1)),
        (clock(2011, 12, 30, 9), "Pacific/Apia", utc(2011, 12, 30, 10)),
        (clock(2026, 12, 1, 9), "Not/AZone", utc(2026, 12, 1, 14)),
    ],
)
def test_a_wall_clocks_time_is_its_first_instant(wall: datetime, zone: str, at: datetime) -> None:
    assert local_time.first(wall, zone) == at


@given(st.datetimes(clock(2025, 1, 1), clock(2031, 1, 1)), st.sampled_from(ZONES))
def test_it_is_the_first_instant_at_which_clocks_show_that_or_later(wall: datetime, zone: str) -> None:
    """On the day itself: what the fold repeats counts once, what the gap leaves out comes behind it."""
    wall = wall.replace(second=0, microsecond=0)
    found = local_time.first(wall, zone)
    shown = found.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    before = (found - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert shown >= wall
    assert before < wall
    assert shown == wall or shown - before > timedelta(seconds=1)
    assert local_time.anywhere(wall) <= found


def test_of_several_zones_the_latest_counts() -> None:
    assert local_time.at(NINE, Place((EAST, WEST))) == utc(2026, 12, 1, 17)


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "9:00",
        "2026-12-01",
        "2026-12-01T09:00Z",
        "2026-12-01T09:00:00",
        "2026-02-30T09:00",
        "0001-01-01T09:00",
        "1969-12-31T23:59",
        "9000-01-01T00:00",
        "9999-12-31T23:59",
    ],
)
def test_what_is_no_time_of_day_is_refused(odd: str) -> None:
    with pytest.raises(Invalid) as refused:
        local_time.read(odd)
    assert "without a zone" in refused.value.fields["send_at_local"]


@given(st.datetimes(clock(2025, 1, 1), clock(2031, 1, 1)))
def test_a_time_is_read_as_it_is_written(wall: datetime) -> None:
    wall = wall.replace(second=0, microsecond=0)
    assert local_time.read(local_time.written(wall)) == wall


@pytest.mark.parametrize("odd", ["2026-1-2T9:5", "２０２６-01-02T09:05"])
def test_odd_digits_are_written_as_all_others(odd: str) -> None:
    assert local_time.written(local_time.read(odd)) == "2026-01-02T09:05"


def facts(zone: str = "", **fields: object) -> Facts:
    return Facts(LOCAL, replace(thread(consent=Consent.YES), zone=zone, **fields))  # type: ignore[arg-type]


def judged(known: Facts, now: datetime = NOW, local: LocalTime | None = AHEAD, skip: Skip = NO_SKIP) -> object:
    return selection.judge("Hi", known, skip, None, now, local)


@pytest.mark.parametrize(("zone", "hour"), [(EAST, 14), (WEST, 17)])
def test_each_waits_for_its_own_moment(zone: str, hour: int) -> None:
    found = judged(facts(zone))
    assert isinstance(found, Wait)
    assert (found.until, found.code, found.rule, found.zone) == (utc(2026, 12, 1, hour), "local_time", "SD-7", zone)
    assert found.sentence.startswith("It goes at 09:00 on Tuesday, December 1 in ")
    assert isinstance(judged(facts(zone), utc(2026, 12, 1, hour)), Send)
    assert isinstance(judged(facts(zone), utc(2026, 12, 1, hour) - timedelta(milliseconds=1)), Wait)


def test_of_whom_no_zone_is_known_the_lines_counts() -> None:
    abroad = replace(thread(consent=Consent.YES), phone="+442079460123")  # type: ignore[arg-type]
    found = judged(Facts(replace(LOCAL, zone=WEST), abroad))
    assert isinstance(found, Wait)
    assert found.zone == WEST


def test_legal_hours_that_begin_later_are_waited_for() -> None:
    """At six in the morning nobody may be texted: it goes at eight."""
    found = judged(facts(EAST), local=LocalTime(clock(2026, 12, 1, 6), NOW))
    assert isinstance(found, Wait)
    assert (found.until, found.code) == (utc(2026, 12, 1, 13), "quiet_hours")


def test_a_line_that_is_held_waits_for_the_moment_all_the_same() -> None:
    held = replace(LOCAL, held="Ask the provider.")
    found = judged(replace(facts(EAST), line=held))
    assert isinstance(found, Wait)
    assert (found.until, found.code) == (utc(2026, 12, 1, 14), "local_time")
    now = judged(replace(facts(EAST), line=held), utc(2026, 12, 1, 15))
    assert isinstance(now, Wait)
    assert now.code == "line_held"


def test_for_whom_it_was_past_already_it_does_not_go() -> None:
    """Who is further east than the writer, where the hour was over when it was ordered; not whom it was late for."""
    noon = LocalTime(clock(2026, 11, 20, 9, 59), NOW)
    found = judged(facts(EAST), local=noon)
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == ("local_time_past", "SD-7")
    assert "past 09:59" in found.sentence
    just = LocalTime(clock(2026, 11, 20, 10), NOW)
    assert isinstance(judged(facts(EAST), local=just), Send)
    assert isinstance(judged(facts(EAST), later(hours=2), just), Send)


def test_who_may_not_get_it_is_told_so_first() -> None:
    stopped = Facts(LOCAL, replace(thread(consent=Consent.NO), zone=EAST))
    past = LocalTime(clock(2026, 11, 19, 9), NOW)
    for local in (AHEAD, past, None):
        found = judged(stopped, local=local)
        assert isinstance(found, Refuse)
        assert found.code == "consent_no"


def test_who_is_to_be_skipped_is_skipped() -> None:
    found = judged(facts(EAST, last_inbound=NOW), skip=Skip(active_conversation=True))
    assert isinstance(found, Refuse)
    assert found.code == "skipped_active"


def test_a_broadcast_knows_its_time_of_day() -> None:
    ordered = Broadcast(BroadcastId("01B"), LOCAL.id, LOCAL.number, GroupId("g"), "All", 1, "Hi", REP1, NOW)
    assert ordered.local_time is None
    timed = replace(ordered, local="2026-12-01T09:00", begins=later(days=1))
    assert timed.local_time == LocalTime(NINE, later(days=1))


def test_a_time_that_cannot_be_is_named_as_it_was_asked_for() -> None:
    with pytest.raises(Invalid) as refused:
        broadcasts.check_times(NOW, None, NOW, "send_at_local")
    assert list(refused.value.fields) == ["send_at_local"]


def test_whose_moment_is_at_the_end_or_behind_it_is_refused() -> None:
    ends = replace(AHEAD, until=utc(2026, 12, 1, 17))
    found = judged(facts(WEST), local=ends)
    assert isinstance(found, Refuse)
    assert (found.code, found.rule) == ("expired", "SD-7")
    assert "before it is 09:00" in found.sentence
    assert isinstance(judged(facts(EAST), local=ends), Wait)
    assert isinstance(judged(facts(WEST), local=replace(ends, until=utc(2026, 12, 1, 17, 1))), Wait)
