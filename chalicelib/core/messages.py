"""A message, and the lattice its status climbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.core.consent import Act
from chalicelib.core.ids import BroadcastId, LineId, MessageId, PersonId, ThreadId
from chalicelib.core.media import File
from chalicelib.core.parties import Passed, Speaker
from chalicelib.core.phone import PhoneNumber


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class Origin(StrEnum):
    """Where an entry of a timeline comes from (TH-8)."""

    ONE_TO_ONE = "one_to_one"
    BROADCAST = "broadcast"
    SCHEDULED = "scheduled"
    AUTOMATIC = "automatic"
    NOTE = "note"
    ASSIGNMENT = "assignment"
    ESCALATION = "escalation"
    CONSENT = "consent"
    ALERT = "alert"
    COPY = "copy"
    CODE = "code"
    RELAY = "relay"
    MEMBERSHIP = "membership"


class Status(StrEnum):
    RECEIVED = "received"
    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SUPPRESSED = "suppressed"

    @property
    def rank(self) -> int:
        """How far the text has come; only a higher rank may follow, so the first final status wins (O4)."""
        return _RANK.get(self, FINAL_RANK)

    @property
    def final(self) -> bool:
        return self.rank == FINAL_RANK


LOST = frozenset({Status.FAILED, Status.UNDELIVERED, Status.SUPPRESSED})
"""A text that ended so did not reach its contact."""
NEVER_WENT = LOST | {Status.CANCELLED}
MANUAL = frozenset({Origin.ONE_TO_ONE, Origin.SCHEDULED})
"""What a person wrote to a contact, at once or for later."""
PROMPT = timedelta(minutes=10)
"""So long a text that answers an act of the contact's own may go at any hour."""
FINAL_RANK = 5
_RANK = {Status.QUEUED: 1, Status.SENDING: 2, Status.ACCEPTED: 3, Status.SENT: 4}
_PROVIDER = {
    "accepted": Status.ACCEPTED,
    "scheduled": Status.ACCEPTED,
    "queued": Status.ACCEPTED,
    "sending": Status.ACCEPTED,
    "sent": Status.SENT,
    "delivered": Status.DELIVERED,
    "read": Status.DELIVERED,
    "undelivered": Status.UNDELIVERED,
    "failed": Status.FAILED,
    "canceled": Status.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How a text that is scheduled is to go (core.scheduled).

    `written` is when somebody last decided about it, `until_reply` whether its contact's reply calls it off, `warned`
    whether that person was told that it goes in quiet hours. `code` and `rule` are why it was held back.
    """

    written: datetime
    until_reply: bool = False
    warned: bool = False
    code: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a box: a thread's timeline, or a rep's own box of alerts and copies.

    `claimed` is when a worker took it to the provider; `due` is when the schedule looks at it again while it is open.
    `opt_in` marks a request to confirm an opt-in, `prompt` one that answers what the contact itself did just then;
    `answers` is the act of consent that an automatic text confirms, `rests_on` the line whose Yes a recapture goes by.
    `media` are the provider's addresses of what came with it, `files` what is in the bucket, or could not be had.
    `away`: an automatic text that no word of consent calls for: nobody is there, or a keyword rule says it.
    `tells` are the people an entry is for: who is mentioned in a note, who was given the thread, who was called.
    `plan` is of a text that is scheduled, until it goes.
    `speaker` is the member of a group conversation that wrote it; `passed` are the copies that the others got, once it
    was decided at `relayed` who gets one. `chat` is of a copy: the conversation that its recipient must still take part
    in when it goes. `about` is of an alert to a person: the thread that it tells of, and `number` the one by which the
    person may answer it from its own phone; `elsewhere`, that the person was told by another channel as well. `since`
    is when what an alert tells of came, where it is measured how long that took until the provider had it (AL-3).
    `error` is the provider's code. `hidden` entries never show in a timeline (CN-4: the answer to STOP).
    """

    box: str
    id: MessageId
    direction: Direction
    origin: Origin
    body: str
    at: datetime
    status: Status
    sender: PhoneNumber | None = None
    to: PhoneNumber | None = None
    author: PersonId | None = None
    provider_id: str | None = None
    error: int | None = None
    reason: str = ""
    segments: int = 0
    media: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    broadcast: BroadcastId | None = None
    thread: ThreadId | None = None
    hidden: bool = False
    tells: tuple[PersonId, ...] = ()
    opt_in: bool = False
    away: bool = False
    prompt: bool = False
    answers: Act | None = None
    rests_on: LineId | None = None
    claimed: datetime | None = None
    due: datetime | None = None
    plan: Plan | None = None
    speaker: Speaker | None = None
    passed: tuple[Passed, ...] = ()
    relayed: datetime | None = None
    chat: ThreadId | None = None
    about: ThreadId | None = None
    number: int | None = None
    elsewhere: bool = False
    since: datetime | None = None


def from_provider(status: str) -> Status | None:
    """Our word for the provider's; None for a word we do not know, which moves nothing and harms nothing."""
    return _PROVIDER.get(status.strip().lower())


def advances(current: Status, following: Status) -> bool:
    """Whether `following` may replace `current`."""
    return following.rank > current.rank


def prompt(message: Message, now: datetime) -> bool:
    """Whether a text still answers at once what the contact did; one that was held up for long must mind the hour."""
    return message.prompt and now - message.at <= PROMPT
