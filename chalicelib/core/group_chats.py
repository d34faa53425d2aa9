"""A group conversation: how it begins and ends, who comes and goes, and what people of the brand say in it (SD-3).

It is kept as a thread whose head has a party in the place of a contact (docs/decisions/0029).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.core import chat_words, effects, threads
from chalicelib.core.changes import Changes, Join, Receipt
from chalicelib.core.chat_copies import Stage, bubble, copies, deliveries, entry, farewells, passed
from chalicelib.core.consent import Consent
from chalicelib.core.errors import Conflict
from chalicelib.core.ids import ContactId, MessageId, PersonId, ThreadId, thread_of, thread_parts
from chalicelib.core.media import File
from chalicelib.core.messages import Message
from chalicelib.core.parties import Member, Party, Place, listed
from chalicelib.core.threads import Folder, Thread

MOST_EVER = 40
"""So many may have been members: the head bears them all, so that the timeline can name them."""
ENDED = "This group conversation has ended. Write to its members one by one, or start a new one."
EMPTY = "Nobody takes part in this group conversation any more. Let somebody in, or write to people one by one."
FULL = "So many have been in this group conversation that no more can join. Start a new one."
PICTURE = "(picture)"


def start(
    chat: ThreadId, members: Sequence[Member], stage: Stage, body: str, holder: PersonId, receipt: Receipt | None
) -> Changes:
    """A new conversation. Each member's first text tells it who reads what it writes, and how to leave; and what the
    person who begins it says, if that is something."""
    party = Party(tuple(members), last=threads.preview(f"{stage.host}: {body}"))
    line, second = thread_parts(chat)
    head = Thread(chat, line, second, stage.line.number, threads.NO_NUMBER, name=title(party), party=party)
    texts = [
        text for member in members for text in copies(head, (member,), [announced(party, member, stage, body)], stage)
    ]
    begun = entry(head, stage, f"Started with {listed(member.name for member in members)}.")
    told = bubble(head, stage, body) if body else begun
    told = replace(told, passed=passed(texts, members, stage.line))
    shown = threads.sent(head, f"{stage.host}: {body}" if body else begun.body, stage.now, holder)
    joins = tuple(Join(thread_of(line, member.contact), Place(chat, member.name, member.joined)) for member in members)
    said = (begun, told) if body else (told,)
    return Changes(thread=shown, messages=(*said, *texts), joins=joins, receipt=receipt, effects=deliveries(texts))


def announced(party: Party, member: Member, stage: Stage, body: str = "") -> str:
    """A member's first text."""
    others = [one.name for one in party.others(member.contact)]
    return chat_words.announcement(stage.sign, others, stage.host, body)


def say(
    head: Thread, body: str, files: Sequence[File], stage: Stage, holder: PersonId, receipt: Receipt | None
) -> Changes:
    """What a person of the brand writes goes to every member, under that person's first name. Conflict where the
    conversation has ended, or nobody is left in it."""
    party = demand_open(head)
    if not party.present:
        raise Conflict("group_chat_empty", EMPTY)
    bodies = chat_words.parts(stage.host, body if body.strip() else PICTURE)
    texts = copies(head, party.present, bodies, stage, files)
    told = replace(bubble(head, stage, body, files), passed=passed(texts, party.present, stage.line))
    led = replace(head, party=replace(party, alone=0, last=threads.preview(bodies[0])))
    moved = threads.sent(led, f"{stage.host}: {body if body.strip() else 'Picture'}", stage.now, holder)
    return Changes(before=head, thread=moved, messages=(told, *texts), receipt=receipt, effects=deliveries(texts))


def join(head: Thread, member: Member, stage: Stage) -> Changes:
    """One more member: it is told first who reads, and the others that it does. Conflict where the conversation has
    ended, or has had too many."""
    party = demand_open(head)
    known = tuple(one for one in party.members if one.contact != member.contact)
    if len(known) >= MOST_EVER:
        raise Conflict("group_chat_full", FULL)
    grown = replace(party, members=(*known, member))
    first = copies(head, (member,), [announced(grown, member, stage)], stage)
    told = copies(head, party.others(member.contact), [chat_words.joined(stage.sign, member.name)], stage)
    place = Join(thread_of(head.line, member.contact), Place(head.id, member.name, member.joined))
    return replace(_moved(head, grown, f"{member.name} joined.", (*first, *told), stage), joins=(place,))


def part(head: Thread, contact: ContactId, stage: Stage, joined: datetime | None = None) -> Changes:
    """A member leaves: by its own STOP, or taken out by a person, and then it is told so. The others are told once.

    Nothing changes where it takes no part any more; nor where it has come back since: its leaving is that of who
    `joined` then (None: whenever that was).
    """
    party = head.party or Party()
    member = party.member(contact)
    if member is None or (joined is not None and member.joined != joined):
        return Changes()
    shrunk = party.changed(replace(member, left=stage.now))
    told = copies(head, shrunk.present, [chat_words.left(stage.sign, member.name)], stage)
    if stage.person is None:
        return _moved(head, shrunk, f"{member.name} left.", told, stage)
    last = farewells(head, (member,), chat_words.removed(stage.sign), stage)
    changes = _moved(head, shrunk, f"{member.name} was taken out.", (*last, *told), stage)
    return replace(changes, parts=(thread_of(head.line, contact),))


def close(head: Thread, stage: Stage) -> Changes:
    """The conversation ends: each member is told once, and what it writes from then on is an ordinary text."""
    party = head.party or Party()
    if party.closed is not None:
        return Changes()
    told = farewells(head, party.present, chat_words.closed(stage.sign), stage)
    parts = tuple(thread_of(head.line, member.contact) for member in party.present)
    return replace(_moved(head, replace(party, closed=stage.now), "The group ended.", told, stage), parts=parts)


def demand_open(head: Thread) -> Party:
    """Its party; Conflict where it has ended."""
    if head.party is None or head.party.closed is not None:
        raise Conflict("group_chat_ended", ENDED)
    return head.party


def parted(changes: Changes, cause: MessageId) -> Changes:
    """The changes of an act, with what follows where a contact's consent is withdrawn by it: the contact leaves its
    place, and the others of its conversation are told. `cause` is the entry of that act."""
    thread = changes.thread
    if thread is None or thread.place is None or thread.consent is not Consent.NO:
        return changes
    told = effects.parted(thread.place.chat, thread.contact, cause, thread.place.joined)
    return replace(changes, thread=replace(thread, place=None), effects=(*changes.effects, told))


def title(party: Party) -> str:
    """What the conversation is called in lists: by who takes part, else by who did."""
    return ", ".join(member.name for member in party.present or party.members)


def _moved(head: Thread, party: Party, body: str, texts: Sequence[Message], stage: Stage) -> Changes:
    """Somebody came or went, which the timeline tells and which asks nobody for anything."""
    shown = entry(head, stage, body)
    told = replace(shown, passed=passed(texts, party.members, stage.line))
    moved = replace(
        threads.told(head, body, stage.now),
        party=party,
        name=title(party),
        folder=head.folder or Folder.INBOX,
    )
    return Changes(before=head, thread=moved, messages=(told, *texts), effects=deliveries(texts))
