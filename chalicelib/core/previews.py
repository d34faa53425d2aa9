"""What a broadcast would do: counted recipient by recipient, by the verdicts that are spoken when it goes (SD-6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.core import segments
from chalicelib.core.contacts import Contact
from chalicelib.core.lines import Line
from chalicelib.core.outbound import Refuse, Verdict, Wait
from chalicelib.core.segments import Encoding, Segments
from chalicelib.core.selection import SKIPPED

NAMED = 50
SAMPLES = 3


class Counting(StrEnum):
    """`EXACT`: everybody was counted. `SAMPLE`: some were, and the figures are scaled up. `AT_LEAST`: some were, and
    how many more there are nobody knows; the figures are of those."""

    EXACT = "exact"
    SAMPLE = "sample"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Why:
    """So many who do not get it for one reason, in the words told to the first of them."""

    code: str
    reason: str
    rule: str
    recipients: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many who wait alike: until when, in whose zone, and why in the words of one of them."""

    until: datetime
    zone: str
    code: str
    reason: str
    recipients: int


@dataclass(frozen=True, slots=True)
class Sample:
    """The text as one recipient gets it."""

    contact: Contact
    body: str
    segments: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a broadcast would do if it went now.

    `recipients` sums up those who get it, now or later, the refused and the skipped. `refusals` names some of the
    refused. `worst` is the longest of the texts that go, `average` and `total` are in segments, `special` counts the
    texts that are not in GSM-7. `seconds` is how long the line needs at its rate. `judged` were looked at.
    """

    basis: Counting
    judged: int
    recipients: int
    refused: int
    skipped: int
    reasons: Sequence[Why]
    skips: Sequence[Why]
    refusals: Sequence[tuple[Contact, Refuse]]
    waits: Sequence[Waiting]
    worst: Segments
    average: float
    total: int
    special: int
    seconds: int
    samples: Sequence[Sample]


@dataclass(slots=True)
class Tally:
    """Counts while an audience is walked through; what it keeps does not grow with the audience."""

    line: Line
    judged: int = 0
    total: int = 0
    special: int = 0
    refused: dict[str, Why] = field(default_factory=dict)
    waits: dict[tuple[datetime, str, str], Waiting] = field(default_factory=dict)
    refusals: list[tuple[Contact, Refuse]] = field(default_factory=list)
    worst: Segments | None = None
    longest: Sample | None = None
    others: list[Sample] = field(default_factory=list)

    def add(self, contact: Contact, body: str, verdict: Verdict) -> None:
        """One recipient, its text and what was said of it."""
        self.judged += 1
        if isinstance(verdict, Refuse):
            self._refuse(contact, verdict)
            return
        if isinstance(verdict, Wait):
            alike = verdict.until, verdict.zone, verdict.code
            known = self.waits.get(alike) or Waiting(*alike, verdict.sentence, 0)
            self.waits[alike] = replace(known, recipients=known.recipients + 1)
        self._measure(contact, body)

    def estimate(self, body: str, scale: float = 1, basis: Counting = Counting.EXACT) -> Estimate:
        """The figures, times `scale` where only a part was walked through; `body` is the text before merging."""

        def scaled(count: float) -> int:
            return round(count * scale)

        whys = [replace(why, recipients=scaled(why.recipients)) for why in self.refused.values()]
        whys.sort(key=lambda why: (-why.recipients, why.code))
        parts: Counter[bool] = Counter()
        for why in self.refused.values():
            parts[why.code in SKIPPED] += why.recipients
        reached = self.judged - parts.total()
        total = scaled(self.total)
        return Estimate(
            basis=basis,
            judged=self.judged,
            recipients=scaled(self.judged),
            refused=scaled(parts[False]),
            skipped=scaled(parts[True]),
            reasons=[why for why in whys if why.code not in SKIPPED],
            skips=[why for why in whys if why.code in SKIPPED],
            refusals=self.refusals,
            waits=[
                replace(self.waits[alike], recipients=scaled(self.waits[alike].recipients))
                for alike in sorted(self.waits)
            ],
            worst=self.worst or segments.count(body, self.line.kind),
            average=round(self.total / reached, 2) if reached else 0,
            total=total,
            special=scaled(self.special),
            seconds=-(-total // max(self.line.rate, 1)),
            samples=[*([self.longest] if self.longest else []), *self.others],
        )

    def _refuse(self, contact: Contact, why: Refuse) -> None:
        known = self.refused.get(why.code) or Why(why.code, why.sentence, why.rule, 0)
        self.refused[why.code] = replace(known, recipients=known.recipients + 1)
        if len(self.refusals) < NAMED and why.code not in SKIPPED:
            self.refusals.append((contact, why))

    def _measure(self, contact: Contact, body: str) -> None:
        counted = segments.count(body, self.line.kind)
        self.total += counted.segments
        self.special += counted.encoding is Encoding.UCS_2
        sample: Sample | None = Sample(contact, body, counted.segments)
        if self.worst is None or (counted.segments, counted.units) > (self.worst.segments, self.worst.units):
            self.worst, self.longest, sample = counted, sample, self.longest
        if sample is not None and len(self.others) < SAMPLES - 1:
            self.others.append(sample)
