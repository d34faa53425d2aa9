"""A letter: who wants to say what to whom, who may, and what a first one brings into being."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core import access, scheduled, threads
from chalicelib.core.access import Action
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import ContactId, LineId, PersonId, ThreadId, thread_of
from chalicelib.core.lines import Line
from chalicelib.core.media import File
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread
from chalicelib.flows.ports import Snapshot


@dataclass(frozen=True, slots=True)
class Letter:
    """Who wants to say what to whom. `body` is as it was typed; `phone` is None where the thread exists already;
    `media` are the caller's uploads, `files` the same where they were taken already."""

    caller: PersonId
    line: LineId
    contact: ContactId
    body: str
    phone: PhoneNumber | None = None
    key: str | None = None
    media: tuple[str, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def thread(self) -> ThreadId:
        return thread_of(self.line, self.contact)


def permitted(person: Person, found: Snapshot, letter: Letter) -> Line:
    """Answering takes a thread that exists and is seen; beginning one takes the role and the line (AD-1, LN-4).

    A thread in which nothing was said, as its first text is to go later, exists; whoever writes there begins it.
    """
    exists = found.thread is not None and found.thread.folder is not None
    if letter.phone is None:
        access.demand_thread(person, found.line)
        if not exists:
            access.demand_thread(person, None)
    line = access.demand_send(person, found.line)
    access.demand(person, needed(found.thread))
    return line


def needed(thread: Thread | None) -> Action:
    """What it takes to write in this thread."""
    said = thread is not None and thread.folder is not None and not scheduled.unsaid(thread)
    return Action.ANSWER if said else Action.INITIATE


def begun(letter: Letter, line: Line, found: Snapshot) -> Thread:
    """In nobody's hands: who writes takes over nothing."""
    phone = letter.phone or (found.contact.phone if found.contact else None)
    if phone is None:
        raise LookupError("a new thread without a number")
    known = found.contact or Contact(id=letter.contact, phone=phone)
    return replace(threads.begun(line, known, found.standing), assignee=None)


def joined(found: Snapshot, thread: Thread) -> Standing | None:
    """The contact's standing, knowing of this thread; None where it did already."""
    standing = found.standing or Standing(contact=thread.contact)
    after = replace(standing, lines=standing.lines | {thread.line})
    return None if after == found.standing else after


def new_contact(found: Snapshot, thread: Thread, now: datetime) -> Contact | None:
    """The contact that a text to a number makes; None where there is one (SD-1)."""
    if found.contact is not None:
        return None
    return Contact(id=thread.contact, phone=thread.phone, source="rep", created=now)
