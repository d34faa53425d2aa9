"""What Lambda does around a worker: takes jobs off its queue, calls it, and takes away those that it has done."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from infrastructure.functions import Worker
from infrastructure.local.context import LambdaContext

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

Handler = Callable[[dict[str, Any], LambdaContext], Any]

WAIT_SECONDS = 5
PAUSE_SECONDS = 1.0
AT_ONCE = 3
"""Invocations of one worker side by side, at most: this is a laptop."""

log = logging.getLogger(__name__)


class Pump:
    """Drives one worker from the queue at `url`, from threads of its own, until `stopping` is set."""

    def __init__(
        self, worker: Worker, handler: Handler, client: SQSClient, url: str, stopping: threading.Event
    ) -> None:
        self._worker = worker
        self._handler = handler
        self._client = client
        self._url = url
        self._stopping = stopping

    def start(self) -> None:
        """Begins to pump, as many times side by side as the worker may run."""
        for number in range(min(self._worker.concurrency or 1, AT_ONCE)):
            threading.Thread(target=self._run, name=f"{self._worker.name}-{number}", daemon=True).start()

    def once(self, wait: int = 0) -> int:
        """Takes one batch through; how many jobs it had."""
        answer = self._client.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=self._worker.batch,
            WaitTimeSeconds=wait,
            # The queue's own is six times as long, for Lambda's sake. Here a job that a killed run held is soon back.
            VisibilityTimeout=self._worker.timeout,
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        messages = answer.get("Messages", [])
        if messages:
            failed = self._failed(messages)
            self._delete([message for message in messages if message["MessageId"] not in failed])
        return len(messages)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.once(WAIT_SECONDS)
            except (BotoCoreError, ClientError) as fault:
                if not self._stopping.is_set():
                    log.warning("%s: its queue does not answer: %s", self._worker.name, fault)
                    self._stopping.wait(PAUSE_SECONDS)

    def _failed(self, messages: Sequence[MessageTypeDef]) -> set[str]:
        """The ids of those that the worker wants again: all, if it broke."""
        event = {"Records": [_record(message, self._worker.queue) for message in messages]}
        try:
            answer: Mapping[str, Any] = self._handler(event, LambdaContext(self._worker.name, str(uuid.uuid4()))) or {}
        except Exception:
            log.exception("the worker %s broke", self._worker.name)
            return {message["MessageId"] for message in messages}
        return {failure["itemIdentifier"] for failure in answer.get("batchItemFailures", [])}

    def _delete(self, messages: Sequence[MessageTypeDef]) -> None:
        if messages:
            entries: Any = [{"Id": str(n), "ReceiptHandle": m["ReceiptHandle"]} for n, m in enumerate(messages)]
            self._client.delete_message_batch(QueueUrl=self._url, Entries=entries)


def _record(message: MessageTypeDef, queue: str) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:us-east-1:000000000000:{queue}",
        "awsRegion": "us-east-1",
    }
