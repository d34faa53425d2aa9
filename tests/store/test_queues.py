"""What a queue does not take is told as Busy, in whatever way it says so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.core import effects
from chalicelib.core.effects import Queue
from chalicelib.core.errors import Busy
from chalicelib.core.ids import ContactId, LineId, MessageId, thread_of
from chalicelib.store.queues import SqsQueues
from tests.store.given import NOW

EFFECT = effects.alert(thread_of(LineId("l1"), ContactId("c1")), MessageId("m1"), NOW)


class Sqs:
    """Answers as it is told, or raises it."""

    def __init__(self, answer: dict[str, Any] | Exception) -> None:
        self.asked: list[dict[str, Any]] = []
        self._answer = answer

    def send_message_batch(self, **asked: Any) -> dict[str, Any]:
        self.asked.append(asked)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def queues(sqs: Any) -> SqsQueues:
    return SqsQueues(sqs, {Queue.ALERT: "https://example.com/alert"})


def test_ten_jobs_go_in_one_call() -> None:
    sqs = Sqs({"Successful": []})
    queues(sqs).put([EFFECT] * 11)
    assert [len(asked["Entries"]) for asked in sqs.asked] == [10, 1]
    assert json.loads(sqs.asked[0]["Entries"][0]["MessageBody"]) == EFFECT.job


@pytest.mark.parametrize(
    "answer",
    [
        {"Failed": [{"Id": "0"}]},
        ClientError({"Error": {"Code": "ThrottlingException", "Message": "x"}}, "SendMessageBatch"),
        EndpointConnectionError(endpoint_url="https://example.com"),
    ],
)
def test_a_queue_that_takes_nothing_is_busy(answer: dict[str, Any] | Exception) -> None:
    with pytest.raises(Busy, match="queue"):
        queues(Sqs(answer)).put([EFFECT])
