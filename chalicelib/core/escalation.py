"""Nobody answers: after so many office minutes the next who could is called, each once (AW-4).

The order is that of responsibility: who stands in for whose the conversation is, one after the other; a shared line's
team; the managers. Each step is one saved effect of later, which names the wait and its step: a repeat changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core import absences, access, effects, entries, office
from chalicelib.core.absences import Away, Roster
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.effects import Effect
from chalicelib.core.ids import MessageId, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.people import Person, Role
from chalicelib.core.threads import Folder, Tab, Thread
from chalicelib.core.waits import Wait


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands written when a step is due."""

    line: Line
    thread: Thread
    people: Sequence[Person]
    roster: Roster
    brand: Brand


@dataclass(frozen=True, slots=True)
class Next:
    """Whom a step calls. `last`: nobody is left after them. `name` is what they are together, if anything."""

    people: tuple[Person, ...] = ()
    last: bool = True
    name: str = ""


def asks(thread: Thread) -> bool:
    """Whether the thread stands where a person has to look at it."""
    return thread.tab is Tab.NEEDS_ATTENTION and thread.folder is Folder.INBOX


def waits(thread: Thread) -> bool:
    """Whether somebody should still answer a text that is being waited with: not answered, put away, or stopped."""
    return thread.wait is not None and asks(thread) and thread.consent is not Consent.NO and not thread.stopped


def begun(
    before: Thread, moved: Thread, text: MessageId, line: Line, brand: Brand, now: datetime
) -> tuple[Thread, tuple[Effect, ...]]:
    """The thread after a text that asks for a person, and the look at whether one answered; one clock for each wait.

    Further texts of the contact neither begin it anew nor hurry it. Who has stopped is not waited with: nobody may
    answer.
    """
    if brand.escalate_after and waits(before):
        return moved, ()
    wait = Wait(text, now)
    look = _look(moved, wait, line, brand, now) if brand.escalate_after and waits(replace(moved, wait=wait)) else ()
    return replace(moved, wait=wait if look else None), look


def unreached(
    thread: Thread, text: Message, line: Line, brand: Brand, now: datetime
) -> tuple[Thread, tuple[Effect, ...]]:
    """The thread after the last text of a person in it did not reach the contact: somebody has to look at it, and where
    the contact had written it waits for an answer as before. Who answers for it is told.

    Nothing where a person wrote since, or has to look at it anyway; nor where the contact has stopped.
    """
    if thread.last_manual != text.at or asks(thread) or thread.consent is Consent.NO or thread.stopped:
        return thread, ()
    return asked_again(thread, raised(thread), text.id, line, brand, now)


def raised(thread: Thread) -> Thread:
    """The thread where a person has to look at it."""
    return replace(thread, folder=Folder.INBOX, tab=Tab.NEEDS_ATTENTION, unread=max(thread.unread, 1))


def asked_again(
    before: Thread, asking: Thread, text: MessageId, line: Line, brand: Brand, now: datetime
) -> tuple[Thread, tuple[Effect, ...]]:
    """`asking` is the thread for which a text did not go, and which asks for a person: who answers for it is told, and
    where the contact had written it is waited with. Nobody is told where it has stopped: none may answer."""
    if asking.consent is Consent.NO or asking.stopped:
        return asking, ()
    told = effects.alert(asking.id, text, now)
    if asking.last_inbound is None:
        return asking, (told,)
    asking, look = begun(before, asking, text, line, brand, now)
    return asking, (told, *look)


def due(facts: Facts, text: MessageId, step: int, now: datetime) -> Changes:
    """A step of the wait with this text: the next are called, and the step after it is planned.

    Nothing where somebody answered, another wait began, or the step was made. The wait ends where its contact has
    stopped meanwhile, or the brand calls nobody any more.
    """
    wait, thread = facts.thread.wait, facts.thread
    if wait is None or wait.text != text or wait.step >= step:
        return Changes()
    if not waits(thread) or not facts.brand.escalate_after:
        return Changes(before=thread, thread=replace(thread, wait=None))
    known = wait.called or tuple(sorted(person.id for person in _alerted(facts, wait.since)))
    following = called_next(facts, frozenset(known), now)
    names = [person.id for person in following.people]
    after = replace(wait, step=step, called=(*known, *names))
    changes = Changes(before=thread, thread=replace(thread, wait=after))
    if not names:
        return changes
    entry = MessageId(ulid(int(now.timestamp() * 1000), f"{text}:{step}:called"))
    whom = following.name or " and ".join(person.name for person in following.people)
    said = entries.called(thread, names, whom, facts.brand.escalate_after, entry, now)
    look = () if following.last else _look(thread, after, facts.line, facts.brand, now)
    return replace(changes, messages=(said,), effects=(effects.team(thread.id, entry), *look))


def called_next(facts: Facts, known: frozenset[str], now: datetime) -> Next:
    """Who is there, may see the conversation, and was neither alerted of it nor called yet."""
    away = absences.away(facts.roster, now)
    line = seen_by(facts.line, facts.people, away)
    seeing = {person.id: person for person in facts.people if access.sees_thread(person, line)}
    left = {one: person for one, person in sorted(seeing.items()) if one not in known}
    for chosen in (facts.thread.assignee, facts.line.owner):
        chain = absences.chain(chosen, away) if chosen is not None and chosen in seeing else ()
        found = next((left[one] for one in chain if one in left), None)
        if found is not None:
            return Next((found,), last=False)
    team = tuple(person for person in left.values() if person.id in line.members and person.id not in away)
    if team:
        return Next(team, last=False, name="The team")
    managers = [person for person in seeing.values() if person.role.rank >= Role.MANAGER.rank]
    present = [person for person in managers if person.id not in away] or managers
    return Next(tuple(person for person in present if person.id in left), name="The managers")


def seen_by(line: Line, people: Sequence[Person], away: Away) -> Line:
    """The line as those see it who may be called: everybody who stands in for somebody of it, not the first alone."""
    return replace(line, covers=access.covering(line, people, away, whole=True))


def _alerted(facts: Facts, since: datetime) -> list[Person]:
    """Whom the text concerned when it came (core.access.responsible)."""
    gone = absences.away(facts.roster, since)
    return access.responsible(facts.thread.assignee, facts.line, facts.people, gone)


def _look(thread: Thread, wait: Wait, line: Line, brand: Brand, now: datetime) -> tuple[Effect, ...]:
    """The next step, when the line will have been open for so many minutes; none where it stays shut."""
    after = office.open_for(line, brand.zone, now, brand.escalate_after)
    return () if after is None else (effects.escalate(thread.id, wait.text, wait.step + 1, after),)
