from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from infrastructure.functions import WORKERS
from infrastructure.local.pumps import Pump

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

ALERT = replace(next(worker for worker in WORKERS if worker.name == "alert"), timeout=30)


@pytest.fixture
def client() -> Iterator[SQSClient]:
    with mock_aws():
        yield boto3.client("sqs", region_name="us-east-1")


class Worker:
    """Wants the jobs named in `again` once more; breaks if told to."""

    def __init__(self, again: tuple[str, ...] = (), *, breaks: bool = False) -> None:
        self.jobs: list[str] = []
        self._again = again
        self._breaks = breaks

    def __call__(self, event: dict[str, Any], _: object) -> dict[str, Any]:
        if self._breaks:
            raise RuntimeError("broken")
        records = event["Records"]
        self.jobs += [json.loads(record["body"]) for record in records]
        failed = [record["messageId"] for record in records if json.loads(record["body"]) in self._again]
        return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}


def queue_with(client: SQSClient, *jobs: str) -> str:
    url = client.create_queue(QueueName="alert")["QueueUrl"]
    for job in jobs:
        client.send_message(QueueUrl=url, MessageBody=json.dumps(job))
    return url


def left(client: SQSClient, url: str) -> int:
    names: Any = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = client.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(number) for number in found.values())


def test_jobs_that_are_done_leave_the_queue(client: SQSClient) -> None:
    url = queue_with(client, "one", "two")
    worker = Worker()
    assert Pump(ALERT, worker, client, url, threading.Event()).once() == 2
    assert sorted(worker.jobs) == ["one", "two"]
    assert left(client, url) == 0


def test_only_the_jobs_a_worker_wants_again_stay(client: SQSClient) -> None:
    url = queue_with(client, "one", "two", "three")
    Pump(ALERT, Worker(again=("two",)), client, url, threading.Event()).once()
    assert left(client, url) == 1


def test_a_worker_that_breaks_loses_no_job(client: SQSClient) -> None:
    url = queue_with(client, "one", "two")
    Pump(ALERT, Worker(breaks=True), client, url, threading.Event()).once()
    assert left(client, url) == 2


def test_an_empty_queue_calls_nobody(client: SQSClient) -> None:
    worker = Worker(breaks=True)
    assert Pump(ALERT, worker, client, queue_with(client), threading.Event()).once() == 0
