"""`python -m tests.kills STORY PART PARTS`: every so manieth kill of a story, and what it came to, as JSON.

A process of its own, as those of `make reliability` may not begin others.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
from dataclasses import asdict

from tests.kills.killed import killed_everywhere, story

if __name__ == "__main__":
    logging.disable()
    with contextlib.redirect_stdout(io.StringIO()):
        tally = killed_everywhere(story(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.write(json.dumps(asdict(tally)) + "\n")
