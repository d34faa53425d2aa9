"""The stack in the embedded AWS, made of the very resources that are deployed."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError

from chalicelib.store.models import MODELS
from infrastructure.resources import outputs, resources, settings

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

NAME = "parley-local"
CAPABILITIES: Any = ["CAPABILITY_NAMED_IAM"]


class StackFailed(Exception):
    """What CloudFormation said."""


def template() -> dict[str, Any]:
    """The resources without functions; the functions' settings are among the outputs."""
    told = {_output(name): {"Value": value} for name, value in settings(MODELS).items()}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": {"MailFrom": {"Type": "String"}},
        "Resources": resources(MODELS, production=False),
        "Outputs": {**outputs(), **told},
    }


def raised(mail_from: str) -> dict[str, str]:
    """The stack's outputs, once it is there and as the template says; again changes nothing."""
    client = boto3.client("cloudformation")
    asked: Any = {
        "StackName": NAME,
        "TemplateBody": json.dumps(template()),
        "Parameters": [{"ParameterKey": "MailFrom", "ParameterValue": mail_from}],
        "Capabilities": CAPABILITIES,
    }
    try:
        client.create_stack(**asked)
    except client.exceptions.AlreadyExistsException:
        _update(client, asked)
    return _settled(client)


def settings_of(found: Mapping[str, str]) -> dict[str, str]:
    """The functions' settings among the outputs, by their names."""
    return {name: found[_output(name)] for name in settings(MODELS)}


def _update(client: CloudFormationClient, asked: Any) -> None:
    try:
        client.update_stack(**asked)
    except ClientError as error:
        if "No updates" not in str(error):
            raise StackFailed(f"{error}; `make run FRESH=1` begins anew") from error


def _settled(client: CloudFormationClient) -> dict[str, str]:
    while True:
        stack = client.describe_stacks(StackName=NAME)["Stacks"][0]
        status = stack["StackStatus"]
        if status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            return {found["OutputKey"]: found["OutputValue"] for found in stack.get("Outputs", [])}
        if not status.endswith("IN_PROGRESS"):
            raise StackFailed(f"{status}: {_reasons(client)}; `make run FRESH=1` begins anew")
        time.sleep(0.05)


def _reasons(client: CloudFormationClient) -> str:
    events = client.describe_stack_events(StackName=NAME)["StackEvents"]
    failed = [event for event in events if event.get("ResourceStatus", "").endswith("FAILED")]
    return "; ".join(f"{e.get('LogicalResourceId')}: {e.get('ResourceStatusReason')}" for e in failed)


def _output(name: str) -> str:
    """PARLEY_QUEUE_FAN_OUT → ParleyQueueFanOut: an output's name is letters and digits only."""
    return name.title().replace("_", "")
