"""Turns the symbols of `functions.py` into IAM statements: actions by name, resources by name, never a wildcard.

A symbol is the most that a function may be given; it gets the actions and indexes that it was seen to use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pynamodb.models import Model

from infrastructure.buckets import MEDIA
from infrastructure.naming import queue_id
from infrastructure.resources import SECRET, TOPIC
from infrastructure.rows import Function
from infrastructure.sign_in import POOL
from infrastructure.tables import index_names, table_id
from infrastructure.uses import Use, used

Statement = dict[str, Any]

READ = ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query")
WRITE = (
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
)
APPEND = ("dynamodb:PutItem",)
"""All that the ledger of consent is written by: no function may take an event away or change a part of one."""
CONSUME = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
LOG = ("logs:CreateLogStream", "logs:PutLogEvents")
PLATFORM = {
    LOG: "Lambda itself writes what a function says, with the function's role, to its own log group.",
    CONSUME: "Lambda's poller takes a worker's jobs off its own queue, with the worker's role.",
    ("xray:PutTraceSegments", "xray:PutTelemetryRecords"): "Lambda itself tells X-Ray, where an operator wants it.",
}
"""What no code of ours does, but Lambda in a function's name, and why. Everything else was seen to be used."""

OTHERS = {
    "secret:read": Use("secretsmanager:GetSecretValue", "secret"),
    "topic:publish": Use("sns:Publish", "topic"),
    "mail:send": Use("ses:SendEmail", "mail"),
}
PEOPLE_USES = {
    "invite": ("AdminCreateUser", "AdminGetUser"),
    "manage": (
        "AdminCreateUser",
        "AdminGetUser",
        "AdminDisableUser",
        "AdminEnableUser",
        "AdminUserGlobalSignOut",
    ),
}
"""Nothing that sets a password: whoever takes over such a function takes over nobody's account."""
MEDIA_USES = {
    "show": Use("s3:GetObject", "media/kept"),
    "keep": Use("s3:PutObject", "media/kept"),
    "upload": Use("s3:PutObject", "media/uploads"),
    "take": Use("s3:GetObject", "media/uploads"),
    "lend": Use("s3:PutObject", "media/m"),
    "lent": Use("s3:GetObject", "media/m"),
}
"""Each an action on one part of the bucket. Who signs a link or a form needs the right that it gives away."""

TRACING: Statement = {
    "Effect": "Allow",
    "Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    "Resource": "*",
}
"""Where tracing is on. X-Ray knows no resources: IAM takes nothing but a wildcard here."""


class UnknownGrant(Exception):
    """A symbol that means nothing, or that is not what its function does."""


def statements(row: Function, models: Mapping[str, type[Model]]) -> list[Statement]:
    """What the row's symbols and what its function was seen to do (`uses.py`) have in common; UnknownGrant where a
    symbol is of no use, or a use has no symbol."""
    needed, given = used().get(row.name, frozenset()), set[Use]()
    found: list[Statement] = []
    for grant in row.grants:
        uses = allowed(grant, models) & needed
        if not uses:
            raise UnknownGrant(f"{row.name} is granted {grant} and was never seen to use it: make grants")
        found += _narrowed(uses)
        given |= uses
    if needed - given:
        told = ", ".join(f"{action} on {place}" for action, place in sorted(needed - given))
        raise UnknownGrant(f"{row.name} does {told}, which its row in functions.py does not grant")
    return found


def allowed(grant: str, models: Mapping[str, type[Model]]) -> frozenset[Use]:
    """All that a symbol can stand for; UnknownGrant for one that means nothing."""
    match grant.split(":"):
        case [noun, "read"] if noun in models:
            indexes = {Use("dynamodb:Query", f"{noun}/{index}") for index in index_names(models[noun])}
            return frozenset({Use(action, noun) for action in READ} | indexes)
        case ["consent", "write"]:
            return frozenset(Use(action, "consent") for action in APPEND)
        case [noun, "write"] if noun in models:
            return frozenset(Use(action, noun) for action in WRITE)
        case ["queue", noun, "send"]:
            return frozenset({Use("sqs:SendMessage", f"queue:{noun}")})
        case ["people", use] if use in PEOPLE_USES:
            return frozenset(Use(f"cognito-idp:{action}", "people") for action in PEOPLE_USES[use])
        case ["media", use] if use in MEDIA_USES:
            return frozenset({MEDIA_USES[use]})
    if grant not in OTHERS:
        raise UnknownGrant(grant)
    return frozenset({OTHERS[grant]})


def arn(place: str) -> Statement:
    """A place of `uses.py` as CloudFormation says it."""
    match place.replace(":", "/").split("/"):
        case ["secret"]:
            return {"Fn::GetAtt": [SECRET, "Id"]}
        case ["topic"]:
            return {"Ref": TOPIC}
        case ["people"]:
            return _arn(POOL)
        case ["mail"]:
            return {"Fn::Sub": "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailFrom}"}
        case ["queue", noun]:
            return _arn(queue_id(noun))
        case ["media", part]:
            # S3 names objects by how their keys begin.
            return {"Fn::Sub": f"${{{MEDIA}.Arn}}/{part}/*"}
        case [noun, index]:
            return {"Fn::Sub": f"${{{table_id(noun)}.Arn}}/index/{index}"}
    return _arn(table_id(place))


def consuming(queue: str) -> Statement:
    """What Lambda needs to take jobs off a worker's queue for it."""
    return _allow(CONSUME, _arn(queue_id(queue)))


def logging_to(group: str) -> Statement:
    """Writing to the function's own log group, by logical id."""
    return _allow(LOG, _arn(group))


def _narrowed(uses: Iterable[Use]) -> list[Statement]:
    """One statement for all actions that are done to the same places."""
    places: dict[str, list[str]] = {}
    for action, place in sorted(uses):
        places.setdefault(action, []).append(place)
    alike: dict[tuple[str, ...], list[str]] = {}
    for action, done_to in places.items():
        alike.setdefault(tuple(done_to), []).append(action)
    return [_allow(actions, *map(arn, done_to)) for done_to, actions in alike.items()]


def _arn(logical_id: str) -> Statement:
    return {"Fn::GetAtt": [logical_id, "Arn"]}


def _allow(actions: Iterable[str], *resources: Statement) -> Statement:
    return {"Effect": "Allow", "Action": list(actions), "Resource": list(resources)}
