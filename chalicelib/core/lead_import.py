"""An import of leads: the rows of a file that come in together, each of which is a lead of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum

from chalicelib.core.ids import LineId, PersonId, ulid
from chalicelib.core.leads import Happened, Lead

MOST_ROWS = 50
"""At once: each row is a decision of its own, with some five calls, in the time that one request has."""


MOST_COUNTED = 500
"""As many leads are looked at to tell one person how many an import brought; of more it is told that they are more."""


class Outcome(StrEnum):
    """What became of a row: a lead that is new, or begins anew after it was closed; one that was open already, which
    it completes; nothing."""

    CREATED = "created"
    KNOWN = "known"
    REFUSED = "refused"


def batch(caller: PersonId, line: LineId, file: str) -> str:
    """The id of an import: the same for all parts of a file, and for the same file again."""
    return ulid(0, f"import:{caller}:{line}:{file}")


def cause(batch_id: str, *said: str) -> str:
    """What a row is known by in its lead's history. It is what the row says, wherever it stands: so the same row of the
    same file is the same whenever it comes, also among rows that were corrected."""
    return f"{batch_id}.{ulid(0, json.dumps([batch_id, *said]))}"


def outcome(lead: Lead, row: str) -> Outcome:
    """What became of a row by its cause, be it now or when it first came."""
    came = any(event.cause == row and event.what is Happened.CAME for event in lead.history)
    return Outcome.CREATED if came else Outcome.KNOWN


def brought(leads: Iterable[Lead], line: LineId, batch_id: str) -> int:
    """How many of these leads an import brought."""
    return sum(lead.line == line and _began_by(lead, batch_id) for lead in leads)


def _began_by(lead: Lead, batch_id: str) -> bool:
    """By its latest beginning: one that was closed may have come back by another way."""
    begun = [event.cause for event in lead.history if event.what is Happened.CAME]
    return bool(begun) and begun[-1].startswith(f"{batch_id}.")
