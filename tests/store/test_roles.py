"""Who saves its own settings does not undo what an admin decides meanwhile (T7)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core.ids import PersonId
from chalicelib.core.people import Channel, Person, Role
from chalicelib.flows.ports import Stale
from chalicelib.store.team import TeamStore
from tests.store import given

RILEY = Person(PersonId("p1"), "Riley One", "riley@example.com", Role.STANDARD)


@pytest.mark.parametrize("decided", [replace(RILEY, role=Role.LIMITED), replace(RILEY, active=False)])
def test_settings_of_an_older_role_are_stale(team: TeamStore, decided: Person) -> None:
    team.put_person(RILEY, None)
    team.put_person(decided, None)
    with pytest.raises(Stale):
        team.put_person(replace(RILEY, alerts=(Channel.EMAIL,), name="Riley"), None, RILEY)
    assert team.person(RILEY.id) == decided


def test_settings_with_an_older_phone_are_stale(team: TeamStore) -> None:
    moved = replace(RILEY, phone=given.phone(1))
    team.put_person(RILEY, None)
    team.put_person(moved, given.contact_id(1))
    with pytest.raises(Stale):
        team.put_person(replace(RILEY, name="Riley"), None, RILEY)
    assert team.person(RILEY.id) == moved


def test_settings_of_the_same_role_are_saved(team: TeamStore) -> None:
    team.put_person(RILEY, None)
    changed = replace(RILEY, copies=None)
    team.put_person(changed, None, RILEY)
    assert team.person(RILEY.id) == changed
