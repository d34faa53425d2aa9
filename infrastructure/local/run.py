"""Brings the whole product up on this machine, part by part, and watches over it."""

from __future__ import annotations

import socket
import threading

from infrastructure.local import aws, output, provider
from infrastructure.local.children import Children
from infrastructure.local.settings import Settings

WATCH_SECONDS = 0.5


class Fallen(Exception):
    """A part ended though nobody asked it to."""


def run(settings: Settings, listener: socket.socket) -> None:
    """Runs until it is interrupted; Fallen when a part of it dies."""
    logs = settings.folder / "logs"
    logs.mkdir(exist_ok=True)
    stopping = threading.Event()
    with Children(logs) as children:
        try:
            _bring_up(settings, listener, children, stopping)
            _watch(children)
        finally:
            stopping.set()
            output.hush()


def _bring_up(settings: Settings, listener: socket.socket, children: Children, stopping: threading.Event) -> None:
    aws.enter(settings.aws_url)
    cloud = aws.start(children, settings.aws_port, settings.folder / "aws")
    carrier = provider.start(children, settings)
    output.divert(settings.folder / "logs" / "app.log")
    from infrastructure.local import demo, people, product

    aws.await_answer(cloud, f"{settings.aws_url}/_ministack/health")
    found = product.raise_stack(settings)
    product.serve(settings, listener, found)
    aws.await_answer(carrier, f"{settings.carrier_url}/health")
    product.furnish(settings, found)
    product.drive(settings, stopping)
    aws.await_answer(carrier, f"{settings.api_url}/health")
    output.say(f"ready {settings.url}")
    roles = {person.email: person.role.value for person in people.PEOPLE}
    output.say(output.welcome(settings, roles, people.PASSWORD, demo.LABELS))


def _watch(children: Children) -> None:
    pause = threading.Event()
    while not pause.wait(WATCH_SECONDS):
        fallen = children.fallen
        if fallen is not None:
            raise Fallen(f"{fallen.what} ended by itself; its last words (all in {fallen.log}):\n{fallen.last_words()}")
