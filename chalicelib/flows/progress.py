"""How far a broadcast is, for who looks at it."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core.broadcasts import Broadcast, spread
from chalicelib.core.tallies import Tally, summed, tally
from chalicelib.flows.ports import House


def counted(house: House, broadcast: Broadcast) -> tuple[Tally, datetime | None]:
    """A small broadcast is counted as it is; a large one was counted a while ago."""
    if spread(broadcast.id) == 1:
        return tally(house.broadcasts.all_recipients(broadcast.id)), None
    counts = house.broadcasts.counts(broadcast.id)
    return summed(one for one, _ in counts.values()), min((at for _, at in counts.values()), default=broadcast.at)
