"""The layer that all functions share: the libraries, trimmed to what is reached."""

from __future__ import annotations

import tempfile
from pathlib import Path

from infrastructure.packaging.archive import pack
from infrastructure.packaging.bytecode import compile_tree
from infrastructure.packaging.target import HERE, LAMBDA, Target
from infrastructure.packaging.trim import trim
from infrastructure.packaging.wheels import unpack

PLACE = "/opt/python"
"""On the path of modules whatever the runtime's version."""


def build(archive: Path, target: Target = LAMBDA) -> None:
    """Writes the layer's archive for `target`."""
    with tempfile.TemporaryDirectory() as made:
        gather(Path(made) / "python", target)
        pack(Path(made), archive)


def gather(folder: Path, target: Target) -> None:
    """The libraries as they stand on the target's path of modules, with Lambda's bytecode where they are for Lambda."""
    folder.mkdir()
    unpack(target, folder)
    trim(folder)
    if target != HERE:
        compile_tree(folder, PLACE)
