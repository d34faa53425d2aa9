"""Reading and ordering the inbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import access, effects, entries, snoozes, threads
from chalicelib.core.access import Action
from chalicelib.core.changes import Changes
from chalicelib.core.errors import Conflict, Invalid
from chalicelib.core.ids import LineId, MessageId, PersonId, ThreadId, thread_parts, ulid
from chalicelib.core.lines import Line, LineUse
from chalicelib.core.messages import Message
from chalicelib.core.outbound import Facts
from chalicelib.core.people import Person
from chalicelib.core.threads import NOBODY, Folder, Tab, Thread
from chalicelib.flows import thread_leads
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.lines import chosen, seen_by
from chalicelib.flows.people import names, present
from chalicelib.flows.ports import House
from chalicelib.flows.views import View, view

CHANGES_AT_ONCE = 100
LAG = timedelta(seconds=5)
"""How far an index may lag behind; usually it is milliseconds."""
REMEMBERED = 25
_MEANWHILE = "Somebody has assigned this conversation just now. Look who has it before you change that."


@dataclass(frozen=True, slots=True)
class Wish:
    """What to change on a thread; None leaves it. `assignee` is a person's id, empty for nobody; `held_by` is who had
    it, as far as the caller knows (None: whoever is found first). `snooze` is until when to put the thread off."""

    folder: Folder | None = None
    unread: bool | None = None
    tab: Tab | None = None
    assignee: str | None = None
    held_by: str | None = None
    snooze: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    views: Sequence[View]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """`lines` are those that the caller sees."""

    views: Sequence[View]
    cursor: str
    more: bool
    lines: Sequence[Line]


def page(
    house: House,
    caller: PersonId,
    *,
    folder: Folder,
    tab: Tab | None,
    line: str | None,
    assignee: str | None,
    cursor: str | None,
    limit: int,
    now: datetime,
) -> Listed:
    """Threads the caller sees, newest activity first. Nobody has what is on no one's own line and is given to none."""
    person, lines = chosen(house, caller, line)
    holder = caller if assignee == "me" else PersonId(assignee) if assignee else None
    if holder == NOBODY:
        lines = [known for known in lines if known.use is not LineUse.PERSONAL]
    found = house.conversations.list_threads([known.id for known in lines], folder, tab, holder, cursor, limit)
    return Listed(_views(house, person, lines, found.items, now), found.cursor)


def changed(house: House, caller: PersonId, since: str | None, now: datetime) -> Changed:
    """What changed for this caller; without `since` nothing yet, but a cursor to go on from.

    An index follows its table by moments, so each answer looks back a little, and the cursor remembers what it gave.
    """
    person, lines = seen_by(house, caller)
    opened = _since(house, since)
    place = _Place.of(opened) if opened else _Place(now, {})
    if opened is None:
        return Changed((), house.cursors.seal("updates", str(place)), False, lines)
    found = _changed_since(house, lines, place.at)
    fresh = [thread for thread in found if thread.changed and place.given.get(thread.id) != _ms(thread.changed)]
    onward = place.after(found)
    more = len(found) == CHANGES_AT_ONCE and onward.at > place.at
    return Changed(_views(house, person, lines, fresh, now), house.cursors.seal("updates", str(onward)), more, lines)


def _changed_since(house: House, lines: Sequence[Line], at: datetime) -> list[Thread]:
    """Looking back is left out where so much changed just before `at` that nothing newer would find room."""
    ids = [line.id for line in lines]
    found = house.conversations.changed_threads(ids, at - LAG, CHANGES_AT_ONCE)
    newer = any(thread.changed and thread.changed > at for thread in found)
    if len(found) < CHANGES_AT_ONCE or newer:
        return found
    return house.conversations.changed_threads(ids, at, CHANGES_AT_ONCE)


def _since(house: House, since: str | None) -> str | None:
    try:
        return house.cursors.open("updates", since)
    except Invalid as fault:
        raise Invalid({"since": fault.fields["cursor"]}) from None


@dataclass(frozen=True, slots=True)
class _Place:
    """Up to when changes were given, and which of the latest: milliseconds of the change by thread."""

    at: datetime
    given: Mapping[ThreadId, int]

    @classmethod
    def of(cls, text: str) -> _Place:
        at, *given = text.split()
        pairs = (entry.split("=") for entry in given)
        return cls(datetime.fromisoformat(at), {ThreadId(thread): int(ms) for thread, ms in pairs})

    def __str__(self) -> str:
        return " ".join([self.at.isoformat(), *(f"{thread}={ms}" for thread, ms in self.given.items())])

    def after(self, found: Sequence[Thread]) -> _Place:
        known = sorted((_ms(thread.changed), thread.id) for thread in found if thread.changed)
        latest = max((thread.changed for thread in found if thread.changed), default=self.at)
        return _Place(max(self.at, latest), {thread: ms for ms, thread in known[-REMEMBERED:]})


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def one(house: House, caller: PersonId, thread: str, now: datetime) -> View:
    """One thread; NotFound where the caller may not see it."""
    line, contact = thread_parts(thread)
    found = house.conversations.load(
        line=line, contact=contact, person=caller, with_contact=True, with_brand=True, with_lead=True
    )
    person = present(found.person)
    known = access.demand_thread(person, found.line)
    head = _opened(found.thread, person)
    people = names(house) if head.assignee else {}
    facts = Facts(known, head, contact=found.contact, brand=found.brand or house.first_brand)
    return replace(view(person, facts, people, now), lead=found.lead)


def change(house: House, caller: PersonId, thread: str, wish: Wish, now: datetime) -> View:
    """Moves, marks, flips or assigns a thread. Of two who give it to two at once, one has its way: Conflict."""
    holders: list[str] = [] if wish.held_by is None else [wish.held_by]

    def attempt() -> View:
        person, line, before = opened(house, caller, thread)
        holders.append(before.assignee or "")
        return _change(house, person, line, before, replace(wish, held_by=holders[0]), now)

    return settled(attempt)


def opened(house: House, caller: PersonId, thread: str) -> tuple[Person, Line, Thread]:
    """The caller, the line and the head of a thread that the caller may see; NotFound for any other."""
    line_id, contact = thread_parts(thread)
    found = house.conversations.load(line=line_id, contact=contact, person=caller)
    person = present(found.person)
    return person, access.demand_thread(person, found.line), _opened(found.thread, person)


def _change(house: House, person: Person, line: Line, before: Thread, wish: Wish, now: datetime) -> View:
    after = _wished(house, person, line, before, wish, now)
    if after != before:
        moved = (_assignment(house, person, after, now),) if after.assignee != before.assignee else ()
        told = tuple(effects.team(after.id, entry.id) for entry in moved if set(entry.tells) - {person.id})
        changes = Changes(before=before, thread=after, messages=moved, effects=told)
        changes = thread_leads.along(house, person, after, changes, now) if moved else changes
        house.conversations.save(changes, now)
        emit(house, changes.effects)
        after = replace(after, version=before.version + 1, changed=now)
    return _views(house, person, [line], [after], now)[0]


def _wished(house: House, person: Person, line: Line, thread: Thread, wish: Wish, now: datetime) -> Thread:
    thread = _placed(thread, wish, now)
    if wish.tab is not None:
        thread = threads.flipped(thread, wish.tab)
    if wish.unread is not None:
        thread = threads.marked_unread(thread) if wish.unread else threads.read(thread)
    if wish.assignee is not None:
        holder = _holder(house, person, line, wish.assignee)
        if (thread.assignee or "") not in (wish.held_by, holder or ""):
            raise Conflict("assigned_meanwhile", _MEANWHILE)
        thread = threads.assigned(thread, holder)
    return thread


def _placed(thread: Thread, wish: Wish, now: datetime) -> Thread:
    if wish.snooze is not None:
        if wish.folder not in (None, Folder.SNOOZED):
            raise Invalid({"folder": "What is put off leaves its folder. Give either `folder` or `snooze`."})
        return snoozes.snoozed(thread, wish.snooze, now)
    if wish.folder is Folder.SNOOZED:
        raise Invalid({"snooze": "Say until when the conversation is put off."})
    return thread if wish.folder is None else threads.moved(thread, wish.folder)


def _assignment(house: House, person: Person, thread: Thread, now: datetime) -> Message:
    holder = house.team.person(thread.assignee) if thread.assignee else None
    entry = MessageId(ulid(int(now.timestamp() * 1000), house.fresh()))
    return entries.assignment(thread, holder, person.id, entry, now)


def _holder(house: House, person: Person, line: Line, wanted: str) -> PersonId | None:
    """Managers assign; whoever may answer may take a thread itself (LD-2: a rep cannot assign to others)."""
    if wanted == person.id:
        access.demand_send(person, line)
        return person.id
    access.demand(person, Action.ASSIGN)
    if not wanted:
        return None
    holder = house.team.person(PersonId(wanted))
    if holder is None or not access.may_hold(holder, line):
        raise Invalid({"assignee": "This person may not text from the thread's line. Choose one who may."})
    return holder.id


def _opened(thread: Thread | None, person: Person) -> Thread:
    if not access.opens(thread):
        access.demand_thread(person, None)
        raise AssertionError
    return thread


def _views(house: House, person: Person, lines: Sequence[Line], heads: Sequence[Thread], now: datetime) -> list[View]:
    known: Mapping[LineId, Line] = {line.id: line for line in lines}
    people = names(house) if any(head.assignee for head in heads) else {}
    shown = [head for head in heads if head.line in known]
    # A row does not tell until when; of those that were put off the head is read.
    off = [head.id for head in shown if head.folder is Folder.SNOOZED and head.snoozed_until is None]
    whole = house.conversations.threads(off) if off else {}
    brand = house.brand if shown else house.first_brand
    return [view(person, Facts(known[head.line], whole.get(head.id, head), brand=brand), people, now) for head in shown]
