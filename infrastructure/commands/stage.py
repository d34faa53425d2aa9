"""One installation of Parley: the CloudFormation stack `parley-<stage>`, what it is made of and what it tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from infrastructure.commands.cloud import Cloud
from infrastructure.commands.stop import Stop

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackTypeDef

TABLE, QUEUE, ALARM = "AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::CloudWatch::Alarm"
STACK = "AWS::CloudFormation::Stack"
PREFIX = "parley-"
_NAME = re.compile(r"[a-z][a-z0-9-]{0,19}")


@dataclass(frozen=True, slots=True)
class Part:
    """A resource of the stack: `name` in the template, `id` in the account."""

    name: str
    kind: str
    id: str


class Stage:
    """Read when asked; `forget` reads anew."""

    def __init__(self, cloud: Cloud, name: str) -> None:
        if not _NAME.fullmatch(name):
            raise Stop(f"“{name}” cannot be a stage's name.", "Use a to z, 0 to 9 and -, such as prod or try-out.")
        self.cloud = cloud
        self.name = name
        self.stack = PREFIX + name

    @cached_property
    def found(self) -> StackTypeDef | None:
        """The stack as CloudFormation tells it; None where there is none."""
        try:
            return self.cloud.cloudformation.describe_stacks(StackName=self.stack)["Stacks"][0]
        except ClientError as fault:
            if "does not exist" in str(fault):
                return None
            raise

    @property
    def status(self) -> str:
        """CloudFormation's word; empty where there is no stack."""
        return self.found["StackStatus"] if self.found else ""

    @property
    def stands(self) -> bool:
        """Whether there is a version that serves."""
        return bool(self.status) and self.status not in ("REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "CREATE_FAILED")

    @cached_property
    def outputs(self) -> Mapping[str, str]:
        told = self.found["Outputs"] if self.found and "Outputs" in self.found else []
        return {one["OutputKey"]: one["OutputValue"] for one in told}

    @cached_property
    def parameters(self) -> Mapping[str, str]:
        told = self.found["Parameters"] if self.found and "Parameters" in self.found else []
        return {one["ParameterKey"]: one.get("ParameterValue", "") for one in told}

    @cached_property
    def parts(self) -> list[Part]:
        """Its resources, and those of the stacks inside of it."""
        own = self._parts_of(self.stack)
        return [*own, *(part for one in own if one.kind == STACK and one.id for part in self._parts_of(one.id))]

    def _parts_of(self, stack: str) -> list[Part]:
        pages = self.cloud.cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
        return [
            Part(one["LogicalResourceId"], one["ResourceType"], one.get("PhysicalResourceId", ""))
            for page in pages
            for one in page["StackResourceSummaries"]
        ]

    @property
    def sizes(self) -> list[int]:
        """How many resources its own stack has, and each stack inside of it."""
        inside = [len(self._parts_of(part.id)) for part in self.of_kind(STACK)]
        return [len(self.parts) - sum(inside), *inside]

    def of_kind(self, kind: str) -> list[Part]:
        return [part for part in self.parts if part.kind == kind and part.id]

    def part(self, name: str) -> Part:
        """The resource of this name in the template."""
        for part in self.parts:
            if part.name == name and part.id:
                return part
        raise Stop(f"The stage {self.name} has no {name}.", f"Deploy it once more: make deploy STAGE={self.name}")

    def output(self, name: str) -> str:
        found = self.outputs.get(name)
        if not found:
            raise Stop(f"The stage {self.name} does not tell its {name}.", f"Deploy it: make deploy STAGE={self.name}")
        return found

    @property
    def public_url(self) -> str:
        """The API's base as the provider calls it, without a slash at its end."""
        return self.parameters.get("PublicUrl", "").rstrip("/")

    def demand(self) -> Stage:
        """Itself, if it stands."""
        if not self.stands:
            where = f"account {self.cloud.account.number}, region {self.cloud.region}"
            raise Stop(
                f"There is no stage {self.name} in {where}.",
                f"Check AWS_PROFILE and AWS_REGION, or deploy it: make deploy STAGE={self.name}",
            )
        return self

    def forget(self) -> None:
        for read in ("found", "outputs", "parameters", "parts"):
            self.__dict__.pop(read, None)
