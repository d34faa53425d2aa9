"""The consent ledger of a thread: a chain of events, from which the state derives and in which a gap shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from chalicelib.core.consent import Consent, ConsentEvent
from chalicelib.core.threads import Thread

DIGEST = 32
"""Hexadecimal characters of a digest: 128 bits."""


@dataclass(frozen=True, slots=True)
class Breach:
    """Where a chain is broken: the number of the event, and how, for people."""

    number: int
    what: str


def record(before: Thread, moved: Thread, event: ConsentEvent) -> tuple[Thread, ConsentEvent]:
    """The thread and the event, chained: `event` follows the last one of `before`, and `moved` knows that it does."""
    numbered = replace(event, number=before.events + 1, previous=before.digest, digest="")
    chained = replace(numbered, digest=digest(numbered))
    return replace(moved, events=chained.number, digest=chained.digest), chained


def digest(event: ConsentEvent) -> str:
    """What this event and all before it come to; any other letter in one of them gives another."""
    told = {name: _plain(value) for name, value in asdict(event).items() if name != "digest"}
    written = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]


def breach(thread: Thread, events: Sequence[ConsentEvent]) -> Breach | None:
    """The first place at which `events`, in order, are not what was once recorded; None for a whole ledger."""
    previous = ""
    for number, event in enumerate(events, start=1):
        if event.number != number or event.previous != previous:
            return Breach(number, "An event is missing before this one.")
        if event.digest != digest(event):
            return Breach(number, "This event was altered.")
        previous = event.digest
    if (len(events), previous) != (thread.events, thread.digest):
        return Breach(len(events) + 1, "The last events are missing.")
    return None


def replayed(events: Iterable[ConsentEvent]) -> Consent:
    """The consent that the events lead to (C8)."""
    state = Consent.NONE
    for event in events:
        state = event.after
    return state


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return int(value.timestamp() * 1000)
    return value
