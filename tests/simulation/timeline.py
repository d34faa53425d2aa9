"""Virtual time: what happens next, and the queues, whose workers are so many at once and take a while for each job."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush, heapreplace
from random import Random
from typing import Any

from infrastructure.functions import WORKERS
from tests.harness import schedule
from tests.harness.wire import WIRE, Call
from tests.simulation.bill import Bill

SECONDS = {"fan_out": 0.15, "recipients": 0.4}
"""What a job takes in AWS, about: 50 rows written eight at a time; 25 texts side by side."""
OTHERS, A_READ = 0.1, 0.0003
"""A count takes as long as it reads: a page of a megabyte, 256 units, comes in 80 ms."""
SIMULATED = {worker.queue: worker for worker in WORKERS if worker.queue in ("deliver", "fan_out")}
"""Whose jobs are done. An alert, to the author of a broadcast, is one in all and has nothing to do with it."""
PUT = "sqs.SendMessageBatch"
MILLISECOND = timedelta(milliseconds=1)

Happens = Callable[[], None]


class Timeline:
    """What is to happen, in order. `now` is in whole milliseconds, as the store keeps moments."""

    def __init__(self, begin: datetime) -> None:
        self.now = begin
        self._waiting: list[tuple[float, int, Happens]] = []
        self._count = 0

    @property
    def second(self) -> int:
        return int(self.now.timestamp())

    def clock(self) -> datetime:
        return self.now

    def at(self, moment: datetime, happens: Happens) -> None:
        self._count += 1
        heappush(self._waiting, (max(moment, self.now).timestamp(), self._count, happens))

    def step(self) -> bool:
        """Does what is next; False where nothing is."""
        if not self._waiting:
            return False
        moment, _, happens = heappop(self._waiting)
        at = datetime.fromtimestamp(moment, UTC)
        self.now = max(self.now, at.replace(microsecond=at.microsecond // 1000 * 1000))
        happens()
        return True


class Queues:
    """SQS and Lambda's pollers: fulfils what SqsQueues asks of its client. `twice` of all jobs come twice."""

    def __init__(self, time: Timeline, bill: Bill, twice: float = 0.0) -> None:
        self._time, self._bill, self._twice = time, bill, twice
        self._free = {queue: [0.0] * (worker.concurrency or 1) for queue, worker in SIMULATED.items()}
        self._chance = Random(3)
        self._busy = timedelta()
        self.open = 0
        self.repeated = self.failed = 0

    def send_message_batch(self, QueueUrl: str, Entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:  # noqa: N803
        """What a worker puts comes after the work that it still does."""

        def put() -> dict[str, Any]:
            self._bill.calls[PUT] += 1
            self._bill.queue += 1
            for entry in Entries if QueueUrl in SIMULATED else ():
                moment = self._time.now + self._busy + timedelta(seconds=entry["DelaySeconds"])
                self._put(QueueUrl, entry["MessageBody"], moment)
            return {}

        answer: dict[str, Any] = WIRE.carry(Call(PUT), put)
        return answer

    def _put(self, queue: str, body: str, moment: datetime) -> None:
        self.open += 1
        self._time.at(moment, lambda: self._come(queue, body))
        if self._twice and self._chance.random() < self._twice:
            self.open += 1
            self.repeated += 1
            self._time.at(moment + timedelta(seconds=self._chance.uniform(0, 30)), lambda: self._come(queue, body))

    def _come(self, queue: str, body: str) -> None:
        """As soon as one of the workers is free."""
        free, now = self._free[queue], self._time.now.timestamp()
        if free[0] > now:
            self._time.at(datetime.fromtimestamp(free[0], UTC) + MILLISECOND, lambda: self._come(queue, body))
            return
        self._busy = timedelta(seconds=SECONDS.get(json.loads(body).get("kind", queue), OTHERS))
        before = self._bill.reads
        done = self._work(queue, body)
        heapreplace(free, now + self._busy.total_seconds() + (self._bill.reads - before) * A_READ)
        self._busy = timedelta()
        if done:
            self.open -= 1
        else:
            self.failed += 1
            later = timedelta(seconds=6 * SIMULATED[queue].timeout)
            self._time.at(self._time.now + later, lambda: self._come(queue, body))

    def _work(self, queue: str, body: str) -> bool:
        """Whether its worker, the real one, says that it is done."""
        self._bill.functions += 1
        answer = schedule.invoke(SIMULATED[queue].name, {"Records": [_record(queue, body)]})
        return answer is not None and not answer["batchItemFailures"]


def _record(queue: str, body: str) -> dict[str, Any]:
    return {
        "messageId": "job",
        "receiptHandle": "job",
        "body": body,
        "attributes": {},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:us-east-1:123456789012:{queue}",
        "awsRegion": "us-east-1",
    }
