"""Bytecode for the Lambda runtime, made by the same compiler on every machine.

Imports take twice as long without bytecode, and Lambda cannot keep what it compiles. The compiler is CPython of the
runtime's own version built for WebAssembly, which npm serves as `pyodide`: no machine needs that Python installed.
The files are unchecked-hash (PEP 552): neither times nor sources are looked at when they are loaded.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

COMPILER = Path(__file__).parent / "compiler" / "compile.mjs"
NODE = Path(__file__).parents[2] / ".venv" / "bin"


class NotCompiled(Exception):
    """What the compiler said."""


def compile_tree(folder: Path, place: str) -> int:
    """Writes `__pycache__` beside every module below `folder`, which will stand at `place`; how many there were."""
    path = f"{NODE}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        ["node", str(COMPILER), str(folder), place],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path},
    )
    if done.returncode:
        raise NotCompiled(f"{done.stdout}\n{done.stderr}".strip())
    return int(done.stdout.split()[-1])
