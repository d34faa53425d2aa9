"""SQS: where effects become jobs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core.effects import Effect, Queue
from chalicelib.core.errors import Busy

if TYPE_CHECKING:
    from mypy_boto3_sqs.client import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

BATCH = 10
"""SQS takes ten messages a call."""


class SqsQueues:
    """`urls` are by queue name."""

    def __init__(self, client: SQSClient, urls: Mapping[str, str]) -> None:
        self._client = client
        self._urls = urls

    def put(self, effects: Iterable[Effect]) -> None:
        """One batched call per queue and ten jobs; Busy when SQS did not take every one."""
        by_queue: dict[Queue, list[Effect]] = defaultdict(list)
        for effect in effects:
            by_queue[effect.queue].append(effect)
        for queue, jobs in by_queue.items():
            for start in range(0, len(jobs), BATCH):
                self._put(queue, jobs[start : start + BATCH])

    def put_form(self, form: Mapping[str, str], received: datetime) -> None:
        """A webhook's form, word for word, for the worker `inbound`."""
        body = json.dumps({"form": dict(form), "received": received.isoformat()})
        self._client.send_message(QueueUrl=self._urls[Queue.INBOUND], MessageBody=body)

    def _put(self, queue: Queue, jobs: list[Effect]) -> None:
        entries: list[SendMessageBatchRequestEntryTypeDef] = [
            {"Id": str(place), "MessageBody": json.dumps(job.job), "DelaySeconds": job.delay}
            for place, job in enumerate(jobs)
        ]
        try:
            answer = self._client.send_message_batch(QueueUrl=self._urls[queue], Entries=entries)
        except (BotoCoreError, ClientError) as fault:
            raise Busy("queue_busy", "The queue takes nothing now.") from fault
        if answer.get("Failed"):
            raise Busy("queue_busy", "The queue did not take every job.")
