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
NAMED = ROOT / "infrastructure" / "stack" / "previous.txt"


class NoRelease(Exception):
    """There is nothing to upgrade from: why, and what to do."""


def release(root: Path = ROOT, named: Path = NAMED) -> str:
    """The commit of the newest tag v* before HEAD; without one, the commit that previous.txt names.

    PARLEY_PREVIOUS names another. NoRelease where the history does not reach so far.
    """
    tag = _git(root, "describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^")
    wanted = os.environ.get("PARLEY_PREVIOUS") or tag or named.read_text(encoding="utf-8").strip()
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{wanted}^{{commit}}")
    if not found:
        raise NoRelease(
            f"The release before this one ({wanted}) is not in this history: fetch all of it, with tags "
            "(git fetch --unshallow --tags; in CI: a checkout of full depth). A wrong name stands in "
            "infrastructure/stack/previous.txt or in PARLEY_PREVIOUS."
        )
    return found


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


def _git(root: Path, *arguments: str) -> str:
    """What git answers; empty where it says no."""
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False).stdout.strip()
