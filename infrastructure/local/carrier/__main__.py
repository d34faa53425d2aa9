"""`python -m infrastructure.local.carrier`: the simulated carrier as a process."""

from __future__ import annotations

import logging
import os
import signal
import sys
from types import FrameType

from infrastructure.local.carrier.server import Server
from infrastructure.local.carrier.settings import from_environment


def main() -> int:
    """Serves until SIGTERM or Ctrl-C; 2 when the environment is wrong or the port is taken."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        settings = from_environment(os.environ)
    except ValueError as fault:
        print(f"carrier: {fault}", file=sys.stderr)
        return 2
    try:
        server = Server(settings)
    except OSError as fault:
        print(f"carrier: cannot use port {settings.port}: {fault.strerror} (CARRIER_PORT chooses)", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    print(f"carrier on {server.carrier.address}", flush=True)
    server.run()
    return 0


def _leave(_number: int, _frame: FrameType | None) -> None:
    # Everything that counts is in the database, and a webhook that hangs must not hold the exit up.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
