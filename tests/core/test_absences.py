"""Who is away, and who stands in (AW-1, AW-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import absences, access
from chalicelib.core.absences import Absence, AbsenceId, Roster
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import Line
from chalicelib.core.office import Stretch
from chalicelib.core.people import Role
from tests.core.builders import BOSS, LOCAL, NOW, REP1, REP2, later, own_line, person

NEW_YORK = "America/New_York"
PEOPLE = frozenset({REP1, REP2, BOSS})
FRIDAYS = (Stretch(4, 0, 1440),)
TEAM = [person("rep1"), person("rep2"), person("boss", Role.MANAGER), person("stranger")]


def absence(who: PersonId = REP1, **fields: Any) -> Absence:
    """Away for the next day, from an hour ago."""
    known: dict[str, Any] = {"starts": later(hours=-1), "ends": later(days=1), "message": "Away."}
    return Absence(AbsenceId(fields.pop("id", "a1")), who, **(known | fields))


def roster(*found: Absence) -> Roster:
    return Roster(found)


@pytest.mark.parametrize(("hours", "away"), [(-1.001, False), (-1, True), (0, True), (23.99, True), (24, False)])
def test_an_absence_covers_its_time_and_no_more(hours: float, away: bool) -> None:
    assert absences.covers(absence(), later(hours=hours)) is away


def test_one_of_each_week_covers_its_stretches_by_its_own_clocks() -> None:
    """Q3: NOW is Friday, 10:00 in New York."""
    each = absence(ends=None, week=FRIDAYS, zone=NEW_YORK)
    assert absences.covers(each, NOW)
    assert absences.covers(each, later(hours=13.9))
    assert not absences.covers(each, later(hours=14))
    assert absences.covers(each, later(weeks=20))
    assert not absences.covers(replace(each, ends=later(weeks=1)), later(weeks=20))
    assert not absences.covers(replace(each, starts=later(hours=1)), NOW)


def test_of_several_absences_the_one_that_says_something_is_told() -> None:
    silent, loud = absence(message=""), absence(id="a2", message="On holiday.")
    assert absences.current(roster(silent, loud), REP1, NOW) == loud
    assert absences.current(roster(silent), REP1, NOW) == silent
    assert absences.current(roster(silent, loud), REP2, NOW) is None
    assert absences.current(roster(loud), None, NOW) is None
    assert absences.current(roster(loud), REP1, later(days=2)) is None


def test_backups_of_all_absences_stand_in_in_order() -> None:
    both = roster(absence(backups=(REP2,)), absence(id="a2", backups=(BOSS, REP2)), absence(REP2, starts=later(days=1)))
    assert absences.away(both, NOW) == {REP1: (REP2, BOSS)}


@pytest.mark.parametrize(
    ("gone", "found"),
    [
        ({}, ["rep1"]),
        ({"rep1": ["rep2", "boss"]}, ["rep2", "boss"]),
        ({"rep1": ["rep2", "boss"], "rep2": ["chief"]}, ["boss", "chief"]),
        ({"rep1": ["rep2"], "rep2": ["rep1"]}, []),
        ({"rep1": ["rep2"], "rep2": ["rep1", "boss"]}, ["boss"]),
        ({"rep1": []}, []),
    ],
)
def test_the_chain_goes_on_to_the_backups_of_backups(gone: dict[PersonId, list[PersonId]], found: list[str]) -> None:
    assert list(absences.chain(REP1, gone)) == found


NAMES = [PersonId(f"p{number}") for number in range(6)]


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=4)), st.sampled_from(NAMES))
def test_a_chain_ends_and_names_those_who_are_there_once(gone: dict[PersonId, list[PersonId]], whose: PersonId) -> None:
    found = list(absences.chain(whose, gone))
    assert len(found) == len(set(found))
    assert not set(found) & set(gone)


@pytest.mark.parametrize(
    ("week", "told", "now", "same"),
    [
        ((), later(hours=-2), NOW, False),
        ((), later(hours=-1), NOW, True),
        (FRIDAYS, NOW, later(hours=13), True),
        (FRIDAYS, NOW, later(days=7), False),
        (FRIDAYS, NOW, later(days=6.7), False),
        ((Stretch(4, 0, 1440), Stretch(5, 0, 1440), Stretch(6, 0, 1440)), NOW, later(days=2), True),
        ((Stretch(4, 0, 1440), Stretch(6, 0, 1440)), NOW, later(days=2), False),
        ((Stretch(4, 0, 720), Stretch(4, 780, 1440)), NOW, later(hours=4), False),
        ((Stretch(4, 0, 720), Stretch(4, 720, 1440)), NOW, later(hours=4), True),
        ((Stretch(5, 0, 720),), NOW, later(hours=20), False),
    ],
)
def test_a_window_is_the_time_without_a_break(
    week: tuple[Stretch, ...], told: datetime, now: datetime, same: bool
) -> None:
    """AW-2: at most once per window."""
    each = absence(ends=None, week=week, zone=NEW_YORK)
    assert absences.same_window(each, told, now) is same


def test_a_week_without_a_gap_is_a_new_window_after_a_week() -> None:
    every = absence(
        starts=later(days=-30), ends=None, week=tuple(Stretch(day, 0, 1440) for day in range(7)), zone="UTC"
    )
    assert absences.same_window(every, NOW, later(days=6.9))
    assert not absences.same_window(every, NOW, later(days=7))


def test_a_weekly_absence_follows_wall_time_when_clocks_are_turned() -> None:
    """Q3: 25 hours on the first of November 2026."""
    sundays = absence(starts=datetime(2026, 1, 1, tzinfo=UTC), ends=None, week=(Stretch(6, 0, 1440),), zone=NEW_YORK)
    midnight = datetime(2026, 11, 1, tzinfo=ZoneInfo(NEW_YORK)).astimezone(UTC)
    away = [absences.covers(sundays, midnight + timedelta(minutes=30 * half)) for half in range(-1, 51)]
    assert away == [False, *[True] * 50, False]
    assert absences.same_window(sundays, midnight, midnight + timedelta(hours=24.9))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends": None}, {"ends"}),
        ({"ends": later(hours=-1)}, {"ends"}),
        ({"starts": later(hours=-3), "ends": NOW}, {"ends"}),
        ({"ends": later(days=366)}, {"ends"}),
        ({"message": "{{first_name}}"}, {"message"}),
        ({"backups": (REP1,)}, {"backups"}),
        ({"backups": (REP2, REP2)}, {"backups"}),
        ({"backups": (PersonId("gone"),)}, {"backups"}),
        ({"backups": tuple(PersonId(f"p{number}") for number in range(11))}, {"backups"}),
        ({"week": (Stretch(8, 0, 1),), "message": "x" * 321}, {"week.0", "message"}),
    ],
)
def test_an_absence_that_cannot_be_is_refused_by_name(fields: dict[str, Any], wrong: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        absences.check(absence(**fields), PEOPLE, NOW)
    assert set(refused.value.fields) == wrong


def test_an_absence_that_can_be_passes() -> None:
    absences.check(absence(backups=(REP2, BOSS)), PEOPLE, NOW)
    absences.check(absence(starts=NOW, ends=later(days=366)), PEOPLE, NOW)
    absences.check(absence(ends=None, week=FRIDAYS), PEOPLE, NOW)
    absences.check(absence(ends=later(days=500), week=FRIDAYS), PEOPLE, NOW)


def test_the_roster_holds_what_is_not_long_over_in_order() -> None:
    old, recent = absence(id="old", ends=later(days=-7)), absence(id="recent", ends=later(days=-6))
    endless, first = absence(id="endless", ends=None, week=FRIDAYS), absence(id="first", starts=later(days=-9))
    known = Roster((old, recent, endless), version=3)
    assert [one.id for one in absences.with_one(known, first, NOW).absences] == ["first", "endless", "recent"]
    changed = absences.with_one(known, replace(recent, message="New."), NOW)
    assert [one.message for one in changed.absences if one.id == "recent"] == ["New."]
    assert (changed.version, len(changed.absences)) == (3, 2)
    assert [one.id for one in absences.without(known, AbsenceId("recent"), NOW).absences] == ["endless", "recent"]


@pytest.mark.parametrize(
    ("fields", "ends"),
    [
        ({}, NOW),
        ({"ends": None, "week": FRIDAYS, "zone": NEW_YORK}, NOW),
        ({"ends": None, "week": (Stretch(3, 0, 720),), "zone": NEW_YORK}, NOW),
        ({"starts": later(days=-3), "ends": later(days=-2)}, later(days=-2)),
        ({"starts": NOW}, None),
        ({"starts": later(hours=1)}, None),
    ],
)
def test_one_that_is_ended_stays_as_what_was_and_one_ahead_goes(fields: dict[str, Any], ends: datetime | None) -> None:
    """AW-4 asks who was away when a text came, also where that one is back."""
    one, other = absence(**fields), absence(REP2, id="other")
    after = absences.without(roster(one, other), one.id, NOW).absences
    left = [] if ends is None else [replace(one, ends=ends)]
    assert sorted(after, key=lambda found: found.id) == [*left, other]


@pytest.mark.parametrize(("starts", "ended"), [(later(hours=14), NOW), (later(minutes=-30), later(minutes=-30))])
def test_one_that_begins_later_than_it_did_leaves_what_was_behind(starts: datetime, ended: datetime) -> None:
    each = absence(ends=None, week=FRIDAYS, zone=NEW_YORK, backups=(REP2,))
    after = absences.with_one(roster(each), replace(each, starts=starts), NOW)
    was, again = after.absences
    assert again == replace(each, starts=starts)
    assert was == replace(each, id=was.id, ends=ended)
    assert was.id != each.id
    assert absences.away(after, later(minutes=-45)) == {REP1: (REP2,)}
    assert absences.with_one(after, replace(again, message="Other"), NOW).absences == (
        was,
        replace(again, message="Other"),
    )


@pytest.mark.parametrize("starts", [later(hours=1), NOW])
def test_one_that_lay_ahead_leaves_nothing_behind_when_it_is_moved(starts: datetime) -> None:
    ahead = absence(starts=starts)
    assert absences.with_one(roster(ahead), replace(ahead, starts=later(hours=5)), NOW).absences == (
        replace(ahead, starts=later(hours=5)),
    )


def test_one_that_is_moved_to_begin_earlier_is_one() -> None:
    earlier = absence(starts=later(hours=-2))
    assert absences.with_one(roster(absence()), earlier, NOW).absences == (earlier,)


def test_those_that_are_over_take_no_room_and_the_last_are_remembered() -> None:
    over = [absence(id=f"o{number:03}", starts=later(hours=-9), ends=later(minutes=-number)) for number in range(1, 31)]
    assert len(absences.with_one(roster(*over), absence(), NOW).absences) == 31
    going = [absence(PersonId(f"p{number}"), id=f"g{number}") for number in range(280)]
    found = absences.with_one(roster(*over, *going), absence(), NOW).absences
    assert len(found) == 300
    assert sorted(one.id for one in found if one.id.startswith("o")) == [f"o{number:03}" for number in range(1, 20)]


def test_a_roster_has_its_limits() -> None:
    mine = Roster(tuple(absence(id=f"a{number}") for number in range(20)))
    with pytest.raises(Invalid) as refused:
        absences.with_one(mine, absence(id="b"), NOW)
    assert len(absences.with_one(mine, absence(id="a3", message="Other"), NOW).absences) == 20
    assert len(absences.with_one(mine, absence(REP2, id="b"), NOW).absences) == 21
    whole = Roster(tuple(absence(PersonId(f"p{number}"), id=f"a{number}") for number in range(300)))
    assert "20 absences" in refused.value.fields["starts"]
    with pytest.raises(Invalid) as refused:
        absences.with_one(whole, absence(id="b"), NOW)
    assert "300 absences" in refused.value.fields["starts"]


OWN = own_line()
SHARED = replace(LOCAL, members=frozenset({REP1, REP2}))


@pytest.mark.parametrize(
    ("assignee", "on", "gone", "found"),
    [
        (REP1, SHARED, {"rep1": ["rep2"]}, ["rep2"]),
        (REP1, SHARED, {"rep2": ["rep1"]}, ["rep1"]),
        (REP1, SHARED, {"rep1": ["boss", "rep2"]}, ["boss"]),
        (REP1, SHARED, {"rep1": ["boss"], "boss": ["rep2"]}, ["rep2"]),
        (REP1, SHARED, {"rep1": []}, ["rep2"]),
        (None, SHARED, {"rep1": []}, ["rep2"]),
        (REP1, SHARED, {"rep1": [], "rep2": []}, ["boss"]),
        (REP1, SHARED, {"rep1": [], "rep2": [], "boss": []}, ["boss"]),
        (None, SHARED, {"rep1": ["stranger"], "rep2": []}, ["stranger"]),
        (None, SHARED, {"rep1": ["stranger"]}, ["rep2"]),
        (None, OWN, {"rep1": ["rep2"]}, ["rep2"]),
        (REP2, OWN, {"rep1": []}, ["boss"]),
        (REP1, OWN, {"rep1": ["gone", "stranger"]}, ["stranger"]),
        (BOSS, OWN, {"boss": ["stranger"]}, ["rep1"]),
    ],
)
def test_whoever_stands_in_is_told_and_else_the_managers(
    assignee: PersonId | None, on: Line, gone: dict[PersonId, list[PersonId]], found: list[str]
) -> None:
    """AW-3: the first backup who is there; nobody there: the team, then the managers."""
    assert [who.id for who in access.responsible(assignee, on, TEAM, gone)] == found


def test_who_stands_in_sees_the_line_and_texts_from_it_meanwhile() -> None:
    covers = access.covering(OWN, TEAM, {REP1: [PersonId("gone"), REP2]})
    assert covers == {REP2}
    rep2 = person("rep2")
    assert not access.sees_thread(rep2, OWN)
    lent = replace(OWN, covers=covers)
    assert access.sees_thread(rep2, lent)
    assert access.demand_send(rep2, lent) == lent
    assert access.may_begin(rep2, lent)
    assert not access.may_own(rep2, lent), "what it writes to stays whose it is"
    assert not access.sees_thread(person("stranger"), lent)
    assert not access.sees_thread(person("rep2", active=False), lent)


def test_nobody_stands_in_for_who_is_there_or_has_left_or_in_a_team_that_goes_on() -> None:
    assert access.covering(OWN, TEAM, {REP2: [BOSS]}) == frozenset()
    assert access.covering(OWN, [person("rep1", active=False), person("rep2")], {REP1: [REP2]}) == frozenset()
    assert access.covering(SHARED, TEAM, {REP1: [REP2], REP2: []}) == frozenset()
    assert access.covering(SHARED, TEAM, {REP1: [REP2]}) == frozenset(), "it is of the team already"


def test_of_an_own_line_for_which_nobody_is_there_the_managers_can_answer() -> None:
    """AW-3: they are told; without that they could only look on."""
    chief, boss = person("chief", Role.ADMIN), person("boss", Role.MANAGER)
    team = [*TEAM, chief, person("former", Role.MANAGER, active=False)]
    nobody = {REP1: [REP2], REP2: []}
    covers = access.covering(OWN, team, nobody)
    assert covers == {BOSS, chief.id}
    lent = replace(OWN, covers=covers)
    assert access.may_text(boss, lent)
    assert access.may_begin(boss, lent)
    assert not access.may_own(boss, lent), "what it writes to stays whose it is"
    assert access.holder(boss, lent, None) == REP1
    assert access.covering(OWN, team, {**nobody, BOSS: []}) == {chief.id}
    assert access.covering(OWN, team, {**nobody, BOSS: [], chief.id: []}) == {BOSS, chief.id}
    theirs = replace(OWN, owner=BOSS, members=frozenset({BOSS}))
    assert access.covering(theirs, TEAM, {BOSS: []}) == frozenset(), "there is no other"
    assert not access.may_text(boss, OWN)


def test_a_thread_stays_whose_it_was_while_somebody_stands_in() -> None:
    """AW-3: it comes back afterwards."""
    lent, rep2 = replace(OWN, covers=frozenset({REP2})), person("rep2")
    assert access.holder(rep2, lent, REP1) == REP1
    assert access.holder(rep2, lent, None) == REP1
    assert access.holder(rep2, replace(lent, owner=None), None) == REP2
    assert access.holder(person("boss", Role.MANAGER), lent, REP1) == BOSS
    assert access.holder(rep2, replace(SHARED, covers=frozenset({REP2})), REP1) == REP2
    assert access.holder(rep2, SHARED, REP1) == REP2


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"ends": later(hours=3)}, later(hours=3)),
        ({"week": FRIDAYS, "ends": None}, datetime(2026, 3, 14, 4, tzinfo=UTC)),
        ({"week": FRIDAYS, "ends": datetime(2026, 3, 13, 20, tzinfo=UTC)}, datetime(2026, 3, 13, 20, tzinfo=UTC)),
        ({"week": (*FRIDAYS, Stretch(5, 0, 600)), "ends": None}, datetime(2026, 3, 14, 14, tzinfo=UTC)),
        ({"week": tuple(Stretch(day, 0, 1440) for day in range(7)), "ends": None}, None),
    ],
)
def test_its_end_is_known_or_nobody_knows_it(fields: dict[str, Any], expected: datetime | None) -> None:
    friday = datetime(2026, 3, 13, 16, tzinfo=UTC)
    one = absence(starts=later(days=-30), zone="America/New_York", **fields)
    assert absences.until(one, min(friday, expected - timedelta(minutes=1)) if expected else friday) == expected


def test_who_leaves_is_away_no_more() -> None:
    """What is over stays as it was, and so do the absences of others."""
    over = absence(id="over", starts=later(hours=-9), ends=later(hours=-1))
    ahead = absence(id="ahead", starts=later(hours=1))
    others = absence(REP2, id="others")
    left = absences.without_person(Roster((over, absence(id="now"), ahead, others), 3), REP1, NOW)
    assert {one.id: one.ends for one in left.absences} == {"over": over.ends, "now": NOW, "others": others.ends}
    same = Roster((over, others), 3)
    assert absences.without_person(same, REP1, NOW) is same


def test_whom_a_person_names_to_stand_in_at_any_time_to_come() -> None:
    over = absence(id="a0", starts=later(days=-2), ends=NOW, backups=(BOSS,))
    other = absence(REP2, id="a2", backups=(BOSS,))
    coming = absence(id="a3", starts=later(days=2), ends=later(days=3), backups=(REP2, PersonId("rep3")))
    found = roster(over, absence(backups=(REP2,)), other, coming)
    assert absences.named(found, REP1, NOW) == (REP2, PersonId("rep3"))
    assert absences.named(roster(), REP1, NOW) == ()


@pytest.mark.parametrize(
    ("fields", "again"),
    [
        ({}, True),
        ({"starts": NOW}, True),
        ({"starts": later(hours=-2)}, False),
        ({"ends": later(days=2)}, False),
        ({"message": ""}, False),
        ({"backups": (REP2,)}, False),
        ({"week": FRIDAYS}, False),
        ({"who": REP2}, False),
    ],
)
def test_what_is_said_already_begins_no_later_and_says_the_same(fields: dict[str, Any], again: bool) -> None:
    known = absence()
    new = absence(id="a2", **fields)
    assert absences.said_already(roster(known), new) == (known if again else None)
