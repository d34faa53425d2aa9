"""What a broadcast would do: counted recipient by recipient, by the verdicts that are spoken when it goes (SD-6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from math import ceil

from chalicelib.core import pacing, segments
from chalicelib.core.contacts import Contact
from chalicelib.core.outbound import Refuse, Verdict, Wait
from chalicelib.core.places import Place
from chalicelib.core.segments import Encoding, Segments
from chalicelib.core.selection import SKIPPED
from chalicelib.core.timetable import Limits, Text, Waiting, placed, rows

NAMED = 50
MOST_LACKING = 5
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
class Sample:
    """The text as one recipient gets it."""

    contact: Contact
    body: str
    segments: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a broadcast would do if it went now.

    `recipients` sums up those who get it, now or later, the refused and the skipped; `left_out` are none of them.
    `refusals` names some of the refused. `worst` is the longest of the texts that go, `average` and `total` are in
    segments, `special` counts the texts that are not in GSM-7 (none where files go along). `seconds` is how long the
    line needs at its rate. `judged` were looked at. `waits` are at most 50 rows, the earliest first. `empty` are the
    fields without a value, each with what stands in for it and for how many, most first.
    """

    basis: Counting
    judged: int
    recipients: int
    refused: int
    skipped: int
    left_out: int
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
    empty: Sequence[tuple[str, str, int]] = ()


@dataclass(frozen=True, slots=True)
class _Written:
    """A text that may go, to whom, and how long it is."""

    contact: Contact
    body: str
    counted: Segments
    text: Text


@dataclass(slots=True)
class Tally:
    """Counts while an audience is walked through; of those who get it, it keeps how long their texts are and what they
    wait for, to tell in the end when each goes.

    `files` go with each text. `left_out` were in the audience, had its writer not named them.
    """

    limits: Limits
    files: int = 0
    judged: int = 0
    left_out: int = 0
    refused: dict[str, Why] = field(default_factory=dict)
    texts: list[_Written] = field(default_factory=list)
    refusals: list[tuple[Contact, Refuse]] = field(default_factory=list)
    empty: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(
        self, contact: Contact, body: str, verdict: Verdict, place: Place, empty: Iterable[tuple[str, str]] = ()
    ) -> None:
        """One recipient, its text, what was said of it, where it is, and the fields of which nothing is known."""
        self.judged += 1
        if isinstance(verdict, Refuse):
            self._refuse(contact, verdict)
            return
        self.empty.update(set(empty))
        counted = self._counted(body)
        weight = pacing.weight(counted.segments, self.limits.line, self.files)
        text = Text(counted.segments, weight, place, verdict if isinstance(verdict, Wait) else None)
        self.texts.append(_Written(contact, body, counted, text))

    def estimate(self, body: str, scale: float = 1, basis: Counting = Counting.EXACT) -> Estimate:
        """The figures, times `scale` where only a part was walked through; `body` is the text before merging. To be
        asked once, when all were added."""
        told = placed([one.text for one in self.texts], self.limits, scale)
        going = []
        for one, said in zip(self.texts, told, strict=True):
            if isinstance(said, Refuse):
                self._refuse(one.contact, said)
            else:
                going.append(one)
        longest = max(going, key=lambda one: (one.counted.segments, one.counted.units), default=None)

        def scaled(count: float) -> int:
            return round(count * scale)

        whys = [replace(why, recipients=scaled(why.recipients)) for why in self.refused.values()]
        whys.sort(key=lambda why: (-why.recipients, why.code))
        parts: Counter[bool] = Counter()
        for why in self.refused.values():
            parts[why.code in SKIPPED] += why.recipients
        length, busy = sum(one.text.length for one in going), sum(one.text.weight for one in going)
        return Estimate(
            basis=basis,
            judged=self.judged,
            recipients=scaled(self.judged),
            refused=scaled(parts[False]),
            skipped=scaled(parts[True]),
            left_out=scaled(self.left_out),
            reasons=[why for why in whys if why.code not in SKIPPED],
            skips=[why for why in whys if why.code in SKIPPED],
            refusals=self.refusals,
            waits=rows([said for said in told if isinstance(said, Wait)], scale),
            worst=longest.counted if longest else self._counted(body),
            average=round(length / len(going), 2) if going else 0,
            total=scaled(length),
            special=scaled(sum(one.counted.encoding is Encoding.UCS_2 for one in going)),
            seconds=ceil(pacing.takes(scaled(busy), self.limits.line.rate).total_seconds()),
            samples=_samples(longest, going),
            empty=[(*one, scaled(many)) for one, many in self.empty.most_common()],
        )

    def _counted(self, body: str) -> Segments:
        return segments.count(body, self.limits.line.kind, files=self.files)

    def _refuse(self, contact: Contact, why: Refuse) -> None:
        known = self.refused.get(why.code) or Why(why.code, why.sentence, why.rule, 0)
        self.refused[why.code] = replace(known, recipients=known.recipients + 1)
        if len(self.refusals) < NAMED and why.code not in SKIPPED:
            self.refusals.append((contact, why))


def shared(others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The warning that broadcasts to these `others` go from the same line: each gets the same share of its time."""
    if others:
        first = f"The message to “{others[0]}” goes" if len(others) == 1 else f"{len(others)} other messages go"
        share = f"one part in {len(others) + 1} of its time"
        yield "line_shared", f"{first} from this line just now. Meanwhile this one has {share}, and takes longer."


def lacking(empty: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, str]]:
    """The warnings of what is not known of some of them, and what they read in its place."""
    for name, fallback, many in islice(empty, MOST_LACKING):
        who = "1 person has" if many == 1 else f"{many:,} people have"
        said = f"“{fallback}” stands in for it" if fallback else "it is left out"
        yield "field_empty", f"{who} no {name.removeprefix('custom.').replace('_', ' ')}: {said}."


def _samples(longest: _Written | None, going: Sequence[_Written]) -> list[Sample]:
    """The longest text, and the first ones."""
    if longest is None:
        return []
    others = islice((one for one in going if one is not longest), SAMPLES - 1)
    return [Sample(one.contact, one.body, one.counted.segments) for one in (longest, *others)]
