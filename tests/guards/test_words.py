"""What must stand in no file: where packages come from, paths of one machine, real phones; and status numbers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.guards.sources import GENERATED, ROOT, named, python, tracked

ELSEWHERE = re.compile(
    r"registry\.npmjs\.org|registry\.yarnpkg\.com|files\.pythonhosted\.org|pypi\.org/simple"
    r"|proxy\.golang\.org|--index-url|--extra-index-url"
)
ONE_MACHINE = re.compile(r"(?<![\w.$~}])/(?:work|root)/[\w.]")
NUMBER = re.compile(r"(?<![\w+])\+1[2-9]\d{2}\d{7}(?!\d)")
FICTITIOUS = re.compile(r"\+1\d{3}555(?:01|00)\d{2}")
TEXT = {".py", ".md", ".toml", ".txt", ".json", ".ts", ".tsx", ".js", ".css", ".html", ".yml", ".yaml", ".cfg", ""}
THIS = "tests/guards/test_words.py"
NUMBERS_OF_ANSWERS = {400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 502, 503}
MAY_SAY_NUMBERS = {"chalicelib/routes/problem.py": "the one place"}


def texts() -> list[tuple[str, str]]:
    files = [path for path in tracked() if path.suffix in TEXT and named(path) != THIS]
    return [(named(path), path.read_text(encoding="utf-8", errors="replace")) for path in files]


def test_no_file_says_where_packages_come_from() -> None:
    assert [(name, found[0]) for name, text in texts() if (found := ELSEWHERE.search(text))] == []


def test_no_file_knows_paths_of_one_machine() -> None:
    assert [(name, found[0]) for name, text in texts() if (found := ONE_MACHINE.search(text))] == []


def test_sample_numbers_belong_to_nobody() -> None:
    """Product code and documents; tables of vectors in tests may bear numbers that a standard names."""
    shown = [(name, text) for name, text in texts() if not name.startswith("tests/core/") and name not in GENERATED]
    found = {(name, number) for name, text in shown for number in NUMBER.findall(text)}
    assert sorted((name, number) for name, number in found if not FICTITIOUS.fullmatch(number)) == []


def test_status_numbers_stand_in_one_place() -> None:
    """Declarations (`status=201`) say which success a view answers; errors have their numbers in problem.py."""
    found = [
        f"{named(path)}:{line}"
        for path in python("chalicelib")
        if named(path) not in MAY_SAY_NUMBERS
        for line in answers(path, everywhere=path.parent.name in ("routes", "workers", "flows"))
    ]
    assert sorted(found) == []


def answers(path: Path, *, everywhere: bool) -> Iterator[int]:
    """Lines that say a status number: as `status_code=`, or at all where such a number can mean nothing else."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "status_code" and isinstance(node.value, ast.Constant):
            yield node.value.lineno
        elif everywhere and isinstance(node, ast.Constant) and node.value in NUMBERS_OF_ANSWERS:
            yield node.lineno


def test_what_is_generated_is_where_the_guards_expect_it() -> None:
    assert (ROOT / GENERATED[0]).is_file()
