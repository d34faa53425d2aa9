"""What a long search has done so far, line by line: one that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = ("chalicelib", "infrastructure", "tests/harness")
"""What a search plays and plays with: where any of it has changed, all is to be done anew."""
CODE = (".py", ".toml")
Task = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one kind of search did: `tried` faults or schedules, what it found, and CPU seconds."""

    name: str
    tried: int
    violations: Sequence[str]
    seconds: float


class Log:
    """Of one state of the code; lines of another are dropped when it is opened."""

    def __init__(self, path: Path) -> None:
        self._path, self._code = path, _code()
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        kept = [line for line in lines if json.loads(line)["code"] == self._code]
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
        rows = map(json.loads, kept)
        self.done: Mapping[Task, Figures] = {tuple(row["task"]): Figures(**row["figures"]) for row in rows}

    def keep(self, task: Task, figures: Figures) -> None:
        """Written at once: whoever is stopped right after it has it."""
        row = {"code": self._code, "task": task, "figures": asdict(figures)}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def _code() -> str:
    found = hashlib.sha256()
    for folder in READ:
        for path in sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in CODE):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]
