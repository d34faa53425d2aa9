"""A store in memory for flows that play a thing ten thousand times: the tables of tests/core/machine_world.py.

It guards versions as the real one does, and the day's count; tests/store shows that the real one does so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.effects import Effect
from chalicelib.core.ids import ContactId, Ids, LineId, thread_of
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.optin import Waiting
from chalicelib.core.threads import Thread
from chalicelib.flows.ports import House, SeenBefore, Snapshot, Stale
from tests.core import machine_world
from tests.core.builders import IDS


@dataclass
class Memory:
    """Fulfils the parts of flows.ports.House that an opt-in needs. `jobs` are what was put on queues."""

    lines: Sequence[Line]
    brand: Brand
    ids: Ids = IDS
    world: machine_world.World = field(default_factory=machine_world.World)
    asked: Counter[str] = field(default_factory=Counter)
    waiting: dict[str, Waiting] = field(default_factory=dict)
    jobs: list[Effect] = field(default_factory=list)

    @property
    def house(self) -> House:
        return cast("House", self)

    @property
    def conversations(self) -> Memory:
        return self

    @property
    def opt_ins(self) -> Memory:
        return self

    @property
    def queues(self) -> Memory:
        return self

    def load(self, *, line: LineId, contact: ContactId, **_: Any) -> Snapshot:
        return Snapshot(
            line=next((known for known in self.lines if known.id == line), None),
            thread=self.world.heads.get(thread_of(line, contact)),
            standing=self.world.standings.get(contact),
            contact=self.world.contacts.get(contact),
        )

    def now(self) -> datetime:
        return self.world.now

    def save(self, changes: Changes, now: datetime) -> None:
        self.world.now = now
        tally = changes.tally
        if tally is not None and self.asked[tally.day] != tally.so_far:
            raise Stale
        try:
            self.world.save(changes)
        except machine_world.Stale as fault:
            raise Stale from fault
        except machine_world.SeenBefore as fault:
            raise SeenBefore from fault
        if tally is not None:
            self.asked[tally.day] += 1

    def threads_of(self, contact: ContactId) -> list[Thread]:
        heads = (self.world.heads.get(thread_of(line.id, contact)) for line in self.lines)
        return [head for head in heads if head is not None]

    def relabel(self, thread: str, contact: Any, now: datetime) -> None:
        raise AssertionError("no form here tells more of a contact than its number")

    def asked_on(self, day: str) -> int:
        return self.asked[day]

    def keep(self, waiting: Waiting, now: datetime) -> None:
        self.waiting[waiting.id] = waiting

    def put(self, effects: Iterable[Effect]) -> None:
        self.jobs += effects

    def texts(self) -> list[Message]:
        """Requests to confirm that were saved to go at once."""
        return [message for message in self.world.messages.values() if message.opt_in]

    def of(self, messages: Iterable[Message], line: Line) -> list[datetime]:
        return [message.at for message in messages if message.sender == line.number]
