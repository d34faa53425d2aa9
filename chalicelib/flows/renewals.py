"""A request to confirm that was held up for long: it gets a new moment while somebody may still want it (C2)."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core import pending
from chalicelib.core.changes import Changes
from chalicelib.core.ids import thread_parts
from chalicelib.core.messages import Message, Status
from chalicelib.core.outbound import CONFIRMATION_LATE
from chalicelib.flows.decide import settled
from chalicelib.flows.ports import House


def renew(house: House, message: Message, now: datetime) -> datetime | None:
    """When the text is looked at next: at its new moment, which may be now, or in an hour. None: nobody wants it."""
    changes = settled(lambda: _attempt(house, message, now))
    if changes is None:
        return None
    if changes.redated is not None:
        return changes.redated[1].at
    house.conversations.postpone(message, now + CONFIRMATION_LATE)
    return now + CONFIRMATION_LATE


def _attempt(house: House, message: Message, now: datetime) -> Changes | None:
    line, contact = thread_parts(message.box)
    found = house.conversations.load(
        line=line, contact=contact, message=(message.box, message.id), with_contact=True, with_brand=True
    )
    text, thread = found.message, found.thread
    if text is None or thread is None or thread.pending_until is None:
        return None
    if text.status is not Status.QUEUED or text.at != message.at:
        # Another worker was faster: what it left is due by itself, and is not this one's to end.
        return Changes()
    brand = found.brand or house.first_brand
    changes = pending.renewed(pending.Facts(thread.pending_until, found.line, thread, found.standing, text, brand), now)
    if changes is not None and changes.redated is not None:
        house.conversations.save(changes, now)
    return changes
