"""The code as the guards walk it: files under version control, their functions, and the app's routes."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
GENERATED = ("chalicelib/data/openapi.json", "dashboard/package-lock.json")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control that is there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python(*folders: str) -> list[Path]:
    """Python files in these folders of the root, by name."""
    return [path for path in tracked() if path.suffix == ".py" and named(path).split("/")[0] in folders]


@dataclass(frozen=True, slots=True)
class Function:
    """`lines` counts from `def` to the end, without decorators."""

    place: str
    node: ast.FunctionDef

    @property
    def lines(self) -> int:
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1

    @property
    def decorators(self) -> list[str]:
        return [ast.unparse(decorator) for decorator in self.node.decorator_list]


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield Function(f"{named(path)}:{node.lineno} {node.name}", node)
