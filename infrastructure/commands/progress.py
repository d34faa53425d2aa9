"""Following a stack's events until it comes to rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from infrastructure.commands.remedies import remedy
from infrastructure.commands.stop import Stop
from infrastructure.commands.terminal import Terminal
from infrastructure.commands.waiting import turns
from infrastructure.commands.wording import noun

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

PAUSE = 3.0
STACK = "AWS::CloudFormation::Stack"
_DONE = {
    "CREATE_COMPLETE": "made",
    "UPDATE_COMPLETE": "changed",
    "DELETE_COMPLETE": "deleted",
    "DELETE_SKIPPED": "kept",
    "CREATE_FAILED": "FAILED",
    "UPDATE_FAILED": "FAILED",
    "DELETE_FAILED": "FAILED",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """The first resource that failed, and CloudFormation's reason."""

    name: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rest:
    """The status in which a stack came to rest."""

    status: str
    failure: Failure | None = None

    @property
    def good(self) -> bool:
        return self.status in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE", "IMPORT_COMPLETE")


class Events:
    """The events of a stack from now on, each told once. `stack_id` is its ARN, as the stack may be deleted."""

    def __init__(self, client: CloudFormationClient, stack_id: str) -> None:
        self._client = client
        self._stack = stack_id
        self._latest = ""
        self.new()

    def new(self) -> list[Mapping[str, Any]]:
        """Those since the last time, the oldest first."""
        found: list[Mapping[str, Any]] = []
        try:
            for event in self._newest_first():
                if event["EventId"] == self._latest:
                    break
                found.append(event)
        except ClientError as fault:
            if not _gone(fault):
                raise
        if found:
            self._latest = str(found[0]["EventId"])
        return found[::-1]

    def status(self) -> str:
        """The stack's status now; DELETE_COMPLETE for one that is not there."""
        try:
            return self._client.describe_stacks(StackName=self._stack)["Stacks"][0]["StackStatus"]
        except ClientError as fault:
            if _gone(fault):
                return "DELETE_COMPLETE"
            raise

    def _newest_first(self) -> Iterator[Mapping[str, Any]]:
        for page in self._client.get_paginator("describe_stack_events").paginate(StackName=self._stack):
            yield from page["StackEvents"]


def followed(events: Events, total: int, terminal: Terminal) -> Rest:
    """Tells what happens, one resource a line, until the stack rests."""
    failure, done, status = None, 0, ""
    for _ in turns(PAUSE):
        status = events.status()
        for event in events.new():
            word = _DONE.get(event.get("ResourceStatus", ""))
            if word is None or event["ResourceType"] == STACK:
                continue
            done += 1
            terminal.say(f"  [{min(done, total):>3}/{total}] {word} {noun(event['ResourceType'])} {_name(event)}")
            failure = failure or _failure(event)
        if not status.endswith("IN_PROGRESS"):
            break
    return Rest(status, failure)


def demand_good(rest: Rest, stage: str) -> None:
    """Passes, or stops with the first failing resource, its reason and what to do."""
    if rest.good:
        return
    told = "the version before goes on serving" if "ROLLBACK_COMPLETE" in rest.status else f"it is {rest.status} now"
    if rest.failure is None:
        raise Stop(f"CloudFormation gave up: {told}.", remedy(""))
    first = rest.failure
    if rest.status == "UPDATE_ROLLBACK_FAILED":
        do = f"{remedy(first.reason)} Then: aws cloudformation continue-update-rollback --stack-name parley-{stage}"
    else:
        do = remedy(first.reason)
    raise Stop(f"{noun(first.kind)} {first.name} failed first: {first.reason} ({told}).", do)


def _gone(fault: ClientError) -> bool:
    return "does not exist" in str(fault)


def _failure(event: Mapping[str, Any]) -> Failure | None:
    """What was cancelled because something else failed is no cause."""
    reason = event.get("ResourceStatusReason", "")
    if not event.get("ResourceStatus", "").endswith("_FAILED") or "cancel" in reason.lower():
        return None
    return Failure(_name(event), event["ResourceType"], reason or "CloudFormation gave no reason")


def _name(event: Mapping[str, Any]) -> str:
    return str(event.get("LogicalResourceId", "?"))
