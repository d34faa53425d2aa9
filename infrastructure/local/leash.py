"""Runs a module as a child that ends when its parent does, however the parent ended.

`python -m infrastructure.local.leash MODULE` reads its standard input, which is a pipe that only the parent holds: its
end means that the parent is gone, even by kill -9. No signal of an operating system is needed for that.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time

GRACE_SECONDS = 5.0


def hold() -> None:
    """Ends this process, gracefully at first, once standard input ends."""
    threading.Thread(target=_watch, name="leash", daemon=True).start()


def _watch() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    hold()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
