"""The stage's queues: how much waits in each, and in its dead-letter queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from infrastructure.commands.stage import Stage
from infrastructure.functions import WORKERS
from infrastructure.naming import dead_id, queue_id

_Depth = Literal[
    "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"
]
_DEPTHS: tuple[_Depth, ...] = get_args(_Depth)


@dataclass(frozen=True, slots=True)
class QueueState:
    """`waiting` jobs are seen or being worked on; `dead` ones were given up on. `url` and `dead_url` are SQS's."""

    noun: str
    url: str
    dead_url: str
    waiting: int
    dead: int


def nouns() -> list[str]:
    """Every queue that a worker reads."""
    return [worker.queue for worker in WORKERS if worker.queue]


def state(stage: Stage, noun: str) -> QueueState:
    url, dead = stage.part(queue_id(noun)).id, stage.part(dead_id(noun)).id
    return QueueState(noun, url, dead, _depth(stage, url), _depth(stage, dead))


def _depth(stage: Stage, url: str) -> int:
    found = stage.cloud.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(_DEPTHS))["Attributes"]
    return sum(int(found.get(name) or "0") for name in _DEPTHS)
