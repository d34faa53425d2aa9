"""A thread's timeline: its own entries, and the broadcasts that went to its contact, in one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from chalicelib.core import access, outbound, segments
from chalicelib.core.broadcasts import Broadcast, Recipient, text_of
from chalicelib.core.ids import BroadcastId, ContactId, MessageId, PersonId, thread_of, thread_parts, ulid, ulid_time
from chalicelib.core.lines import Line
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.outbound import Wait
from chalicelib.core.resting import resting
from chalicelib.core.threads import Thread
from chalicelib.flows import media
from chalicelib.flows.people import names, present
from chalicelib.flows.ports import House, Link

MOST_READS = 10
"""So many times a page of entries is read for one page to show."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Newest first. `authors` are names by person, `links` lead to files by their keys. `held` is why what is queued
    does not go now. `scheduled` are the texts for later, by their moments: all of them, with the first page only.
    Of a group conversation `copies` are what its members got, by their ids, and `called` what each is called in it.
    """

    entries: Sequence[Message]
    authors: dict[PersonId, str]
    cursor: str | None
    held: Wait | None = None
    links: Mapping[str, Link] = field(default_factory=dict)
    scheduled: Sequence[Message] = ()
    copies: Mapping[MessageId, Message] = field(default_factory=dict)
    called: Mapping[ContactId, str] = field(default_factory=dict)


def read(house: House, caller: PersonId, thread: str, cursor: str | None, limit: int, now: datetime) -> Timeline:
    """One page of a thread's timeline; NotFound where the caller may not see the thread."""
    line_id, contact = thread_parts(thread)
    found = house.conversations.load(line=line_id, contact=contact, person=caller)
    line = access.demand_thread(present(found.person), found.line)
    if not access.opens(found.thread):
        access.demand_thread(present(found.person), None)
        raise AssertionError
    scope = f"timeline:{thread}"
    opened = house.cursors.open(scope, cursor)
    before = MessageId(opened) if opened else None
    own, floor = _own(house, found.thread, before, limit)
    texts = _broadcasts(house, found.thread, line, before, floor)
    entries = sorted([*own, *texts], key=lambda entry: entry.id, reverse=True)
    onward = house.cursors.seal(scope, floor) if floor else None
    later = [] if cursor else house.conversations.scheduled(found.thread)
    shown = [*entries, *later]
    authors = names(house) if any(entry.author for entry in shown) else {}
    shut, links = outbound.held(line, now) or resting(line, now), media.links(house, shown, now)
    copies, called = _passed(house, found.thread, own)
    return Timeline(entries, authors, onward, shut, links, later, copies, called)


def _own(house: House, thread: Thread, before: MessageId | None, limit: int) -> tuple[list[Message], MessageId | None]:
    """The page's entries that are shown, and the id of the last one read: None where there is none before it.

    A member of a group conversation has copies by the hundred, which show nowhere: they are read past, so that no page
    is empty for them; after so many reads the next page goes on.
    """
    shown: list[Message] = []
    for _ in range(MOST_READS):
        stored = house.conversations.messages(thread.id, before, limit + 1)
        for place, entry in enumerate(stored[:limit], 1):
            before = entry.id
            shown += [] if entry.hidden else [entry]
            if len(shown) == limit:
                return shown, before if place < len(stored) else None
        if len(stored) <= limit:
            return shown, None
    return shown, before


def _passed(
    house: House, thread: Thread, own: Sequence[Message]
) -> tuple[Mapping[MessageId, Message], Mapping[ContactId, str]]:
    if thread.party is None:
        return {}, {}
    places = [(thread_of(thread.line, one.contact), one.copy) for entry in own for one in entry.passed]
    return house.conversations.copies(places), {member.contact: member.name for member in thread.party.members}


def _broadcasts(
    house: House, thread: Thread, line: Line, before: MessageId | None, floor: MessageId | None
) -> list[Message]:
    """The broadcasts among this page's entries; a broadcast stands where it was claimed for this contact."""
    claims = {**_past(house, thread, floor), **thread.claims}
    places = {broadcast: MessageId(ulid(_ms(at), broadcast)) for broadcast, at in claims.items()}
    wanted = {
        broadcast: place
        for broadcast, place in places.items()
        if (before is None or place < before) and (floor is None or place > floor)
    }
    if not wanted:
        return []
    texts = house.broadcasts.many(wanted)
    rows = house.broadcasts.recipients_of((broadcast, thread.contact) for broadcast in wanted)
    return [
        _entry(thread, line, texts[broadcast], rows[broadcast, thread.contact], place, claims[broadcast])
        for broadcast, place in wanted.items()
        if broadcast in texts and (broadcast, thread.contact) in rows
    ]


def _past(house: House, thread: Thread, floor: MessageId | None) -> Mapping[BroadcastId, datetime]:
    """Those that left the head, where the page reaches back so far."""
    since = datetime.fromtimestamp(ulid_time(floor) / 1000, UTC) if floor else None
    if thread.past is None or (since is not None and since > thread.past):
        return {}
    return house.conversations.past_claims(thread.id, since)


def _entry(thread: Thread, line: Line, broadcast: Broadcast, row: Recipient, place: MessageId, at: datetime) -> Message:
    body = text_of(broadcast, row)
    return Message(
        box=thread.id,
        id=place,
        direction=Direction.OUT,
        origin=Origin.BROADCAST,
        body=body,
        at=at,
        status=Status.SENDING if row.status is Status.QUEUED else row.status,
        author=broadcast.author,
        error=row.error,
        reason=row.reason,
        segments=segments.count(body, line.kind, files=len(broadcast.files)).segments,
        files=broadcast.files,
        broadcast=broadcast.id,
        thread=thread.id,
    )


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
