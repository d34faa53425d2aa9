"""What EventBridge does for the workers that run by schedule."""

from __future__ import annotations

import logging
import threading
import uuid
from datetime import UTC, datetime
from typing import Any

from infrastructure.functions import Worker
from infrastructure.local.context import LambdaContext
from infrastructure.local.pumps import Handler

FIRST_SECONDS = 2.0
"""Soon after the start, so that what a killed run left open is taken up at once."""

log = logging.getLogger(__name__)


def start(worker: Worker, handler: Handler, seconds: float, stopping: threading.Event) -> None:
    """Calls the worker every `seconds`, never twice at a time, until `stopping` is set."""
    threading.Thread(target=_run, args=(worker, handler, seconds, stopping), name=worker.name, daemon=True).start()


def _run(worker: Worker, handler: Handler, seconds: float, stopping: threading.Event) -> None:
    pause = min(FIRST_SECONDS, seconds)
    while not stopping.wait(pause):
        try:
            handler(_event(worker.name), LambdaContext(worker.name, str(uuid.uuid4())))
        except Exception:
            log.exception("the worker %s broke", worker.name)
        pause = seconds


def _event(name: str) -> dict[str, Any]:
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "us-east-1",
        "resources": [f"arn:aws:events:us-east-1:000000000000:rule/{name}"],
        "detail": {},
    }
