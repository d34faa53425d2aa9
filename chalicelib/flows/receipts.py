"""Status callbacks: what became of a text, told early, late, twice or out of order."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core import provider_errors
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import BroadcastId, ContactId, MessageId, ThreadId, thread_of, thread_parts
from chalicelib.core.messages import Status, from_provider
from chalicelib.flows import failures
from chalicelib.flows.deliver import RECEIPT_AFTER
from chalicelib.flows.ports import House

PARTS = 3


def record(house: House, ref: str, provider_id: str, word: str, error: int | None, now: datetime) -> bool:
    """Moves the text that `ref` names up the lattice; False for a text or a word that we do not know."""
    status = from_provider(word)
    parts = ref.split(".")
    if status is None or len(parts) != PARTS:
        return False
    match parts[0]:
        case "m":
            return _message(house, parts[1], MessageId(parts[2]), provider_id, status, error, now)
        case "b":
            return _recipient(house, BroadcastId(parts[1]), ContactId(parts[2]), provider_id, status, error, now)
    return False


def _message(
    house: House,
    box: str,
    message: MessageId,
    provider_id: str,
    status: Status,
    error: int | None,
    now: datetime,
) -> bool:
    due = None if status.final else now + RECEIPT_AFTER
    reason = provider_errors.explain(error).title if error is not None else ""
    moved = house.conversations.progress(
        box, message, status, provider_id=provider_id, error=error, reason=reason, due=due
    )
    if moved and error is not None:
        failures.consequences(house, _thread(box), error, now)
    return moved


def _recipient(
    house: House,
    broadcast: BroadcastId,
    contact: ContactId,
    provider_id: str,
    status: Status,
    error: int | None,
    now: datetime,
) -> bool:
    reason = provider_errors.explain(error).title if error is not None else ""
    moved = house.broadcasts.progress(
        broadcast, contact, status, at=now, provider_id=provider_id, error=error, reason=reason
    )
    if moved and error is not None:
        found = house.broadcasts.get(broadcast)
        failures.consequences(house, thread_of(found.line, contact) if found else None, error, now)
    return moved


def _thread(box: str) -> ThreadId | None:
    try:
        return thread_of(*thread_parts(box))
    except NotFound:
        return None
