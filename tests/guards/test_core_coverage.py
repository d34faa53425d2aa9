"""The core's tests reach every branch of the core: `make cover` measures it, and these see that it can."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

from coverage import Coverage

from tests.guards.sources import ROOT

CORE = sorted(path for path in (ROOT / "chalicelib" / "core").glob("*.py") if path.name != "__init__.py")
TESTS = sorted((ROOT / "tests" / "core").glob("*.py"))
MEASURED = "--cov=chalicelib.core --cov-branch --cov-fail-under=100"


def test_every_check_measures_every_branch_of_the_core() -> None:
    recipes = _recipes()
    assert MEASURED in recipes["cover"]
    assert "cover" in recipes["check"]


def test_nothing_of_the_core_is_left_out_of_the_measure() -> None:
    """A `pragma: no cover` or a setting would let a branch go unseen."""
    settings = Coverage(data_file=None).config
    assert not settings.run_omit
    assert not settings.report_omit
    assert [path.name for path in CORE if "pragma" in path.read_text()] == []


def test_every_file_of_the_core_is_named_by_a_test() -> None:
    named = {name for path in TESTS for name in _imported(path)}
    assert [path.stem for path in CORE if path.stem not in named] == []


def _imported(path: Path) -> set[str]:
    """The modules of the core that a file imports."""
    text = path.read_text()
    several = re.findall(r"from chalicelib\.core import ([\w, ]+)", text)
    return set(re.findall(r"from chalicelib\.core\.(\w+) import", text)) | set(
        chain.from_iterable(names.replace(" ", "").split(",") for names in several)
    )


def _recipes() -> dict[str, str]:
    """What `make` does for each target."""
    lines = (ROOT / "Makefile").read_text().splitlines()
    recipes: dict[str, str] = {}
    target = ""
    for line in lines:
        if found := re.match(r"([\w-]+):(?!=)", line):
            target = found[1]
        elif line.startswith("\t"):
            recipes[target] = recipes.get(target, "") + line
    return recipes
