"""The template as it is deployed: made of the app as it is now."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from chalicelib.store.models import MODELS
from infrastructure.beside import BESIDE
from infrastructure.packaging.code import ROOT
from infrastructure.packaging.described import described
from infrastructure.template import Templates, template

Resource = dict[str, Any]


@cache
def templates() -> Templates:
    """As they are handed to CloudFormation."""
    return template(described(ROOT), MODELS)


@cache
def deployed() -> Resource:
    """The whole, as if it were one stack."""
    return as_one(templates())


def as_one(made: Templates) -> Resource:
    """The inner stack's resources among the outer's, saying what its parameters stand for."""
    outer = dict(made.outer["Resources"])
    told = outer.pop(BESIDE)["Properties"]["Parameters"]
    inner = {name: _put_back(found, told) for name, found in made.beside["Resources"].items()}
    return {**made.outer, "Resources": {**outer, **inner}}


def _put_back(node: Any, told: Resource) -> Any:
    match node:
        case {"Ref": name} if name in told:
            return told[name]
        case {"Fn::Sub": str(text)}:
            return {"Fn::Sub": re.sub(r"\$\{(\w+)\}", lambda found: f"${{{_said(told[found[1]])}}}", text)}
        case dict():
            return {key: _put_back(part, told) for key, part in node.items()}
        case list():
            return [_put_back(part, told) for part in node]
    return node


def _said(value: Resource) -> str:
    return value["Ref"] if "Ref" in value else ".".join(value["Fn::GetAtt"])


def of_type(kind: str) -> dict[str, Resource]:
    """The properties of all resources of a type, by logical id."""
    found = deployed()["Resources"]
    return {name: resource["Properties"] for name, resource in found.items() if resource["Type"] == kind}
