"""Broadcasts: one text to a group."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from chalicelib.core.broadcasts import Stage
from chalicelib.core.messages import Status
from chalicelib.routes.shapes.common import (
    Asked,
    Body,
    ContactRef,
    LineName,
    LineRef,
    PageQuery,
    PersonRef,
    Shape,
)
from chalicelib.routes.shapes.threads import Trouble


class ProgressShape(Shape):
    """How far it is; the parts sum up to `recipients`."""

    recipients: int
    queued: int
    waiting: int
    sending: int
    sent: int
    delivered: int
    failed: int
    refused: int


class BroadcastShape(Shape):
    """`next_at` is when the first of those who wait may go."""

    id: str
    line: LineRef
    group: str
    group_name: str
    body: str
    author: PersonRef
    at: datetime
    stage: Stage
    progress: ProgressShape | None = None
    next_at: datetime | None = None


class BroadcastPage(Shape):
    items: list[BroadcastShape]
    cursor: str | None = None


class NewBroadcast(Asked):
    line: LineName
    group: str = Field(min_length=1, max_length=64, description="A group's id.")
    body: Body


class RefusedRecipient(Shape):
    contact: ContactRef
    code: str
    reason: str
    rule: str


class WaitingRecipients(Shape):
    """So many who would wait alike; `zone` is where clocks count for them (IANA), `reason` in the words of one."""

    until: datetime
    zone: str
    code: str
    reason: str
    recipients: int


class Preview(Shape):
    """What a broadcast would do now. `refused_sample` names up to 50 of the refused; `sample` is the longest
    of the merged texts; `segments` and `encoding` are its own.

    `waiting` go by themselves, when their quiet hours end; `waits` tells how many when, the earliest first.
    """

    recipients: int
    refused: int
    refused_sample: list[RefusedRecipient]
    waiting: int
    waits: list[WaitingRecipients]
    segments: int
    encoding: str
    sample: str


class RecipientQuery(PageQuery):
    status: Status | None = None
    waiting: bool | None = Field(None, description="Only those of `queued` who wait for a time, or only the others.")


class RecipientShape(Shape):
    contact: ContactRef
    status: Status
    thread: str
    code: str | None = None
    reason: str | None = None
    rule: str | None = None
    until: datetime | None = None
    trouble: Trouble | None = None


class RecipientPage(Shape):
    items: list[RecipientShape]
    cursor: str | None = None
