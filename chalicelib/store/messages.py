"""Messages: as items, in pages of their box, and those that are due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pynamodb.expressions.operand import Path

from chalicelib.core.ids import MessageId, ulid
from chalicelib.core.messages import Message, Status
from chalicelib.core.scheduled import box_of
from chalicelib.core.threads import Thread
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, Item, flag, moment, number, text
from chalicelib.store.database import Database, Write
from chalicelib.store.due import earliest
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.pages import partition
from chalicelib.store.times import to_ms

_MESSAGE = Codec(Message, keys=("box", "id"))
TIME = 10
"""How many characters of a ULID tell its time."""


def encode(message: Message) -> Item:
    """The whole item, keys included; an open message that is due stands in the index of what is due."""
    item = _MESSAGE.encode(message)
    pk, sk = keys.message(message.box, message.id)
    item |= {"pk": text(pk), "sk": text(sk), "rank": number(message.status.rank)}
    if message.due is not None and not message.status.final:
        item["due_shard"] = text(keys.due_shard("text", message.id))
    else:
        item.pop("due", None)
    return item


def decode(item: Item) -> Message:
    return _MESSAGE.decode(item, box=item["pk"]["S"], id=MessageId(item["sk"]["S"][len(keys.MESSAGE) :]))


def redating(database: Database, before: Message, after: Message) -> Write:
    """The write that gives a queued text another moment; it fails where it is no longer queued for the first one."""
    actions = [
        Path("at").set(moment(after.at)),
        Path("prompt").set(flag(after.prompt)),
        Path("due_shard").set(text(keys.due_shard("text", after.id))),
        Path("due").set(moment(after.due or after.at)),
    ]
    when = (Path("status") == text(Status.QUEUED)) & (Path("at") == moment(before.at))
    return database.updating("conversations", keys.message(after.box, after.id), actions, when)


def scheduling(database: Database, before: Message | None, after: Message) -> Write:
    """The write of a text for later that comes or changes; its thread's head guards what it changes into."""
    return database.putting("conversations", encode(after), ABSENT if before is None else PRESENT)


def unscheduling(database: Database, known: Message) -> Write:
    return database.deleting("conversations", keys.message(known.box, known.id), PRESENT)


class MessageLists(Adapter):
    def messages(self, box: str, before: MessageId | None, limit: int) -> list[Message]:
        items, _ = partition(self._database, "conversations", (box, keys.MESSAGE), before, limit, newest_first=True)
        return [decode(item) for item in items]

    def copies(self, places: Iterable[tuple[str, MessageId]]) -> dict[MessageId, Message]:
        found = self._database.many(("conversations", keys.message(*place)) for place in places)
        return {message.id: message for message in map(decode, found.values())}

    def messages_since(self, box: str, since: datetime) -> list[Message]:
        """By the time that stands in their ids; all of them, so `since` ought not to be long ago."""
        first = keys.message(box, MessageId(ulid(to_ms(since), "")[:TIME]))
        where = (Path("pk") == box) & Path("sk").between(first[1], keys.MESSAGE + "~")
        return [decode(item) for item in self._database.every("conversations", where)]

    def scheduled(self, thread: Thread) -> list[Message]:
        places = [keys.message(box_of(thread.id), text) for text in thread.scheduled]
        found = self._database.many(("conversations", place) for place in places)
        return sorted((decode(item) for item in found.values()), key=lambda text: (text.at, text.id))

    def due_messages(self, until: datetime, limit: int) -> list[Message]:
        return [decode(item) for item in earliest(self._database, "conversations", "text", until, limit)]
