"""A log of the last calls that the carrier made to the brand's server."""

from __future__ import annotations

import time
from typing import Any

from infrastructure.local.carrier.db import Database

KEPT = 500


class Calls:
    """The newest 500 calls: when, for which text, to which URL, what came back."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, sid: str, purpose: str, url: str, status: int | None, failure: str, took_ms: int) -> None:
        sql = "INSERT INTO calls (at, sid, purpose, url, status, failure, took_ms) VALUES (?, ?, ?, ?, ?, ?, ?)"
        with self._db.transaction():
            latest = self._db.write(sql, (time.time(), sid, purpose, url, status, failure, took_ms))
            self._db.write("DELETE FROM calls WHERE id <= ?", (latest - KEPT,))

    def latest(self, limit: int) -> list[dict[str, Any]]:
        """The newest first."""
        return [dict(row) for row in self._db.rows("SELECT * FROM calls ORDER BY id DESC LIMIT ?", (limit,))]
