"""The functions' own code: the app, `chalicelib`, and the part of Chalice that runs in Lambda."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import chalice

from infrastructure.packaging.archive import pack
from infrastructure.packaging.bytecode import compile_tree

ROOT = Path(__file__).parents[2]
CHALICE = ("__init__.py", "app.py")
"""What Chalice itself packages of itself: the rest of it builds and deploys."""
PLACE = "/var/task"


def build(archive: Path, *, compiled: bool = True) -> None:
    """Writes the archive; without bytecode where another Python than Lambda's is to run it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        gather(folder)
        if compiled:
            compile_tree(folder, PLACE)
        pack(folder, archive)


def gather(folder: Path) -> None:
    """Copies the code into `folder`, as it stands at a function's root."""
    shutil.copy(ROOT / "app.py", folder / "app.py")
    shutil.copytree(ROOT / "chalicelib", folder / "chalicelib", ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    (folder / "chalice").mkdir()
    for name in CHALICE:
        shutil.copy(Path(chalice.__file__).parent / name, folder / "chalice" / name)
