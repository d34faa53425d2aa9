"""A person of the brand writes to one contact: the one way in for every manual text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import (
    access,
    effects,
    entries,
    introductions,
    lead_intake,
    media,
    merge,
    outbound,
    segments,
    templates,
    threads,
    wording,
)
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Invalid, Refused
from chalicelib.core.ids import (
    MessageId,
    PersonId,
    thread_parts,
    ulid,
)
from chalicelib.core.lines import Line
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.outbound import Facts
from chalicelib.core.people import Person
from chalicelib.core.threads import Thread
from chalicelib.flows import letters
from chalicelib.flows.decide import emit, receipt_of, same_request, settled
from chalicelib.flows.letters import Letter
from chalicelib.flows.people import present
from chalicelib.flows.ports import House, SeenBefore, Snapshot
from chalicelib.flows.uploads import taken

UNSENT = timedelta(minutes=1)
"""A saved text that no worker took by then is put on the queue again."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the thread now."""

    thread: Thread
    message: Message
    line: Line
    author: Person
    brand: Brand


def answer(
    house: House,
    caller: PersonId,
    thread: str,
    body: str,
    key: str | None,
    now: datetime,
    uploads: Sequence[str] = (),
) -> Written:
    """Writes into a thread that exists. NotFound where the caller may not see it, as if there were none."""
    line, contact = thread_parts(thread)
    check(body, uploads)
    letter = Letter(caller=caller, line=line, contact=contact, body=body, key=key, media=tuple(uploads))
    return write(house, letter, now)


def check(body: str, uploads: Sequence[str]) -> None:
    """Return if these words and files can be a text; else Invalid."""
    media.check_ids(uploads)
    check_words(body, len(uploads))


def check_words(body: str, files: int) -> None:
    wording.check_body(body, files=files)
    merge.check(body, templates.FIELDS)


def write(house: House, letter: Letter, now: datetime) -> Written:
    """Saves the text and puts it on its way; a repeated key gives what the first request gave.

    Raises Refused (SD-13), Forbidden, NotFound or Invalid; then nothing was saved and nothing is sent.
    """
    return settled(lambda: _attempt(house, letter, now))


def _attempt(house: House, letter: Letter, now: datetime) -> Written:
    found = house.conversations.load(
        line=letter.line,
        contact=letter.contact,
        person=letter.caller,
        with_contact=True,
        with_brand=True,
        with_lead=True,
    )
    person = present(found.person)
    line = letters.permitted(person, found, letter)
    before = found.thread or letters.begun(letter, line, found)
    brand = found.brand or house.first_brand
    body = text_of(letter, before, found.contact, person, brand, now)
    message = _message(letter, before, line, body, house.fresh(), now)
    asked = ("text", letter.thread, letter.body, *letter.media)
    receipt = receipt_of(letter.caller, letter.key, {"message": str(message.id)}, *asked)
    shown = body if body.strip() else "Picture"
    holder = access.holder(person, line, before.assignee)
    moved = introductions.noted(threads.sent(before, shown, now, holder), body, brand, now)
    facts = Facts(line, threads.under(before, found.standing), contact=found.contact, brand=brand)
    try:
        draft = outbound.Draft(outbound.Kind.MANUAL, body, files=len(letter.media))
        outbound.demand(outbound.verdict(draft, facts, now))
        message = replace(message, files=letter.files or taken(house, letter.caller, letter.media))
        said = (*takeover(before, moved, person, house.fresh(), now), message)
        changes = of_lead(_changes(found, moved, said, now, receipt), found, person, line, now)
        house.conversations.save(changes, now)
    except SeenBefore as first:
        return _first(house, letter, facts, person, same_request(first.receipt, receipt))
    except (Refused, Invalid):
        # What was sent under this key before the rule began to forbid it, or before its uploads went, was sent: a
        # repeat learns that.
        earlier = house.conversations.receipt(receipt.key) if receipt else None
        if earlier is None:
            raise
        return _first(house, letter, facts, person, same_request(earlier, receipt))
    emit(house, (effects.deliver(message.box, message.id), *changes.effects))
    return Written(replace(moved, version=before.version + 1, changed=now), message, line, person, facts.brand)


def _changes(
    found: Snapshot,
    thread: Thread,
    messages: tuple[Message, ...],
    now: datetime,
    receipt: Receipt | None,
) -> Changes:
    return Changes(
        before=found.thread,
        thread=thread,
        standing_before=found.standing,
        standing=letters.joined(found, thread),
        messages=messages,
        contact=letters.new_contact(found, thread, now),
        receipt=receipt,
    )


def of_lead(changes: Changes, found: Snapshot, person: Person, line: Line, now: datetime) -> Changes:
    """The first text to a lead stops its clock (LD-3); of a lead that nobody has, its author becomes the owner."""
    lead, told = lead_intake.written(found.lead, person, now, takes=access.may_own(person, line))
    return replace(changes, lead=lead, lead_before=found.lead, effects=told)


def takeover(before: Thread, moved: Thread, person: Person, seed: str, now: datetime) -> Iterator[Message]:
    """Writing into another's thread takes it over; the timeline says so, just before the text (TH-8)."""
    if before.assignee not in (None, moved.assignee):
        entry = MessageId(ulid(int(now.timestamp() * 1000) - 1, seed))
        yield entries.assignment(moved, person, person.id, entry, now)


def text_of(letter: Letter, head: Thread, contact: Contact | None, person: Person, brand: Brand, now: datetime) -> str:
    """What goes to this contact, to the letter: fields filled in (O8), and the introduction where it is due (CN-11)."""
    body = templates.rendered(letter.body, templates.values(contact, person, brand)).body
    body = introductions.whole(body, introductions.in_answer(head, body, brand, now))
    wording.check_body(body, files=len(letter.media))
    return body


def _first(house: House, letter: Letter, facts: Facts, person: Person, receipt: Receipt) -> Written:
    """What the first request with this key left."""
    message = MessageId(receipt.answer["message"])
    found = house.conversations.load(line=letter.line, contact=letter.contact, message=(letter.thread, message))
    if found.thread is None or found.message is None or facts.line is None:
        raise LookupError("a receipt without its message")
    return Written(found.thread, found.message, facts.line, person, facts.brand)


def _message(letter: Letter, thread: Thread, line: Line, body: str, seed: str, now: datetime) -> Message:
    return Message(
        box=thread.id,
        id=MessageId(ulid(int(now.timestamp() * 1000), seed)),
        direction=Direction.OUT,
        origin=Origin.ONE_TO_ONE,
        body=body,
        at=now,
        status=Status.QUEUED,
        sender=thread.line_number,
        to=thread.phone,
        author=letter.caller,
        thread=thread.id,
        segments=segments.count(body, line.kind, files=len(letter.media)).segments,
        due=now + UNSENT,
    )
