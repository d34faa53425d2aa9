"""A contact whom a series came to for months: a head with as many claims as make it be looked at with the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core.broadcasts import Broadcast, Recipient, Stage
from chalicelib.core.claims import MANY
from chalicelib.core.ids import BroadcastId, PersonId, thread_of, ulid
from chalicelib.core.messages import Status
from chalicelib.flows.ports import House
from tests.harness import brand

ADA = brand.HANDSETS[0]
BEFORE = MANY - 1
OPEN = 5
"""One of them waits to this day, though it was claimed: nobody knows what became of it."""


def for_months(house: House, now: datetime) -> None:
    """All of it went, but for the open one."""
    _for_months(house, now, Status.DELIVERED, Status.QUEUED)


def ended_for_months(house: House, now: datetime) -> None:
    """All of it ended before it went."""
    _for_months(house, now, Status.CANCELLED, Status.CANCELLED)


def _for_months(house: House, now: datetime, became: Status, one: Status) -> None:
    brand.solo(house, now)
    contact, line = house.ids.contact(ADA), house.ids.line(brand.SHARED)
    author = PersonId("rep2")
    for place in range(BEFORE):
        at = now - timedelta(days=BEFORE + 10 - place)
        made = Broadcast(
            BroadcastId(ulid(int(at.timestamp() * 1000), f"series {place}")),
            line,
            brand.SHARED,
            brand.SOLO,
            "Solo",
            1,
            f"Day {place}",
            author,
            at,
            stage=Stage.DONE,
        )
        house.broadcasts.create(made, None)
        row = Recipient(made.id, contact, ADA, "Ada", status=one if place == OPEN else became, changed=at)
        ended = replace(row, code="cancelled", reason="It was cancelled.")
        house.broadcasts.list_recipients([ended if row.status is Status.CANCELLED else row])
        house.conversations.claim_broadcast(thread_of(line, contact), made.id, author, at)
