"""A broadcast: one text to many, each of whom gets it once, in private."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.core import introductions, merge
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import BroadcastId, ContactId, GroupId, LineId, MessageId, PersonId
from chalicelib.core.media import File
from chalicelib.core.messages import Status
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.repeat import Repeat
from chalicelib.core.selection import NOBODY, Audience

if TYPE_CHECKING:
    from chalicelib.core.local_time import LocalTime
    from chalicelib.core.tallies import Progress

WIDE_FROM, WIDE = 1000, 16
"""From so many recipients on they stand in so many partitions: at 150 texts a second a partition has a tenth of the
writes (texts, receipts and the listing of those who follow) that DynamoDB takes of one key."""


FARTHEST = timedelta(days=366)
"""So far ahead a broadcast may be scheduled."""


class Stage(StrEnum):
    """`SCHEDULED`: nobody is listed before its time; `PREPARING`: the audience is being listed, and texts go out;
    `RUNNING`: all are listed; `DONE`: nothing is open any more.

    The others are what people are shown of one that was halted.
    """

    SCHEDULED = "scheduled"
    PREPARING = "preparing"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    DONE = "done"


class Halt(StrEnum):
    """Why nothing more is claimed. All but `PAUSED` are for good."""

    PAUSED = "paused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


UNSENT = {
    Halt.CANCELLED: ("cancelled", "The broadcast was cancelled before this text went.", "SD-8"),
    Halt.EXPIRED: ("expired", "The time after which the broadcast may not go was over before this text went.", "SD-7"),
}
"""What is told of a text that a halt kept from going: code, sentence and rule."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`body` is stored once, here, with its merge fields; `size` is its group's when it was ordered, 0 where only
    listing everybody tells it.

    `group_name` says in words whom it goes to, `audience` exactly. `group` is the first group named, empty where none
    is; broadcasts from before there were audiences go to it.

    `due` is when the schedule looks at it again. `page` and `cursor` are how far its audience was listed at `listed`.
    `halt` is asked after every claim, and so before every text (O5). `counted` is when it was last counted.
    `begins` is when it is to go (None: at once); after `not_after` nothing more is sent. `links_at` is what the short
    links of its text begin with; empty: its links go as they were typed. `local` is the time of day at which each gets
    it where it is (core.local_time); then `begins` is when it may be that anywhere. One with a `repeat` is never sent:
    `begins` is its next time, `passed` how many there were, and what is made of it then knows it as `of`.
    `why` says in words why it was paused where nobody did that. `files` go with each text.
    """

    id: BroadcastId
    line: LineId
    line_number: PhoneNumber
    group: GroupId
    group_name: str
    size: int
    body: str
    author: PersonId
    at: datetime
    stage: Stage = Stage.PREPARING
    due: datetime | None = None
    audience: Audience = NOBODY
    page: int = 0
    cursor: str | None = None
    listed: datetime | None = None
    halt: Halt | None = None
    counted: datetime | None = None
    begins: datetime | None = None
    not_after: datetime | None = None
    links_at: str = ""
    local: str = ""
    repeat: Repeat | None = None
    passed: int = 0
    of: str = ""
    why: str = ""
    files: tuple[File, ...] = ()

    @property
    def began(self) -> datetime:
        return self.begins or self.at

    @property
    def goes_to(self) -> Audience:
        return self.audience if self.audience != NOBODY else Audience(groups=(self.group,))

    @property
    def local_time(self) -> LocalTime | None:
        if not self.local:
            return None
        # Imported here: whoever reads or writes an item loads this module, and the clocks of zones cost a cold start.
        from chalicelib.core.local_time import LocalTime, read

        return LocalTime(read(self.local), self.began, self.not_after)


def broadcast_id(ulid: str, size: int) -> BroadcastId:
    """Its name tells over how many partitions its recipients are spread: a receipt knows nothing but the name.

    `size` is the most recipients that there may be.
    """
    return BroadcastId(f"{ulid}-{WIDE}" if size >= WIDE_FROM else ulid)


def spread(broadcast: str) -> int:
    """Over how many partitions the recipients of this broadcast are spread."""
    width = broadcast.partition("-")[2]
    return int(width) if width.isdecimal() and 0 < int(width) <= WIDE else 1


def check_times(send_at: datetime | None, not_after: datetime | None, now: datetime, field: str = "send_at") -> None:
    """Invalid where a broadcast cannot begin, or could send nothing, at these times (SD-7). `field` named `send_at`."""
    fields = {}
    if send_at is not None and not now < send_at <= now + FARTHEST:
        fields[field] = f"Choose a time between now and {FARTHEST.days} days from now."
    if not_after is not None and not_after <= (send_at or now):
        fields["not_after"] = "Choose a time after the broadcast begins."
    if fields:
        raise Invalid(fields)


def halted(broadcast: Broadcast, now: datetime) -> Halt | None:
    """Why nothing of it may be claimed now; its time may be over before anybody wrote that down."""
    if broadcast.halt is Halt.CANCELLED:
        return broadcast.halt
    if broadcast.not_after is not None and now >= broadcast.not_after and broadcast.stage is not Stage.DONE:
        return Halt.EXPIRED
    return broadcast.halt


def expired(broadcast: Broadcast) -> Broadcast:
    """One whose time was over before anybody was listed: nobody looks at it again."""
    return replace(broadcast, halt=Halt.EXPIRED, stage=Stage.DONE, due=None)


def changeable(broadcast: Broadcast, now: datetime) -> bool:
    """Whether its words, files and times may still be others: nobody is listed yet, and nothing ended it (SD-7)."""
    return broadcast.stage is Stage.SCHEDULED and halted(broadcast, now) in (None, Halt.PAUSED)


def look_at(broadcast: Broadcast, due: datetime, now: datetime) -> datetime:
    """When the schedule looks again that would look at `due`: at the end of the broadcast's time at the latest, so that
    it ends then, and not when those who wait might have gone (Q2)."""
    end = broadcast.not_after
    return due if end is None or end <= now else min(due, end)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One contact of a broadcast. `values` are what the merge fields stand for, frozen when the list was made.

    `code`, `reason` and `rule` tell why it was refused, or failed, or waits; `status` climbs the lattice of
    core.messages. `until`: it is queued and waits so long. `zone`, `region` and `postcode` tell which hours are legal.
    `introduction` is what the text says behind the body where it is the line's first to this contact (CN-11); it is
    frozen with the list, so that what is counted, sent and shown is one text; so is `link`, its short links' code.
    `replied`, `opted_out`, `clicked` and `converted` are when it first did so (core.responses), `clicks` is how often
    it opened one of its links; they are kept beside it, and None where nobody asked for them.
    """

    broadcast: BroadcastId
    contact: ContactId
    phone: PhoneNumber
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    status: Status = Status.QUEUED
    code: str = ""
    reason: str = ""
    rule: str = ""
    provider_id: str | None = None
    error: int | None = None
    claimed: datetime | None = None
    changed: datetime | None = None
    zone: str = ""
    region: str = ""
    postcode: str = ""
    until: datetime | None = None
    introduction: str = ""
    link: str = ""
    replied: datetime | None = None
    opted_out: datetime | None = None
    clicked: datetime | None = None
    converted: datetime | None = None
    clicks: int = 0

    @property
    def waits(self) -> bool:
        """Whether it may not go before `until`."""
        return self.status is Status.QUEUED and self.until is not None


def text_of(broadcast: Broadcast, recipient: Recipient) -> str:
    """What goes to this recipient, to the letter."""
    return introductions.whole(body_of(broadcast, recipient), recipient.introduction)


def body_of(broadcast: Broadcast, recipient: Recipient) -> str:
    """The body with the recipient's own links and values, not introduced yet."""
    body = broadcast.body
    if broadcast.links_at:
        # Imported here: whoever reads or writes an item loads this module, and its patterns cost a cold start.
        from chalicelib.core import links

        body = links.shortened(body, broadcast.links_at, recipient.link)
    return merge.render(body, recipient.values)


def stage_now(broadcast: Broadcast, now: datetime, counted: Progress | None = None) -> Broadcast:
    """The broadcast at the stage that people are shown: the schedule writes the last ones down only minutes later."""
    if broadcast.halt is None and broadcast.stage is Stage.RUNNING and counted is not None and counted.open == 0:
        return replace(broadcast, stage=Stage.DONE)
    halt = halted(broadcast, now)
    if halt is not None and not (halt is Halt.PAUSED and broadcast.stage is Stage.DONE):
        return replace(broadcast, stage=Stage(halt))
    return broadcast


def message_id(broadcast: BroadcastId) -> MessageId:
    """The id under which a broadcast's text stands in a thread: each thread has it at most once."""
    return MessageId(broadcast)
