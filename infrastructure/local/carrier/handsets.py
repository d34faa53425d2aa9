"""The phones in people's hands: what stands behind a number, and which lines it has blocked."""

from __future__ import annotations

import time
from dataclasses import dataclass

from infrastructure.local.carrier.db import Database
from infrastructure.local.carrier.network import UNDELIVERED, Kind


@dataclass(frozen=True, slots=True)
class Handset:
    """`delay_ms` is added to each delivery; `error` is a Twilio code that overrides what the kind implies."""

    number: str
    kind: Kind = Kind.MOBILE
    delay_ms: int = 0
    error: int | None = None

    @property
    def failure(self) -> int | None:
        """The code its texts fail with; None when they arrive."""
        return self.error or UNDELIVERED.get(self.kind)


class Handsets:
    """Every number is a mobile until it is told otherwise."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, number: str) -> Handset:
        row = self._db.row("SELECT * FROM handsets WHERE number = ?", (number,))
        return Handset(number, Kind(row["kind"]), row["delay_ms"], row["error"]) if row else Handset(number)

    def put(self, handset: Handset) -> None:
        self._db.write(
            "INSERT OR REPLACE INTO handsets VALUES (?, ?, ?, ?)",
            (handset.number, handset.kind, handset.delay_ms, handset.error),
        )

    def known(self) -> list[str]:
        """Every number that was set up or has a text, the latest texts first."""
        sql = """SELECT number FROM (
                   SELECT handset AS number, max(coalesce(arrived, created)) AS latest
                   FROM messages GROUP BY handset
                   UNION ALL SELECT number, 0 FROM handsets)
                 GROUP BY number ORDER BY max(latest) DESC, number"""
        return [row["number"] for row in self._db.rows(sql)]


class Blocks:
    """Which handset has blocked which line."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def has(self, line: str, handset: str) -> bool:
        return self._db.row("SELECT 1 FROM blocks WHERE line = ? AND handset = ?", (line, handset)) is not None

    def lines_of(self, handset: str) -> list[str]:
        rows = self._db.rows("SELECT line FROM blocks WHERE handset = ? ORDER BY line", (handset,))
        return [row["line"] for row in rows]

    def set(self, line: str, handset: str, *, blocked: bool) -> None:
        if blocked:
            self._db.write("INSERT OR IGNORE INTO blocks VALUES (?, ?, ?)", (line, handset, time.time()))
        else:
            self._db.write("DELETE FROM blocks WHERE line = ? AND handset = ?", (line, handset))
