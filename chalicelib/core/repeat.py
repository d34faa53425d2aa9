"""When a broadcast comes again; the rule alone, which every item of one is read with. core.repeats reckons with it."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 500
"""So many times a rule may count."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Each week on `weekdays` (0: Monday), or each month on `day` (of a shorter month its last), at `time` (09:00) by
    the clock of `zone`. After the day `until` (ISO 8601) or `count` times in all it is over; 0 and empty: never.
    """

    weekdays: tuple[int, ...] = ()
    day: int = 0
    time: str = ""
    zone: str = ""
    until: str = ""
    count: int = 0
