"""What Lambda's pollers and EventBridge do: hand jobs to the real workers, and call those of the schedule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from random import Random
from typing import Any

from moto.sqs.models import Message

from infrastructure.functions import WORKERS, Worker
from tests.harness import aws
from tests.harness.wire import Died, running

Hands = Callable[[str, dict[str, Any]], dict[str, Any] | None]
ROUNDS = 50
QUEUED = [worker for worker in WORKERS if worker.queue]


def drain(moment: Callable[[], None], shuffle: Random | None, *, duplicate: bool) -> int:
    """Gives out jobs until no queue has a visible one; how many were done."""
    done = 0
    for _ in range(ROUNDS):
        before = done
        for worker in QUEUED:
            done += _batch(worker, moment, shuffle, duplicate=duplicate)
        if done == before and not any(_visible(worker) for worker in QUEUED):
            return done
    return done


def batch(noun: str) -> None:
    """One batch of one queue."""
    (worker,) = (worker for worker in QUEUED if worker.queue == noun)
    _batch(worker, lambda: None, None, duplicate=False)


def scheduled(name: str) -> None:
    """One call by the schedule; a fault in it is EventBridge's to see, not the caller's."""
    event = {
        "version": "0",
        "id": "event",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": aws.ACCOUNT,
        "time": "2026-03-02T15:00:00Z",
        "region": aws.REGION,
        "resources": [],
        "detail": {},
    }
    invoke(name, event)


def here(name: str, event: dict[str, Any]) -> dict[str, Any] | None:
    """The worker's answer, which runs in this process; None where it died or raised."""
    try:
        with running(name):
            answer: dict[str, Any] | None = _handler(name)(event, None)
    except (Died, Exception):
        return None
    return answer if answer is not None else {}


_hands: list[Hands] = [here]


def invoke(name: str, event: dict[str, Any]) -> dict[str, Any] | None:
    return _hands[-1](name, event)


@contextmanager
def by(hands: Hands) -> Iterator[None]:
    """Within it `hands` run the workers."""
    _hands.append(hands)
    try:
        yield
    finally:
        _hands.pop()


def _batch(worker: Worker, moment: Callable[[], None], shuffle: Random | None, *, duplicate: bool) -> int:
    jobs = aws.receive(worker.queue, worker.batch)
    if shuffle is not None:
        shuffle.shuffle(jobs)
    if not jobs:
        return 0
    moment()
    event = event_of(worker.queue, jobs)
    answer = invoke(worker.name, event)
    if duplicate:
        moment()
        invoke(worker.name, event)
    if answer is None:
        return 0
    failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
    finished = [job for job in jobs if job.id not in failed]
    for job in finished:
        aws.delete(worker.queue, job)
    return len(finished)


def _visible(worker: Worker) -> bool:
    return any(job.visible and not job.delayed for job in aws.waiting(worker.queue))


def event_of(noun: str, jobs: list[Message]) -> dict[str, Any]:
    """What Lambda gives the worker of a queue."""
    arn = f"arn:aws:sqs:{aws.REGION}:{aws.ACCOUNT}:{aws.PREFIX}{noun}"
    records = [
        {
            "messageId": job.id,
            "receiptHandle": job.receipt_handle,
            "body": job.body,
            "attributes": {"ApproximateReceiveCount": str(job.approximate_receive_count)},
            "messageAttributes": {},
            "md5OfBody": job.body_md5,
            "eventSource": "aws:sqs",
            "eventSourceARN": arn,
            "awsRegion": aws.REGION,
        }
        for job in jobs
    ]
    return {"Records": records}


@cache
def _handler(name: str) -> Callable[[dict[str, Any], Any], Any]:
    """The worker as Lambda calls it: the module's function, wrapped by Chalice."""
    handler: Callable[[dict[str, Any], Any], Any] = getattr(import_module(f"chalicelib.workers.{name}"), name)
    return handler
