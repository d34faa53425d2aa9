"""The brand's people: listed, invited, given another role, switched off and on (AD-1, T7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.core import absences, access, team_jobs, team_rules
from chalicelib.core.access import Action
from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.effects import Effect
from chalicelib.core.errors import Conflict, Invalid, NotFound
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import Line
from chalicelib.core.people import Person, Role
from chalicelib.flows.decide import emit, receipt_of, settled
from chalicelib.flows.lines import named
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, Stale


@dataclass(frozen=True, slots=True)
class Member:
    """A person as its admins see it: `own` are its personal lines."""

    person: Person
    own: Sequence[Line]
    away: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is to come. `line` (an id or number; empty: none) is one to put that person on, or to make its own."""

    name: str
    email: str
    role: Role
    line: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to change on a person; None leaves it. `heir` gets what it has, where it is switched off."""

    name: str | None = None
    role: Role | None = None
    active: bool | None = None
    heir: str | None = None


def listed(house: House, caller: PersonId, now: datetime) -> list[Member]:
    """Everybody, by name, who is switched off last."""
    access.demand(me(house, caller), Action.SEE_TEAM)
    people = sorted(house.team.people(), key=lambda one: (not one.active, one.name.casefold(), one.id))
    return _members(house, people, now)


def invite(house: House, caller: PersonId, asked: Invitation, key: str | None, now: datetime) -> Member:
    """The new person, who gets a first password by email; the same key again gives who was invited then.

    The account comes first and the team second: who is cut off in between can sign in and may nothing, and the same
    request again goes on from there (docs/decisions/0038).
    """
    access.demand(me(house, caller), Action.MANAGE_PEOPLE)
    asked = replace(asked, email=team_rules.address(asked.email))
    receipt = receipt_of(caller, key, {}, "team", asked.name, asked.email, asked.role, asked.line)
    person = settled(lambda: _invited(house, caller, asked, receipt, now))
    if asked.line:
        settled(lambda: _put_on(house, person, asked.line))
    return _members(house, [person], now)[0]


def change(house: House, caller: PersonId, person: str, wish: Wish, now: datetime) -> Member:
    """The person with these values. What is taken from somebody is taken from the team first, what is given is given
    there last: in between nobody may more than it should, and the same request again does the rest."""
    author = me(house, caller)
    access.demand(author, Action.MANAGE_PEOPLE)
    if wish.heir and wish.active is not False:
        raise Invalid({"hand_over_to": team_rules.NOTHING_TO_HAND_OVER})
    invited = wish.active is True and _let_in(house, person)
    changed, jobs = settled(lambda: _changed(house, author, person, wish, now))
    if invited:
        jobs = (team_jobs.welcome(changed.id, caller, password=True),)
        house.conversations.save(Changes(effects=jobs), now)
    emit(house, jobs)
    if wish.active is not None:
        settled(lambda: _agree(house, changed.id))
    return _members(house, [changed], now)[0]


def _let_in(house: House, person: str) -> bool:
    """Whether it got another first password; where to use it is then told again, too."""
    known = _known(house, person)
    return house.accounts.let_in(known.id, known.email)


def _agree(house: House, person: PersonId) -> None:
    """The account as the team has its person now: of two who switch off and on at once the last one looks again."""
    before = _known(house, person)
    if before.active:
        house.accounts.enable(person)
    else:
        house.accounts.shut_out(person)
    if _known(house, person).active is not before.active:
        raise Stale


def _invited(house: House, caller: PersonId, asked: Invitation, receipt: Receipt | None, now: datetime) -> Person:
    people = house.team.people()
    known = next((one for one in people if receipt is not None and one.invited[:1] == (receipt.key,)), None)
    if known is not None and receipt is not None:
        if known.invited != (receipt.key, receipt.print):
            raise Conflict("key_reused", "This Idempotency-Key was used for another request. Use a new one.")
        return known
    team_rules.demand_room(asked.email, people)
    if asked.line:
        team_rules.demand_free(_line(house, asked.line), people)
    made = () if receipt is None else (receipt.key, receipt.print)
    account = house.accounts.invite(asked.email, asked.name)
    person = Person(account.person, asked.name, asked.email, asked.role, invited=made)
    welcome = team_jobs.welcome(person.id, caller, password=account.mailed)
    house.team.add_person(person, caller, welcome, now)
    emit(house, (welcome,))
    return person


def _put_on(house: House, person: Person, name: str) -> None:
    """Unless that was done: the same request again must not undo what became of the line since."""
    line = _line(house, name)
    people = house.team.people()
    if person.id not in line.members:
        team_rules.demand_free(line, people)
        house.team.change_line(line, team_rules.given(line, person.id))


def _changed(house: House, author: Person, person: str, wish: Wish, now: datetime) -> tuple[Person, tuple[Effect, ...]]:
    before = _known(house, person)
    wanted: dict[str, Any] = {"name": wish.name, "role": wish.role, "active": wish.active}
    after = replace(before, **{field: value for field, value in wanted.items() if value is not None})
    people = house.team.people()
    team_rules.demand_change(author, before, after, people)
    leaves = before.active and not after.active
    heir = _heir(house, before, wish, people, leaves=leaves)
    if after == before:
        return before, ()
    if before.active != after.active:
        after = team_rules.gone(after, heir, now) if leaves else team_rules.back(after)
    handing = team_jobs.hand_over(before.id, heir, author.id, now, stored=True) if leaves else None
    if after.active and after.role.rank < before.role.rank:
        handing = team_jobs.give_back(before.id, author.id, now)
    own_phone = house.ids.contact(after.phone) if after.phone else None
    house.team.change_person(before, after, own_phone, author.id, handing, now)
    return after, () if handing is None else (handing,)


def _heir(house: House, leaver: Person, wish: Wish, people: Sequence[Person], *, leaves: bool) -> PersonId | None:
    if not leaves:
        return None
    heir = next((one for one in people if one.id == wish.heir), None)
    if wish.heir and heir is None:
        raise Invalid({"hand_over_to": team_rules.NO_HEIR})
    team_rules.demand_heir(leaver, heir, house.team.lines())
    return None if heir is None else heir.id


def _known(house: House, person: str) -> Person:
    found = house.team.person(PersonId(person))
    if found is None:
        raise NotFound("person")
    return found


def _line(house: House, name: str) -> Line:
    found = house.team.line(named(house, name))
    if found is None or not found.active:
        raise Invalid({"line": "There is no such line in use. Choose one of your lines, or none."})
    return found


def _members(house: House, people: Sequence[Person], now: datetime) -> list[Member]:
    lines, gone = house.team.lines(), absences.away(house.team.roster(), now)
    return [Member(one, team_rules.own_lines(one.id, lines), one.active and one.id in gone) for one in people]
