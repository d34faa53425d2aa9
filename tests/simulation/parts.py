"""What is simulated: each part is played in a process of its own, as lines have nothing to do with each other."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Mapping

from tests.simulation.faults import Chance
from tests.simulation.people import posts
from tests.simulation.run import Outcome, played

SCALE = int(os.environ.get("SCALE", "1"))
"""Everything in so many times smaller, to try it."""
HALF, EACH, SHORT_CODE = 25, 12_000 // SCALE, 400_000 // SCALE
"""Twice so many toll-free lines with so many recipients, and a short code: they end at about the same time."""
FAULTY_EACH, FAULTY_SHORT_CODE = 5_000 // SCALE, 50_000 // SCALE
FAULTS, TWICE = 0.002, 0.005
"""Of so many calls each is hit, and of so many jobs each comes twice."""
FAST, FAST_RECIPIENTS = 150, 10_000


def first_half() -> Outcome:
    return played(posts(HALF, EACH, 0))


def second_half() -> Outcome:
    return played(posts(HALF, EACH, 0, first=HALF))


def short_code() -> Outcome:
    return played(posts(0, 0, SHORT_CODE))


def faulty() -> Outcome:
    """Twelve lines and the short code, with faults and repeats by chance."""
    return played(posts(12, FAULTY_EACH, FAULTY_SHORT_CODE), Chance(FAULTS), TWICE)


def fast() -> Outcome:
    """The broadcast whose hottest key is looked at (G14)."""
    return played(posts(0, 0, FAST_RECIPIENTS, FAST))


PARTS: Mapping[str, Callable[[], Outcome]] = {
    "lines 1-25": first_half,
    "lines 26-50": second_half,
    "short code": short_code,
    "faults": faulty,
    "fast": fast,
}


def part(name: str) -> tuple[str, Outcome]:
    """What came of it, with its name; nothing is logged meanwhile."""
    sys.stderr.write(f"playing {name} …\n")
    with contextlib.redirect_stdout(io.StringIO()):
        return name, PARTS[name]()
