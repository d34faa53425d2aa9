"""Notes: whom they mention, who may be mentioned, and whom they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core import notes
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.messages import Direction, Origin, Status
from chalicelib.core.people import Person, Role
from tests.core.builders import BOSS, LOCAL, NOW, REP1, REP2, own_line, person, thread


def named(who: str, name: str, role: Role = Role.STANDARD, *, active: bool = True) -> Person:
    return replace(person(who, role, active=active), name=name)


ANN, ANN_LEE = named("rep1", "Ann"), named("rep2", "Ann Lee")
LEA = named("boss", "Léa O'Neil", Role.MANAGER)
TEAM = [ANN, ANN_LEE, LEA]


def test_a_note_goes_to_no_number_and_is_final_at_once() -> None:
    note = notes.note(thread(), "Ask @Ann", BOSS, [ANN], MessageId("01A"), NOW)
    assert (note.box, note.thread, note.id, note.at) == (thread().id, thread().id, "01A", NOW)
    assert (note.origin, note.direction, note.status, note.status.final) == (
        Origin.NOTE,
        Direction.OUT,
        Status.RECEIVED,
        True,
    )
    assert (note.sender, note.to, note.due, note.provider_id) == (None, None, None, None)
    assert (note.body, note.author, note.tells) == ("Ask @Ann", BOSS, (REP1,))


@pytest.mark.parametrize(
    ("body", "whom"),
    [
        ("@Ann please", [ANN]),
        ("please, @ann.", [ANN]),
        ("@Ann Lee, @Ann", [ANN_LEE, ANN]),
        ("@ann lee and @ANN LEE", [ANN_LEE]),
        ("(@léa o'neil)", [LEA]),
        ("@rep2@example.com: look", [ANN_LEE]),
        ("@Annabel", []),
        ("write to mail@ann", []),
        ("write to a.@ann", []),
        ("meet @ 5", []),
        ("Ann", []),
        ("@nobody", []),
    ],
)
def test_who_is_mentioned(body: str, whom: list[Person]) -> None:
    """The longest name counts, once; an address that stands in the note mentions nobody."""
    assert notes.mentioned(body, TEAM) == whom


def test_nobody_is_mentioned_where_nobody_has_a_name() -> None:
    assert notes.mentioned("@", []) == []
    assert notes.mentioned("@ hello", [replace(ANN, name="", email="")]) == []


def test_of_several_with_one_name_the_one_who_is_still_there_is_meant() -> None:
    gone = named("gone", "Ann", active=False)
    assert notes.mentioned("@Ann", [gone, ANN]) == [ANN]
    assert notes.mentioned("@Ann", [gone]) == [gone]
    with pytest.raises(Invalid) as refused:
        notes.mentioned("Ask @ann", [ANN, named("ann2", "ANN"), gone])
    assert refused.value.fields == {"body": "2 people are called ann. Write @rep1@example.com or @ann2@example.com."}
    assert notes.mentioned("@ann2@example.com", [ANN, named("ann2", "Ann")]) == [named("ann2", "Ann")]


def test_what_to_write_to_mention_a_person() -> None:
    twin = named("ann2", "ann")
    assert notes.handle(ANN, TEAM) == "Ann"
    assert notes.handle(ANN, [*TEAM, twin]) == "rep1@example.com"
    assert notes.handle(replace(ANN, name=""), [replace(ANN, name="")]) == "rep1@example.com"
    for one in TEAM:
        assert notes.mentioned(f"@{notes.handle(one, TEAM)}", TEAM) == [one]


def test_who_may_not_see_the_conversation_is_named_with_the_remedy() -> None:
    own = own_line(REP1)
    notes.demand_seen([ANN, LEA], own)
    gone = replace(named("gone", "", active=False))
    with pytest.raises(Invalid) as refused:
        notes.demand_seen([ANN, ANN_LEE, gone], own)
    assert refused.value.fields == {
        "body": "Ann Lee and gone@example.com may not see this conversation. Take the mention out, or ask an admin for "
        "access to the line."
    }


def test_an_entry_is_told_to_those_it_is_for_while_they_may_see_it() -> None:
    note = notes.note(thread(), "@Ann @Ann Lee", BOSS, [ANN, ANN_LEE, LEA], MessageId("01A"), NOW)
    assert notes.concerned(note, thread(), LOCAL, TEAM) == [ANN, ANN_LEE], "not its author"
    assert notes.concerned(note, thread(), own_line(REP1), TEAM) == [ANN]
    assert notes.concerned(replace(note, tells=(REP2,)), thread(), LOCAL, TEAM) == [ANN_LEE]


def test_who_had_a_thread_for_a_moment_only_is_not_told() -> None:
    entry = notes.note(thread(), "", BOSS, [ANN], MessageId("01A"), NOW)
    given = replace(entry, origin=Origin.ASSIGNMENT)
    assert notes.concerned(given, thread(assignee=REP1), LOCAL, TEAM) == [ANN]
    assert notes.concerned(given, thread(assignee=PersonId("rep2")), LOCAL, TEAM) == []
    assert notes.concerned(entry, thread(assignee=REP2), LOCAL, TEAM) == [ANN]
