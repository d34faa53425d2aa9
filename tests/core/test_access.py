from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from chalicelib.core import access
from chalicelib.core.access import Action
from chalicelib.core.errors import Forbidden, NotFound
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import Line
from chalicelib.core.people import Person, Role
from chalicelib.core.threads import Folder
from tests.core.builders import BOSS, LOCAL, NOW, REP1, REP2, line, own_line, person, thread

MATRIX = {
    Role.LIMITED: {Action.ANSWER},
    Role.STANDARD: {Action.ANSWER, Action.INITIATE, Action.BROADCAST, Action.EDIT_CONTACTS, Action.EDIT_GROUPS},
    Role.MANAGER: set(Action) - {Action.MANAGE_LINES, Action.MANAGE_SETTINGS, Action.EDIT_FORMS, Action.MANAGE_PEOPLE},
    Role.ADMIN: set(Action),
}
OWN = own_line()
Demand = Callable[[Person, Line | None], Line]
LEFT = person("rep1", active=False)
STRANGER = person("stranger")
MANAGER = person("boss", Role.MANAGER)


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_the_matrix_of_roles(role: Role, action: Action) -> None:
    """AD-1."""
    who = person(role=role)
    assert access.may(who, action) is (action in MATRIX[role])
    if action in MATRIX[role]:
        access.demand(who, action)
        return
    with pytest.raises(Forbidden) as refused:
        access.demand(who, action)
    assert refused.value.code == "role_too_low"
    assert refused.value.sentence.endswith(f"yours is {role.value}.")


def test_a_refusal_names_the_role_it_would_take() -> None:
    with pytest.raises(Forbidden) as refused:
        access.demand(person(role=Role.LIMITED), Action.ASSIGN)
    assert refused.value.sentence == "This takes the role manager; yours is limited."


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_whoever_left_may_nothing(role: Role, action: Action) -> None:
    assert not access.may(person(role=role, active=False), action)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (person("rep1"), True),
        (person("rep1", Role.LIMITED), True),
        (person("rep2"), False),
        (STRANGER, False),
        (MANAGER, True),
        (person("chief", Role.ADMIN), True),
        (LEFT, False),
        (person("boss", Role.ADMIN, active=False), False),
    ],
)
def test_who_sees_a_rep_s_own_line_and_its_threads(who: Person, sees: bool) -> None:
    """LN-4, T4."""
    assert access.sees_line(who, OWN) is sees
    assert access.sees_thread(who, OWN) is sees
    assert access.visible_lines(who, [OWN]) == ([OWN] if sees else [])


@pytest.mark.parametrize(
    ("who", "holds"),
    [
        (person("rep1"), True),
        (person("rep1", Role.LIMITED), True),
        (person("rep2"), False),
        (MANAGER, False),
        (person("chief", Role.ADMIN), False),
        (LEFT, False),
    ],
)
def test_whoever_holds_a_thread_can_answer_it(who: Person, holds: bool) -> None:
    """AL-2: its texts are told to that person alone."""
    assert access.may_hold(who, OWN) is holds
    lent = replace(OWN, covers=frozenset({MANAGER.id}))
    assert access.may_hold(MANAGER, lent)
    assert access.may_hold(MANAGER, LOCAL)


def test_a_rep_is_offered_the_lines_on_which_it_stands() -> None:
    theirs = own_line(REP2, "+18005550102")
    assert access.visible_lines(person("rep1"), [LOCAL, OWN, theirs]) == [LOCAL, OWN]
    assert access.visible_lines(MANAGER, [LOCAL, OWN, theirs]) == [LOCAL, OWN, theirs]


def test_nobody_holds_nothing() -> None:
    assert not access.may_hold(None, LOCAL)


def test_a_line_in_use_is_given_to_who_stands_on_it() -> None:
    assert access.demand_line(person("rep1"), OWN) is OWN
    assert access.demand_send(person("rep1"), OWN) is OWN
    assert access.demand_thread(person("rep1"), OWN) is OWN


@pytest.mark.parametrize("demand", [access.demand_line, access.demand_send])
def test_a_foreign_line_is_refused_with_the_reason(demand: Demand) -> None:
    """LN-4: any other use answers 403 and says why."""
    with pytest.raises(Forbidden) as refused:
        demand(STRANGER, OWN)
    assert refused.value.code == "line_not_yours"
    assert "access list" in refused.value.sentence


@pytest.mark.parametrize("demand", [access.demand_line, access.demand_send])
def test_a_line_that_is_none_is_not_found(demand: Demand) -> None:
    with pytest.raises(NotFound, match="no such line"):
        demand(MANAGER, None)


def test_a_manager_reads_a_rep_s_own_line_but_does_not_text_from_it() -> None:
    """LN-2: texts of a personal line are its rep's."""
    assert access.demand_thread(MANAGER, OWN) is OWN
    with pytest.raises(Forbidden) as refused:
        access.demand_send(MANAGER, OWN)
    assert refused.value.code == "line_not_yours"
    assert "another person's own line" in refused.value.sentence


def test_a_manager_steps_in_on_a_shared_line() -> None:
    assert access.demand_send(MANAGER, LOCAL) is LOCAL


def test_a_manager_texts_from_its_own_line() -> None:
    mine = own_line(BOSS, "+18005550103")
    assert access.demand_send(MANAGER, mine) is mine


@pytest.mark.parametrize("hidden", [OWN, None])
def test_a_thread_one_may_not_see_is_as_if_there_were_none(hidden: Line | None) -> None:
    """T4: the answers of a foreign and of an absent thread cannot be told apart."""
    with pytest.raises(NotFound) as absent:
        access.demand_thread(STRANGER, hidden)
    assert (absent.value.code, absent.value.sentence) == ("not_found", "There is no such thread.")


ALL = [person("rep1"), person("rep2"), STRANGER, MANAGER, person("chief", Role.ADMIN)]


@pytest.mark.parametrize(
    ("assignee", "on", "names"),
    [
        ("rep2", LOCAL, ["rep2"]),
        ("boss", LOCAL, ["boss"]),
        ("stranger", LOCAL, ["rep1", "rep2"]),
        ("gone", LOCAL, ["rep1", "rep2"]),
        (None, LOCAL, ["rep1", "rep2"]),
        (None, OWN, ["rep1"]),
        ("boss", OWN, ["boss"]),
        ("rep2", OWN, ["rep1"]),
        (None, line(members=frozenset()), ["boss", "chief"]),
        (None, line(members=frozenset({"stranger"})), ["stranger"]),
        (None, line(members=frozenset({"boss"})), ["boss"]),
        (None, line(owner=REP2), ["rep2"]),
    ],
)
def test_whom_a_message_concerns(assignee: PersonId | None, on: Line, names: list[str]) -> None:
    """AL-2: who has the thread, else the line's owner, else its team, else the managers."""
    found = access.responsible(assignee, on, ALL)
    assert [who.id for who in found] == names


def test_whoever_left_is_not_alerted_but_those_behind() -> None:
    there = [LEFT, person("rep2"), MANAGER]
    assert [who.id for who in access.responsible(REP1, LOCAL, there)] == ["rep2"]
    assert [who.id for who in access.responsible(REP1, OWN, there)] == ["boss"]


def test_where_nobody_is_left_nobody_is_alerted() -> None:
    assert access.responsible(REP1, OWN, [LEFT, STRANGER]) == []


def test_a_lead_is_for_who_can_write_the_first_text() -> None:
    """LD-1, AD-1, LN-4."""
    boss, limited = person("boss", Role.MANAGER), person("rep1", Role.LIMITED)
    assert access.may_own(person("rep1"), LOCAL)
    assert access.may_own(boss, LOCAL)
    assert access.may_own(person("rep1"), own_line())
    for who, on in ((None, LOCAL), (limited, LOCAL), (boss, own_line()), (person("rep2"), own_line())):
        assert not access.may_own(who, on)
    assert not access.may_own(person("rep3"), LOCAL)
    assert not access.may_own(person("rep1", active=False), LOCAL)


def test_a_broadcast_is_steered_by_who_ordered_it_and_by_managers() -> None:
    """SD-8."""
    for who, author in ((person("rep1"), REP1), (MANAGER, REP1), (person("boss", Role.ADMIN), REP1)):
        assert access.may_steer(who, author)
        access.demand_steer(who, author)
    for who, author in ((person("rep2"), REP1), (person("rep1", Role.LIMITED), REP1)):
        with pytest.raises(Forbidden) as refused:
            access.demand_steer(who, author)
        assert refused.value.code == "not_your_broadcast"


def test_what_a_broadcast_said_opens_a_conversation_and_consent_alone_does_not() -> None:
    assert not access.opens(None)
    assert not access.opens(thread())
    assert access.opens(thread(folder=Folder.ARCHIVED))
    assert access.opens(thread(last_outbound=NOW))


def test_answers_to_a_broadcast_are_its_authors_or_of_whom_it_stood_in_for() -> None:
    own = own_line()
    assert access.answered_to(REP1, own) == REP1
    assert access.answered_to(REP2, replace(own, covers=frozenset({REP2}))) == own.owner == REP1
    assert access.answered_to(REP2, LOCAL) == REP2
