"""The product itself in this process: API, dashboard, workers and demo data, over the parts that run beside it.

Importing this is slow (boto3, the store): the other parts start meanwhile.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

import boto3

from infrastructure.functions import WORKERS, Worker
from infrastructure.local import clock, demo, environment, people, provider, server, stack
from infrastructure.local.cognito import Cognito
from infrastructure.local.loans import PREFIX, Loans
from infrastructure.local.pumps import Handler, Pump
from infrastructure.local.settings import ROOT, Settings
from infrastructure.local.site import Site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

STAGE = "api"


def raise_stack(settings: Settings) -> Mapping[str, str]:
    """The stack's outputs; from now on this process has the functions' environment."""
    found = stack.raised(environment.MAIL_FROM)
    environment.fill_secret(found["SecretId"])
    os.environ.update(environment.functions(settings, found))
    return found


def serve(settings: Settings, listener: socket.socket, found: Mapping[str, str]) -> None:
    """Answers on the listener: dashboard, API and sign-in."""
    from app import app

    site = Site(ROOT / "dashboard" / "dist", environment.dashboard(settings, found))
    api = server.gateway(app, STAGE)
    lent = Loans(boto3.client("s3"), found["MediaBucket"])
    parts: dict[str, WSGIApplication] = {f"/{STAGE}/": api, "/cognito/": Cognito(settings.aws_url), PREFIX: lent}
    server.serve(server.dispatch(parts, site), listener)


def furnish(settings: Settings, found: Mapping[str, str]) -> None:
    """The demo people, lines and contacts, where they are missing."""
    from chalicelib.wiring import wiring

    provider.connect(settings, demo.LABELS)
    demo.ensure(wiring, people.ensure(wiring, found["UserPoolId"]))


def drive(settings: Settings, stopping: threading.Event) -> None:
    """Starts every worker: on its queue, or by the clock."""
    client = boto3.client("sqs")
    for worker in WORKERS:
        if worker.queue:
            url = os.environ[f"PARLEY_QUEUE_{worker.queue.upper()}"]
            Pump(worker, _handler(worker), client, url, stopping).start()
        else:
            clock.start(worker, _handler(worker), worker.minutes * settings.tick_seconds, stopping)


def _handler(worker: Worker) -> Handler:
    handler: Handler = getattr(import_module(f"chalicelib.workers.{worker.name}"), worker.name)
    return handler
