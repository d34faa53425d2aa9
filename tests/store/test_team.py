"""People and lines, and whose phone a number is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.core import team_jobs
from chalicelib.core.absences import Absence, AbsenceId, Roster
from chalicelib.core.errors import Conflict
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import LineUse
from chalicelib.core.office import DayOff, Stretch
from chalicelib.core.people import Channel, Person, Role
from chalicelib.flows.ports import Stale
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.team import TeamStore
from tests.store import given
from tests.store.given import OTHER_LINE

PHONE = given.contact_id(1)


def test_lines_are_kept_with_their_access_list(team: TeamStore) -> None:
    shared = given.line(members=frozenset({given.REP, PersonId("rep2")}))
    own = given.line(OTHER_LINE, use=LineUse.PERSONAL, owner=given.REP, rate=100, active=False)
    team.put_line(shared)
    team.put_line(own)
    assert {line.id: line for line in team.lines()} == {shared.id: shared, own.id: own}
    team.put_line(replace(shared, members=frozenset()))
    assert team.line(shared.id) == replace(shared, members=frozenset())
    assert team.line(given.line(given.LINE).id) is not None


def test_a_person_without_channels_has_none(team: TeamStore) -> None:
    silent = given.person(alerts=(), copies=None)
    team.put_person(silent, None)
    assert team.person(silent.id) == silent
    assert team.people() == [silent]
    assert team.person(PersonId("nobody")) is None


def test_a_person_is_known_by_its_own_phone(team: TeamStore, conversations: ConversationStore) -> None:
    rep = given.person(phone=given.phone(1), alerts=(Channel.TEXT, Channel.EMAIL))
    team.put_person(rep, PHONE)
    assert conversations.load(own_phone=PHONE).person == rep
    assert conversations.load(person=rep.id).person == rep
    assert conversations.load(own_phone=given.contact_id(2)).person is None


def test_a_person_found_by_its_phone_is_the_person_as_it_is_now(
    team: TeamStore, conversations: ConversationStore
) -> None:
    team.put_person(given.person(phone=given.phone(1)), PHONE)
    team.put_person(given.person(phone=given.phone(1), active=False), PHONE)
    found = conversations.load(own_phone=PHONE).person
    assert found is not None
    assert not found.active


def test_a_phone_given_up_is_nobodys(team: TeamStore, conversations: ConversationStore) -> None:
    team.put_person(given.person(phone=given.phone(1)), PHONE)
    team.put_person(given.person(phone=given.phone(2)), given.contact_id(2))
    assert conversations.load(own_phone=PHONE).person is None
    team.put_person(given.person("rep2", phone=given.phone(1)), PHONE)
    team.put_person(given.person(), None)
    assert conversations.load(own_phone=given.contact_id(2)).person is None
    assert len(team.people()) == 2


def test_a_phone_is_one_persons(team: TeamStore, conversations: ConversationStore) -> None:
    team.put_person(given.person(phone=given.phone(1)), PHONE)
    with pytest.raises(Conflict):
        team.put_person(given.person("rep2", phone=given.phone(1)), PHONE)
    assert team.person(PersonId("rep2")) is None
    found = conversations.load(own_phone=PHONE).person
    assert found is not None
    assert found.id == given.REP


def test_the_line_comes_with_the_facts(team: TeamStore, conversations: ConversationStore) -> None:
    team.put_line(given.line())
    assert conversations.load(line=given.line().id).line == given.line()


def test_the_roster_is_kept_whole_and_by_its_version(team: TeamStore) -> None:
    """AW-1: who writes on an older one is told so; the same again is no fault."""
    assert team.roster() == Roster()
    away = Absence(
        AbsenceId("a1"),
        PersonId("rep1"),
        datetime(2026, 11, 20, 15, tzinfo=UTC),
        week=(Stretch(0, 0, 1440), Stretch(4, 540, 720)),
        zone="America/New_York",
        message="Away.",
        backups=(PersonId("rep2"), PersonId("boss")),
    )
    saved = team.put_roster(Roster((away,)))
    assert (saved.absences, saved.version) == ((away,), 1)
    assert team.roster() == saved
    assert team.put_roster(Roster((away,))) == saved
    with pytest.raises(Stale):
        team.put_roster(Roster())
    assert team.put_roster(Roster((), saved.version)).version == 2
    assert team.roster() == Roster((), 2)


def test_a_line_keeps_its_hours(team: TeamStore) -> None:
    known = given.line(
        week=(Stretch(0, 540, 1020),),
        days_off=(DayOff("2026-12-25", "Christmas Day", "Merry Christmas!"), DayOff("2026-12-26", "Day after")),
        away_message="Back soon.",
        covers=frozenset({PersonId("rep2")}),
    )
    team.put_line(known)
    assert team.line(known.id) == known


def ruled(team: TeamStore) -> Person:
    admin = given.person("admin", role=Role.ADMIN)
    team.put_person(admin, None)
    return admin


WELCOME = team_jobs.welcome(given.REP, PersonId("admin"), password=True)


def test_a_new_person_is_saved_with_its_effect(team: TeamStore, conversations: ConversationStore) -> None:
    ruled(team)
    new = given.person(invited=("a key", "what was asked"))
    team.add_person(new, PersonId("admin"), WELCOME, given.NOW)
    assert team.person(new.id) == new
    assert conversations.effect_open(WELCOME.id)


@pytest.mark.parametrize("other", [given.person(), given.person("rep2", email="Rep1@Example.com")])
def test_an_id_and_an_email_are_one_persons(team: TeamStore, conversations: ConversationStore, other: Person) -> None:
    """AD-1: of two invitations of one person at the same moment one is saved."""
    ruled(team)
    team.put_person(given.person(email="rep1@example.com"), None)
    with pytest.raises(Stale):
        team.add_person(other, PersonId("admin"), WELCOME, given.NOW)
    assert len(team.people()) == 2
    assert not conversations.effect_open(WELCOME.id)


def test_an_email_that_was_given_up_is_nobodys(team: TeamStore) -> None:
    team.put_person(given.person(email="old@example.com"), None)
    team.put_person(given.person(email="new@example.com"), None)
    team.put_person(given.person("rep2", email="old@example.com"), None)
    with pytest.raises(Conflict):
        team.put_person(given.person("rep3", email="NEW@example.com"), None)


@pytest.mark.parametrize(
    "by", [given.person("admin", role=Role.MANAGER), given.person("admin", role=Role.ADMIN, active=False), None]
)
def test_only_who_is_an_admin_at_that_moment_changes_others(team: TeamStore, by: Person | None) -> None:
    """T7: whatever it was when its request began."""
    rep = given.person(phone=given.phone(1))
    team.put_person(rep, PHONE)
    if by is not None:
        team.put_person(by, None)
    with pytest.raises(Conflict) as adding:
        team.add_person(given.person("new"), PersonId("admin"), WELCOME, given.NOW)
    with pytest.raises(Conflict) as changing:
        team.change_person(rep, replace(rep, active=False), PHONE, PersonId("admin"), None, given.NOW)
    assert adding.value.code == changing.value.code == "changed_meanwhile"
    assert team.person(rep.id) == rep
    assert team.person(PersonId("new")) is None


def test_a_changed_person_is_so_under_its_phone_too(team: TeamStore, conversations: ConversationStore) -> None:
    ruled(team)
    rep = given.person(phone=given.phone(1))
    team.put_person(rep, PHONE)
    left = replace(rep, active=False, role=Role.LIMITED)
    gone = team_jobs.hand_over(rep.id, None, PersonId("admin"), given.NOW, stored=True)
    team.change_person(rep, left, PHONE, PersonId("admin"), gone, given.NOW)
    assert team.person(rep.id) == conversations.load(own_phone=PHONE).person == left
    assert conversations.effect_open(gone.id)


@pytest.mark.parametrize(
    "change", [{"active": False}, {"name": "Robin"}, {"copies": None}, {"alerts": (Channel.TEXT,)}]
)
def test_what_was_changed_meanwhile_is_not_undone(team: TeamStore, change: dict[str, Any]) -> None:
    """T7: an admin who changes a role, and a person who saves its alerts, do not undo each other's."""
    ruled(team)
    before = given.person(alerts=(Channel.EMAIL,))
    team.put_person(replace(before, **change), None)
    with pytest.raises(Stale):
        team.change_person(before, replace(before, role=Role.ADMIN), None, PersonId("admin"), None, given.NOW)
    with pytest.raises(Stale):
        team.put_person(replace(before, texts_stopped=True), None, before)
    assert team.person(before.id) == replace(before, **change)


def test_an_admin_changes_its_own_name(team: TeamStore) -> None:
    admin = ruled(team)
    team.change_person(admin, replace(admin, name="Ada"), None, admin.id, None, given.NOW)
    assert team.person(admin.id) == replace(admin, name="Ada")
