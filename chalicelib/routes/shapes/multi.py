"""The same message to a few chosen people."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from chalicelib.routes.shapes.common import Asked, BodyOrMedia, LineName, Shape, To, Uploads


class NewMulti(Asked):
    line: LineName
    to: Annotated[list[To], Field(min_length=1, max_length=20)]
    body: BodyOrMedia = ""
    media: Uploads = []


class MultiRefusal(Shape):
    code: str
    detail: str
    rule: str | None = None
    until: datetime | None = None


class MultiItem(Shape):
    """One of `thread` and `refused` is given."""

    to: str
    thread: str | None = None
    message: str | None = None
    refused: MultiRefusal | None = None


class MultiAnswer(Shape):
    items: list[MultiItem]
    sent: int
    refused: int
