"""What an admin changes on a line: its settings, and its number, which makes it another line (LN-6, LN-7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.core import access, caps, effects, keyword_rules, office, team_jobs
from chalicelib.core.access import Action
from chalicelib.core.changes import Changes
from chalicelib.core.errors import Conflict, Invalid, NotFound
from chalicelib.core.ids import LineId, PersonId
from chalicelib.core.lines import Line, LineKind, LineUse, Verification
from chalicelib.core.people import Person
from chalicelib.core.phone import kind_of, parse
from chalicelib.flows import zones
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.people import me
from chalicelib.flows.ports import House


def change(house: House, caller: PersonId, line: str, given: Mapping[str, Any]) -> tuple[Person, Line]:
    """The line with these values. `held` can only be taken back here: what holds a line is the provider's word.

    Who is taken off it gives back its open leads and conversations there (T5), and what waited for the next day goes
    where it may send more of this one: both is saved first, so that it is looked after whatever happens in between.
    """
    person = me(house, caller)
    access.demand(person, Action.MANAGE_LINES)
    now = house.now()

    def attempt() -> Line:
        before = _known(house, line)
        after = replace(before, **given)
        _check(house, before, after)
        jobs = [team_jobs.give_back(one, caller, now) for one in sorted(before.members - after.members)]
        jobs += effects.cap_raised(after.id, now) if caps.raised(before, after) else ()
        for job in jobs:
            house.conversations.save(Changes(effects=(job,)), now)
        house.team.change_line(before, after)
        emit(house, jobs)
        return after

    return person, settled(attempt)


def change_number(
    house: House, caller: PersonId, line: str, number: str, verification: Verification
) -> tuple[Person, Line]:
    """A new line in the old one's place, which is switched off; a repeat gives the line that the first request made.

    Consent belongs to a number and its line (CN-1): nobody has agreed to the new one yet.
    """
    person = me(house, caller)
    access.demand(person, Action.MANAGE_LINES)
    old = _known(house, line)
    phone = parse(number, field="number")
    if phone == old.number:
        raise Invalid({"number": "This is the line's number already. Give the new one."})
    new = replace(
        old,
        id=house.ids.line(phone),
        number=phone,
        kind=LineKind(kind_of(phone)),
        active=True,
        verification=verification,
        held="",
        replaces=old.id,
    )
    known = house.team.line(new.id)
    if known is None and not old.active:
        raise Conflict("line_inactive", "This line is switched off. Change the number of one that is in use.")
    if known is None or known.replaces != old.id:
        house.team.replace_line(old, new)
        known = house.team.line(new.id)
    settled(lambda: _move_forms(house, old, new))
    return person, known or new


def _move_forms(house: House, old: Line, new: Line) -> None:
    """Whoever fills in a form of the old number opts in to the new one."""
    for form in house.forms.all():
        if form.line == old.id:
            house.forms.save(form, replace(form, line=new.id), ())


def _known(house: House, line: str) -> Line:
    found = house.team.line(LineId(line))
    if found is None:
        raise NotFound("line")
    return found


def _check(house: House, before: Line, after: Line) -> None:
    faults: dict[str, str] = {}
    if after.held not in ("", before.held):
        faults["held"] = "Give an empty text: it releases the line. What holds it is the provider's word."
    if after.members != before.members:
        known = {person.id for person in house.team.people()}
        if not after.members <= known:
            faults["members"] = "Somebody here is not of your team. Choose people of the team."
        elif after.use is LineUse.PERSONAL and after.members != {after.owner}:
            faults["members"] = "A personal line is its owner's alone. Use a shared line for several people."
    if faults:
        raise Invalid(faults)
    zones.check(after.zone)
    office.check(after)
    if after.rules != before.rules:
        keyword_rules.check(after)
        _check_rules(house, after)


def _check_rules(house: House, line: Line) -> None:
    """What a rule names must be there: groups that take somebody in, and people who see the line's conversations."""
    faults: dict[str, str] = {}
    groups = {rule.group for rule in line.rules if rule.group}
    known = house.contacts.many_groups(groups) if groups else {}
    people = {person.id: person for person in house.team.people()} if line.rules else {}
    for place, rule in enumerate(line.rules):
        group = known.get(rule.group) if rule.group else None
        if rule.group and group is None:
            faults[f"rules.{place}.group"] = "This group is gone. Choose another, or none."
        elif group is not None and group.live:
            faults[f"rules.{place}.group"] = "A rule says who is in this group. Choose a list, or give a tag instead."
        if rule.assignee and not access.may_hold(people.get(rule.assignee), line):
            faults[f"rules.{place}.assignee"] = "This person does not see the line's conversations. Choose another."
    if faults:
        raise Invalid(faults)
