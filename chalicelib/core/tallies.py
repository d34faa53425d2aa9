"""How far a broadcast is: its recipients counted, by what became of their text and why (O3, T6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
_BILLED = frozenset({Status.ACCEPTED, Status.SENT, Status.DELIVERED, Status.UNDELIVERED})
"""What the provider took; a text that its carrier then gave up is billed all the same."""


@dataclass(frozen=True, slots=True)
class Waits:
    """So many recipients who wait by one rule; `reason` is what the first of them to go was told, `until` its moment.

    The rule tells caps apart: of a state's law CN-10, of the line LN-6.
    """

    code: str
    rule: str
    reason: str
    until: datetime
    recipients: int = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """Recipients counted: by part of Progress, those refused by code, those failed by the provider's error.

    Failures without an error of the provider's stand under 0. `reasons` has, for each code, what one was told. `until`
    is when the first of those who wait may go, `waits` what they wait for, most first. `segments` is what the texts
    that went are billed as (with files: messages), None where nobody measured them.
    """

    parts: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    until: datetime | None = None
    waits: Sequence[Waits] = ()
    segments: int | None = None

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


def tally(recipients: Iterable[Recipient], length: Callable[[Recipient], int] | None = None) -> Tally:
    """Counts while it reads: however many there are, it holds none of them. `length` tells how long a text is."""
    parts: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    waits: dict[tuple[str, str], Waits] = {}
    segments = 0
    for recipient in recipients:
        part = "waiting" if recipient.waits else _PART.get(recipient.status, "failed")
        parts[part] += 1
        if length is not None and recipient.status in _BILLED:
            segments += length(recipient)
        if part == "refused":
            code = recipient.code or "other"
            refused[code] += 1
            reasons.setdefault(code, recipient.reason)
        if part == "failed":
            failed[str(recipient.error or 0)] += 1
        if recipient.waits and recipient.until:
            _wait(waits, Waits(recipient.code, recipient.rule, recipient.reason, recipient.until))
    return replace(_told(parts, refused, failed, reasons, waits), segments=None if length is None else segments)


def summed(tallies: Iterable[Tally]) -> Tally:
    """Of several partitions one."""
    known = list(tallies)
    parts: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    waits: dict[tuple[str, str], Waits] = {}
    for one in known:
        parts.update(one.parts)
        refused.update(one.refused)
        failed.update(one.failed)
        reasons = {**one.reasons, **reasons}
        for wait in one.waits:
            _wait(waits, wait)
    # One that was counted by a version which did not tell the waits apart still says when the first goes.
    until = min((one.until for one in known if one.until), default=None)
    lengths = [one.segments for one in known if one.segments is not None]
    # A sum of which a part is not known is not known.
    segments = sum(lengths) if len(lengths) == len(known) else None
    return replace(_told(parts, refused, failed, reasons, waits), until=until, segments=segments)


def _wait(waits: dict[tuple[str, str], Waits], more: Waits) -> None:
    known = waits.get((more.code, more.rule))
    if known is None:
        waits[more.code, more.rule] = more
        return
    first = more if more.until < known.until else known
    waits[more.code, more.rule] = replace(first, recipients=known.recipients + more.recipients)


def _told(
    parts: Mapping[str, int],
    refused: Mapping[str, int],
    failed: Mapping[str, int],
    reasons: Mapping[str, str],
    waits: Mapping[tuple[str, str], Waits],
) -> Tally:
    told = sorted(waits.values(), key=lambda one: (-one.recipients, one.code, one.rule))
    until = min((one.until for one in told), default=None)
    return Tally(dict(parts), dict(refused), dict(failed), reasons, until, tuple(told))


def progress(recipients: Iterable[Recipient]) -> Progress:
    return tally(recipients).progress
