"""How far a broadcast is, for who looks at it."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core.billed import lengths
from chalicelib.core.broadcasts import Broadcast, spread
from chalicelib.core.lines import Line
from chalicelib.core.tallies import Tally, summed, tally
from chalicelib.flows.ports import House


def counted(house: House, broadcast: Broadcast, line: Line) -> tuple[Tally, datetime | None, bool]:
    """A small broadcast is counted as it is; a large one was counted at that moment.

    With it whether all were counted: before each partition was, and that since the last of them was listed, nobody
    knows that none is open.
    """
    if spread(broadcast.id) == 1:
        return tally(house.broadcasts.all_recipients(broadcast.id), lengths(broadcast, line.kind)), None, True
    counts = house.broadcasts.counts(broadcast.id)
    since = min((at for _, at in counts.values()), default=broadcast.at)
    whole = len(counts) == spread(broadcast.id) and since >= (broadcast.listed or broadcast.at)
    return summed(one for one, _ in counts.values()), since, whole
