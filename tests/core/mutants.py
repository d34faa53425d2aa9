"""`make mutants`: plants one mistake at a time in a copy of the core and tells which the tests do not notice.

With `--machine` the machines alone must notice them: a measure of how much of the state space its rules reach.
`python -m tests.core.mutants devices alerting` plants only those of these files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.core.mutants_table import MUTANTS, TESTS, Mutant

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
LONGEST = 300
"""Seconds; a mutant that makes the tests hang is noticed, too."""
BARE = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
"""Without pytest's plugins, which take longer to import than the tests to run."""
TABLES = (sys.executable, "-B", "-m", "pytest", "-qx", "--tb=no", "-m", "not sweep")
MACHINE = (
    *(sys.executable, "-B", "-c"),
    "from tests.core.test_machine import by_all; by_all()",
)
UNHARMED = Mutant("inbound", "def decide(", "def decide(")


def unnoticed(mutant: Mutant, command: tuple[str, ...]) -> bool:
    """Whether these tests pass in spite of the mistake."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        _plant(mutant, copy)
        try:
            done = subprocess.run(command, cwd=copy, env=BARE, capture_output=True, timeout=LONGEST, check=False)
        except subprocess.TimeoutExpired:
            return False
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout.decode() + done.stderr.decode())
    return done.returncode == 0


def _plant(mutant: Mutant, copy: Path) -> None:
    shutil.copytree(ROOT / "chalicelib", copy / "chalicelib", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "core", copy / "tests" / "core", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "tests" / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", copy)
    source = copy / "chalicelib" / "core" / f"{mutant.file}.py"
    source.write_text(planted(mutant, source.read_text()))


def planted(mutant: Mutant, text: str) -> str:
    """The source with the mistake; ValueError where what it replaces does not stand there just once."""
    if text.count(mutant.old) != 1:
        raise ValueError(f"{mutant.file}: {mutant.old!r} stands there {text.count(mutant.old)} times")
    return text.replace(mutant.old, mutant.new)


def chosen(files: Iterable[str]) -> list[Mutant]:
    """Those of these core files, be it `devices` or its path; without any, all. ValueError for one that has none."""
    names = {Path(file).stem for file in files}
    if strange := names - TESTS.keys():
        raise ValueError(f"There is no mutant of {', '.join(sorted(strange))}: name a file of chalicelib/core.")
    return [mutant for mutant in MUTANTS if not names or mutant.file in names]


def survivors(mutants: Sequence[Mutant] = MUTANTS, by_machine: bool = False) -> Iterator[Mutant]:
    """Mutants that nothing noticed; AssertionError where the tests fail without a mistake."""
    everything = {test for mutant in mutants for test in watchers(mutant)}
    assert unnoticed(UNHARMED, MACHINE if by_machine else (*TABLES, *sorted(everything)))

    def lives(mutant: Mutant) -> bool:
        return unnoticed(mutant, MACHINE if by_machine else (*TABLES, *watchers(mutant)))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for mutant, alive in zip(mutants, pool.map(lives, mutants), strict=True):
            if alive:
                yield mutant


def watchers(mutant: Mutant) -> list[str]:
    """The tests that should notice it."""
    return [f"tests/core/test_{name}.py" for name in TESTS[mutant.file]]


if __name__ == "__main__":
    try:
        planned = chosen(word for word in sys.argv[1:] if word != "--machine")
    except ValueError as fault:
        sys.exit(str(fault))
    left = list(survivors(planned, by_machine="--machine" in sys.argv))
    for found in left:
        sys.stdout.write(f"survived: {found.file}: {found.old!r} became {found.new!r}\n")
    sys.stdout.write(f"{len(planned) - len(left)} of {len(planned)} mutants noticed\n")
    sys.exit(bool(left) and "--machine" not in sys.argv)
