"""Status callbacks: what became of a text, told early, late, twice or out of order."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core.ids import BroadcastId, ContactId, MessageId, owner_of, thread_of
from chalicelib.core.messages import LOST, Status, from_provider
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
    matters = error is not None and (failures.matters(error) or owner_of(box) is not None)
    known = house.conversations.load(message=(box, message)).message if matters or status in LOST else None
    if known is not None and not known.status.final:
        if error is not None and matters:
            failures.consequences_of(house, known, error, now)
        if status in LOST:
            failures.unsent(house, known, now)
    return house.conversations.progress(
        box, message, status, provider_id=provider_id, error=error, reason=failures.title(error), due=due
    )


def _recipient(
    house: House,
    broadcast: BroadcastId,
    contact: ContactId,
    provider_id: str,
    status: Status,
    error: int | None,
    now: datetime,
) -> bool:
    if status is Status.SENT:
        # Between "the provider has it" and its fate this tells nobody anything, and costs a write for each recipient.
        return False
    if error is not None and failures.matters(error):
        found = house.broadcasts.get(broadcast)
        known = house.broadcasts.recipients_of([(broadcast, contact)]).get((broadcast, contact))
        if found is not None and known is not None and not known.status.final:
            failures.consequences(house, found.line, thread_of(found.line, contact), error, now)
    return house.broadcasts.progress(
        broadcast, contact, status, at=now, provider_id=provider_id, error=error, reason=failures.title(error)
    )
