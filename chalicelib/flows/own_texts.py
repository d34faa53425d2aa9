"""Which of the texts that the provider lists is one of ours whose outcome is unclear."""

from __future__ import annotations

from datetime import datetime, timedelta

from chalicelib.core import keywords
from chalicelib.core.broadcasts import Broadcast, message_id
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.threads import Thread
from chalicelib.flows.ports import House, ProviderText

WAITED = timedelta(days=1)
"""So long a text may have waited before it went, as far as it is told from another with the very same words."""


def as_message(head: Thread, broadcast: Broadcast, body: str, claimed: datetime) -> Message:
    """A broadcast's text to this contact, as `own_text` looks for it."""
    return Message(
        box=head.id,
        id=message_id(broadcast.id),
        direction=Direction.OUT,
        origin=Origin.BROADCAST,
        body=body,
        at=claimed,
        status=Status.SENDING,
        files=broadcast.files,
        thread=head.id,
        claimed=claimed,
    )


def own_text(house: House, message: Message, listed: list[ProviderText]) -> ProviderText | None:
    """The text of the provider's list that is this message and no other's.

    First one with the same words that bears pictures too, or none; else one that has the same letters and is no other
    unclear text's, since providers replace characters (smart quotes). Never one of other words: a text that waited for
    long stands in its box far before the moment at which it went, and may be none of those that are looked at.
    """
    if message.claimed is None:
        return None
    box = house.conversations.messages_since(message.box, message.claimed - WAITED)
    taken = {entry.provider_id for entry in box if entry.provider_id} | _broadcast_texts(house, message)
    free = sorted((text for text in listed if text.provider_id not in taken), key=lambda text: text.at)
    same = [text for text in free if _as_listed(text) == _as_written(message)]
    if same:
        return same[0]
    others = {_as_written(entry) for entry in box if entry.id != message.id and entry.status is Status.SENDING}
    left = [text for text in free if _as_listed(text) not in others and _alike(text, message)]
    return left[0] if left else None


def _alike(text: ProviderText, message: Message) -> bool:
    """A text without letters (a picture alone, signs) is like another only where both or neither say something."""
    letters = keywords.normalise(text.body) == keywords.normalise(message.body)
    said = bool(text.body.strip()) == bool(message.body.strip())
    return letters and said and bool(text.media) == bool(message.files)


def _as_written(message: Message) -> tuple[str, bool]:
    return message.body.strip(), bool(message.files)


def _as_listed(text: ProviderText) -> tuple[str, bool]:
    return text.body.strip(), bool(text.media)


def _broadcast_texts(house: House, message: Message) -> set[str | None]:
    """The provider's ids of broadcasts to the same contact: they are in the same list."""
    if message.thread is None:
        return set()
    head = house.conversations.threads([message.thread]).get(message.thread)
    if head is None or not head.claims:
        return set()
    rows = house.broadcasts.recipients_of((broadcast, head.contact) for broadcast in head.claims)
    return {row.provider_id for row in rows.values()}
