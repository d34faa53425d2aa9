"""The proof of a consent: what it rests on, and whether its ledger is whole and leads to the state that stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from chalicelib.core import ledger, outbound
from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.ledger import Breach
from chalicelib.core.threads import Thread


class Basis(StrEnum):
    """Why the contact may be texted on a line now: it agreed, or it wrote first (CN-8); or it may not."""

    CONSENT = "consent"
    CONVERSATIONAL = "conversational"
    NONE = "none"


def basis(thread: Thread | None, now: datetime) -> tuple[Basis, datetime | None]:
    """The basis, and until when it holds where time ends it. A stop or an open question takes every basis away."""
    if thread is None or thread.stopped or thread.frozen:
        return Basis.NONE, None
    if thread.consent is Consent.YES:
        return Basis.CONSENT, None
    until = outbound.answerable_until(thread, now)
    return (Basis.NONE, None) if until is None else (Basis.CONVERSATIONAL, until)


def stopping(ledgers: Iterable[Sequence[ConsentEvent]], last_stop: datetime | None) -> ConsentEvent | None:
    """The STOP that stands for the whole brand, in the ledger of the line that it was sent to: the one of that moment,
    else the latest. None where none is on record."""
    stops = [event for events in ledgers for event in events if event.act is Act.STOP]
    return max(stops, key=lambda event: (event.at == last_stop, event.at), default=None)


def breach(thread: Thread, events: Sequence[ConsentEvent]) -> Breach | None:
    """Where the ledger is not what was recorded, or leads to another state than the head bears; None: it is whole."""
    broken = ledger.breach(thread, events)
    if broken is not None:
        return broken
    if ledger.replayed(events) is not thread.consent:
        return Breach(len(events), f"The events lead to {ledger.replayed(events)}, the line shows {thread.consent}.")
    return None
