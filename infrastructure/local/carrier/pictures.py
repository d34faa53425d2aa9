"""The files of texts: those that handsets send, and those that the brand lends for a text on its way out."""

from __future__ import annotations

import base64
import binascii
import mimetypes
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from infrastructure.local.carrier.db import Database
from infrastructure.local.carrier.messages import Media

MOST_BYTES = 5_000_000
SECONDS = 5
UNABLE = 501
HERE = frozenset({"127.0.0.1", "localhost"})


@dataclass(frozen=True, slots=True)
class Picture:
    kind: str
    data: bytes


class Pictures:
    """What the carrier itself has of files, by the medium's id."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, sid: str, picture: Picture) -> None:
        self._db.write("INSERT OR REPLACE INTO pictures VALUES (?, ?, ?)", (sid, picture.kind, picture.data))

    def get(self, sid: str) -> Picture | None:
        row = self._db.row("SELECT kind, data FROM pictures WHERE sid = ?", (sid,))
        return Picture(row["kind"], row["data"]) if row else None

    def delete(self, sid: str) -> None:
        """Gone for good: its address is not looked at again."""
        self.put(sid, Picture("", b""))


def media_of(urls: Sequence[str]) -> tuple[Media, ...]:
    """A medium for each URL, its type guessed by the URL's ending."""
    return tuple(
        Media(f"ME{uuid.uuid4().hex}", url, mimetypes.guess_type(url.split("?")[0])[0] or "image/jpeg") for url in urls
    )


def written(url: str) -> Picture | None:
    """The file that a `data:` URL is; None for one that is none."""
    head, comma, data = url.partition(",")
    if not head.startswith("data:") or not head.endswith(";base64") or not comma:
        return None
    try:
        raw = base64.b64decode(data, validate=True)
    except binascii.Error:
        return None
    kind = head.removeprefix("data:").removesuffix(";base64")
    return Picture(kind or "application/octet-stream", raw) if len(raw) <= MOST_BYTES else None


def fetched(http: urllib3.PoolManager, url: str) -> Picture | None:
    """The file at this address, asked for by HEAD and then by GET, as the real provider does; None: it is not had."""
    try:
        head = http.request("HEAD", url, timeout=SECONDS, redirect=False)
        if head.status >= 400 and head.status != UNABLE:
            return None
        found = http.request("GET", url, timeout=SECONDS, redirect=False)
    except HTTPError:
        return None
    if found.status >= 300 or len(found.data) > MOST_BYTES:
        return None
    return Picture(found.headers.get("content-type", "application/octet-stream"), found.data)


def here(url: str) -> bool:
    """Whether the address is on this machine: of the world outside the carrier shows the address alone."""
    return urlsplit(url).hostname in HERE
