"""How many resources a template comes to: SAM makes several of one, and a stack may have 500."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LIMIT = 500
OF_EVENT = {"SQS": 1, "Schedule": 2}
"""An event source mapping; a rule and the leave to call."""

OF_API = 3
"""The API, its deployment and its stage."""


def after_expansion(template: Mapping[str, Any]) -> int:
    """The number of resources that CloudFormation counts."""
    return sum(_expanded(resource) for resource in template["Resources"].values())


def _expanded(resource: Mapping[str, Any]) -> int:
    match resource["Type"]:
        case "AWS::Serverless::Api":
            return OF_API
        case "AWS::Serverless::Function":
            return 1 + sum(OF_EVENT[event["Type"]] for event in resource["Properties"].get("Events", {}).values())
    return 1
