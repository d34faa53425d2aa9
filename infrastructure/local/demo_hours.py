"""Where the demo contacts are: somewhere in the world it is morning, so that a demo broadcast goes at night too.

The rule itself stays on. Whoever sends from a run of many hours, or to other numbers, sees broadcasts wait for legal
hours as anywhere. A contact whose zone a person has chosen keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.core.ids import ContactId
from chalicelib.flows.ports import House

ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "Pacific/Honolulu",
    "Pacific/Auckland",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Europe/London",
)
FROM, BEFORE = 8, 15
"""Hours of a zone's clock within which it is chosen: its window then stays open for six hours at least."""


def open_zone(now: datetime) -> str:
    """The first of the zones in which it is day, and not yet late."""
    return next(name for name in ZONES if FROM <= now.astimezone(ZoneInfo(name)).hour < BEFORE)


def ensure(house: House, contacts: Sequence[ContactId], now: datetime) -> None:
    """Moves the demo contacts there, with the heads of their threads."""
    zone = open_zone(now)
    for contact in house.contacts.many(contacts).values():
        if contact.zone == zone or contact.zone not in ("", *ZONES):
            continue
        moved = house.contacts.update(contact, replace(contact, zone=zone))
        for head in house.conversations.threads_of(contact.id):
            house.conversations.relabel(head.id, moved, now)
