"""How fast a line's texts go: what is handed out for the next minute, and to which of the line's broadcasts (O6).

The line is a bucket that leaks at its rate: `until` is the moment up to which its time is promised. Whoever hands out
work promises more of it, by one conditional write; so no two can promise the same second, however often they look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import heapify, heappop, heapreplace

from chalicelib.core.ids import BroadcastId, ContactId
from chalicelib.core.lines import Line, LineKind

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
MMS_A_SECOND = {LineKind.LOCAL: 1, LineKind.TOLL_FREE: 3}
"""So many the provider takes of one number on to the carriers, whatever its rate for texts is; short codes have no such
limit: Twilio, "MMS Account Rate Limits" and "Toll-Free SMS and MMS messaging throughput"."""
BURST = 10
"""Seconds of its rate that a line may get at once: a batch has no more segments, if it has more than one recipient."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Recipients of a broadcast who are still to be texted. `segments` is what all their texts together take of the
    line's time (`weight`).

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
    """What is handed out now; the line's time is promised up to `until`. `had` is what each broadcast has had then, in
    order; None: it has no more to be handed out."""

    slots: Sequence[Slot]
    until: datetime
    had: Sequence[int | None] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a line is. `until` is up to when its time is promised; `had` has those of its broadcasts that waited for
    more of it then: how many segments each has had, above the one that had the fewest."""

    until: datetime | None = None
    had: Mapping[BroadcastId, int] = field(default_factory=dict)


def batches(
    broadcast: BroadcastId, name: str, lengths: Mapping[ContactId, int], rate: int, due: datetime | None = None
) -> Iterator[Batch]:
    """`lengths` is what each recipient's text takes; the ids of the batches begin with `name`."""
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


def weight(length: int, line: Line, files: int) -> int:
    """What a text of so many segments takes of its line's time, in segments; with files it may take longer."""
    most = MMS_A_SECOND.get(line.kind) if files else None
    return length if most is None else max(length, -(-line.rate // most))


def takes(segments: int, rate: int) -> timedelta:
    """How long a line of this rate (segments a second) is busy with them, as broadcasts may use it."""
    return timedelta(seconds=segments / (max(rate, 1) * SHARE))


def most_batches(rate: int) -> int:
    """So many batches a line has time for at most, as long as they are full ones."""
    return max(rate, 1) * AHEAD.seconds // BATCH + BATCH


def plan(
    waiting: Sequence[Iterable[Batch]],
    rate: int,
    promised: datetime | None,
    now: datetime,
    had: Sequence[int] | None = None,
) -> Plan:
    """Gives the line's free time until `now` + AHEAD to its broadcasts, whose batches are `waiting`.

    Next is always the broadcast that has had the fewest segments, so that all go on equally fast, and what one does not
    need is the others'. `had` is what each has had before: where a line's time is given away as it becomes free there
    is room for a single batch each time, and whoever is asked first would always get it.
    """
    at, end = max(now, promised or now), now + AHEAD
    queues = [iter(queue) for queue in waiting]
    turns = [(before, place) for place, before in enumerate(had or [0] * len(queues))]
    heapify(turns)
    slots: list[Slot] = []
    while turns and at < end:
        so_far, place = turns[0]
        batch = next(queues[place], None)
        if batch is None:
            heappop(turns)
            continue
        slots.append(Slot(batch, at))
        at += takes(batch.segments, rate)
        heapreplace(turns, (so_far + batch.segments, place))
    left = {place: so_far for so_far, place in turns}
    return Plan(slots, at, [left.get(place) for place in range(len(queues))])


def level(had: Mapping[BroadcastId, int]) -> dict[BroadcastId, int]:
    """Above the one that had the fewest: so a broadcast that is not named begins where that one is."""
    least = min(had.values(), default=0)
    return {broadcast: segments - least for broadcast, segments in had.items()}


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
