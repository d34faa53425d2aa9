"""Turns the symbols of `functions.py` into IAM statements: actions by name, resources by name, never a wildcard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pynamodb.models import Model

from chalicelib.core.media import KEPT, LENT, UPLOADS
from infrastructure.buckets import MEDIA
from infrastructure.naming import queue_id
from infrastructure.resources import SECRET, TOPIC
from infrastructure.tables import index_names, table_id

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
MEDIA_USES = {
    "show": ("s3:GetObject", KEPT),
    "keep": ("s3:PutObject", KEPT),
    "upload": ("s3:PutObject", UPLOADS),
    "take": ("s3:GetObject", UPLOADS),
    "lend": ("s3:PutObject", LENT),
}
"""Each an action on one part of the bucket. Who signs a link or a form needs the right that it gives away."""
OTHERS: dict[str, tuple[str, Statement]] = {
    "secret:read": ("secretsmanager:GetSecretValue", {"Fn::GetAtt": [SECRET, "Id"]}),
    "topic:publish": ("sns:Publish", {"Ref": TOPIC}),
    "mail:send": (
        "ses:SendEmail",
        {"Fn::Sub": "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailFrom}"},
    ),
}
LOG = ("logs:CreateLogStream", "logs:PutLogEvents")

TRACING: Statement = {
    "Effect": "Allow",
    "Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    "Resource": "*",
}
"""Where tracing is on. X-Ray knows no resources: IAM takes nothing but a wildcard here."""


class UnknownGrant(Exception):
    """A symbol that means nothing."""


def statements(grants: Iterable[str], models: Mapping[str, type[Model]]) -> list[Statement]:
    """One statement per symbol."""
    return [_statement(grant, models) for grant in grants]


def consuming(queue: str) -> Statement:
    """What Lambda needs to take jobs off a worker's queue for it."""
    return _allow(CONSUME, _arn(queue_id(queue)))


def logging_to(group: str) -> Statement:
    """Writing to the function's own log group, by logical id."""
    return _allow(LOG, _arn(group))


def _statement(grant: str, models: Mapping[str, type[Model]]) -> Statement:
    match grant.split(":"):
        case [noun, "read"] if noun in models:
            return _allow(READ, _arn(table_id(noun)), *_indexes(noun, models[noun]))
        case ["consent", "write"]:
            return _allow(APPEND, _arn(table_id("consent")))
        case [noun, "write"] if noun in models:
            return _allow(WRITE, _arn(table_id(noun)))
        case ["queue", noun, "send"]:
            return _allow(("sqs:SendMessage",), _arn(queue_id(noun)))
        case ["media", use] if use in MEDIA_USES:
            action, prefix = MEDIA_USES[use]
            return _allow((action,), {"Fn::Sub": f"${{{MEDIA}.Arn}}/{prefix}*"})
    if grant not in OTHERS:
        raise UnknownGrant(grant)
    action, resource = OTHERS[grant]
    return _allow((action,), resource)


def _indexes(noun: str, model: type[Model]) -> list[Statement]:
    return [{"Fn::Sub": f"${{{table_id(noun)}.Arn}}/index/{name}"} for name in index_names(model)]


def _arn(logical_id: str) -> Statement:
    return {"Fn::GetAtt": [logical_id, "Arn"]}


def _allow(actions: Iterable[str], *resources: Statement) -> Statement:
    return {"Effect": "Allow", "Action": list(actions), "Resource": list(resources)}
