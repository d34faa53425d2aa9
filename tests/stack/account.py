"""An empty AWS account on this machine, a provider, and an operator who has nothing but a terminal and the guide."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3

from infrastructure.local import aws, provider, server
from infrastructure.local.children import Children
from infrastructure.local.settings import Settings
from infrastructure.stack import run
from infrastructure.stack.front import Api
from tests.e2e.product import ROOT
from tests.stack.brand import alone
from tests.stack.console import Console, Reply, typed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

STACK = "parley-prod"
NOT_INHERITED = re.compile(r"AWS_|TWILIO_|MAKE|MFLAGS|PORT$|CARRIER_PORT$|PARLEY_")
CREDENTIALS = (("Account SID", provider.ACCOUNT_SID), ("Auth Token", provider.AUTH_TOKEN))
"""What the provider's console shows."""


@dataclass(frozen=True, slots=True)
class Account:
    """`folder` holds the package for this machine, as `make package` makes it for Lambda's."""

    settings: Settings
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """A shell in which `aws configure` was run, for this account; and where the provider is."""
        inherited = {name: value for name, value in os.environ.items() if not NOT_INHERITED.match(name)}
        return {
            **inherited,
            "AWS_ENDPOINT_URL": self.settings.aws_url,
            "AWS_REGION": aws.REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "PARLEY_PROVIDER_URL": self.settings.carrier_url,
            "COLUMNS": "200",
        }

    def types(self, command: str, replies: Sequence[Reply] = ()) -> Console:
        """Types a line of the guide as it stands, and answers what is asked."""
        return typed(self._here(command), replies, ROOT, self.environment)

    def client(self, service: str) -> Any:
        make: Any = boto3.client
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": aws.REGION}
        return make(service, endpoint_url=self.settings.aws_url, **keys)

    def outputs(self) -> dict[str, str]:
        (stack,) = self.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"]
        return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}

    def uploaded(self, key: str) -> bytes:
        """A file as CloudFront would serve it."""
        found = self.client("s3").get_object(Bucket=self.outputs()["DashboardBucket"], Key=key)
        body: bytes = found["Body"].read()
        return body

    def config(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.uploaded("config.json"))
        return found

    def _here(self, command: str) -> str:
        """A deployment is told of this machine what CloudFront, Cognito and Lambda tell in the cloud."""
        if not command.startswith("make deploy"):
            return command
        settings = self.settings
        told = {"PublicUrl": settings.api_url, "DashboardUrl": settings.url, "ProviderUrl": settings.carrier_url}
        told |= {"SignInUrl": settings.aws_url, "MonthlyBudget": "0"}
        given = " ".join(f"--set {name}={value}" for name, value in told.items())
        return f'{command} ARGS="--package {self.folder / "build"} {given}"'


@contextmanager
def empty(folder: Path) -> Iterator[Account]:
    """An account with nothing in it, whose API is answered for as long as the block lasts."""
    settings = alone(folder)
    (settings.folder / "logs").mkdir(parents=True)
    account = Account(settings, folder)
    _package(folder / "build")
    # Its server lives as long as this process: the socket is left to it.
    listener = socket.socket()
    with Children(settings.folder / "logs") as children:
        cloud, carrier = run.start(children, settings), provider.start(children, settings)
        aws.await_answer(cloud, f"{settings.aws_url}/_ministack/health")
        aws.await_answer(carrier, f"{settings.carrier_url}/health")
        listener.bind(("127.0.0.1", settings.port))
        listener.listen(128)
        api = Api(settings.aws_url, lambda: _api(account))
        server.serve(server.dispatch({"/api/": api}, _nothing), listener)
        yield account


def _package(folder: Path) -> None:
    """The libraries are those for this machine's processor and Python."""
    folder.mkdir()
    for name, source in {
        "template.json": "",
        "beside.json": "",
        "code.zip": "",
        "libraries.zip": "libraries-here.zip",
    }.items():
        shutil.copy(run.BUILD / (source or name), folder / name)


def _api(account: Account) -> str:
    found = account.client("cloudformation").describe_stack_resource(StackName=STACK, LogicalResourceId="RestAPI")
    identifier: str = found["StackResourceDetail"]["PhysicalResourceId"]
    return identifier


def _nothing(_: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    start_response("404 Not Found", [("Content-Length", "0")])
    return [b""]
