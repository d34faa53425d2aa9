"""Who could be given a lead: who is there first, and of the others until when they are not (LD-1, AW-3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import absences, presence
from chalicelib.core.absences import Absence, AbsenceId, Roster
from chalicelib.core.ids import PersonId
from chalicelib.core.office import Stretch
from chalicelib.core.people import Person
from chalicelib.core.presence import Presence
from tests.core.builders import BOSS, NOW, REP1, REP2, later, person

ANN, BEN, CLEO = person("rep1"), person("rep2"), person("boss")
TEAM = [ANN, BEN, CLEO]
MONDAYS_TO_THURSDAYS = tuple(Stretch(day, 0, 1440) for day in range(4))
FRIDAYS_TO_SUNDAYS = tuple(Stretch(day, 0, 1440) for day in range(4, 7))


def away(who: PersonId = REP1, name: str = "a1", **fields: object) -> Absence:
    known: dict[str, object] = {"starts": later(hours=-1), "ends": later(days=1)}
    return Absence(AbsenceId(name), who, **(known | fields))  # type: ignore[arg-type]


def shown(found: list[Presence]) -> list[PersonId]:
    return [one.person.id for one in found]


def test_who_is_there_stands_before_who_is_away_and_the_least_busy_first() -> None:
    found = presence.present_first(TEAM, TEAM, Roster((away(BOSS),)), {REP1: 4, REP2: 1, BOSS: 0}, NOW)
    assert shown(found) == [REP2, REP1, BOSS]
    assert [(one.away, one.leads) for one in found] == [(False, 1), (False, 4), (True, 0)]


def test_where_nothing_is_counted_they_stand_by_name() -> None:
    found = presence.present_first([BEN, ANN], TEAM, Roster(), {}, NOW)
    assert [(one.person.name, one.leads) for one in found] == [("rep1", None), ("rep2", None)]


def test_of_two_of_a_name_the_order_stays() -> None:
    twins = [person("b"), person("a")]
    twins = [Person(one.id, "Same", one.email, one.role) for one in twins]
    assert shown(presence.present_first(twins, twins, Roster(), {}, NOW)) == ["a", "b"]


def test_of_who_is_away_the_first_backup_who_is_there_stands_in() -> None:
    roster = Roster((away(REP1, backups=(REP2, BOSS)), away(REP2, "a2")))
    found = {one.person.id: one for one in presence.present_first(TEAM, TEAM, roster, {}, NOW)}
    assert found[REP1] == Presence(ANN, True, later(days=1), CLEO)
    assert found[REP2] == Presence(BEN, True, later(days=1), None)
    assert found[BOSS] == Presence(CLEO)


def test_who_left_stands_in_for_nobody() -> None:
    left = person("boss", active=False)
    (found,) = presence.present_first([ANN], [ANN, left], Roster((away(REP1, backups=(BOSS,)),)), {}, NOW)
    assert found.deputy is None


def test_absences_without_a_gap_are_one() -> None:
    roster = Roster((away(), away(name="a2", starts=later(days=1), ends=later(days=3)), away(BOSS, "a3", ends=None)))
    assert presence.back(roster, REP1, NOW) == later(days=3)
    assert presence.back(roster, REP2, NOW) == NOW, "who is there is there now"
    apart = Roster((away(), away(name="a2", starts=later(days=1.001), ends=later(days=3))))
    assert presence.back(apart, REP1, NOW) == later(days=1)


def test_of_two_at_once_the_later_end_counts_and_none_is_the_latest() -> None:
    assert presence.back(Roster((away(), away(name="a2", ends=later(days=2)))), REP1, NOW) == later(days=2)
    assert presence.back(Roster((away(), away(name="a2", ends=None, week=()))), REP1, NOW) is None


def test_weeks_that_have_no_day_left_do_not_end() -> None:
    whole = (
        away(ends=None, week=MONDAYS_TO_THURSDAYS, zone="UTC"),
        away(name="a2", ends=None, week=FRIDAYS_TO_SUNDAYS, zone="UTC"),
    )
    assert presence.back(Roster(whole), REP1, NOW) is None
    assert presence.back(Roster(whole[1:]), REP1, NOW) == datetime(2026, 11, 23, tzinfo=UTC)


HOURS = st.integers(min_value=-30, max_value=60)
SPANS = st.lists(st.tuples(HOURS, st.integers(min_value=1, max_value=20)), max_size=6)


@given(SPANS)
def test_who_is_back_was_away_all_the_time_before(spans: list[tuple[int, int]]) -> None:
    found = [
        away(name=f"a{place}", starts=later(hours=begins), ends=later(hours=begins + length))
        for place, (begins, length) in enumerate(spans)
    ]
    roster = Roster(tuple(found))
    back = presence.back(roster, REP1, NOW)
    assert back is not None
    assert REP1 not in absences.away(roster, back)
    before = NOW
    while before < back:
        assert REP1 in absences.away(roster, before)
        before += timedelta(hours=1)
