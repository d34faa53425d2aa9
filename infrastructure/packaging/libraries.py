"""The layer that all functions share: the libraries, trimmed to what is reached."""

from __future__ import annotations

import tempfile
from compileall import compile_dir
from pathlib import Path
from py_compile import PycInvalidationMode

from infrastructure.packaging.archive import pack
from infrastructure.packaging.bytecode import compile_tree
from infrastructure.packaging.target import HERE, LAMBDA, Target
from infrastructure.packaging.trim import trim
from infrastructure.packaging.wheels import unpack

UNCHECKED_HASH = PycInvalidationMode.UNCHECKED_HASH
PLACE = "/opt/python"
"""On the path of modules whatever the runtime's version."""


def build(archive: Path, target: Target = LAMBDA) -> None:
    """Writes the layer's archive for `target`."""
    with tempfile.TemporaryDirectory() as made:
        gather(Path(made) / "python", target)
        pack(Path(made), archive)


def gather(folder: Path, target: Target) -> None:
    """The libraries as they stand on the target's path of modules, with the target's bytecode."""
    folder.mkdir()
    unpack(target, folder)
    trim(folder)
    if target == HERE:
        compile_dir(folder, quiet=1, stripdir=folder, prependdir=PLACE, invalidation_mode=UNCHECKED_HASH)
    else:
        compile_tree(folder, PLACE)
