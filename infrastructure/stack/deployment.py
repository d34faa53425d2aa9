"""A template and its archives into CloudFormation, as the operator's `deploy` brings them there."""

from __future__ import annotations

import copy
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

Resource = dict[str, Any]
CAPABILITIES: Any = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
LOCATIONS = ("CodeUri", "ContentUri")
PAUSE_SECONDS = 0.3


class DeploymentFailed(Exception):
    """The stack's state, and what CloudFormation says of the resources that failed."""


@dataclass(frozen=True, slots=True)
class Package:
    """A template, and the archives and inner templates by the names that it calls them by."""

    template: Mapping[str, Any]
    archives: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Deployment:
    """One stack, by name. Its archives go into the bucket `<name>-artefacts`."""

    name: str

    @property
    def bucket(self) -> str:
        return f"{self.name}-artefacts"

    def apply(self, package: Package, parameters: Mapping[str, str]) -> dict[str, str]:
        """Creates or updates the stack; its outputs. DeploymentFailed where it was rolled back."""
        boto3.client("s3").create_bucket(Bucket=self.bucket)
        body = json.dumps(self._located(package), separators=(",", ":"))
        boto3.client("s3").put_object(Bucket=self.bucket, Key="template.json", Body=body.encode())
        client = boto3.client("cloudformation")
        asked: Any = {
            "StackName": self.name,
            "TemplateURL": self._address("template.json"),
            "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
            "Capabilities": CAPABILITIES,
        }
        try:
            client.create_stack(**asked)
        except client.exceptions.AlreadyExistsException:
            _update(client, asked)
        return self._settled(client)

    def resources(self) -> dict[str, str]:
        """The physical id of each resource by its logical one."""
        pages = boto3.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.name)
        found = [resource for page in pages for resource in page["StackResourceSummaries"]]
        return {resource["LogicalResourceId"]: resource.get("PhysicalResourceId", "") for resource in found}

    def _located(self, package: Package) -> Resource:
        keys = {name: self._uploaded(path) for name, path in package.archives.items()}
        found: Resource = copy.deepcopy(dict(package.template))
        for resource in found["Resources"].values():
            for key in LOCATIONS:
                place = resource.get("Properties", {}).get(key)
                if place in keys:
                    resource["Properties"][key] = f"s3://{self.bucket}/{keys[place]}"
            if resource.get("Properties", {}).get("TemplateURL") in keys:
                resource["Properties"]["TemplateURL"] = self._address(keys[resource["Properties"]["TemplateURL"]])
        return found

    def _address(self, key: str) -> str:
        return f"https://s3.{boto3.client('s3').meta.region_name}.amazonaws.com/{self.bucket}/{key}"

    def _uploaded(self, archive: Path) -> str:
        """The archive's key, which is its content's: CloudFormation looks at names only."""
        body = archive.read_bytes()
        key = f"{hashlib.sha256(body).hexdigest()[:20]}{archive.suffix}"
        boto3.client("s3").put_object(Bucket=self.bucket, Key=key, Body=body)
        return key

    def _settled(self, client: Any) -> dict[str, str]:
        while True:
            stack = client.describe_stacks(StackName=self.name)["Stacks"][0]
            status = stack["StackStatus"]
            if status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
                return {found["OutputKey"]: found["OutputValue"] for found in stack.get("Outputs", [])}
            if not status.endswith("IN_PROGRESS"):
                raise DeploymentFailed(f"{status}: {_reasons(client, self.name)}")
            time.sleep(PAUSE_SECONDS)


def _update(client: Any, asked: Any) -> None:
    try:
        client.update_stack(**asked)
    except ClientError as error:
        if "No updates" not in str(error):
            raise


def _reasons(client: Any, name: str) -> str:
    # Pages: what a rollback tells of hundreds of resources comes after what failed.
    pages = client.get_paginator("describe_stack_events").paginate(StackName=name)
    events = [event for page in pages for event in page["StackEvents"]]
    failed = [event for event in events if event.get("ResourceStatus", "").endswith("FAILED")]
    return "; ".join(f"{event.get('LogicalResourceId')}: {event.get('ResourceStatusReason')}" for event in failed)
