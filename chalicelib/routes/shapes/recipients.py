"""Recipients of a broadcast: whom a page shows, and what is told of each."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from chalicelib.core.messages import Status
from chalicelib.core.responses import Kind
from chalicelib.routes.shapes.common import ContactRef, PageQuery, Shape
from chalicelib.routes.shapes.threads import Trouble


class RecipientQuery(PageQuery):
    status: Status | None = None
    waiting: bool | None = Field(None, description="Only those of `queued` who wait for a time, or only the others.")
    response: Kind | None = Field(
        None, description="Only those who responded so, whatever became of their text; not with `status` or `waiting`."
    )


class RecipientShape(Shape):
    """`replied`, `opted_out` and `clicked` (opened a short link) are when the contact first did so after its text,
    `converted` when its lead was won; `clicks` is how often it opened one."""

    contact: ContactRef
    status: Status
    thread: str
    code: str | None = None
    reason: str | None = None
    rule: str | None = None
    until: datetime | None = None
    trouble: Trouble | None = None
    replied: datetime | None = None
    opted_out: datetime | None = None
    clicked: datetime | None = None
    converted: datetime | None = None
    clicks: int = 0


class RecipientPage(Shape):
    items: list[RecipientShape]
    cursor: str | None = None
