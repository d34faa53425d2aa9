"""Broadcasts: one text to many."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from chalicelib.core.broadcasts import Stage
from chalicelib.core.messages import Status
from chalicelib.core.office import Weekday
from chalicelib.core.repeat import MOST
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
LocalMoment = Annotated[
    str,
    Field(
        max_length=20, description="A time of day, without a zone, at which each gets it where it is: 2026-12-01T09:00."
    ),
]
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


class RepeatShape(Shape):
    """At `time` by the clock of `zone`, on `weekdays` or on the `day` of each month (of a shorter one its last)."""

    weekdays: list[Weekday] = []
    day: int | None = None
    until: date | None = None
    count: int | None = None
    time: str
    zone: str


class NewRepeat(Asked):
    """Each week on `weekdays`, or each month on `day`, at the time of `send_at` by the brand's clock; `until` that day,
    or `count` times, or for ever."""

    weekdays: Annotated[list[Weekday], Field(max_length=7)] = []
    day: int | None = Field(None, ge=1, le=31)
    until: date | None = None
    count: int | None = Field(None, ge=1, le=MOST)


class BroadcastShape(Shape):
    """`repeat`: it comes again; `send_at` is its next time, and what is made of it then has its id as `of`.

    `send_at_local`: each gets it when it is that time where it is; `send_at` is when it may be that anywhere.

    `next_at` is when the first of those who wait may go; `counted_at` when a large broadcast was last counted.

    `paused_because`: why it was paused where nobody did that.

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
    send_at_local: str | None = None
    not_after: datetime | None = None
    progress: ProgressShape | None = None
    responses: ResponsesShape | None = None
    refused_by: list[RefusedBy] = []
    failed_by: list[FailedBy] = []
    next_at: datetime | None = None
    counted_at: datetime | None = None
    short_links: bool = False
    repeat: RepeatShape | None = None
    of: str | None = None
    paused_because: str | None = None
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
    send_at_local: LocalMoment | None = None
    not_after: AwareDatetime | None = Field(None, description="From then on nothing more of it is sent.")
    short_links: bool = Field(False, description="Its https links are shortened, and who opens them is counted.")
    repeat: NewRepeat | None = Field(None, description="It comes again, first at `send_at` or the next day that fits.")


class BroadcastPatch(Asked):
    """What is left out stays; `send_at` and `send_at_local` take each other's place. `not_after` null: it may take as
    long as it needs."""

    body: Body | None = None
    send_at: AwareDatetime | None = None
    send_at_local: LocalMoment | None = None
    not_after: AwareDatetime | None = None
    short_links: bool | None = None


class RecipientQuery(PageQuery):
    status: Status | None = None
    waiting: bool | None = Field(None, description="Only those of `queued` who wait for a time, or only the others.")
    response: Kind | None = Field(
        None, description="Only those who responded so, whatever became of their text; not with `status` or `waiting`."
    )


class RecipientShape(Shape):
    """`replied`, `opted_out` and `clicked` (opened a short link) are when the contact first did so after its text;
    `clicks` is how often it opened one."""

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
    clicks: int = 0


class RecipientPage(Shape):
    items: list[RecipientShape]
    cursor: str | None = None
