"""The release before this one, from its own sources: its template, its functions, its demo brand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.e2e.product import ROOT

SHARED = (".venv", ".ministack", "infrastructure/packaging/compiler/node_modules", "dashboard/dist")
"""What a machine has installed or built already. Its libraries are today's, too: an upgrade is one of our code."""
PACKAGED = ("code", "template")


def release() -> str:
    """The newest tag before this commit, or the revision that PARLEY_PREVIOUS names; empty where there is none."""
    asked = ["git", "describe", "--tags", "--abbrev=0", "HEAD^"]
    found = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return os.environ.get("PARLEY_PREVIOUS") or found


def sources(revision: str, folder: Path) -> Path:
    """The revision's tree with its package in build/, ready to run."""
    tree = folder / "previous"
    tree.mkdir()
    archive = subprocess.run(["git", "archive", revision], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(tree)], input=archive, check=True)
    for name in SHARED:
        (tree / name).symlink_to(ROOT / name)
    (tree / "build").mkdir()
    (tree / "build" / "libraries-here.zip").symlink_to(ROOT / "build" / "libraries-here.zip")
    for part in PACKAGED:
        subprocess.run([sys.executable, "-m", "infrastructure.package", part, "build"], cwd=tree, check=True)
    return tree
