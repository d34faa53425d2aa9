"""What the one door says of a text (core.outbound)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.core.consent import Consent


class Kind(StrEnum):
    """What sort of text it is; the rules differ by it."""

    MANUAL = "manual"
    BROADCAST = "broadcast"
    CONFIRMATION = "confirmation"
    ANSWER = "answer"
    WELCOME = "welcome"
    AWAY = "away"
    STAFF = "staff"
    CODE = "code"
    RELAY = "relay"


@dataclass(frozen=True, slots=True)
class Send:
    """It may go. `consent` and `stopped` are what the claim demands still to be so, and that nothing froze meanwhile.

    `warning` tells the writer what speaks against it, where that is the writer's own decision (SD-13).
    """

    basis: str
    consent: Consent | None = None
    stopped: bool = False
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """It may go by itself at `until`, which clocks in `zone` tell (empty: the line waits, wherever the contact is)."""

    until: datetime
    code: str
    rule: str
    sentence: str = "This text must wait."
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Refuse:
    code: str
    sentence: str
    rule: str


Verdict = Send | Wait | Refuse
