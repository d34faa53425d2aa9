"""How far a broadcast is: its recipients counted, by what became of their text and why (O3, T6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.core.broadcasts import Recipient
from chalicelib.core.messages import Status


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is. The parts sum up to `recipients` (O3); `until` is when the first of `waiting` may go."""

    recipients: int
    queued: int
    waiting: int
    sending: int
    sent: int
    delivered: int
    failed: int
    refused: int
    cancelled: int = 0
    until: datetime | None = None

    @property
    def open(self) -> int:
        return self.queued + self.waiting + self.sending


_PART = {
    Status.QUEUED: "queued",
    Status.SENDING: "sending",
    Status.ACCEPTED: "sent",
    Status.SENT: "sent",
    Status.DELIVERED: "delivered",
    Status.SUPPRESSED: "refused",
    Status.CANCELLED: "cancelled",
}
_PARTS = ("queued", "waiting", "sending", "sent", "delivered", "failed", "refused", "cancelled")
_AWAITED = ("queued", "waiting", "sending", "sent")


@dataclass(frozen=True, slots=True)
class Tally:
    """Recipients counted: by part of Progress, those refused by code, those failed by the provider's error.

    Failures without an error of the provider's stand under 0. `reasons` has, for each code, what one was told. `until`
    is when the first of those who wait may go.
    """

    parts: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    until: datetime | None = None

    @property
    def progress(self) -> Progress:
        parts = {name: self.parts.get(name, 0) for name in _PARTS}
        return Progress(recipients=sum(parts.values()), until=self.until, **parts)

    @property
    def awaited(self) -> int:
        """Of so many the fate was not known yet when they were counted.

        Of who was still to be texted as well: a count whose successor was lost in a crash says so for ever.
        """
        return sum(self.parts.get(part, 0) for part in _AWAITED)


def tally(recipients: Iterable[Recipient]) -> Tally:
    """Counts while it reads: however many there are, it holds none of them."""
    parts: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    until: datetime | None = None
    for recipient in recipients:
        part = "waiting" if recipient.waits else _PART.get(recipient.status, "failed")
        parts[part] += 1
        if part == "refused":
            code = recipient.code or "other"
            refused[code] += 1
            reasons.setdefault(code, recipient.reason)
        if part == "failed":
            failed[str(recipient.error or 0)] += 1
        if recipient.waits and recipient.until:
            until = min(until or recipient.until, recipient.until)
    return Tally(dict(parts), dict(refused), dict(failed), reasons, until)


def summed(tallies: Iterable[Tally]) -> Tally:
    """Of several partitions one."""
    known = list(tallies)
    parts: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    for one in known:
        parts.update(one.parts)
        refused.update(one.refused)
        failed.update(one.failed)
        reasons = {**one.reasons, **reasons}
    until = min((one.until for one in known if one.until), default=None)
    return Tally(dict(parts), dict(refused), dict(failed), reasons, until)


def progress(recipients: Iterable[Recipient]) -> Progress:
    return tally(recipients).progress
