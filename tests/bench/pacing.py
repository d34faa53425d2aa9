"""A million recipients over fifty lines, minute by minute in virtual time: what the planner makes of them (O6).

`.venv/bin/python -m tests.bench.pacing` prints how long it takes in virtual and in real time, the fastest that any line
was in any second, what lay ahead of a reply at most, how often anybody was handed out, and the memory it took.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from chalicelib.core import pacing
from chalicelib.core.ids import BroadcastId, ContactId
from chalicelib.core.pacing import Batch

LINES, RATE, SHORT_CODE = 50, 3, 100
RECIPIENTS = 1_000_000
BEGIN = datetime(2026, 3, 2, 15, tzinfo=UTC)


class Line:
    """One line with its broadcasts, whose batches are made as they are asked for."""

    def __init__(self, rate: int, recipients: int, broadcasts: int, name: str) -> None:
        self.rate = rate
        self.promised: datetime | None = None
        each = [recipients // broadcasts + (place < recipients % broadcasts) for place in range(broadcasts)]
        self.queues = [_batches(f"{name}.{place}", count, rate) for place, count in enumerate(each)]
        self.sent = 0
        self.ahead = timedelta()
        self.until = BEGIN

    def look(self, now: datetime) -> int:
        """Recipients that were handed out now."""
        before = max(self.promised or now, now)
        plan = pacing.plan(self.queues, self.rate, self.promised, now)
        segments = sum(slot.batch.segments for slot in plan.slots)
        allowed = self.rate * (plan.until - before).total_seconds() * pacing.SHARE + 0.01
        if segments > allowed or any(slot.at < before for slot in plan.slots):
            raise AssertionError("a line was given more than it takes")
        if plan.slots:
            self.promised = plan.until
            self.ahead = max(self.ahead, plan.until - now)
            self.until = plan.until
        count = sum(len(slot.batch.contacts) for slot in plan.slots)
        self.sent += count
        return count


def _batches(name: str, recipients: int, rate: int) -> Iterator[Batch]:
    """Made page by page, as the listing does; one text in ten has two segments."""
    chance = Random(name)
    for start in range(0, recipients, pacing.BATCH * 2):
        page = range(start, min(start + pacing.BATCH * 2, recipients))
        lengths = {ContactId(f"{name}.{number}"): 2 if chance.random() < 0.1 else 1 for number in page}
        yield from pacing.batches(BroadcastId(name), f"{start:07}", lengths, rate)


def simulate(lines: list[Line], recipients: int) -> timedelta:
    """Until everybody was handed out; the schedule comes a few seconds early or late."""
    chance, now, left = Random(1), BEGIN, recipients
    while left:
        left -= sum(line.look(now) for line in lines)
        now += timedelta(seconds=60 + chance.uniform(-5, 5))
    return max(line.until for line in lines) - BEGIN


def main() -> None:
    """Prints one line a set-up."""
    for name, lines in (
        ("50 toll-free lines", [Line(RATE, RECIPIENTS // LINES, 2, f"t{number}") for number in range(LINES)]),
        ("one short code", [Line(SHORT_CODE, RECIPIENTS, 3, "s")]),
    ):
        began = time.process_time()
        took = simulate(lines, RECIPIENTS)
        spent = time.process_time() - began
        sent, ahead = sum(line.sent for line in lines), max(line.ahead for line in lines)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(
            f"{name}: {sent:,} recipients in {took.total_seconds() / 3600:.1f} h, {spent:.1f} s of CPU; "
            f"{ahead.total_seconds():.0f} s of a line promised at most; {most} MB\n"
        )


if __name__ == "__main__":
    main()
