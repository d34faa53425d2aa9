"""Who is of the brand's team, in which role, and who gets what somebody had who leaves it (AD-1, T5, T7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.core import access, alerting, own_numbers
from chalicelib.core.access import Action
from chalicelib.core.errors import Conflict, Forbidden, Invalid
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import Line, LineUse
from chalicelib.core.people import Channel, Person

MOST_PEOPLE = 500
LONGEST_EMAIL = 254
"""Longer ones cannot be delivered to (RFC 5321, 4.5.3.1.3)."""
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")

NO_EMAIL = "This is no email address. Write it like name@example.com."
KNOWN = "Somebody of your team has this email already. Look among the people, also among those who are switched off."
FULL = f"Your team has {MOST_PEOPLE} people, and no room for more. Ask whoever runs Parley for you."
LAST_ADMIN = "This is the only admin. Make somebody else an admin first."
OWN_ROLE = "Nobody changes their own role or switches themselves off. Ask another admin."
NO_HEIR = "Choose a colleague who is switched on and may begin conversations."
NOTHING_TO_HAND_OVER = "Only somebody who is being switched off hands over. Leave this out."


def address(text: str) -> str:
    """The email as it is kept, in small letters; Invalid for what cannot be one."""
    folded = text.strip().casefold()
    if len(folded) > LONGEST_EMAIL or not _EMAIL.fullmatch(folded):
        raise Invalid({"email": NO_EMAIL})
    return folded


def demand_room(email: str, people: Sequence[Person]) -> None:
    """Passes if one more person with this email can be of the team, who is none of `people` yet."""
    if any(person.email.casefold() == email for person in people):
        raise Conflict("person_known", KNOWN)
    if len(people) >= MOST_PEOPLE:
        raise Conflict("team_full", FULL)


def demand_change(by: Person, before: Person, after: Person, people: Iterable[Person]) -> None:
    """Passes if `by`, an admin, may make `after` of `before`: an admin is always left, and nobody changes what it may
    itself (T7). `people` are all."""
    if (after.role, after.active) == (before.role, before.active):
        return
    left = [person for person in people if person.id != before.id] + [after]
    if not access.admins(left):
        raise Conflict("last_admin", LAST_ADMIN)
    if by.id == before.id:
        raise Forbidden("own_role", OWN_ROLE)


def gone(person: Person, heir: PersonId | None, now: datetime) -> Person:
    """The person switched off. Its phone may be another's from now on, and what comes from there a contact's; nothing
    rings on its devices."""
    silent = alerting.without(own_numbers.without(person), Channel.PUSH)
    return replace(silent, active=False, left=now, heir=heir)


def back(person: Person) -> Person:
    return replace(person, active=True, left=None, heir=None)


def own_lines(person: PersonId, lines: Iterable[Line]) -> list[Line]:
    """The personal lines of this person; two people never share one (LN-2)."""
    return [line for line in lines if line.use is LineUse.PERSONAL and line.owner == person]


def demand_heir(leaver: Person, heir: Person | None, lines: Iterable[Line]) -> None:
    """Passes if `heir` (None: nobody is named) can take over what `leaver` has.

    Customers go on texting a line that was somebody's own: it is not left without one who answers.
    """
    if heir is not None:
        if heir.id == leaver.id or not access.may(heir, Action.INITIATE):
            raise Invalid({"hand_over_to": NO_HEIR})
        return
    left = [line.label for line in own_lines(leaver.id, lines) if line.active]
    if left:
        told = f"{leaver.name} has a line of their own: {', '.join(left)}. Name who gets it, with its conversations."
        raise Invalid({"hand_over_to": told})


def heir_of(named: PersonId | None, people: Iterable[Person]) -> Person | None:
    """Who gets what was left to the person `named`; of one who has left, too, whom that one named. None: nobody."""
    known = {person.id: person for person in people}
    while named is not None:
        heir = known.pop(named, None)
        if heir is None or heir.active:
            return heir
        named = heir.heir
    return None


def given(line: Line, person: PersonId) -> Line:
    """The line with this person on it: a personal one is that one's own from now on, and nobody else's."""
    if line.use is LineUse.PERSONAL:
        return replace(line, owner=person, members=frozenset({person}), covers=frozenset())
    return replace(line, members=line.members | {person})


def demand_free(line: Line, people: Iterable[Person]) -> None:
    """Passes if somebody new can be put on the line: a shared one, or one that is nobody's own."""
    owner = next((person for person in people if person.id == line.owner and person.active), None)
    if line.use is LineUse.PERSONAL and owner is not None:
        raise Invalid({"line": f"This is the own line of {owner.name}. Choose another line, or none."})


def next_holder(heir: Person | None, line: Line, people: Iterable[Person]) -> Person | None:
    """Who gets a conversation of this line: the heir, else the line's owner, if they see it; None: its team."""
    return next((one for one in _heirs(heir, line, people) if access.may_hold(one, line)), None)


def next_owner(heir: Person | None, line: Line, people: Iterable[Person]) -> Person | None:
    """Who gets an open lead of this line, likewise, if they may text from it; None: the queue of the unassigned."""
    return next((one for one in _heirs(heir, line, people) if access.may_own(one, line)), None)


def _heirs(heir: Person | None, line: Line, people: Iterable[Person]) -> list[Person]:
    named = [] if heir is None else [heir]
    return [*named, *(person for person in people if person.id == line.owner)]
