"""Group conversations as the API gives them."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core.chat_copies import UNSENT
from chalicelib.core.ids import ContactId
from chalicelib.core.messages import Message, Status
from chalicelib.core.parties import Member
from chalicelib.flows.group_chats import Chat, Preview
from chalicelib.flows.seating import Seat
from chalicelib.flows.timeline import Timeline
from chalicelib.routes import present
from chalicelib.routes.shapes.common import ContactRef, CopyShape, SpeakerRef
from chalicelib.routes.shapes.group_chats import ChatMember, GroupChat, GroupChatPreview, Invited
from chalicelib.routes.shapes.threads import MessageShape


def chat(known: Chat) -> GroupChat:
    party = known.view.thread.party
    members = party.members if party else ()
    return GroupChat(
        thread=present.thread(known.view),
        members=[_member(member, known.seats[member.contact]) for member in members],
        ended_at=party.closed if party else None,
    )


def preview(found: Preview) -> GroupChatPreview:
    longest = max(found.texts, key=lambda text: len(text.body))
    return GroupChatPreview(
        people=[
            Invited(to=seat.to, contact=_ref(seat), name=name, obstacle=seat.obstacle or None)
            for seat, name in zip(found.seats, found.names, strict=True)
        ],
        text=longest.body,
        copies=len(found.texts),
        segments=sum(text.segments for text in found.texts),
        amount=found.cost.amount,
        currency=found.cost.currency,
        month=found.cost.month,
        source=found.cost.source,
    )


def message(entry: Message, found: Timeline) -> MessageShape:
    """An entry of any timeline; in that of a group conversation with who said it, and what the others got of it."""
    shape = present.message(entry, found.authors, found.held, found.links)
    speaker = entry.speaker
    if speaker is None and not entry.passed:
        return shape
    more = {
        "speaker": SpeakerRef(contact=speaker.contact, name=speaker.name) if speaker else None,
        "copies": [_copy(one.contact, found.copies.get(one.copy), found) for one in entry.passed],
        "withheld": entry.reason if speaker and entry.reason else None,
    }
    return shape.model_copy(update=more)


def _copy(contact: ContactId, copy: Message | None, found: Timeline) -> CopyShape:
    name = found.called.get(contact, "Someone who left")
    if copy is None:
        return CopyShape(contact=contact, name=name, status=Status.QUEUED)
    trouble, waiting = present.trouble(copy.status, copy.error, copy.reason), present.waiting(copy.status, found.held)
    reason = (trouble.plain or trouble.title) if trouble else waiting.reason if waiting else ""
    return CopyShape(contact=contact, name=name, status=copy.status, reason=reason, until=_put_off(copy))


def _put_off(copy: Message) -> datetime | None:
    """When a copy is looked at again that could not go in its turn; why is known of the line's own state only."""
    if copy.status is not Status.QUEUED or copy.due is None or copy.due - copy.at <= UNSENT:
        return None
    return copy.due


def _member(member: Member, seat: Seat) -> ChatMember:
    return ChatMember(
        contact=_ref(seat),
        name=member.name,
        joined_at=member.joined,
        left_at=member.left,
        obstacle=seat.obstacle or None,
    )


def _ref(seat: Seat) -> ContactRef:
    return ContactRef(id=seat.contact, name=seat.known.name if seat.known else "", phone=seat.phone)
