"""What a change set would do, and which of it would lose data. Pure: CloudFormation's answer in, our words out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from infrastructure.commands.stage import STACK


class Act(StrEnum):
    """DOUBTFUL: CloudFormation finds out only while it does it whether it replaces."""

    NEW = "new"
    CHANGED = "changed"
    DOUBTFUL = "replaced?"
    REPLACED = "replaced"
    DELETED = "deleted"


HOLDS = {
    "AWS::DynamoDB::Table": "everything that is stored in it",
    "AWS::Cognito::UserPool": "everybody's sign-in",
    "AWS::SecretsManager::Secret": "the key of all ids: without it no stored thread is found again",
    "AWS::S3::Bucket": "the files in it",
    "AWS::SQS::Queue": "texts and jobs that wait in it",
    "AWS::KMS::Key": "whatever it encrypted",
}
"""Kinds of resources that hold data, and what goes with them."""

REBUILT = frozenset({"DashboardFiles"})
"""What is in these is made anew by each deployment."""

_MAKES_NEW_VALUE = {"GenerateSecretString", "SecretString"}


@dataclass(frozen=True, slots=True)
class Change:
    """One resource. `properties` are those that change; `kept`: the old one stays in the account, unused."""

    act: Act
    kind: str
    name: str
    properties: tuple[str, ...] = ()
    kept: bool = False
    loses: str = ""


def read(found: Sequence[Mapping[str, Any]], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The `Changes` of DescribeChangeSet. `before` and `after` are the two templates' resources by name."""
    changes = [one["ResourceChange"] for one in found if "ResourceChange" in one]
    changes = [one for one in changes if not _looked_at_only(one)]
    return [_change(one, before, after) for one in changes]


def losses(changes: Sequence[Change]) -> list[Change]:
    """Those that would lose data."""
    return [change for change in changes if change.loses]


def _change(told: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    name, kind = told["LogicalResourceId"], told["ResourceType"]
    details = [detail["Target"] for detail in told.get("Details", [])]
    properties = tuple(dict.fromkeys(one.get("Name") or one["Attribute"] for one in details))
    act = _act(told, _only_new_attributes(details, before.get(name, {}), after.get(name, {})))
    return Change(
        act=act,
        kind=kind,
        name=name,
        properties=properties,
        kept=told.get("PolicyAction") in ("Retain", "ReplaceAndRetain", "Snapshot", "ReplaceAndSnapshot"),
        loses="" if name in REBUILT else _loses(act, kind, properties),
    )


def _looked_at_only(told: Mapping[str, Any]) -> bool:
    """CloudFormation goes into a stack inside of another at each update and says so ("Automatic"). Its template's
    address is its content's: where that is the same, nothing in it changes."""
    sources = {detail.get("ChangeSource") for detail in told.get("Details", [])}
    return told["ResourceType"] == STACK and told["Action"] == "Modify" and sources == {"Automatic"}


def _act(told: Mapping[str, Any], harmless: bool) -> Act:
    match told["Action"]:
        case "Add" | "Import":
            return Act.NEW
        case "Remove":
            return Act.DELETED
    match told.get("Replacement"):
        case "True":
            return Act.REPLACED
        case "Conditional" if not harmless:
            return Act.DOUBTFUL
    return Act.CHANGED


def _loses(act: Act, kind: str, properties: Sequence[str]) -> str:
    if act in (Act.DOUBTFUL, Act.REPLACED, Act.DELETED):
        return HOLDS.get(kind, "")
    # CloudFormation generates anew whenever the way of generating changes: the old key would be gone.
    if act is Act.CHANGED and kind == "AWS::SecretsManager::Secret" and _MAKES_NEW_VALUE & set(properties):
        return HOLDS[kind]
    return ""


def _only_new_attributes(details: Sequence[Mapping[str, str]], before: Any, after: Any) -> bool:
    """Whether a table that CloudFormation may replace only learns keys of new indexes, which replaces nothing."""
    doubtful = {one.get("Name") for one in details if one.get("RequiresRecreation", "Never") != "Never"}
    return doubtful == {"AttributeDefinitions"} and _attributes(before).items() <= _attributes(after).items()


def _attributes(resource: Mapping[str, Any]) -> dict[str, str]:
    told = resource.get("Properties", {}).get("AttributeDefinitions", [])
    return {one["AttributeName"]: one["AttributeType"] for one in told}
