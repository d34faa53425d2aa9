"""PynamoDB's conditions and updates as the arguments of a call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action, Update

ABSENT = Path("pk").does_not_exist()
PRESENT = Path("pk").exists()


def conditional(when: Condition | None) -> dict[str, Any]:
    if when is None:
        return {}
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    return {"ConditionExpression": when.serialize(names, values), **_placeholders(names, values)}


def updating(actions: Sequence[Action], when: Condition) -> dict[str, Any]:
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    return {
        "ConditionExpression": when.serialize(names, values),
        "UpdateExpression": Update(*actions).serialize(names, values),
        **_placeholders(names, values),
    }


def querying(where: Condition, only: Condition | None) -> dict[str, Any]:
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    arguments = {"KeyConditionExpression": where.serialize(names, values)}
    if only is not None:
        arguments["FilterExpression"] = only.serialize(names, values)
    return {**arguments, **_placeholders(names, values)}


def _placeholders(names: dict[str, str], values: dict[str, Any]) -> dict[str, Any]:
    """DynamoDB refuses empty maps of either."""
    arguments: dict[str, Any] = {}
    if names:
        arguments["ExpressionAttributeNames"] = {placeholder: name for name, placeholder in names.items()}
    if values:
        arguments["ExpressionAttributeValues"] = values
    return arguments
