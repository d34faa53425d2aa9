"""Heads are kept small: claims that can never be made again move to where the timeline finds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from chalicelib.core import claims
from chalicelib.core.errors import Busy
from chalicelib.core.ids import BroadcastId
from chalicelib.core.threads import Thread
from chalicelib.flows.ports import House


def tidy(house: House, heads: Iterable[Thread | None], now: datetime) -> None:
    """Once in core.claims.STEP claims of a head one read and one write; what fails is done the next time."""
    for head in heads:
        if head is not None and claims.many(head) and (names := claims.old(head, now)):
            try:
                _move(house, head, names)
            except Busy:
                return


def _move(house: House, head: Thread, names: Sequence[BroadcastId]) -> None:
    found = house.broadcasts.recipients_of((name, head.contact) for name in names)
    past = claims.past(head, names, {name: row for (name, _), row in found.items()})
    if past.gone:
        house.conversations.move_claims(head, past)
