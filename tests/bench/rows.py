"""What the bench tells: one row for each thing measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """`good` None: nothing is demanded of it."""

    what: str
    measured: str
    goal: str = ""
    good: bool | None = None


def printed(rows: list[Row]) -> str:
    """The rows as a table of plain text."""
    marks = {None: "", True: "ok", False: "MISSED"}
    cells = [("what", "measured", "goal", "")] + [(r.what, r.measured, r.goal, marks[r.good]) for r in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(4)]
    lines = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def in_turn(measures: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """What each measure gave, round by round: what slows the machine slows all of a round alike."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            found[name].append(measure())
    return found


def ratio(of: Sequence[float], to: Sequence[float]) -> float:
    """The median of the rounds' own ratios."""
    return median(one / other for one, other in zip(of, to, strict=True))
