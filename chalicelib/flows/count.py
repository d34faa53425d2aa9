"""Counts a broadcast's recipients, one partition at a time, and repairs what it finds: no one counts as they move.

A counter that moves with each receipt would cost as much as the receipt itself; to read a recipient costs a twelfth of
a read, and a count that is made anew cannot drift (T6). See docs/decisions/0020.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from chalicelib.core.billed import lengths
from chalicelib.core.broadcasts import Broadcast, Recipient, Stage
from chalicelib.core.ids import BroadcastId
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.core.tallies import tally
from chalicelib.flows import receipts
from chalicelib.flows.broadcasts import SOON
from chalicelib.flows.deliver import RECEIPT_AFTER
from chalicelib.flows.fan_out import work_of
from chalicelib.flows.ports import House, ProviderBusy

ASKED = 200
"""Of so many silent texts the provider is asked at once."""
GATHERED = 2000


def count(house: House, broadcast: BroadcastId, place: int, now: datetime) -> None:
    """Counts, asks the provider of texts whose last callback never came (O3), and keeps what was counted."""
    found = house.broadcasts.get(broadcast)
    if found is None:
        return
    silent: list[Recipient] = []
    lost: list[Recipient] = []
    done = found.stage is Stage.DONE
    line = house.team.line(found.line)
    length = lengths(found, line.kind) if line else None
    counted = tally(_watched(house.broadcasts.recipients_in(broadcast, place), silent, lost, now), length)
    if done and lost:
        _gather(house, found, line, lost, place, now)
    if silent:
        _ask(house, silent, now)
        counted = tally(house.broadcasts.recipients_in(broadcast, place), length)
    house.broadcasts.count(broadcast, place, counted, now)


def _watched(
    rows: Iterable[Recipient], silent: list[Recipient], lost: list[Recipient], now: datetime
) -> Iterator[Recipient]:
    """All rows; a few of those whose fate is not known, and of those who are still to be texted, are kept."""
    for row in rows:
        waited = now - row.changed if row.changed else timedelta()
        if row.provider_id and not row.status.final and waited > RECEIPT_AFTER and len(silent) < ASKED:
            silent.append(row)
        if row.status is Status.QUEUED and len(lost) < GATHERED:
            lost.append(row)
        yield row


def _gather(
    house: House, broadcast: Broadcast, line: Line | None, rows: list[Recipient], place: int, now: datetime
) -> None:
    """Work that is nowhere, though its recipients are still to be texted, is made anew: nobody is forgotten (O3).

    So are the recipients of a broadcast that began before there was such work.
    """
    if line is not None:
        house.broadcasts.add_work(list(work_of(broadcast, rows, line, f"again.{place}")))
        house.broadcasts.advance(broadcast.id, stage=Stage.RUNNING, due=now + SOON)


def _ask(house: House, silent: list[Recipient], now: datetime) -> None:
    for row in silent:
        try:
            text = house.provider.fetch(row.provider_id or "")
        except ProviderBusy:
            return
        if text is not None:
            ref = f"b.{row.broadcast}.{row.contact}"
            receipts.record(house, ref, text.provider_id, text.status, text.error, now)
