"""PynamoDB's conditions and updates as the arguments of a call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action, Update

ABSENT = Path("pk").does_not_exist()
PRESENT = Path("pk").exists()


def conditional(when: Condition | None) -> dict[str, Any]:
    if when is None:
        return {}
    if when is ABSENT:
        return {"ConditionExpression": "attribute_not_exists (#0)", "ExpressionAttributeNames": {"#0": "pk"}}
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


def replacing(written: Mapping[str, Any], gone: Iterable[str], version: int) -> dict[str, Any]:
    """Attributes to write and to take away, if the item still is at `version`."""
    return changing("#v = :v", {"#v": "version"}, {":v": {"N": str(version)}}, written, gone)


def changing(
    when: str,
    names: dict[str, str],
    values: dict[str, Any],
    written: Mapping[str, Any],
    gone: Iterable[str] = (),
    parts: Sequence[str] = (),
) -> dict[str, Any]:
    """Attributes to write and to take away, on the condition `when`, whose placeholders are letters and come along.

    `parts` are more of what is SET, as they are said to DynamoDB. Said straight, for each inbound text and each
    recipient of a broadcast: PynamoDB's operands would cost more than all else that is decided of it.
    """
    set_parts, removed = list(parts), []
    for place, (name, value) in enumerate(written.items()):
        names[f"#{place}"], values[f":{place}"] = name, value
        set_parts.append(f"#{place} = :{place}")
    for place, name in enumerate(gone):
        names[f"#g{place}"] = name
        removed.append(f"#g{place}")
    clauses = [f"{verb} {', '.join(each)}" for verb, each in (("SET", set_parts), ("REMOVE", removed)) if each]
    return {
        "ConditionExpression": when,
        "UpdateExpression": " ".join(clauses),
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": values,
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
