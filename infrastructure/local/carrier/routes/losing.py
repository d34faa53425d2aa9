"""A request whose answer never arrives."""

from __future__ import annotations

import contextlib
import socket
import time
from typing import Any

LOOK_EVERY = 0.05


def lose_answer(environ: dict[str, Any], hold_ms: int) -> tuple[dict[str, Any], int]:
    """Holds the request until the time is over or the caller gone, then cuts the connection."""
    gone = environ["waitress.client_disconnected"]
    until = time.monotonic() + hold_ms / 1000
    while time.monotonic() < until and not gone():
        time.sleep(LOOK_EVERY)
    # WSGI knows no way to say nothing: the server's connection is behind the bound method that it offers.
    with contextlib.suppress(OSError):
        gone.__self__.socket.shutdown(socket.SHUT_RDWR)
    return {}, 204
