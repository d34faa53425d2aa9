"""`python -m infrastructure.stack`: the deployed template on this machine, anew each time. Ctrl-C stops all of it."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from infrastructure.local.aws import NotAnswering
from infrastructure.local.places import Taken, emptied, held, listening
from infrastructure.local.settings import BadSettings, read
from infrastructure.stack.deployment import DeploymentFailed
from infrastructure.stack.run import Fallen, run


def main() -> int:
    """0 when it was stopped, 1 when a part failed, 2 when it could not begin; says why."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        settings = read(os.environ)
        with held(settings.folder):
            listener = listening(settings.ports, "PORT")
            emptied(settings.folder)
            run(settings, listener)
    except (BadSettings, Taken) as fault:
        print(fault, file=sys.stderr)
        return 2
    except (DeploymentFailed, Fallen, NotAnswering) as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGINT, _interrupt)
    sys.exit(main())
