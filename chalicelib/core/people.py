"""A person of the brand: who may sign in, and how it wants to be alerted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.core.ids import PersonId
from chalicelib.core.phone import PhoneNumber


class Role(StrEnum):
    LIMITED = "limited"
    STANDARD = "standard"
    MANAGER = "manager"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class Channel(StrEnum):
    TEXT = "text"
    EMAIL = "email"
    PUSH = "push"


class Event(StrEnum):
    """What a person is told of (AL-1). `MENTION`: a colleague named it, or gave it a conversation."""

    MESSAGE = "message"
    LEAD = "lead"
    MENTION = "mention"
    ESCALATION = "escalation"


@dataclass(frozen=True, slots=True)
class Choice:
    """The channels for one event, where they are others than for all."""

    event: Event
    channels: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True)
class Quiet:
    """From when to when a person's phone stays quiet, in minutes from midnight by the clocks of `zone` (IANA; empty:
    the brand's); over midnight where it ends before it begins."""

    begins: int
    ends: int
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """`phone` is the person's own, shown to be so; it leaves the house only as the `To` of an alert (AL-4).
    `texts_stopped`: it texted STOP to its alerts, and gets no text until it texts START. `alerts` are for all events
    that have no choice of their own in `choices`; `quiet` None: its phone may ring at any hour. `invited` is the
    request that made it, if that had an Idempotency-Key: digests of the key and of what was asked. `left`: when it was
    switched off, and `heir` whom an admin named then (None: nobody); both None while it is active."""

    id: PersonId
    name: str
    email: str
    role: Role
    phone: PhoneNumber | None = None
    alerts: tuple[Channel, ...] = (Channel.EMAIL,)
    copies: Channel | None = Channel.EMAIL
    active: bool = True
    texts_stopped: bool = False
    choices: tuple[Choice, ...] = ()
    quiet: Quiet | None = None
    invited: tuple[str, ...] = ()
    left: datetime | None = None
    heir: PersonId | None = None
