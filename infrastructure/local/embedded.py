"""The embedded AWS as a process, run by the Python of `.ministack`: bound to this machine, and saved as it goes.

Environment: GATEWAY_PORT, STATE_DIR, and what MiniStack itself reads.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from pathlib import Path
from typing import Any

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app as ministack
from ministack.core import persistence

from infrastructure.local.snapshots import Snapshots, encoder

KEPT = ("cloudformation", "cognito", "dynamodb", "s3", "secretsmanager", "ses", "ses_v2", "sns", "sqs")
"""Only what the stack is made of: each service found at the start is imported then."""

READS = ("Get", "BatchGet", "Query", "Scan", "Describe", "List")


async def main() -> None:
    """Serves until SIGTERM, then saves a last time."""
    folder = Path(os.environ["STATE_DIR"])
    encode = encoder(persistence._state_format_version, persistence._json_default)  # noqa: SLF001 - pinned exactly
    with Snapshots(folder, _states, encode) as snapshots:
        # Where its own loader looks. Its own way of saving is switched off, as it is not atomic.
        persistence.STATE_DIR = str(snapshots.newest or folder / "empty")
        ministack.save_all = lambda _: None
        saver = asyncio.create_task(snapshots.keep())
        await _serve(snapshots)
        saver.cancel()
        snapshots.save()


async def _serve(snapshots: Snapshots) -> None:
    config = Config()
    config.bind = [f"127.0.0.1:{os.environ['GATEWAY_PORT']}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 0.2
    config.loglevel = "WARNING"
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await serve(_noting(snapshots), config, shutdown_trigger=stopped.wait)


def _states() -> dict[str, Any]:
    states: dict[str, Any] = ministack._build_persistence_save_dict()  # noqa: SLF001
    return {service: state for service, state in states.items() if service in KEPT}


def _noting(snapshots: Snapshots) -> Any:
    """The embedded AWS, noting each request that may have changed its state once it was answered."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        try:
            await ministack.app(scope, receive, send)
        finally:
            if scope["type"] == "http" and scope["method"] != "GET" and not _reads(scope["headers"]):
                snapshots.dirty = True

    return app


def _reads(headers: list[tuple[bytes, bytes]]) -> bool:
    target = next((value.decode() for name, value in headers if name.lower() == b"x-amz-target"), "")
    return target.partition(".")[2].startswith(READS)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(main())
