"""Installs pinned libraries for another machine than this one: wheels are unpacked, nothing is built or run."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from infrastructure.packaging.target import Target

PINNED = Path(__file__).parent / "libraries.txt"


class Unavailable(Exception):
    """pip found no wheel for the target; its own words."""


def unpack(target: Target, folder: Path) -> None:
    """Puts every pinned library into `folder`, as on the target's path."""
    with tempfile.TemporaryDirectory() as wheels:
        _download(target, Path(wheels))
        for wheel in sorted(Path(wheels).glob("*.whl")):
            with zipfile.ZipFile(wheel) as packed:
                packed.extractall(folder)
    for data in folder.glob("*.data"):
        _leave_out(data)


def _leave_out(data: Path) -> None:
    """Programs for a shell are of no use in a function; any other place we would have to know."""
    others = [place.name for place in data.iterdir() if place.name != "scripts"]
    if others:
        raise Unavailable(f"{data.name} is for {', '.join(others)}; only modules and programs are known here.")
    shutil.rmtree(data)


def _download(target: Target, folder: Path) -> None:
    asked = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run(
        [*asked, *target.wheels, "--dest", str(folder), "--requirement", str(PINNED)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unavailable(done.stderr.strip())
