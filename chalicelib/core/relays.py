"""A member of a group conversation writes: to whom it is passed on, and when it is not (SD-3).

A webhook knows the member's own head, which says where its texts belong; the text is saved there, and a job passes it
on. Words of consent and what may mean stop never get here: they are the contact's own matter (core.inbound).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import arrivals, autoreply, chat_words, effects, group_chats, outbound, threads
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.chat_copies import Stage, copies, deliveries, passed
from chalicelib.core.incoming import Inbound
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.parties import Member, Party, Place, Speaker
from chalicelib.core.threads import Tab, Thread
from chalicelib.core.verdicts import Verdict

ALONE = 100
"""So many texts are passed on until a person of the brand writes: however slowly machines answer each other, they come
to an end (A2), and so does what a conversation costs while nobody looks."""
ENDED = "Not passed on: the group had ended."
MACHINE = "Not passed on: a machine seems to have written it."
UNLED = f"Not passed on: {ALONE} texts went since one of the team wrote here. Write something, and the group goes on."
NO_PICTURES = "The picture was not passed on. Send it yourself, if the others are to see it."
NOTHING = "Not passed on: it has no words."


def arrived(text: Inbound, thread: Thread, place: Place) -> tuple[Thread, Message]:
    """The member's own thread, which shows nothing of it, and the text as it stands in the conversation."""
    said = replace(arrivals.message(text, place.chat), speaker=Speaker(thread.contact, place.name), thread=place.chat)
    return replace(thread, last_inbound=threads.later(thread.last_inbound, text.at)), said


def pass_on(head: Thread, text: Message, stage: Stage) -> Changes:
    """The conversation after a member wrote, and the copies of the others. Nothing where that was decided before.

    Each of the others gets it, whatever its consent: the one door judges every copy when it goes.
    """
    party, speaker = head.party or Party(), text.speaker
    if speaker is None or text.relayed is not None:
        return Changes()
    known = party.member(speaker.contact)
    heard = None if known is None else _heard(known, text)
    why = _withheld(party, heard, text)
    to = () if why else party.others(speaker.contact)
    bodies = chat_words.parts(speaker.name, text.body)
    texts = copies(head, to, bodies, stage)
    if heard is not None:
        party = party.changed(heard)
    if not why:
        party = replace(party, alone=party.alone + 1, last=threads.preview(bodies[0]))
    shown = replace(head, party=party)
    shown = threads.received(shown, f"{speaker.name}: {text.body.strip() or 'Picture'}", text.at)
    return Changes(
        before=head,
        thread=replace(shown, tab=Tab.NEEDS_ATTENTION),
        messages=texts,
        relayed=replace(
            text,
            relayed=stage.now,
            passed=passed(texts, to, stage.line),
            reason=why or (NO_PICTURES if text.media else ""),
        ),
        effects=(effects.alert(head.id, text.id, stage.now), *deliveries(texts)),
    )


def _withheld(party: Party, member: Member | None, text: Message) -> str:
    """Why a text is not passed on; empty where it is."""
    if party.closed is not None:
        return ENDED
    if not text.body.strip():
        return f"{NOTHING} {NO_PICTURES}" if text.media else NOTHING
    if _repeated(member) or (party.last and threads.preview(text.body) == party.last):
        return MACHINE
    return UNLED if party.alone >= ALONE else ""


def _heard(member: Member, text: Message) -> Member:
    """The member, knowing how often it says the same again."""
    said = threads.preview(text.body)
    again = member.spoke is not None and said == member.said
    moments: tuple[datetime, ...] = ()
    if again and member.spoke is not None:
        moments = ((member.repeats or (member.spoke,)) + (text.at,))[-autoreply.SAME :]
    return replace(member, said=said, spoke=threads.later(member.spoke, text.at), repeats=moments)


def _repeated(member: Member | None) -> bool:
    """A1: who says the same so often in so short a time is a machine."""
    if member is None or len(member.repeats) < autoreply.SAME:
        return False
    first, last = min(member.repeats), max(member.repeats)
    span: timedelta = last - first
    return span <= autoreply.SAME_WITHIN


def composer(head: Thread, line: Line, brand: Brand, now: datetime) -> Verdict:
    """Whether people of the brand may write in the conversation now. Each copy is judged by itself when it goes."""
    shut = outbound.closed(line, brand, now)
    if shut is not None:
        return shut
    if head.party is not None and head.party.closed is not None:
        return outbound.Refuse("group_chat_ended", group_chats.ENDED, "SD-3")
    if head.party is not None and not head.party.present:
        return outbound.Refuse("group_chat_empty", group_chats.EMPTY, "SD-3")
    return outbound.Send("group")
