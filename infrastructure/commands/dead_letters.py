"""Jobs that nobody could do: looked at without showing what is in them, and put back into their queue."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from infrastructure.commands.cloud import Cloud

BATCH = 10
LOOK_SECONDS = 120
"""How long a job that was looked at stays hidden, if we are stopped before it is shown again."""
MOVE_SECONDS = 60
_KINDS = {"form": "incoming text", "broadcast": "page of a broadcast's audience", "round": "page of a recapture"}
"""Jobs that name no kind are told by the key they have."""

Message = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """`kinds`: how many of each. `oldest`: when the first of them was put on its queue; None where there is none."""

    kinds: Mapping[str, int]
    oldest: datetime | None

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


def look(cloud: Cloud, url: str, depth: int) -> Look:
    """Counts the jobs of a dead-letter queue, about `depth` of them, and leaves it as it was."""
    seen: dict[str, Message] = {}
    for batch in _batches(cloud, url, LOOK_SECONDS):
        known = len(seen)
        seen.update((message["MessageId"], message) for message in batch)
        if len(seen) in (known, depth):
            break
    _show_again(cloud, url, list(seen.values()))
    sent = [int(message["Attributes"]["SentTimestamp"]) for message in seen.values()]
    kinds = Counter(kind(message["Body"]) for message in seen.values())
    return Look(dict(kinds), datetime.fromtimestamp(min(sent) / 1000, UTC) if sent else None)


def move(cloud: Cloud, source: str, target: str, most: int) -> int:
    """How many jobs went from `source` to `target`: each is put there before it is taken away here.

    Stopped in between, a job is in both: every job may be done twice without harm.
    """
    moved = 0
    for batch in _batches(cloud, source, MOVE_SECONDS):
        put = _put(cloud, target, batch)
        _take(cloud, source, put)
        moved += len(put)
        if not put or moved >= most:
            break
    return moved


def kind(body: str) -> str:
    """What a job is, in words, from its keys alone."""
    try:
        job = json.loads(body)
    except ValueError:
        return "unreadable"
    if not isinstance(job, dict):
        return "unreadable"
    if isinstance(job.get("kind"), str):
        return str(job["kind"])
    return next((word for key, word in _KINDS.items() if key in job), "unknown")


def _batches(cloud: Cloud, url: str, hidden: int) -> Iterator[list[Message]]:
    """Ten at a time, each hidden for so many seconds, until none comes."""
    while True:
        answer = cloud.sqs.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=BATCH,
            VisibilityTimeout=hidden,
            WaitTimeSeconds=1,
            AttributeNames=["SentTimestamp"],
            MessageAttributeNames=["All"],
        )
        found: list[Any] = answer.get("Messages", [])
        if not found:
            return
        yield found


def _show_again(cloud: Cloud, url: str, messages: list[Message]) -> None:
    for start in range(0, len(messages), BATCH):
        entries: Any = [
            {"Id": str(place), "ReceiptHandle": message["ReceiptHandle"], "VisibilityTimeout": 0}
            for place, message in enumerate(messages[start : start + BATCH])
        ]
        cloud.sqs.change_message_visibility_batch(QueueUrl=url, Entries=entries)


def _put(cloud: Cloud, url: str, batch: list[Message]) -> list[Message]:
    """Those that the queue took."""
    entries: Any = [
        {
            "Id": str(place),
            "MessageBody": message["Body"],
            "MessageAttributes": _attributes(message.get("MessageAttributes", {})),
        }
        for place, message in enumerate(batch)
    ]
    answer = cloud.sqs.send_message_batch(QueueUrl=url, Entries=entries)
    return [batch[int(one["Id"])] for one in answer.get("Successful", [])]


def _take(cloud: Cloud, url: str, batch: list[Message]) -> None:
    entries: Any = [
        {"Id": str(place), "ReceiptHandle": message["ReceiptHandle"]} for place, message in enumerate(batch)
    ]
    if entries:
        cloud.sqs.delete_message_batch(QueueUrl=url, Entries=entries)


def _attributes(found: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """As they may be sent again: without the empty lists that a received one has."""
    return {
        name: {key: value for key, value in one.items() if key in ("DataType", "StringValue", "BinaryValue")}
        for name, one in found.items()
    }
