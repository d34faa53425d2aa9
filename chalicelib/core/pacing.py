"""How fast a line's texts go: what is handed out for the next minute, and to which of the line's broadcasts (O6).

The line is a bucket that leaks at its rate: `until` is the moment up to which its time is promised. Whoever hands out
work promises more of it, by one conditional write; so no two can promise the same second, however often they look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import heapify, heappop, heapreplace

from chalicelib.core.ids import BroadcastId, ContactId

SHARE = 0.9
"""Of its rate a line gives broadcasts this much. A provider sends a line's texts in the order in which it took them: in
the rest of each second a person's answer goes past a broadcast of a million, and no hour of them lies before it."""
AHEAD = timedelta(seconds=75)
"""So far ahead work is handed out: the minute until the schedule looks again, and what it may come late."""
LATE = timedelta(minutes=2)
"""A job that comes later than this after its moment does nothing: many of them at once would be too fast."""
BACK = timedelta(minutes=3)
"""So long after its moment work that was handed out, and not done, is handed out again; no job of it is alive then."""
BATCH = 25
"""Recipients of one job: a worker sends them side by side."""
BURST = 10
"""Seconds of its rate that a line may get at once: a batch has no more segments, if it has more than one recipient."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Recipients of a broadcast who are still to be texted. `segments` are those of all their texts together.

    `due` is when it may be handed out (again); None: it never was, and goes when the line has time for it.
    """

    broadcast: BroadcastId
    id: str
    contacts: tuple[ContactId, ...]
    segments: int
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A batch and the moment from which it may be sent."""

    batch: Batch
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """What is handed out now; the line's time is promised up to `until`."""

    slots: Sequence[Slot]
    until: datetime


def batches(
    broadcast: BroadcastId, name: str, lengths: Mapping[ContactId, int], rate: int, due: datetime | None = None
) -> Iterator[Batch]:
    """`lengths` are each recipient's segments; the ids of the batches begin with `name`."""
    most, total, number = max(rate, 1) * BURST, 0, 0
    held: list[ContactId] = []
    for contact, length in lengths.items():
        if held and (len(held) == BATCH or total + length > most):
            yield Batch(broadcast, f"{name}.{number:03}", tuple(held), total, due)
            held, total, number = [], 0, number + 1
        held.append(contact)
        total += length
    if held:
        yield Batch(broadcast, f"{name}.{number:03}", tuple(held), total, due)


def takes(segments: int, rate: int) -> timedelta:
    """How long a line of this rate (segments a second) is busy with them, as broadcasts may use it."""
    return timedelta(seconds=segments / (max(rate, 1) * SHARE))


def most_batches(rate: int) -> int:
    """So many batches a line has time for at most, as long as they are full ones."""
    return max(rate, 1) * AHEAD.seconds // BATCH + BATCH


def plan(waiting: Sequence[Iterable[Batch]], rate: int, promised: datetime | None, now: datetime) -> Plan:
    """Gives the line's free time until `now` + AHEAD to its broadcasts, whose batches are `waiting`.

    Next is always the broadcast that has had the fewest segments, so that all go on equally fast, and what one does not
    need is the others'.
    """
    at, end = max(now, promised or now), now + AHEAD
    queues = [iter(queue) for queue in waiting]
    turns = [(0, place) for place in range(len(queues))]
    heapify(turns)
    slots: list[Slot] = []
    while turns and at < end:
        had, place = turns[0]
        batch = next(queues[place], None)
        if batch is None:
            heappop(turns)
            continue
        slots.append(Slot(batch, at))
        at += takes(batch.segments, rate)
        heapreplace(turns, (had + batch.segments, place))
    return Plan(slots, at)


def handed(slot: Slot) -> Batch:
    """The batch while a worker has it: it comes back by itself if nothing is heard of it."""
    return replace(slot.batch, due=slot.at + BACK)


def late(at: datetime, now: datetime) -> bool:
    """Whether a job came too long after its moment."""
    return now - at > LATE


def left(batch: Batch, again: Mapping[ContactId, datetime], lengths: Mapping[ContactId, int]) -> list[Batch]:
    """What is left of a batch that was worked at: `again` tells who is to be looked at again, and when."""
    moments = sorted(set(again.values()))
    found = []
    for number, moment in enumerate(moments):
        contacts = tuple(contact for contact in batch.contacts if again.get(contact) == moment)
        name = batch.id if number == 0 else f"{batch.id}-{number}"
        total = sum(lengths[contact] for contact in contacts)
        found.append(Batch(batch.broadcast, name, contacts, total, moment))
    return found
