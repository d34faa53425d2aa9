"""What is still to be done, each at its time; kept in the database, so that a restart continues it."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from typing import Any, Literal

from infrastructure.local.carrier.db import Database

TaskKind = Literal["status", "post"]


@dataclass(frozen=True, slots=True)
class Task:
    id: int
    kind: TaskKind
    args: dict[str, Any]


class Tasks:
    """Done at least once: what was under way when the process died is done again, as carriers do."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.added = threading.Event()

    def resume(self) -> None:
        """Gives back what an earlier process had claimed and not finished."""
        self._db.write("UPDATE tasks SET claimed = 0")

    def add(self, kind: TaskKind, args: dict[str, Any], delay: float = 0.0) -> None:
        """To be done in `delay` seconds, once the transaction around this call is committed."""
        due = time.time() + delay
        self._db.write("INSERT INTO tasks (due, kind, args) VALUES (?, ?, ?)", (due, kind, json.dumps(args)))
        self.added.set()

    def claim(self, limit: int) -> list[Task]:
        """The tasks whose time has come, the longest due first; nobody else is given them."""
        sql = "SELECT id, kind, args FROM tasks WHERE claimed = 0 AND due <= ? ORDER BY due, id LIMIT ?"
        with self._db.transaction():
            tasks = [Task(r["id"], r["kind"], json.loads(r["args"])) for r in self._db.rows(sql, (time.time(), limit))]
            for task in tasks:
                self._db.write("UPDATE tasks SET claimed = 1 WHERE id = ?", (task.id,))
        return tasks

    def finish(self, task: Task) -> None:
        self._db.write("DELETE FROM tasks WHERE id = ?", (task.id,))

    def seconds_to_next(self) -> float | None:
        """None when nothing waits."""
        row = self._db.row("SELECT min(due) AS due FROM tasks WHERE claimed = 0")
        return None if row is None or row["due"] is None else max(0.0, float(row["due"]) - time.time())

    def waiting(self) -> int:
        """How many are not finished, those under way included."""
        row = self._db.row("SELECT count(*) AS c FROM tasks")
        return int(row["c"]) if row else 0
