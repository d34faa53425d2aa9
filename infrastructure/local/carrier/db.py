"""The carrier's memory: one SQLite file that survives a kill -9."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    n INTEGER PRIMARY KEY AUTOINCREMENT, sid TEXT NOT NULL UNIQUE, direction TEXT NOT NULL,
    line TEXT NOT NULL, handset TEXT NOT NULL, body TEXT NOT NULL, media TEXT NOT NULL,
    segments INTEGER NOT NULL, status TEXT NOT NULL, error INTEGER,
    callback TEXT NOT NULL, service TEXT NOT NULL, webhook TEXT NOT NULL,
    created REAL NOT NULL, updated REAL NOT NULL, sent REAL, arrived REAL);
CREATE INDEX IF NOT EXISTS messages_by_handset ON messages (handset, n);
CREATE INDEX IF NOT EXISTS messages_by_line ON messages (line, created);
CREATE TABLE IF NOT EXISTS numbers (
    number TEXT PRIMARY KEY, sid TEXT NOT NULL UNIQUE, friendly_name TEXT NOT NULL, sms_url TEXT NOT NULL,
    sms_method TEXT NOT NULL, sms_fallback_url TEXT NOT NULL, sms_fallback_method TEXT NOT NULL,
    status_callback TEXT NOT NULL, provider_words INTEGER NOT NULL, per_second INTEGER,
    created REAL NOT NULL, updated REAL NOT NULL);
CREATE TABLE IF NOT EXISTS handsets (
    number TEXT PRIMARY KEY, kind TEXT NOT NULL, delay_ms INTEGER NOT NULL, error INTEGER);
CREATE TABLE IF NOT EXISTS blocks (
    line TEXT NOT NULL, handset TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (line, handset));
CREATE TABLE IF NOT EXISTS tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, claimed INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL, args TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS tasks_by_due ON tasks (claimed, due);
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, sid TEXT NOT NULL, purpose TEXT NOT NULL,
    url TEXT NOT NULL, status INTEGER, failure TEXT NOT NULL, took_ms INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS pictures (sid TEXT PRIMARY KEY, kind TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
TABLES = ("messages", "pictures", "handsets", "blocks", "tasks", "calls", "state", "numbers")


class Database:
    """One connection that all threads share in turn: SQLite has one writer anyway, and this queue is fair."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        # WAL without a sync per commit is safe against a killed process; only a power cut loses the tail.
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(SCHEMA)
        self._grow()

    def _grow(self) -> None:
        """Columns that a file of an older version lacks."""
        if "advanced" not in {row["name"] for row in self.rows("PRAGMA table_info(numbers)")}:
            self.write("ALTER TABLE numbers ADD COLUMN advanced TEXT NOT NULL DEFAULT ''")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; a transaction inside a transaction joins it."""
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    def write(self, sql: str, args: Sequence[Any] = ()) -> int:
        """The id of the row that was inserted last."""
        with self._lock:
            return self._connection.execute(sql, args).lastrowid or 0

    def rows(self, sql: str, args: Sequence[Any] = ()) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(sql, args).fetchall()

    def row(self, sql: str, args: Sequence[Any] = ()) -> sqlite3.Row | None:
        found = self.rows(sql, args)
        return found[0] if found else None

    def clear(self, keep: frozenset[str] = frozenset()) -> None:
        """Forgets everything but the tables that `keep` names."""
        with self.transaction():
            for table in TABLES:
                if table not in keep:
                    self.write(f"DELETE FROM {table}")  # noqa: S608 - the names are the constants above

    def close(self) -> None:
        with self._lock:
            self._connection.close()
