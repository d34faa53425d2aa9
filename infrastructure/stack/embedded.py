"""The embedded AWS as a process that enforces roles, and writes down every call that one of them refused.

Environment: GATEWAY_PORT, STACK_PYTHON (runs the functions), STACK_DENIED (a file), and what MiniStack itself reads.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app as ministack
from ministack.core import lambda_runtime

from infrastructure.stack import archives, roles

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
REFUSALS = (b"AccessDenied", b"is not authorized to perform")


async def main() -> None:
    """Serves until SIGTERM."""
    # Its own Python has libraries that would stand in for one that we forgot to ship.
    script = lambda_runtime._detect_runtime_binary("python3.13")[1]  # noqa: SLF001 - pinned exactly
    lambda_runtime._detect_runtime_binary = lambda _: (os.environ["STACK_PYTHON"], script)  # noqa: SLF001
    roles.mend()
    lambda_runtime.zipfile = archives
    config = Config()
    config.bind = [f"127.0.0.1:{os.environ['GATEWAY_PORT']}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 0.2
    config.loglevel = "WARNING"
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await serve(_watched(Path(os.environ["STACK_DENIED"])), config, shutdown_trigger=stopped.wait)


def _watched(denied: Path) -> Any:
    """The embedded AWS, noting which calls it refused and to whom."""

    async def app(scope: Any, receive: Any, send: Send) -> None:
        status = 200

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            body = message.get("body", b"")
            if status in (400, 403) and any(refusal in body for refusal in REFUSALS):
                _note(denied, scope, body)
            await send(message)

        await ministack.app(scope, receive, noting if scope["type"] == "http" else send)

    return app


def _note(denied: Path, scope: Any, body: bytes) -> None:
    headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
    noted = {"target": headers.get("x-amz-target", scope["path"]), "answer": body.decode(errors="replace")[:600]}
    with denied.open("a", encoding="utf-8") as file:
        file.write(json.dumps(noted) + "\n")


if __name__ == "__main__":
    asyncio.run(main())
