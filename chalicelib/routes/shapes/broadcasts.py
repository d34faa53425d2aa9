"""Broadcasts: one text to many."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from chalicelib.core.broadcasts import Stage
from chalicelib.core.office import Weekday
from chalicelib.core.repeat import MOST
from chalicelib.core.selection import MOST_CONTACTS, MOST_GROUPS
from chalicelib.routes.shapes.common import (
    Asked,
    BodyOrMedia,
    LineName,
    LineRef,
    PageQuery,
    PersonRef,
    Shape,
    To,
    Uploads,
)
from chalicelib.routes.shapes.costs import CostShape
from chalicelib.routes.shapes.responses import ResponsesShape
from chalicelib.routes.shapes.threads import MediaShape, Trouble

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


class WaitingBy(Shape):
    """So many wait by this rule, the first of them until then, in the words told to that one.

    `quiet_hours`, the legal ones; `daily_cap`, by rule LN-6 the line's, by CN-10 that of the contact's state;
    `local_time`, the time of day that was chosen.
    """

    code: str
    rule: str
    reason: str
    until: datetime
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


class AudienceShape(Asked):
    """Who gets it, as a whole: all whom `groups` and `contacts` mean, but for those left out and skipped."""

    groups: GroupIds = []
    contacts: ContactNames = []
    exclude: Exclude = Exclude()
    skip: SkipShape = SkipShape()


class BroadcastShape(Shape):
    """`repeat`: it comes again; `send_at` is its next time, and what is made of it then has its id as `of`.

    `send_at_local`: each gets it when it is that time where it is; `send_at` is when it may be that anywhere.

    `next_at` is when the first of those who wait may go; `counted_at` when a large broadcast was last counted.

    `held`: why its line sends nothing now, so that nobody gets it, whatever else they wait for; null: it sends.
    `waiting_by` tells what those wait for who may not go yet, most first; it is as old as `progress`.

    `paused_because`: why it was paused where nobody did that.

    `media` go with each text; their links are given where this one broadcast is asked for. Their ids name those that
    stay when it is changed.

    `segments` (with `media`: messages) and `cost` are of the texts that went, as far as they were counted: what the
    provider took, by list price. Null where nothing went yet, or nobody measured it.

    `listing`: more recipients are still to be listed, also while it is paused; `progress` is of those so far.
    `steerable`: the caller may pause, resume, cancel or change it, as far as its stage lets anybody. `changeable`: it
    may be changed, as it has not begun; also while it is paused. `audience` is who gets it, by ids, where it may be.
    """

    id: str
    line: LineRef
    group: str
    group_name: str
    body: str
    author: PersonRef
    at: datetime
    stage: Stage
    listing: bool = False
    send_at: datetime | None = None
    send_at_local: str | None = None
    not_after: datetime | None = None
    progress: ProgressShape | None = None
    responses: ResponsesShape | None = None
    segments: int | None = None
    cost: CostShape | None = None
    refused_by: list[RefusedBy] = []
    failed_by: list[FailedBy] = []
    next_at: datetime | None = None
    waiting_by: list[WaitingBy] = []
    held: str | None = None
    counted_at: datetime | None = None
    short_links: bool = False
    repeat: RepeatShape | None = None
    of: str | None = None
    paused_because: str | None = None
    media: list[MediaShape] = []
    steerable: bool = False
    changeable: bool = False
    audience: AudienceShape | None = None


class BroadcastPage(Shape):
    items: list[BroadcastShape]
    cursor: str | None = None


class NewBroadcast(Asked):
    """Goes to all whom `group`, `groups` and `contacts` mean, each once, but for those left out and skipped."""

    line: LineName
    group: GroupName | None = None
    groups: GroupIds = []
    contacts: ContactNames = []
    exclude: Exclude = Exclude()
    skip: SkipShape = SkipShape()
    body: BodyOrMedia = ""
    media: Uploads = []
    send_at: AwareDatetime | None = Field(None, description="When it begins; left out, at once.")
    send_at_local: LocalMoment | None = None
    not_after: AwareDatetime | None = Field(None, description="From then on nothing more of it is sent.")
    short_links: bool = Field(False, description="Its https links are shortened, and who opens them is counted.")
    repeat: NewRepeat | None = Field(None, description="It comes again, first at `send_at` or the next day that fits.")


class BroadcastPatch(Asked):
    """What is left out stays. `media` is all that goes along then: ids of files that it has, and of uploads of yours;
    an empty list: none. `send_at` and `send_at_local` take each other's place. `not_after` null: it may take as
    long as it needs. `audience` takes the place of all that was said of who gets it."""

    audience: AudienceShape | None = None
    body: BodyOrMedia | None = None
    media: Uploads | None = None
    send_at: AwareDatetime | None = None
    send_at_local: LocalMoment | None = None
    not_after: AwareDatetime | None = None
    short_links: bool | None = None


class BroadcastQuery(PageQuery):
    of: str | None = Field(
        None,
        description="Only what was made of this one, which comes again, at its times.",
        min_length=1,
        max_length=64,
    )
