"""A worker in a process of its own: the product as it ships, with nothing of the harness in it but the hour."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import redirect_stdout
from datetime import datetime
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import time_machine

import chalicelib.alerts.mail
import chalicelib.alerts.topic
import chalicelib.providers.twilio
import chalicelib.store.conversations
import chalicelib.wiring  # noqa: F401 - the server of forks has read them all before it makes the first one


def work(name: str, event: Mapping[str, Any], environment: Mapping[str, str], now: datetime, out: Connection) -> None:
    """Hands the event to the worker `name` at the moment `now`, and tells what it answered.

    What it measures it would print where the figures of `python -m tests.kills` are read.
    """
    os.environ.update(environment)
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the process ends
    with redirect_stdout(nowhere), time_machine.travel(now, tick=False):
        handler = getattr(import_module(f"chalicelib.workers.{name}"), name)
        out.send(handler(event, None))
    out.close()
