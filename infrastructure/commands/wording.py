"""Changes of a stack in words a person can judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from infrastructure.commands.changes import HOLDS, Act, Change, losses
from infrastructure.commands.terminal import counted

_NOUNS = {
    "AWS::ApiGateway::Account": "leave for API Gateway to log",
    "AWS::ApiGateway::RestApi": "API",
    "AWS::ApiGateway::Stage": "stage of the API",
    "AWS::CloudFront::Distribution": "front (CloudFront)",
    "AWS::CloudFront::Function": "function at the front",
    "AWS::CloudFront::OriginAccessControl": "right of the front to read",
    "AWS::CloudFront::ResponseHeadersPolicy": "set of headers",
    "AWS::CloudWatch::Dashboard": "page of charts",
    "AWS::ApiGateway::Deployment": "snapshot of the API",
    "AWS::CloudFormation::Stack": "stack inside",
    "AWS::CloudWatch::Alarm": "alarm",
    "AWS::Cognito::UserPool": "user pool",
    "AWS::Cognito::UserPoolClient": "sign-in client",
    "AWS::Cognito::UserPoolGroup": "role of people",
    "AWS::DynamoDB::Table": "table",
    "AWS::Events::Rule": "schedule",
    "AWS::IAM::Role": "right to act",
    "AWS::Lambda::EventSourceMapping": "queue reader",
    "AWS::Lambda::Function": "function",
    "AWS::Lambda::LayerVersion": "library layer",
    "AWS::Lambda::Permission": "right to call",
    "AWS::Logs::LogGroup": "log",
    "AWS::S3::Bucket": "bucket",
    "AWS::SES::EmailIdentity": "sender of mail",
    "AWS::Route53::RecordSet": "name record",
    "AWS::SNS::Topic": "topic",
    "AWS::SQS::Queue": "queue",
    "AWS::SecretsManager::Secret": "secret",
    "AWS::WAFv2::WebACL": "firewall",
    "AWS::WAFv2::WebACLAssociation": "place of the firewall",
}
_PLURALS = {
    "function at the front": "functions at the front",
    "page of charts": "pages of charts",
    "stack inside": "stacks inside",
    "set of headers": "sets of headers",
    "stage of the API": "stages of the API",
    "API": "APIs",
    "right to act": "rights to act",
    "right to call": "rights to call",
    "role of people": "roles of people",
    "sender of mail": "senders of mail",
    "snapshot of the API": "snapshots of the API",
}
MOST_NAMES = 6


def noun(kind: str) -> str:
    """AWS::DynamoDB::Table → table; a kind without a word of ours gives its own: CodeSigningConfig → code signing …"""
    return _NOUNS.get(kind) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.rpartition("::")[2]).lower()


def plan(changes: Sequence[Change]) -> list[str]:
    """One line per act and kind; what holds data is named in full, of the rest a few."""
    lines = []
    for act in Act:
        kinds = dict.fromkeys(change.kind for change in changes if change.act is act)
        for kind in sorted(kinds, key=lambda kind: (kind not in HOLDS, noun(kind))):
            found = [change for change in changes if change.act is act and change.kind == kind]
            lines.append(f"  {act:<9} {_counted(len(found), noun(kind))}: {_names(found, everything=kind in HOLDS)}")
    return lines


def warnings(changes: Sequence[Change]) -> list[str]:
    """A line for each resource whose data would be lost."""
    return [f"  ! {noun(change.kind)} {change.name} would be {_fate(change)}" for change in losses(changes)]


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Settings of the stack that change."""
    changed = [name for name in after if name in before and before[name] != after[name]]
    return [f"  setting   {name}: {before[name] or '(empty)'} → {after[name] or '(empty)'}" for name in changed]


def _fate(change: Change) -> str:
    match change.act:
        case Act.CHANGED:
            done = "given a new value"
        case Act.DOUBTFUL:
            done = "replaced by an empty one, perhaps"
        case Act.REPLACED:
            done = "replaced by an empty one"
        case _:
            done = "deleted"
    kept = " The old one stays in the account, but Parley no longer reads it." if change.kept else ""
    return f"{done}: that loses {change.loses}.{kept}"


def _names(changes: Sequence[Change], *, everything: bool) -> str:
    named = [_name(change) for change in sorted(changes, key=lambda change: change.name)]
    if everything or len(named) <= MOST_NAMES:
        return ", ".join(named)
    return f"{', '.join(named[:MOST_NAMES])} and {len(named) - MOST_NAMES} more"


def _name(change: Change) -> str:
    if change.act in (Act.NEW, Act.DELETED) or not change.properties:
        return change.name
    return f"{change.name} ({', '.join(_brief(change.properties))})"


def _brief(properties: Iterable[str]) -> list[str]:
    names = list(properties)
    return names if len(names) <= 3 else [*names[:3], "…"]


def _counted(number: int, word: str) -> str:
    if number != 1 and word in _PLURALS:
        return f"{number} {_PLURALS[word]}"
    return counted(number, word)
