"""Which function asked AWS for what: calls counted per invocation, and each as the grant that allows it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from chalicelib.core import media
from infrastructure.grants import MEDIA_USES
from tests.harness import aws
from tests.harness.wire import FUNCTION, WIRE, Call, Effect
from tests.harness.world import World

_NOUNS = {name: noun for noun, name in aws.TABLES.items()}
_READS = frozenset({"GetItem", "BatchGetItem", "Query"})
_WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"})
_OTHERS = {
    "secrets-manager.GetSecretValue": "secret:read",
    "sns.Publish": "topic:publish",
    "sesv2.SendEmail": "mail:send",
}
_MADE_OF_SECRET = (
    "_secret",
    "ids",
    "webhooks",
    "cursors",
    "conversations",
    "contacts",
    "broadcasts",
    "opt_ins",
    "attachments",
)


class UnknownCall(Exception):
    """A call that no grant is known for: add it, or do without it."""


class Recorder:
    """A wrapper about each call. `calls` are the names of AWS calls by invocation, `grants` what each function used."""

    def __init__(self) -> None:
        self.calls: dict[tuple[int, str], list[str]] = defaultdict(list)
        self.grants: dict[str, set[str]] = defaultdict(set)

    def __call__(self, call: Call, effect: Effect) -> Any:
        function = FUNCTION.get()
        if not function or not call.aws:
            return effect()
        if call.name.endswith(".Scan"):
            raise UnknownCall(f"{function} scans")
        self.calls[WIRE.invocations, function].append(call.name)
        self.grants[function].update(_grants(call))
        return effect()

    def signed(self, action: str, key: str) -> None:
        self.grants[FUNCTION.get()].add(_of_bucket(action, key))

    def of(self, function: str) -> list[list[str]]:
        """The calls of each invocation of a function, in order."""
        return [names for (_, name), names in sorted(self.calls.items()) if name == function]

    @property
    def total(self) -> int:
        return sum(map(len, self.calls.values()))


def forget_the_secret(world: World) -> None:
    """What is built of the secret is built again when it is next touched, as in a cold function."""
    for part in _MADE_OF_SECRET:
        world.wiring.__dict__.pop(part, None)


def _grants(call: Call) -> Iterator[str]:
    if call.name in _OTHERS:
        yield _OTHERS[call.name]
        return
    service, _, operation = call.name.partition(".")
    if service == "s3":
        yield from _in_bucket(operation, call)
        return
    asked: Mapping[str, Any] = json.loads(call.body)
    if service == "sqs" and operation in ("SendMessage", "SendMessageBatch"):
        yield f"queue:{asked['QueueUrl'].rpartition('/')[2].removeprefix(aws.PREFIX)}:send"
    elif service == "dynamodb" and operation in _READS | _WRITES:
        kind = "read" if operation in _READS else "write"
        yield from (f"{_NOUNS[table]}:{kind}" for table in _tables(operation, asked))
    else:
        raise UnknownCall(call.name)


def _in_bucket(operation: str, call: Call) -> Iterator[str]:
    """A copy also reads its source, which stands in the part of the bucket that comes before."""
    key = unquote(urlsplit(call.url).path).lstrip("/").removeprefix(f"{aws.BUCKET}/")
    yield _of_bucket("GetObject" if operation == "GetObject" else "PutObject", key)
    if operation == "CopyObject":
        yield _of_bucket("GetObject", media.UPLOADS if key.startswith(media.KEPT) else media.KEPT)


def _of_bucket(action: str, key: str) -> str:
    for use, (known, prefix) in MEDIA_USES.items():
        if known == f"s3:{action}" and key.startswith(prefix):
            return f"media:{use}"
    raise UnknownCall(f"s3.{action} of {key}")


def _tables(operation: str, asked: Mapping[str, Any]) -> Iterator[str]:
    if operation == "TransactWriteItems":
        yield from (written["TableName"] for action in asked["TransactItems"] for written in action.values())
    elif operation.startswith("Batch"):
        yield from asked["RequestItems"]
    else:
        yield asked["TableName"]
