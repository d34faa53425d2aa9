"""A fresh interpreter: what a function of its own would import, and nothing that a test brought along."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.guards.sources import ROOT

_SHOW = "\nimport sys\nprint(*sys.modules)"


def modules_after(statement: str, routes: str = "") -> set[str]:
    """The modules that are loaded when `statement` has run, where the function is told to serve `routes`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "AWS_", "COV_"))}
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", statement + _SHOW],
        cwd=ROOT,
        env={**kept, "PARLEY_ROUTES": routes},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())
