"""Whether the time of the opt-in form tells if a number is known: pairs in one run, and a permutation test."""

from __future__ import annotations

import contextlib
import io
import logging
import time
from collections.abc import Sequence
from random import Random
from statistics import median

from tests.bench.rows import Row
from tests.harness import brand
from tests.harness.world import World

PAIRS, SHUFFLES = 2000, 1000
LIKELY = 0.01
"""Below it the medians differ by more than chance."""


def measure() -> list[Row]:
    known, unknown = timed(PAIRS)
    p = likelihood(known, unknown, SHUFFLES)
    ratio = median(known) / median(unknown)
    what = f"the form's time for a known to an unknown number, {PAIRS} pairs"
    return [Row(what, f"{ratio:.3f}, p = {p:.3f}", f"p > {LIKELY}", p > LIKELY)]


def timed(pairs: int) -> tuple[list[float], list[float]]:
    """CPU seconds of posts by somebody with Yes, and by a stranger; who comes first is mixed."""
    chance = Random(1)
    found: dict[str, list[float]] = {brand.HANDSETS[0]: [], brand.STRANGER: []}
    logging.disable()
    with World(brand.form) as world, contextlib.redirect_stdout(io.StringIO()):
        for place in range(pairs):
            for phone in chance.sample(list(found), 2):
                begun = time.process_time()
                answer = world.api(None, "POST", "/forms/club", {"phone": phone, "agree": True})
                found[phone].append(time.process_time() - begun)
                assert answer.status == 202
            world.advance(1)
            if place % 50 == 0:
                world.drain()
    logging.disable(logging.NOTSET)
    return found[brand.HANDSETS[0]], found[brand.STRANGER]


def likelihood(one: Sequence[float], other: Sequence[float], shuffles: int) -> float:
    """How often pairs that are swapped by chance differ as much in their medians: the p of a permutation test."""
    chance, seen = Random(2), abs(median(one) - median(other))
    as_far = 0
    for _ in range(shuffles):
        swaps = [chance.random() < 0.5 for _ in one]
        left = [b if swap else a for a, b, swap in zip(one, other, swaps, strict=True)]
        right = [a if swap else b for a, b, swap in zip(one, other, swaps, strict=True)]
        as_far += abs(median(left) - median(right)) >= seen
    return (as_far + 1) / (shuffles + 1)
