"""Each minute: whatever a crash, a full queue or a silent provider left open is taken up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice

from chalicelib.core import effects
from chalicelib.core.broadcasts import Broadcast, Recipient, Stage
from chalicelib.core.messages import Status
from chalicelib.core.outbound import HELD, held
from chalicelib.flows import receipts, snoozes
from chalicelib.flows.decide import emit
from chalicelib.flows.deliver import RECEIPT_AFTER
from chalicelib.flows.fan_out import paced
from chalicelib.flows.ports import House, ProviderBusy

AT_ONCE = 200
SOON = timedelta(minutes=2)
RECEIPTS_UNTIL = timedelta(days=3)
"""After this a provider tells nothing new of a text."""


def tick(house: House, now: datetime) -> None:
    """Puts due texts, unfinished effects and open broadcasts back on their queues, and threads that were put off back
    into the inbox; two ticks at once do it once."""
    for message in house.conversations.due_messages(now, AT_ONCE):
        if house.conversations.postpone(message, now + SOON):
            emit(house, (effects.deliver(message.box, message.id),))
    emit(house, house.conversations.due_effects(now, AT_ONCE))
    for broadcast in house.broadcasts.due(now, AT_ONCE):
        _resume(house, broadcast, now)
    snoozes.wake(house, now)
    snoozes.close_idle(house, now)


def _resume(house: House, broadcast: Broadcast, now: datetime) -> None:
    if broadcast.stage is Stage.PREPARING:
        house.broadcasts.advance(broadcast.id, due=now + SOON)
        emit(house, (effects.fan_out(broadcast.id, 0),))
        return
    rows = list(house.broadcasts.all_recipients(broadcast.id))
    queued = [row for row in rows if row.status is Status.QUEUED]
    if queued:
        _bring(house, broadcast, queued, now)
        return
    awaited = [row for row in rows if not row.status.final]
    _ask_receipts(house, awaited, now)
    late = now - broadcast.at > RECEIPTS_UNTIL
    due = now + max(RECEIPT_AFTER, now - broadcast.at) if awaited and not late else None
    house.broadcasts.advance(broadcast.id, stage=Stage.DONE, due=due)


def _bring(house: House, broadcast: Broadcast, queued: Sequence[Recipient], now: datetime) -> None:
    """Who may go is put on the queue; while all wait, the broadcast is looked at again when the first one may."""
    ready = [row.contact for row in queued if row.until is None or row.until <= now]
    waiting = [row.until for row in queued if row.until and row.until > now]
    line = house.team.line(broadcast.line)
    pace = HELD if line is not None and held(line, now) else SOON
    house.broadcasts.advance(broadcast.id, due=now + pace if ready else min(waiting))
    if ready and line is not None:
        emit(house, paced(broadcast.id, ready, line, SOON))


def _ask_receipts(house: House, rows: list[Recipient], now: datetime) -> None:
    """Texts whose last callback never came: the provider knows their fate (O3)."""
    silent = (row for row in rows if row.provider_id and row.changed and now - row.changed > RECEIPT_AFTER)
    for row in islice(silent, AT_ONCE):
        try:
            text = house.provider.fetch(row.provider_id or "")
        except ProviderBusy:
            return
        if text is not None:
            ref = f"b.{row.broadcast}.{row.contact}"
            receipts.record(house, ref, text.provider_id, text.status, text.error, now)
