"""A change set: made, looked at, carried out or thrown away."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infrastructure.commands import changes, indexes
from infrastructure.commands.changes import Change
from infrastructure.commands.remedies import remedy
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop
from infrastructure.commands.waiting import turns

PAUSE = 3.0
CAPABILITIES: Any = ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_NOTHING = ("didn't contain changes", "No updates are to be performed")


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """`stack_id` is the stack's ARN; `creates` where there was none before."""

    name: str
    stack_id: str
    creates: bool
    changes: tuple[Change, ...]


def make(
    stage: Stage,
    template: Mapping[str, str],
    parameters: Mapping[str, str],
    after: Mapping[str, Any],
) -> ChangeSet | None:
    """`template` is TemplateURL or UsePreviousTemplate as CloudFormation takes it; None where nothing would change."""
    client, creates = stage.cloud.cloudformation, not stage.stands
    before = {} if creates else _resources(stage)
    _demand_possible(before, after)
    name = f"parley-{time.time_ns()}"
    made = client.create_change_set(
        StackName=stage.stack,
        ChangeSetName=name,
        ChangeSetType="CREATE" if creates else "UPDATE",
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        Capabilities=CAPABILITIES,
        Tags=[{"Key": "parley", "Value": stage.name}],
        **template,  # type: ignore[arg-type]
    )
    told = _told(stage, made["Id"])
    if told["Status"] == "FAILED":
        reason = told.get("StatusReason", "")
        drop(stage, made["Id"])
        if any(word in reason for word in _NOTHING):
            return None
        raise Stop(f"CloudFormation does not take this template: {reason}", remedy(reason))
    found = tuple(changes.read(told["Changes"], before, after))
    if told["Changes"] and not found:
        drop(stage, made["Id"])
        return None
    return ChangeSet(made["Id"], told["StackId"], creates, found)


def _demand_possible(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    told = indexes.refused(before, after)
    if told:
        raise Stop(
            f"CloudFormation would refuse this update and roll it back. {' '.join(told)}",
            "Nothing was changed. Deploy the versions between this one and yours one after the other (CHANGELOG.md); a "
            "version that changes an index says there how to go on.",
        )


def execute(stage: Stage, change_set: ChangeSet) -> None:
    stage.cloud.cloudformation.execute_change_set(ChangeSetName=change_set.name)


def drop(stage: Stage, name: str) -> None:
    """Throws a change set away, and the empty stack that it was to fill."""
    client = stage.cloud.cloudformation
    client.delete_change_set(ChangeSetName=name)
    stage.forget()
    if stage.status == "REVIEW_IN_PROGRESS":
        client.delete_stack(StackName=stage.stack)
        stage.forget()


def _told(stage: Stage, name: str) -> dict[str, Any]:
    """The change set once it is ready, with every page of its changes."""
    client = stage.cloud.cloudformation
    told: Any = {}
    for _ in turns(PAUSE):
        told = client.describe_change_set(ChangeSetName=name)
        if told["Status"] not in ("CREATE_PENDING", "CREATE_IN_PROGRESS"):
            break
    found: list[Any] = list(told.get("Changes", []))
    while told.get("NextToken"):
        told = client.describe_change_set(ChangeSetName=name, NextToken=told["NextToken"])
        found += told.get("Changes", [])
    return {**told, "Changes": found}


def _resources(stage: Stage) -> Mapping[str, Any]:
    """The resources of the template that is deployed now; none where it cannot be read as JSON."""
    try:
        body: Any = stage.cloud.cloudformation.get_template(StackName=stage.stack)["TemplateBody"]
        document = json.loads(body) if isinstance(body, str) else body
    except (ClientError, ValueError):
        return {}
    found: Mapping[str, Any] = document.get("Resources", {})
    return found
