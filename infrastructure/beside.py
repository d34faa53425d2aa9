"""A part of the stack as a stack of its own inside of it: CloudFormation allows 500 resources to each (docs/decisions).

Only what holds nothing and has no name of its own may move there: rights to call, alarms. Tables never move.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

Resource = dict[str, Any]

BESIDE = "Beside"
FILE = "beside.json"
KINDS = frozenset({"AWS::Lambda::Permission", "AWS::CloudWatch::Alarm"})
MOST_PARAMETERS = 200
"""Of any template (CloudFormation, quotas)."""

_REFERENCE = re.compile(r"\$\{([A-Za-z0-9:.]+)\}")


def apart(resources: Mapping[str, Resource]) -> tuple[dict[str, Resource], Resource]:
    """The resources that stay, among them the inner stack, and the inner stack's template.

    What the moved ones say of the others (a function's name, an ARN) becomes a parameter: so they are made after those.
    """
    moved = {name: copy.deepcopy(found) for name, found in resources.items() if found["Type"] in KINDS}
    told: dict[str, Any] = {}
    inner = {name: _inside(found, frozenset(moved), told) for name, found in moved.items()}
    stays = {name: found for name, found in resources.items() if name not in moved}
    stack = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": FILE, "Parameters": told}}
    document = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "Parley: who may call its functions, and its alarms",
        "Parameters": {name: {"Type": "String"} for name in told},
        "Resources": inner,
    }
    return {**stays, BESIDE: stack}, document


def _inside(node: Any, own: frozenset[str], told: dict[str, Any]) -> Any:
    """The same, with every reference to the outer stack by parameter; `told` gets the parameters."""
    match node:
        case {"Ref": str(name)} if len(node) == 1:
            return node if name in own else _parameter(name, told)
        case {"Fn::GetAtt": [str(name), str(attribute)]} if len(node) == 1:
            return node if name in own else _parameter(f"{name}.{attribute}", told)
        case {"Fn::Sub": str(text)} if len(node) == 1:
            return {"Fn::Sub": _REFERENCE.sub(lambda found: f"${{{_named(found[1], own, told)}}}", text)}
        case dict():
            return {key: _inside(part, own, told) for key, part in node.items()}
        case list():
            return [_inside(part, own, told) for part in node]
    return node


def _named(reference: str, own: frozenset[str], told: dict[str, Any]) -> str:
    if reference.partition(".")[0] in own:
        return reference
    name: str = _parameter(reference, told)["Ref"]
    return name


def _parameter(reference: str, told: dict[str, Any]) -> Resource:
    """AWS's own names are the same inside, but for the stack's."""
    if reference.startswith("AWS::") and reference not in ("AWS::StackName", "AWS::StackId"):
        return {"Ref": reference}
    name = re.sub(r"[^A-Za-z0-9]", "", reference)
    owner, _, attribute = reference.partition(".")
    told[name] = {"Fn::GetAtt": [owner, attribute]} if attribute else {"Ref": reference}
    return {"Ref": name}
