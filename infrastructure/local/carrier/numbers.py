"""The brand's numbers and where each one's texts are posted."""

from __future__ import annotations

import json
import sqlite3
import time
import uuid
from dataclasses import dataclass
from typing import Any

from infrastructure.local.carrier.db import Database
from infrastructure.local.carrier.network import Advanced

# What Twilio's form calls it → our column. The same words in lower snake case are the keys of the answer.
FIELDS = {
    "FriendlyName": "friendly_name",
    "SmsUrl": "sms_url",
    "SmsMethod": "sms_method",
    "SmsFallbackUrl": "sms_fallback_url",
    "SmsFallbackMethod": "sms_fallback_method",
    "StatusCallback": "status_callback",
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number; `provider_words` lets the provider heed opt-out words, `per_second` limits its sends.

    `advanced` are words of its own with Advanced Opt-Out, as JSON by kind; "" where that is off.
    """

    number: str
    sid: str
    friendly_name: str
    sms_url: str
    sms_method: str
    sms_fallback_url: str
    sms_fallback_method: str
    status_callback: str
    provider_words: bool
    per_second: int | None
    created: float
    updated: float
    advanced: str = ""

    @property
    def advanced_words(self) -> Advanced | None:
        """None where Advanced Opt-Out is off."""
        return json.loads(self.advanced) if self.advanced else None


class Numbers:
    """The numbers that the account owns."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, number: str) -> Number | None:
        return _number(self._db.row("SELECT * FROM numbers WHERE number = ?", (number,)))

    def by_sid(self, sid: str) -> Number | None:
        return _number(self._db.row("SELECT * FROM numbers WHERE sid = ?", (sid,)))

    def all(self) -> list[Number]:
        rows = self._db.rows("SELECT * FROM numbers ORDER BY created, number")
        return [found for row in rows if (found := _number(row))]

    def add(self, number: str) -> None:
        """Makes the number ours; changes nothing if it is."""
        now = time.time()
        self._db.write(
            "INSERT OR IGNORE INTO numbers VALUES (?, ?, ?, '', 'POST', '', 'POST', '', 1, NULL, ?, ?, '')",
            (number, f"PN{uuid.uuid4().hex}", number, now, now),
        )

    def change(self, number: str, changes: dict[str, Any]) -> None:
        """Sets the columns that `changes` names."""
        with self._db.transaction():
            for column, value in {**changes, "updated": time.time()}.items():
                if column not in Number.__slots__:
                    raise KeyError(column)
                self._db.write(f"UPDATE numbers SET {column} = ? WHERE number = ?", (value, number))  # noqa: S608

    def remove(self, number: str) -> None:
        self._db.write("DELETE FROM numbers WHERE number = ?", (number,))


def _number(row: sqlite3.Row | None) -> Number | None:
    return Number(**{**dict(row), "provider_words": bool(row["provider_words"])}) if row else None
