"""Which claims may leave a thread's head: those that can never be made again (O1). A head that a series comes to each
day would grow for ever, and each write of it cost more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.core.ids import BroadcastId
from chalicelib.core.messages import Status

if TYPE_CHECKING:
    from chalicelib.core.broadcasts import Recipient
    from chalicelib.core.threads import Thread

MANY, STEP = 24, 8
"""From so many claims on, and then with each so many more, a head is looked at."""
MOST = 48
"""So many leave at a time: a write's expression has an end."""
KEPT = timedelta(days=7)
"""Longer than any worker lives that read a text as open, and than answers (core.responses), caps and questions to the
provider look back."""


@dataclass(frozen=True, slots=True)
class Past:
    """`gone` leave the head; of these the `kept` are the broadcasts', which the timeline shows from elsewhere."""

    gone: Mapping[BroadcastId, datetime]
    kept: Mapping[BroadcastId, datetime]


def many(head: Thread) -> bool:
    """Whether it is time to look; not with each claim, as there may be none that can leave."""
    return len(head.claims) >= MANY and len(head.claims) % STEP == 0


def old(head: Thread, now: datetime) -> list[BroadcastId]:
    """The longest past first."""
    found = sorted((at, name) for name, at in head.claims.items() if at <= now - KEPT)
    return [name for _, name in found[:MOST]]


def past(head: Thread, names: Collection[BroadcastId], rows: Mapping[BroadcastId, Recipient]) -> Past:
    """`rows` are those of these broadcasts that list the contact. What is open there may be claimed again, and stays.

    Who is not listed is never texted; and what is no broadcast at all, but a text of its own that counted in the hours
    after it (CN-10), is guarded by its own state.
    """
    gone = {name: head.claims[name] for name in names if name not in rows or rows[name].status is not Status.QUEUED}
    return Past(gone, {name: at for name, at in gone.items() if name in rows})
