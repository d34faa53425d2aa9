"""Broadcasts: one text to many."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from chalicelib.core.broadcasts import Stage
from chalicelib.core.messages import Status
from chalicelib.core.previews import Counting
from chalicelib.core.responses import Kind
from chalicelib.core.selection import MOST_CONTACTS, MOST_GROUPS
from chalicelib.routes.shapes.common import (
    Asked,
    Body,
    ContactRef,
    LineName,
    LineRef,
    PageQuery,
    PersonRef,
    Shape,
    To,
)
from chalicelib.routes.shapes.responses import ResponsesShape
from chalicelib.routes.shapes.threads import Trouble

GroupName = Annotated[str, Field(min_length=1, max_length=64, description="A group's id.")]
GroupIds = Annotated[list[GroupName], Field(max_length=MOST_GROUPS)]
ContactNames = Annotated[list[To], Field(max_length=MOST_CONTACTS)]


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
    cancelled: int


class RefusedBy(Shape):
    """So many were refused by this rule, in the words of one of them."""

    code: str
    reason: str
    recipients: int


class FailedBy(Shape):
    """Of so many the provider told this error (none: ours), in plain words, and what to do."""

    trouble: Trouble
    recipients: int


class BroadcastShape(Shape):
    """`next_at` is when the first of those who wait may go; `counted_at` when a large broadcast was last counted.

    `steerable`: the caller may pause, resume, cancel or change it, as far as its stage lets anybody.
    """

    id: str
    line: LineRef
    group: str
    group_name: str
    body: str
    author: PersonRef
    at: datetime
    stage: Stage
    send_at: datetime | None = None
    not_after: datetime | None = None
    progress: ProgressShape | None = None
    responses: ResponsesShape | None = None
    refused_by: list[RefusedBy] = []
    failed_by: list[FailedBy] = []
    next_at: datetime | None = None
    counted_at: datetime | None = None
    steerable: bool = False


class BroadcastPage(Shape):
    items: list[BroadcastShape]
    cursor: str | None = None


class Exclude(Asked):
    """Whom to leave out, whatever else names them."""

    groups: GroupIds = []
    contacts: ContactNames = []


class SkipShape(Asked):
    """`active_conversation`: who waits for an answer on the line, or wrote there within a day.

    `texted_within_days`: who was texted from the line so recently.
    """

    active_conversation: bool = False
    texted_within_days: int = Field(0, ge=0, le=365)


class NewBroadcast(Asked):
    """Goes to all whom `group`, `groups` and `contacts` mean, each once, but for those left out and skipped."""

    line: LineName
    group: GroupName | None = None
    groups: GroupIds = []
    contacts: ContactNames = []
    exclude: Exclude = Exclude()
    skip: SkipShape = SkipShape()
    body: Body
    send_at: AwareDatetime | None = Field(None, description="When it begins; left out, at once.")
    not_after: AwareDatetime | None = Field(None, description="From then on nothing more of it is sent.")


class BroadcastPatch(Asked):
    """What is left out stays. `not_after` null: it may take as long as it needs."""

    body: Body | None = None
    send_at: AwareDatetime | None = None
    not_after: AwareDatetime | None = None


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


class ReasonShape(Shape):
    """So many who do not get it for one reason, in the words told to one of them."""

    code: str
    reason: str
    rule: str
    recipients: int


class SampleShape(Shape):
    contact: ContactRef
    body: str
    segments: int


class SpecialShape(Shape):
    """A character of the text that is not in GSM-7, so that a segment holds 70 characters instead of 160.

    `replacement` looks alike and costs nothing; null: nothing does.
    """

    character: str
    name: str
    count: int
    replacement: str | None


class CostShape(Shape):
    """By list price, as of `month`: what all segments cost in `currency`, and what one does with the carriers' fee."""

    amount: float
    segment: float
    currency: str
    month: str
    source: str


class Preview(Shape):
    """What a broadcast would do now.

    `basis` exact: everybody was counted. sample: `judged` were, and all figures are scaled up from them. at_least:
    `judged` were, and there are more.

    `recipients` are all of them; `refused` and `skipped` do not get it, for `refused_by` and `skipped_by`.
    `refused_sample` names up to 50 of the refused. `waiting` go by themselves, when their quiet hours end; `waits`
    tells how many when, the earliest first. `segments` is what the longest text takes, in `encoding`.
    `special_recipients` get theirs in UCS-2, and `replacements` are the characters of the text itself that do that.
    `seconds` is how long the line needs. `samples` are merged texts of up to three recipients, the longest first;
    `sample` is that one.
    """

    basis: Counting
    judged: int
    recipients: int
    refused: int
    refused_by: list[ReasonShape]
    refused_sample: list[RefusedRecipient]
    skipped: int
    skipped_by: list[ReasonShape]
    waiting: int
    waits: list[WaitingRecipients]
    segments: int
    segments_average: float
    segments_total: int
    encoding: str
    special_recipients: int
    replacements: list[SpecialShape]
    cost: CostShape
    seconds: int
    sample: str
    samples: list[SampleShape]


class RecipientQuery(PageQuery):
    status: Status | None = None
    waiting: bool | None = Field(None, description="Only those of `queued` who wait for a time, or only the others.")
    response: Kind | None = Field(
        None, description="Only those who responded so, whatever became of their text; not with `status` or `waiting`."
    )


class RecipientShape(Shape):
    """`replied` and `opted_out` are when the contact first did so after its text."""

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


class RecipientPage(Shape):
    items: list[RecipientShape]
    cursor: str | None = None
