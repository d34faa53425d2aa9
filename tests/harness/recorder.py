"""Which function asked AWS for what: calls counted per invocation, and each as the leave that it needs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from chalicelib.core import media
from infrastructure.uses import Use
from tests.harness import aws
from tests.harness.wire import FUNCTION, WIRE, Call, Effect

if TYPE_CHECKING:
    from tests.harness.world import World

_NOUNS = {name: noun for noun, name in aws.TABLES.items()}
_PLAIN = frozenset(
    {"GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "ConditionCheckItem"}
)
_IN_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
"""A transaction needs the leave for each of its parts, and none of its own (DynamoDB, IAM and transactions)."""

_SECRET = Use("secretsmanager:GetSecretValue", "secret")
_OTHERS = {
    "secrets-manager.GetSecretValue": _SECRET,
    "sns.Publish": Use("sns:Publish", "topic"),
    "sesv2.SendEmail": Use("ses:SendEmail", "mail"),
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
    "leads",
)
_KNOWN_FOR_A_WHILE = (*_MADE_OF_SECRET, "templates", "_brand")
"""What a process that just began does not know yet."""


class UnknownCall(Exception):
    """A call that no grant is known for: add it, or do without it."""


class Recorder:
    """A wrapper about each call. `calls` are the names of AWS calls by invocation, `uses` what each function did."""

    def __init__(self) -> None:
        self.calls: dict[tuple[int, str], list[str]] = defaultdict(list)
        self.uses: dict[str, set[Use]] = defaultdict(set)

    def __call__(self, call: Call, effect: Effect) -> Any:
        function = FUNCTION.get()
        if not function:
            return effect()
        self.uses[function].update(uses(call))
        if not call.aws:
            return effect()
        if call.name.endswith(".Scan"):
            raise UnknownCall(f"{function} scans")
        self.calls[WIRE.invocations, function].append(call.name)
        return effect()

    def signed(self, action: str, key: str) -> None:
        """A link or a form, which gives a right away and calls nobody."""
        self.uses[FUNCTION.get()].add(_on_file(action, key))

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


def forget_all(world: World) -> None:
    """As if the function that runs next began with a new process."""
    for part in _KNOWN_FOR_A_WHILE:
        world.wiring.__dict__.pop(part, None)


def uses(call: Call) -> Iterator[Use]:
    """What IAM looks at: each action and what it is done to. The provider and push services are called with what
    is in the secret."""
    if not call.aws:
        yield _SECRET
        return
    if call.name in _OTHERS:
        yield _OTHERS[call.name]
        return
    service, _, operation = call.name.partition(".")
    if service == "s3":
        yield from _in_bucket(operation, call)
        return
    asked: Mapping[str, Any] = json.loads(call.body)
    if service == "cognito-identity-provider":
        yield Use(f"cognito-idp:{operation}", "people")
    elif service == "sqs" and operation in ("SendMessage", "SendMessageBatch"):
        queue = asked["QueueUrl"].rpartition("/")[2].removeprefix(aws.PREFIX)
        yield Use("sqs:SendMessage", f"queue:{queue}")
    elif service == "dynamodb":
        for action, place in _items(operation, asked):
            yield Use(f"dynamodb:{action}", place)
    else:
        raise UnknownCall(call.name)


def _in_bucket(operation: str, call: Call) -> Iterator[Use]:
    """A copy also reads its source, which stands in the part of the bucket that comes before."""
    key = unquote(urlsplit(call.url).path).lstrip("/").removeprefix(f"{aws.BUCKET}/")
    yield _on_file("GetObject" if operation == "GetObject" else "PutObject", key)
    if operation == "CopyObject":
        yield _on_file("GetObject", media.UPLOADS if key.startswith(media.KEPT) else media.KEPT)


def _on_file(action: str, key: str) -> Use:
    return Use(f"s3:{action}", f"media/{key.partition('/')[0]}")


def _items(operation: str, asked: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each action, and its table or `table/index`."""
    if operation == "TransactWriteItems":
        parts = (part for item in asked["TransactItems"] for part in item.items())
        yield from ((_IN_TRANSACTION[kind], _NOUNS[written["TableName"]]) for kind, written in parts)
    elif operation not in _PLAIN:
        raise UnknownCall(f"dynamodb.{operation}")
    elif operation.startswith("Batch"):
        yield from ((operation, _NOUNS[table]) for table in asked["RequestItems"])
    else:
        index = f"/{asked['IndexName']}" if "IndexName" in asked else ""
        yield operation, _NOUNS[asked["TableName"]] + index
