"""Broadcasts from order to last receipt in virtual time, by the product's own flows, workers and adapters."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from chalicelib.core import effects
from chalicelib.core.brand import Brand
from chalicelib.core.errors import Busy
from chalicelib.core.ids import Ids
from chalicelib.flows import receipts
from chalicelib.store.cursors import Cursors
from chalicelib.store.database import Database
from chalicelib.store.queues import SqsQueues
from chalicelib.wiring import wiring
from tests.harness import schedule
from tests.harness.in_turn import in_turn
from tests.harness.wire import Died, running
from tests.simulation.bill import Bill
from tests.simulation.carrier import Carrier
from tests.simulation.people import Crowd, Post, settle_in
from tests.simulation.timeline import Queues, Timeline

BEGIN = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
"""A Monday; legal hours everywhere in the contiguous states."""
ID_KEY = "a key of ids for simulations"
MINUTE = timedelta(minutes=1)
LATE = 5.0
"""The schedule comes so many seconds early or late."""
LONGEST = timedelta(days=5)


@dataclass
class Game:
    """One run. `due` tells whether the schedule has anything to look at. `memory` is the most that the process had
    resident, in MB, up to so many texts: (texts, MB)."""

    lines: list[Post]
    crowd: Crowd
    database: Database
    bill: Bill
    time: Timeline
    due: Callable[[], bool]
    twice: float = 0.0
    memory: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ids = Ids(ID_KEY.encode())
        self.queues = Queues(self.time, self.bill, self.twice)
        rates = {post.number: post.rate for post in self.lines}
        self.carrier = Carrier(self.crowd, rates, self.time.clock, self._told)
        self.broadcasts = [post.broadcast(self.ids, self.time.now) for post in self.lines]
        self._chance = Random(f"schedule {self.lines[0].number}")
        self._seeds = 0

    def settle(self) -> None:
        """What is there before; it is on nobody's bill."""
        settle_in(wiring, self.lines, self.time.now)
        self.bill.clear()

    def order(self) -> None:
        """As POST /broadcasts does, for each line."""
        for broadcast in self.broadcasts:
            wiring.broadcasts.create(broadcast, None)
            wiring.queues.put([effects.fan_out(broadcast.id, 0)])
        self.bill.requests += len(self.broadcasts)
        self.time.at(self.time.now + MINUTE, self._tick)

    def play(self) -> None:
        """Until nothing is due any more."""
        end, every, look = self.time.now + LONGEST, max(1, self.crowd.size // 10), 0
        while self.time.step():
            if self.carrier.taken >= look:
                self.memory.append((self.carrier.taken, _resident()))
                look += every
            assert self.time.now < end, "it does not come to an end"
        self.memory.append((self.carrier.taken, _resident()))

    @contextmanager
    def wired(self) -> Iterator[None]:
        """Within it the product in this process is this game's."""
        before = dict(wiring.__dict__)
        wiring.__dict__.clear()
        wiring.__dict__.update(self._parts())
        try:
            yield
        finally:
            wiring.__dict__.clear()
            wiring.__dict__.update(before)

    def _parts(self) -> dict[str, Any]:
        cursors = Cursors(b"a key of cursors for simulations")
        client: Any = self.queues
        return {
            "_database": self.database,
            "cursors": cursors,
            "ids": self.ids,
            "first_brand": Brand(name="Brand"),
            "queues": SqsQueues(client, {queue: queue for queue in effects.Queue}),
            "provider": self.carrier,
            "now": self.time.clock,
            "fresh": self._fresh,
            "side_by_side": in_turn,
        }

    def _fresh(self) -> str:
        self._seeds += 1
        return f"{self._seeds:032x}"

    def _tick(self) -> None:
        self.bill.functions += 1
        schedule.scheduled("tick")
        if self._chance.random() < self.twice:
            schedule.scheduled("tick")
        if self.queues.open or self.due():
            self.time.at(self.time.now + MINUTE + timedelta(seconds=self._chance.uniform(-LATE, LATE)), self._tick)

    def _told(self, at: datetime, ref: str, provider_id: str, word: str) -> None:
        self.time.at(at, lambda: self._callback(ref, provider_id, word))

    def _callback(self, ref: str, provider_id: str, word: str) -> None:
        self.bill.functions += 1
        self.bill.requests += 1
        # The provider does not repeat a callback that was not answered well.
        with running("hooks_status"), suppress(Died, Busy):
            receipts.record(wiring, ref, provider_id, word, None, self.time.now)


def _resident() -> int:
    """In MB; where the system counts bytes it is Darwin."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)
