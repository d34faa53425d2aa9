"""`make package`: the template of one function per route beside the code it names, and the layer they share.

python -m infrastructure.package template|code|libraries|libraries-here FOLDER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from chalicelib.store.models import MODELS
from infrastructure.beside import FILE
from infrastructure.packaging import code, libraries
from infrastructure.packaging.code import ROOT
from infrastructure.packaging.described import described
from infrastructure.packaging.target import HERE
from infrastructure.sizes import LIMIT, after_expansion
from infrastructure.template import template


def write_template(folder: Path) -> None:
    """template.json, as CloudFormation is given it, and the one that it names."""
    made = template(described(ROOT), MODELS)
    for path, document in ((folder / "template.json", made.outer), (folder / FILE, made.beside)):
        path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
        written, real = len(document["Resources"]), after_expansion(document)
        print(f"{path}: {written} resources, {real} once expanded, of {LIMIT} that a stack may have")


def write_code(folder: Path) -> None:
    """code.zip: a function's own code, with bytecode."""
    code.build(folder / "code.zip")
    _tell(folder / "code.zip")


def write_libraries(folder: Path) -> None:
    """libraries.zip: the layer, with bytecode."""
    libraries.build(folder / "libraries.zip")
    _tell(folder / "libraries.zip")


def write_libraries_here(folder: Path) -> None:
    """libraries-here.zip: the same libraries for this machine, on which `make stack` runs the functions."""
    libraries.build(folder / "libraries-here.zip", HERE)


def _tell(archive: Path) -> None:
    print(f"{archive}: {archive.stat().st_size / 1_000_000:.1f} MB")


PARTS: dict[str, Callable[[Path], None]] = {
    "template": write_template,
    "code": write_code,
    "libraries": write_libraries,
    "libraries-here": write_libraries_here,
}


def main(part: str, folder: Path) -> None:
    """Writes one part of the package into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    PARTS[part](folder)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
