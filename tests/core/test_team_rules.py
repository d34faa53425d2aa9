"""Who is of the team, and who gets what somebody had (AD-1, T5, T7)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core import team_jobs, team_rules
from chalicelib.core.errors import Conflict, Forbidden, Invalid
from chalicelib.core.people import Channel, Person, Role
from chalicelib.core.team_rules import MOST_PEOPLE
from tests.core.builders import BOSS, LOCAL, NOW, PHONE, REP1, REP2, later, line, own_line, person

ADMIN, OTHER_ADMIN = person("admin", Role.ADMIN), person("other", Role.ADMIN)
REP, COLLEAGUE, NEW = person("rep1"), person("rep2"), person("new", Role.LIMITED)
MANAGER = person("boss", Role.MANAGER)
TEAM = [ADMIN, OTHER_ADMIN, REP, COLLEAGUE, NEW, MANAGER]
OWN = own_line()


def off(one: Person) -> Person:
    return replace(one, active=False)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("rep@example.com", "rep@example.com"),
        (" Rep.One+text@Mail.Example.COM ", "rep.one+text@mail.example.com"),
        ("o'hara@example.co.uk", "o'hara@example.co.uk"),
    ],
)
def test_an_email_is_kept_in_small_letters(written: str, kept: str) -> None:
    assert team_rules.address(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "rep",
        "rep@example",
        "@example.com",
        "rep one@example.com",
        "rep@exa mple.com",
        "rep@example.com\nBcc: all@example.com",
        "rep@example.com, two@example.com",
        "Rep <rep@example.com>",
        "r" * 65 + "@example.com",
        "rep@" + "example." * 31 + "com",
    ],
)
def test_what_is_no_email_is_told_with_the_remedy(written: str) -> None:
    with pytest.raises(Invalid) as fault:
        team_rules.address(written)
    assert fault.value.fields == {"email": team_rules.NO_EMAIL}


def test_an_email_may_be_as_long_as_mail_allows() -> None:
    longest = "r" * 64 + "@" + "e" * 63 + "." + "e" * 63 + "." + "e" * 57 + ".com"
    assert len(longest) == team_rules.LONGEST_EMAIL
    assert team_rules.address(longest) == longest
    with pytest.raises(Invalid):
        team_rules.address(longest.replace(".com", "e.com"))


def test_an_email_is_one_persons_however_it_is_written() -> None:
    team_rules.demand_room("fresh@example.com", TEAM)
    for known in (REP, replace(REP, email="Rep1@Example.com"), off(REP)):
        with pytest.raises(Conflict) as fault:
            team_rules.demand_room("rep1@example.com", [ADMIN, known])
        assert fault.value.code == "person_known"


def test_a_team_has_a_bound() -> None:
    people = [person(f"p{place}") for place in range(MOST_PEOPLE)]
    team_rules.demand_room("fresh@example.com", people[1:])
    with pytest.raises(Conflict) as fault:
        team_rules.demand_room("fresh@example.com", people)
    assert fault.value.code == "team_full"


@pytest.mark.parametrize(
    "after",
    [
        replace(REP, role=Role.ADMIN),
        replace(REP, role=Role.LIMITED),
        off(REP),
        replace(REP, name="Robin"),
        replace(OTHER_ADMIN, role=Role.STANDARD),
        off(OTHER_ADMIN),
    ],
)
def test_an_admin_changes_what_others_may(after: Person) -> None:
    before = next(one for one in TEAM if one.id == after.id)
    team_rules.demand_change(ADMIN, before, after, TEAM)
    team_rules.demand_change(ADMIN, after, before, [after if one.id == after.id else one for one in TEAM])


@pytest.mark.parametrize("after", [off(ADMIN), *(replace(ADMIN, role=role) for role in Role if role is not Role.ADMIN)])
def test_nobody_changes_what_it_may_itself(after: Person) -> None:
    with pytest.raises(Forbidden) as fault:
        team_rules.demand_change(ADMIN, ADMIN, after, TEAM)
    assert fault.value.code == "own_role"


def test_nobody_raises_itself() -> None:
    """T7, though only admins get so far."""
    with pytest.raises(Forbidden):
        team_rules.demand_change(REP, REP, replace(REP, role=Role.ADMIN), TEAM)


@pytest.mark.parametrize("others", [[REP, MANAGER], [off(OTHER_ADMIN)], []])
@pytest.mark.parametrize("after", [off(ADMIN), replace(ADMIN, role=Role.MANAGER)])
def test_the_last_admin_stays_one(others: list[Person], after: Person) -> None:
    for by in (ADMIN, OTHER_ADMIN):
        with pytest.raises(Conflict) as fault:
            team_rules.demand_change(by, ADMIN, after, [ADMIN, *others])
        assert fault.value.code == "last_admin"


def test_an_admin_may_have_another_name() -> None:
    team_rules.demand_change(ADMIN, ADMIN, replace(ADMIN, name="Ada"), [ADMIN])


def test_who_has_an_own_line_names_an_heir() -> None:
    with pytest.raises(Invalid) as fault:
        team_rules.demand_heir(REP, None, [LOCAL, OWN])
    assert "Brand" in fault.value.fields["hand_over_to"]
    team_rules.demand_heir(REP, COLLEAGUE, [LOCAL, OWN])
    team_rules.demand_heir(REP, None, [LOCAL, replace(OWN, active=False), own_line(REP2)])


@pytest.mark.parametrize("heir", [REP, NEW, off(COLLEAGUE)])
def test_an_heir_is_another_who_may_begin_conversations(heir: Person) -> None:
    with pytest.raises(Invalid) as fault:
        team_rules.demand_heir(REP, heir, [])
    assert fault.value.fields == {"hand_over_to": team_rules.NO_HEIR}


def test_who_is_switched_off_keeps_no_phone_and_who_is_back_no_heir() -> None:
    rang = replace(REP, phone=PHONE, alerts=(Channel.TEXT, Channel.PUSH), copies=Channel.TEXT, texts_stopped=True)
    left = team_rules.gone(rang, REP2, NOW)
    assert left == replace(REP, alerts=(Channel.EMAIL,), copies=Channel.EMAIL, active=False, left=NOW, heir=REP2)
    assert team_rules.back(left) == replace(left, active=True, left=None, heir=None)


def test_an_heir_who_has_left_too_hands_on() -> None:
    first, second = replace(off(COLLEAGUE), heir=MANAGER.id), replace(off(MANAGER), heir=COLLEAGUE.id)
    assert team_rules.heir_of(None, TEAM) is None
    assert team_rules.heir_of(REP2, TEAM) == COLLEAGUE
    assert team_rules.heir_of(REP2, [first, MANAGER]) == MANAGER
    assert team_rules.heir_of(REP2, [off(COLLEAGUE), MANAGER]) is None
    assert team_rules.heir_of(REP2, [first]) is None
    assert team_rules.heir_of(REP2, [first, second]) is None, "each named the other, one after the other"


def test_an_own_line_becomes_another_persons_own() -> None:
    taken = team_rules.given(replace(OWN, covers=frozenset({BOSS})), REP2)
    assert (taken.owner, taken.members, taken.covers) == (REP2, frozenset({REP2}), frozenset())
    assert team_rules.own_lines(REP2, [OWN, LOCAL, taken]) == [taken]
    assert team_rules.own_lines(REP1, [OWN, replace(LOCAL, owner=REP1), taken]) == [OWN]


def test_a_shared_line_has_one_more_on_it() -> None:
    assert team_rules.given(LOCAL, BOSS) == replace(LOCAL, members=LOCAL.members | {BOSS})


def test_somebody_new_is_put_on_a_line_that_is_nobodys() -> None:
    team_rules.demand_free(LOCAL, TEAM)
    team_rules.demand_free(replace(LOCAL, owner=REP1), TEAM)
    team_rules.demand_free(replace(OWN, owner=None), TEAM)
    team_rules.demand_free(OWN, [off(REP), COLLEAGUE])
    with pytest.raises(Invalid) as fault:
        team_rules.demand_free(OWN, TEAM)
    assert "rep1" in fault.value.fields["line"]


def test_a_conversation_goes_to_who_sees_it() -> None:
    """The heir; else whose own the line is; else its team."""
    theirs = line(members=frozenset({REP1}))
    assert team_rules.next_holder(COLLEAGUE, LOCAL, TEAM) == COLLEAGUE
    assert team_rules.next_holder(NEW, replace(LOCAL, members=frozenset({NEW.id})), TEAM) == NEW
    assert team_rules.next_holder(COLLEAGUE, theirs, TEAM) is None
    assert team_rules.next_holder(COLLEAGUE, OWN, TEAM) == REP
    assert team_rules.next_holder(None, OWN, TEAM) == REP
    assert team_rules.next_holder(None, OWN, [off(REP), COLLEAGUE]) is None
    assert team_rules.next_holder(off(COLLEAGUE), LOCAL, TEAM) is None


def test_a_lead_goes_to_who_may_text_it() -> None:
    """A manager sees another person's own line, and does not text from it; a limited person begins nothing."""
    assert team_rules.next_owner(COLLEAGUE, LOCAL, TEAM) == COLLEAGUE
    assert team_rules.next_owner(MANAGER, LOCAL, TEAM) == MANAGER
    assert team_rules.next_owner(MANAGER, OWN, TEAM) == REP
    assert team_rules.next_owner(MANAGER, OWN, [off(REP), MANAGER]) is None
    assert team_rules.next_owner(NEW, replace(LOCAL, members=frozenset({NEW.id})), TEAM) is None
    assert team_rules.next_owner(None, LOCAL, TEAM) is None


def test_what_is_to_be_done_bears_the_name_of_its_cause() -> None:
    """The same cause makes the same job: twice is once. What the schedule looks after is not saved."""
    welcome = team_jobs.welcome(REP1, BOSS, password=True)
    assert (welcome.id, welcome.job["effect"], welcome.stored) == ("welcome.rep1", "welcome.rep1", True)
    gone = team_jobs.hand_over(REP1, REP2, BOSS, NOW, stored=True)
    assert gone == team_jobs.hand_over(REP1, REP2, BOSS, NOW, stored=True)
    assert gone.id != team_jobs.hand_over(REP1, REP2, BOSS, later(seconds=1), stored=True).id
    assert (gone.job["to"], gone.job["by"], gone.job["at"]) == (REP2, BOSS, NOW.isoformat())
    assert not team_jobs.hand_over(REP1, None, None, NOW, stored=False).stored


def test_what_is_given_back_is_asked_for_once_a_moment() -> None:
    back = team_jobs.give_back(REP1, BOSS, NOW)
    assert (back, back.stored, back.job["found"]) == (team_jobs.give_back(REP1, BOSS, NOW), True, False)
    assert (
        len({back.id, team_jobs.give_back(REP2, BOSS, NOW).id, team_jobs.give_back(REP1, BOSS, later(seconds=1)).id})
        == 3
    )
