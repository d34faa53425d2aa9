"""Texts to numbers that are no line of ours: kept, and shown to those who can mend it (TH-5)."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.core import access
from chalicelib.core.access import Action
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.messages import Message
from chalicelib.flows.people import me
from chalicelib.flows.ports import House

BOX = "quarantine"


def page(house: House, caller: PersonId, cursor: str | None, limit: int) -> tuple[Sequence[Message], str | None]:
    """Newest first, for managers and admins."""
    access.demand(me(house, caller), Action.ASSIGN)
    opened = house.cursors.open(BOX, cursor)
    found = house.conversations.messages(BOX, MessageId(opened) if opened else None, limit + 1)
    shown = found[:limit]
    return shown, house.cursors.seal(BOX, shown[-1].id) if len(found) > limit else None
