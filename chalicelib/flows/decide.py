"""Decide again when the state has moved on, and emit what was decided."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from chalicelib.core.changes import Receipt
from chalicelib.core.effects import Effect
from chalicelib.core.errors import Busy, Conflict
from chalicelib.core.ids import PersonId
from chalicelib.flows.ports import House, Stale

TRIES = 8
T = TypeVar("T")


def settled(attempt: Callable[[], T]) -> T:
    """The attempt's answer. One that was made on a state that has moved on is made again, a few times; then Busy."""
    for _ in range(TRIES):
        try:
            return attempt()
        except Stale:
            continue
    raise Busy("contended", "Others are changing the same conversation. Try again.")


def moment(house: House, begun: datetime) -> datetime:
    """The moment of a decision on facts that were just read, whose work was `begun` earlier.

    What those facts tell was saved before it; with the moment at which the work began, ledger and timeline would show
    it after this decision (C8).
    """
    return max(begun, house.now())


def emit(house: House, effects: Iterable[Effect]) -> None:
    """Puts saved effects on their queues, but those of later. What a queue does not take now the schedule finds."""
    wanted = tuple(effect for effect in effects if effect.after is None)
    if not wanted:
        return
    try:
        house.queues.put(wanted)
    except Busy:
        return


def receipt_of(caller: PersonId, key: str | None, answer: dict[str, str], *asked: str) -> Receipt | None:
    """What makes a request with an Idempotency-Key happen once; None without a key."""
    if key is None:
        return None
    return Receipt(key=_digest(caller, key), print=_digest(*asked), answer=answer)


def same_request(first: Receipt | None, asked: Receipt | None) -> Receipt:
    """The first request's receipt, if the repeated key asked for the same; else Conflict."""
    if first is None or asked is None or first.print != asked.print:
        raise Conflict("key_reused", "This Idempotency-Key was used for another request. Use a new one.")
    return first


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
