"""Asking again until something is so: soon at first, then less and less often."""

from __future__ import annotations

import time
from collections.abc import Iterator

FIRST, GROWTH = 0.2, 1.5


def turns(most: float) -> Iterator[None]:
    """Yields at once, then after pauses that grow up to `most` seconds."""
    pause = FIRST
    while True:
        yield
        time.sleep(pause)
        pause = min(most, pause * GROWTH)
