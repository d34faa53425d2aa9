"""Brings the deployed template up in the embedded AWS, with the simulated carrier and the demo brand."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import boto3

from infrastructure.beside import BESIDE, FILE
from infrastructure.local import aws, provider
from infrastructure.local.children import Child, Children
from infrastructure.local.settings import ROOT, Settings
from infrastructure.packaging.described import CODE, LIBRARIES
from infrastructure.stack.deployment import Deployment, Package

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

BUILD = ROOT / "build"
STACK = Deployment("parley-stack")
WATCH_SECONDS = 0.5


class Fallen(Exception):
    """A part ended though nobody asked it to."""


def run(settings: Settings, listener: socket.socket) -> None:
    """Runs until it is interrupted; Fallen when a part of it dies."""
    logs = settings.folder / "logs"
    logs.mkdir(exist_ok=True)
    with Children(logs) as children:
        aws.enter(settings.aws_url)
        cloud = start(children, settings)
        carrier = provider.start(children, settings)
        aws.await_answer(cloud, f"{settings.aws_url}/_ministack/health")
        found = STACK.apply(package(), parameters(settings))
        open_up(settings, listener, found)
        aws.await_answer(carrier, f"{settings.carrier_url}/health")
        furnish(settings, found)
        print(f"ready {settings.url}", flush=True)
        _watch(children)


def package() -> Package:
    """What `make package` wrote, or what stands in PARLEY_STACK_TEMPLATE and PARLEY_STACK_CODE.

    The libraries are the same ones, for this machine's processor and Python.
    """
    template = Path(os.environ.get("PARLEY_STACK_TEMPLATE") or BUILD / "template.json")
    code = Path(os.environ.get("PARLEY_STACK_CODE") or BUILD / "code.zip")
    found = json.loads(template.read_text(encoding="utf-8"))
    # A template from before there was a stack inside of it names none.
    inner = {FILE: template.with_name(FILE)} if BESIDE in found["Resources"] else {}
    return Package(found, {CODE: code, LIBRARIES: BUILD / "libraries-here.zip", **inner})


def start(children: Children, settings: Settings) -> Child:
    """The embedded AWS, enforcing roles, with an interpreter of its own for functions that has no library at all."""
    bare = settings.folder / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    temporary = settings.folder / "functions"
    temporary.mkdir(exist_ok=True)
    environment = {
        "AUTH": "true",
        # Functions inherit it: they call this one, whatever this process speaks to.
        "AWS_ENDPOINT_URL": settings.aws_url,
        "GATEWAY_PORT": str(settings.aws_port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_REGION": aws.REGION,
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "",
        "TMPDIR": str(temporary),
        "STACK_PYTHON": str(bare / "bin" / "python"),
        "STACK_DENIED": str(settings.folder / "denied.jsonl"),
    }
    python = ROOT / ".ministack" / "bin" / "python"
    return children.start("the embedded AWS", python, "infrastructure.stack.embedded", environment)


def parameters(settings: Settings) -> dict[str, str]:
    """What an operator chooses, here for this machine. The budget is the one resource the embedded AWS lacks."""
    return {
        "PublicUrl": settings.api_url,
        "DashboardUrl": settings.url,
        "MailFrom": "alerts@example.com",
        "Brand": "Brand",
        "ProviderUrl": settings.carrier_url,
        "SignInUrl": settings.aws_url,
        "MonthlyBudget": "0",
        "OperatorsEmail": "operator@example.com",
    }


def open_up(settings: Settings, listener: socket.socket, found: Mapping[str, str]) -> None:
    """Fills the secret, then answers on the listener: dashboard, API and sign-in."""
    from infrastructure.local import environment, server
    from infrastructure.local.cognito import Cognito
    from infrastructure.local.loans import PREFIX, Loans
    from infrastructure.local.site import Site
    from infrastructure.stack.front import Api

    environment.fill_secret(found["SecretId"])
    site = Site(ROOT / "dashboard" / "dist", environment.dashboard(settings, found))
    parts: dict[str, WSGIApplication] = {
        "/api/": Api(settings.aws_url, lambda: STACK.resources()["RestAPI"]),
        "/cognito/": Cognito(settings.aws_url),
        PREFIX: Loans(boto3.client("s3"), found["MediaBucket"]),
    }
    server.serve(server.dispatch(parts, site), listener)


def furnish(settings: Settings, found: Mapping[str, str]) -> None:
    """The lines at the carrier, and the demo people and contacts, by the functions' own settings."""
    from infrastructure.local import demo, people

    provider.connect(settings, demo.LABELS)
    told = boto3.client("lambda").get_function_configuration(FunctionName=f"{STACK.name}-tick")
    os.environ.update(told["Environment"]["Variables"])
    from chalicelib.wiring import wiring

    demo.ensure(wiring, people.ensure(wiring, found["UserPoolId"]))


def _watch(children: Children) -> None:
    pause = threading.Event()
    while not pause.wait(WATCH_SECONDS):
        fallen = children.fallen
        if fallen is not None:
            raise Fallen(f"{fallen.what} ended by itself; its last words (all in {fallen.log}):\n{fallen.last_words()}")
