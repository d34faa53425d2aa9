"""The jobs of a group conversation: a member's text is passed on, and of who left the others are told (SD-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.core import group_chats, relays
from chalicelib.core.chat_copies import Stage
from chalicelib.core.ids import ContactId, MessageId, ThreadId, thread_parts
from chalicelib.flows.decide import emit, moment, settled
from chalicelib.flows.ports import House, SeenBefore, Snapshot


def pass_on(house: House, chat: ThreadId, message: MessageId, effect: str, now: datetime) -> None:
    """Once for each text, however often the job comes: what was decided of it stands on the text itself."""
    settled(lambda: _pass_on(house, chat, message, now))
    house.conversations.finish_effect(effect)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A member that `joined` then has left by its own word; `cause` is the entry of that."""

    chat: ThreadId
    contact: ContactId
    cause: MessageId
    joined: datetime | None = None


def parted(house: House, leaving: Leaving, effect: str, now: datetime) -> None:
    """The others are told once; and nothing changes for who has come back meanwhile."""
    settled(lambda: _parted(house, leaving, now))
    house.conversations.finish_effect(effect)


def _pass_on(house: House, chat: ThreadId, message: MessageId, begun: datetime) -> None:
    line, second = thread_parts(chat)
    found = house.conversations.load(line=line, contact=second, message=(chat, message), with_brand=True)
    if found.thread is None or found.message is None:
        raise LookupError("a group conversation without its text")
    now = moment(house, begun)
    changes = relays.pass_on(found.thread, found.message, _stage(house, found, now, message))
    try:
        house.conversations.save(changes, now)
    except SeenBefore:
        # It was passed on, and the answer was lost on the way; or another job did it just now.
        return
    emit(house, changes.effects)


def _parted(house: House, leaving: Leaving, begun: datetime) -> None:
    line, second = thread_parts(leaving.chat)
    found = house.conversations.load(line=line, contact=second, with_brand=True)
    if found.thread is None:
        raise LookupError("a group conversation without its head")
    now = moment(house, begun)
    stage = _stage(house, found, now, leaving.cause)
    changes = group_chats.part(found.thread, leaving.contact, stage, leaving.joined)
    try:
        house.conversations.save(changes, now)
    except SeenBefore:
        return
    emit(house, changes.effects)


def _stage(house: House, found: Snapshot, now: datetime, seed: str) -> Stage:
    if found.line is None:
        raise LookupError("a group conversation without its line")
    return Stage(found.line, found.brand or house.first_brand, None, now, seed)
