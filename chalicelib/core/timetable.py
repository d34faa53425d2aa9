"""When the texts of a broadcast would go: by the line's rate and daily cap, by legal hours, and before its end.

An estimate, as whatever else goes from the line takes its time and its room as well; and of texts of several lengths
that do not all fit into a day another may go than is said here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from heapq import heapify, heappop, heappush

from chalicelib.core import caps, pacing
from chalicelib.core.brand import Brand
from chalicelib.core.broadcasts import UNSENT, Halt
from chalicelib.core.lines import Line
from chalicelib.core.outbound import Refuse, Wait
from chalicelib.core.places import Place
from chalicelib.core.quiet import quiet
from chalicelib.core.selection import in_time

AHEAD = timedelta(days=31)
"""What would go later is told for what it waits first."""
ROWS = 50
_CUT_OFF = Refuse(*UNSENT[Halt.EXPIRED])


@dataclass(frozen=True, slots=True)
class Limits:
    """What limits a broadcast that begins at `begins` and may go before `end`; `spent` is what the line has spent of
    the cap of the day on which it begins, in segments."""

    line: Line
    begins: datetime
    end: datetime | None = None
    spent: int = 0
    brand: Brand = field(default_factory=Brand)


@dataclass(frozen=True, slots=True)
class Text:
    """One that is to go; `wait` is what it waits for by itself. `length` counts for the cap, `weight` for the rate."""

    length: int
    weight: int
    place: Place
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many who wait alike: until when, in whose zone, and why in the words of one of them."""

    until: datetime
    zone: str
    code: str
    reason: str
    recipients: int


def placed(texts: Sequence[Text], limits: Limits, scale: float = 1) -> list[Wait | Refuse | None]:
    """What each is told in the end, in the given order: why it waits, why it never goes, or None: it goes at once.

    Of a sample each stands for `scale` texts. How long a line is held nobody knows: its texts stay where they are.
    """
    walk = _Walk(limits, scale)
    told: list[Wait | Refuse | None] = [text.wait for text in texts]
    turns = [
        (text.wait.until if text.wait else limits.begins, number)
        for number, text in enumerate(texts)
        if text.wait is None or text.wait.zone
    ]
    heapify(turns)
    while turns:
        moment, number = heappop(turns)
        later = walk.step(texts[number], moment)
        if later is None:
            continue
        why, moment = later
        told[number] = why
        if isinstance(why, Wait):
            heappush(turns, (moment, number))
    return told


class _Walk:
    """Along the line's time, text by text, each where the one before it ends or later."""

    def __init__(self, limits: Limits, scale: float) -> None:
        self._limits = limits
        self._scale = scale
        self._free = limits.begins
        self._day = caps.day_of(limits.line, limits.brand, limits.begins)
        self._spent: float = limits.spent
        self._quiet = cache(quiet)

    def step(self, text: Text, moment: datetime) -> tuple[Wait | Refuse, datetime] | None:
        """Where it cannot go: why, and when it may at the earliest."""
        limits, line = self._limits, self._limits.line
        at = max(moment, self._free)
        if limits.end is not None and at >= limits.end:
            return _CUT_OFF, at
        if at > limits.begins + AHEAD:
            return None
        shut = self._quiet(text.place, at) if at > moment else None
        if shut is not None:
            return in_time(Wait(shut.until, "quiet_hours", "CN-10", shut.sentence, shut.zone), limits.end), shut.until
        if not self._fits(text, at):
            opens = self._quiet(text.place, self._day.ends)
            return in_time(caps.over(line, self._day), limits.end), opens.until if opens else self._day.ends
        self._spent += text.length * self._scale
        self._free = at + pacing.takes(round(text.weight * self._scale), line.rate)
        return None

    def _fits(self, text: Text, at: datetime) -> bool:
        """The day's first one goes, however long it is."""
        cap = self._limits.line.daily_cap
        if cap is None:
            return True
        if at >= self._day.ends:
            self._day, self._spent = caps.day_of(self._limits.line, self._limits.brand, at), 0
        return not self._spent or self._spent + text.length * self._scale <= cap


def rows(waits: Sequence[Wait], scale: float = 1) -> list[Waiting]:
    """Those who wait alike to the minute, the earliest first; of very many the last row has the rest, in no zone."""
    alike: dict[tuple[datetime, str, str], tuple[str, int]] = {}
    for wait in waits:
        key = to_the_minute(wait.until), wait.zone, wait.code
        reason, count = alike.get(key, (wait.sentence, 0))
        alike[key] = reason, count + 1
    found = [Waiting(*key, reason, round(count * scale)) for key, (reason, count) in sorted(alike.items())]
    if len(found) <= ROWS:
        return found
    rest = found[ROWS - 1 :]
    total = sum(one.recipients for one in rest)
    return [*found[: ROWS - 1], Waiting(rest[0].until, "", "others", "They wait for moments after those.", total)]


def to_the_minute(moment: datetime) -> datetime:
    """The next full one: nothing is told to go before it may."""
    full = moment.replace(second=0, microsecond=0)
    return full if full == moment else full + timedelta(minutes=1)
