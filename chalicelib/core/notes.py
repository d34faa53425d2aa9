"""Internal notes: what the team says to each other in a conversation. Nobody outside of it ever gets one (TH-9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from chalicelib.core import access
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.lines import Line
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.people import Person
from chalicelib.core.threads import Thread


def note(
    thread: Thread, body: str, author: PersonId, told: Iterable[Person], entry: MessageId, at: datetime
) -> Message:
    """A note as it stands in the timeline: it goes to no number, and its status is final from the beginning."""
    return Message(
        box=thread.id,
        id=entry,
        direction=Direction.OUT,
        origin=Origin.NOTE,
        body=body,
        at=at,
        status=Status.RECEIVED,
        author=author,
        thread=thread.id,
        tells=tuple(person.id for person in told),
    )


def handle(person: Person, people: Iterable[Person]) -> str:
    """What to write behind an @ to mean this one of `people`: the name, or where others are called so the email."""
    alike = [other for other in people if _folded(other.name) == _folded(person.name)]
    return person.name if person.name and len(alike) == 1 else person.email


def mentioned(body: str, people: Sequence[Person]) -> list[Person]:
    """Whose full name or email stands behind an @, in order, each once. Other words behind an @ mean nobody.

    Raises Invalid where several people are called so: the email tells them apart.
    """
    called: dict[str, list[Person]] = {}
    for person in people:
        for word in {_folded(person.name), _folded(person.email)} - {""}:
            called.setdefault(word, []).append(person)
    if not called:
        return []
    longest_first = sorted(called, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?<![\w.])@({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    found = (_only(called[_folded(match[1])], match[1]) for match in pattern.finditer(body))
    return list({person.id: person for person in found}.values())


def demand_seen(told: Iterable[Person], line: Line) -> None:
    """Passes, or raises Invalid with the names of those who may not see the conversation: they could not read it."""
    blind = [person.name or person.email for person in told if not access.sees_thread(person, line)]
    if blind:
        raise Invalid(
            {
                "body": f"{' and '.join(blind)} may not see this conversation. Take the mention out, or ask an admin "
                "for access to the line."
            }
        )


def concerned(entry: Message, thread: Thread, line: Line, people: Iterable[Person]) -> list[Person]:
    """Whom an entry is to be told: not who wrote it, nor who may not see the thread, or has it no more, by now (T7)."""
    return [
        person
        for person in people
        if person.id in entry.tells
        and person.id != entry.author
        and access.sees_thread(person, line)
        and (entry.origin is not Origin.ASSIGNMENT or thread.assignee == person.id)
    ]


def _only(people: Sequence[Person], name: str) -> Person:
    present = [person for person in people if person.active] or list(people)
    if len(present) > 1:
        ways = " or ".join(f"@{person.email}" for person in present)
        raise Invalid({"body": f"{len(present)} people are called {name}. Write {ways}."})
    return present[0]


def _folded(text: str) -> str:
    return text.lower()
