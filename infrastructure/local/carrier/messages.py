"""Every text that passed: from a handset, from the brand, and from the network itself."""

from __future__ import annotations

import json
import sqlite3
import time
import uuid
from dataclasses import dataclass, replace
from enum import StrEnum

from infrastructure.local.carrier.db import Database
from infrastructure.local.carrier.segments import segments


class Direction(StrEnum):
    """As Twilio names it; `network` texts are the carrier's own and never seen in the account's list."""

    INBOUND = "inbound"
    API = "outbound-api"
    REPLY = "outbound-reply"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Media:
    sid: str
    url: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Message:
    """One text. Times are seconds since 1970; `arrived` is set once the handset has it; `webhook` tells how
    the brand took an inbound one: "" (not asked), pending, taken, dropped or refused."""

    n: int
    sid: str
    direction: str
    line: str
    handset: str
    body: str
    media: tuple[Media, ...]
    segments: int
    status: str
    error: int | None
    callback: str
    service: str
    webhook: str
    created: float
    updated: float
    sent: float | None
    arrived: float | None

    @property
    def inbound(self) -> bool:
        return self.direction == Direction.INBOUND

    @property
    def sender(self) -> str:
        return self.handset if self.inbound else self.line

    @property
    def receiver(self) -> str:
        return self.line if self.inbound else self.handset


def new_message(direction: Direction, line: str, handset: str, body: str, media: tuple[Media, ...]) -> Message:
    """A text that is not saved yet (`n` is 0): inbound and network texts are there at once, others queued."""
    now = time.time()
    immediate = direction in (Direction.INBOUND, Direction.NETWORK)
    return Message(
        n=0, sid=("MM" if media else "SM") + uuid.uuid4().hex, direction=direction, line=line,
        handset=handset, body=body, media=media, segments=segments(body), error=None,
        status="received" if immediate else "queued",
        callback="", service="", webhook="", created=now, updated=now, sent=now if immediate else None,
        arrived=now if immediate else None,
    )  # fmt: skip


class Messages:
    """All texts, in the order in which they came."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, m: Message) -> Message:
        """The saved text, with its place in the order."""
        media = json.dumps([[part.sid, part.url, part.content_type] for part in m.media])
        n = self._db.write(
            "INSERT INTO messages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (m.sid, m.direction, m.line, m.handset, m.body, media, m.segments, m.status, m.error, m.callback,
             m.service, m.webhook, m.created, m.updated, m.sent, m.arrived),
        )  # fmt: skip
        return replace(m, n=n)

    def get(self, sid: str) -> Message | None:
        row = self._db.row("SELECT * FROM messages WHERE sid = ?", (sid,))
        return _message(row) if row else None

    def move(self, sid: str, status: str, error: int | None = None) -> None:
        """Sets a status, the time it was sent at, and with `delivered` the time it arrived at."""
        now = time.time()
        self._db.write(
            "UPDATE messages SET status = ?, error = ?, updated = ?, sent = coalesce(sent, ?), arrived = ?"
            " WHERE sid = ?",
            (status, error, now, now, now if status == "delivered" else None, sid),
        )

    def took(self, sid: str, webhook: str) -> None:
        self._db.write("UPDATE messages SET webhook = ? WHERE sid = ?", (webhook, sid))

    def select(self, where: str, args: list[object], *, limit: int = -1, offset: int = 0) -> list[Message]:
        """The newest first; `where` is SQL of this package, its values come as `args`."""
        sql = f"SELECT * FROM messages WHERE {where} ORDER BY n DESC LIMIT ? OFFSET ?"  # noqa: S608
        return [_message(row) for row in self._db.rows(sql, [*args, limit, offset])]

    def sent_since(self, line: str, start: float) -> int:
        """How many texts this line sent from `start` on, its refused ones apart."""
        sql = "SELECT count(*) AS c FROM messages WHERE line = ? AND created >= ? AND direction = ?"
        row = self._db.row(sql, (line, start, Direction.API))
        return int(row["c"]) if row else 0


def _message(row: sqlite3.Row) -> Message:
    return Message(**{**dict(row), "media": tuple(Media(*part) for part in json.loads(row["media"]))})
