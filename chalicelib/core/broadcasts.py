"""A broadcast: one text to many, each of whom gets it once, in private."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.core import introductions, merge
from chalicelib.core.ids import BroadcastId, ContactId, GroupId, LineId, MessageId, PersonId
from chalicelib.core.messages import Status
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.selection import NOBODY, Audience


class Stage(StrEnum):
    """`PREPARING`: the audience is being listed; `RUNNING`: listed, texts go out; `DONE`: nothing is open any more."""

    PREPARING = "preparing"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`body` is stored once, here, with its merge fields; `size` is its group's when it was ordered, 0 where only
    listing everybody tells it.

    `group_name` says in words whom it goes to, `audience` exactly. `group` is the first group named, empty where none
    is; broadcasts from before there were audiences go to it. `due` is when the schedule looks at it again.
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

    @property
    def goes_to(self) -> Audience:
        return self.audience if self.audience != NOBODY else Audience(groups=(self.group,))


@dataclass(frozen=True, slots=True)
class Recipient:
    """One contact of a broadcast. `values` are what the merge fields stand for, frozen when the list was made.

    `code`, `reason` and `rule` tell why it was refused, or failed, or waits; `status` climbs the lattice of
    core.messages. `until`: it is queued and waits so long. `zone`, `region` and `postcode` tell which hours are legal.
    `introduction` is what the text says behind the body where it is the line's first to this contact (CN-11); it is
    frozen with the list, so that what is counted, sent and shown is one text.
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

    @property
    def waits(self) -> bool:
        """Whether it may not go before `until`."""
        return self.status is Status.QUEUED and self.until is not None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is. The parts sum up to `recipients` (O3); `until` is when the first of `waiting` may go."""

    recipients: int
    queued: int
    waiting: int
    sending: int
    sent: int
    delivered: int
    failed: int
    refused: int
    until: datetime | None = None

    @property
    def open(self) -> int:
        return self.queued + self.waiting + self.sending


_PART = {
    Status.QUEUED: "queued",
    Status.SENDING: "sending",
    Status.ACCEPTED: "sent",
    Status.SENT: "sent",
    Status.DELIVERED: "delivered",
    Status.SUPPRESSED: "refused",
}


def text_of(broadcast: Broadcast, recipient: Recipient) -> str:
    """What goes to this recipient, to the letter."""
    return introductions.whole(merge.render(broadcast.body, recipient.values), recipient.introduction)


def progress(recipients: Iterable[Recipient]) -> Progress:
    parts: Counter[str] = Counter()
    until: datetime | None = None
    for recipient in recipients:
        parts["waiting" if recipient.waits else _PART.get(recipient.status, "failed")] += 1
        if recipient.waits and recipient.until:
            until = min(until or recipient.until, recipient.until)
    names = ("queued", "waiting", "sending", "sent", "delivered", "failed", "refused")
    return Progress(recipients=parts.total(), until=until, **{name: parts[name] for name in names})


def stage_now(broadcast: Broadcast, counted: Progress) -> Broadcast:
    """The broadcast at the stage that its recipients show: the schedule writes the last one down only minutes later."""
    if broadcast.stage is Stage.RUNNING and counted.open == 0:
        return replace(broadcast, stage=Stage.DONE)
    return broadcast


def message_id(broadcast: BroadcastId) -> MessageId:
    """The id under which a broadcast's text stands in a thread: each thread has it at most once."""
    return MessageId(broadcast)
