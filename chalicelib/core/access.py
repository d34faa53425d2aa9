"""Who may see and do what: the one place that decides, on every read path and before every write (T4, T7, AD-1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeGuard

from chalicelib.core.absences import Away, chain
from chalicelib.core.errors import Forbidden, NotFound
from chalicelib.core.ids import PersonId
from chalicelib.core.lines import Line, LineUse
from chalicelib.core.people import Person, Role

if TYPE_CHECKING:  # what a function never touches, it should not load
    from chalicelib.core.templates import Template
    from chalicelib.core.threads import Thread


_NOBODY: Away = {}


class Action(StrEnum):
    ANSWER = "answer"
    INITIATE = "initiate"
    BROADCAST = "broadcast"
    STEER_BROADCASTS = "steer_broadcasts"
    EDIT_CONTACTS = "edit_contacts"
    DELETE_CONTACTS = "delete_contacts"
    EDIT_GROUPS = "edit_groups"
    ASSIGN = "assign"
    SHARE_TEMPLATES = "share_templates"
    MANAGE_LINES = "manage_lines"
    MANAGE_SETTINGS = "manage_settings"
    EDIT_FORMS = "edit_forms"
    SEE_TEAM = "see_team"
    MANAGE_PEOPLE = "manage_people"


_LEAST: dict[Action, Role] = {
    Action.ANSWER: Role.LIMITED,
    Action.INITIATE: Role.STANDARD,
    Action.BROADCAST: Role.STANDARD,
    Action.STEER_BROADCASTS: Role.MANAGER,
    Action.EDIT_CONTACTS: Role.STANDARD,
    Action.EDIT_GROUPS: Role.STANDARD,
    Action.DELETE_CONTACTS: Role.MANAGER,
    Action.ASSIGN: Role.MANAGER,
    Action.SHARE_TEMPLATES: Role.MANAGER,
    Action.MANAGE_LINES: Role.ADMIN,
    Action.MANAGE_SETTINGS: Role.ADMIN,
    Action.EDIT_FORMS: Role.ADMIN,
    Action.SEE_TEAM: Role.MANAGER,
    Action.MANAGE_PEOPLE: Role.ADMIN,
}


def may(person: Person, action: Action) -> bool:
    return person.active and person.role.rank >= _LEAST[action].rank


def demand(person: Person, action: Action) -> None:
    """Passes, or raises Forbidden with the role that it would take."""
    if not may(person, action):
        raise Forbidden("role_too_low", f"This takes the role {_LEAST[action].value}; yours is {person.role.value}.")


def admins(people: Iterable[Person]) -> list[Person]:
    """Those who may settle what concerns the whole brand, and who are of the team still."""
    return [person for person in people if person.active and person.role is Role.ADMIN]


def sees_line(person: Person, line: Line) -> bool:
    """Managers see the team's lines, everyone else the lines on whose access list it stands or stands in (LN-4)."""
    if not person.active:
        return False
    return person.id in line.members or person.id in line.covers or person.role.rank >= Role.MANAGER.rank


def sees_thread(person: Person, line: Line) -> bool:
    """A thread is seen by whoever sees its line: one function for list, search, count, export, alert and direct id."""
    return sees_line(person, line)


def opens(thread: Thread | None) -> TypeGuard[Thread]:
    """Whether a reader finds a conversation here: something was said or planned. Consent alone is none; a broadcast's
    text is, though it raises no row."""
    return thread is not None and (thread.folder is not None or thread.last_outbound is not None)


def visible_lines(person: Person, lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if sees_line(person, line)]


def demand_line(person: Person, line: Line | None) -> Line:
    """The line, if this person may use it: its number is no secret, so the answer says why it may not."""
    if line is None:
        raise NotFound("line")
    if not sees_line(person, line):
        raise Forbidden("line_not_yours", "You do not stand on this line's access list. Ask an admin to add you.")
    return line


def demand_send(person: Person, line: Line | None) -> Line:
    """The line, if this person may text from it: managers step in on shared lines, never on another person's own."""
    found = demand_line(person, line)
    if not may_text(person, found):
        raise Forbidden("line_not_yours", "This is another person's own line. Text from one of your lines.")
    return found


def demand_thread(person: Person, line: Line | None) -> Line:
    """The thread's line, or NotFound: whoever may not see a thread cannot tell it from one that never was."""
    if line is None or not sees_thread(person, line):
        raise NotFound("thread")
    return line


def may_steer(person: Person, author: PersonId) -> bool:
    """Whether this person may pause, resume, cancel or change what another, or it itself, ordered (SD-8)."""
    return may(person, Action.STEER_BROADCASTS) or (person.id == author and may(person, Action.BROADCAST))


def demand_steer(person: Person, author: PersonId) -> None:
    if not may_steer(person, author):
        raise Forbidden("not_your_broadcast", "Only who ordered it, or a manager, may do this to a broadcast.")


def demand_template(person: Person, template: Template | None) -> Template:
    """The template, if it is shared or this person's own; else NotFound, as if there were none (SD-11)."""
    if template is None or template.owner not in (None, person.id):
        raise NotFound("template")
    return template


def demand_template_change(person: Person, template: Template | None) -> Template:
    """The template, if this person may change it: its own, or with the role for it one that is shared."""
    found = demand_template(person, template)
    if found.owner is None:
        demand(person, Action.SHARE_TEMPLATES)
    return found


def may_text(person: Person, line: Line) -> bool:
    """Whether this person, who sees the line, may text from it."""
    return line.use is not LineUse.PERSONAL or person.id in line.members | line.covers


def may_hold(person: Person | None, line: Line) -> bool:
    """Whether a thread of `line` may be assigned to this person: whoever has it is the one who is told, and so must be
    able to answer."""
    return person is not None and sees_thread(person, line) and may_text(person, line)


def may_begin(person: Person, line: Line) -> bool:
    """Whether this person could write the first text to a lead of `line`, be it as who stands in (AD-1, LN-4)."""
    if not may(person, Action.INITIATE):
        return False
    return person.id in line.members | line.covers or (line.use is LineUse.SHARED and sees_line(person, line))


def may_own(person: Person | None, line: Line) -> bool:
    """Whether a lead of `line` may be this person's: it can write the first text, and not only while it stands in. Who
    stands in writes to leads of whom it stands in for, and they stay theirs, as conversations do (AW-3)."""
    return person is not None and may_begin(person, replace(line, covers=frozenset()))


def holder(person: Person, line: Line, assignee: PersonId | None) -> PersonId:
    """Whose a thread is after this person wrote in it: its own; who stands in keeps it for whose it was (AW-3)."""
    stands_in = person.id in line.covers and person.id not in line.members
    return (assignee or line.owner or person.id) if stands_in else person.id


def answered_to(author: PersonId, line: Line) -> PersonId:
    """Whose the answers to a broadcast of this author are; who stood in on a personal line leaves them its owner."""
    return author if author in line.members else line.owner or author


def covering(line: Line, people: Iterable[Person], away: Away, *, whole: bool = False) -> frozenset[PersonId]:
    """Who stands in for those of the line's access list who are away: of each the first backup who is there. Where
    nobody is for who has a line of its own, the managers do: they are told, and nobody else could answer (AW-3).

    `whole`: all backups, as any may be called where the first does not answer (AW-4).
    """
    everybody = [person for person in people if person.active]
    working = {person.id for person in everybody}
    gone = [member for member in line.members & working if member in away]
    found = ([one for one in chain(member, away) if one in working][: None if whole else 1] for member in gone)
    called = frozenset(one for backups in found for one in backups)
    if gone and not called and line.use is LineUse.PERSONAL:
        called = frozenset(person.id for person in _managers(everybody, away))
    return called - line.members


def responsible(assignee: PersonId | None, line: Line, people: Iterable[Person], away: Away = _NOBODY) -> list[Person]:
    """Whom a message concerns: who has the thread, else the line's owner, else its team, else the managers (AL-2).

    Of who is away it is the first backup who is there; where nobody is, the managers (AW-3). `away` tells who is, and
    by whom it wants to be stood in for.
    """
    everybody = list(people)
    line = replace(line, covers=covering(line, everybody, away))
    seeing = {person.id: person for person in everybody if sees_thread(person, line)}
    for chosen in (assignee, line.owner):
        answering = chain(chosen, away) if chosen is not None and chosen in seeing else ()
        mine = [seeing[one] for one in answering if one in seeing]
        if mine:
            return mine[:1]
    present = [person for person in seeing.values() if person.id not in away]
    team = [person for person in present if person.id in line.members]
    return team or [person for person in present if person.id in line.covers] or _managers(seeing.values(), away)


def _managers(people: Iterable[Person], away: Away) -> list[Person]:
    """Those who are there; else all of them."""
    found = [person for person in people if person.role.rank >= Role.MANAGER.rank]
    return [person for person in found if person.id not in away] or found
