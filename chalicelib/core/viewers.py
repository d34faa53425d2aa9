"""Who has a conversation open just now: known for moments, and to colleagues only (TH-9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core.ids import PersonId

EVERY = timedelta(seconds=20)
"""A viewer is noted once in this time, however often its screen says so."""
FRESH = timedelta(seconds=45)
"""Who was not noted for so long has gone: two notes may fail to come before that."""


@dataclass(frozen=True, slots=True)
class Viewer:
    person: PersonId
    at: datetime
    typing: bool = False


def others(viewers: Iterable[Viewer], caller: PersonId, now: datetime) -> list[Viewer]:
    """Who else is there now: those who type first, then by who came to be noted last."""
    there = [viewer for viewer in viewers if viewer.person != caller and now - viewer.at < FRESH]
    return sorted(there, key=lambda viewer: (not viewer.typing, -viewer.at.timestamp(), viewer.person))
