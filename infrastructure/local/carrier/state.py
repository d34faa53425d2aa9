"""Small values that outlive a restart, each under its name."""

from __future__ import annotations

import json
from typing import Any

from infrastructure.local.carrier.db import Database


class State:
    """A JSON value by name."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def read(self, key: str, default: Any) -> Any:
        row = self._db.row("SELECT value FROM state WHERE key = ?", (key,))
        return json.loads(row["value"]) if row else default

    def write(self, key: str, value: Any) -> None:
        self._db.write("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, json.dumps(value)))
