"""A person of the brand: who may sign in, and how it wants to be alerted."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Person:
    """`phone` is the person's own; it leaves the house only as the `To` of an alert (AL-4). `texts_stopped`: it texted
    STOP to its alerts, and gets no text until it texts START."""

    id: PersonId
    name: str
    email: str
    role: Role
    phone: PhoneNumber | None = None
    alerts: tuple[Channel, ...] = (Channel.EMAIL,)
    copies: Channel | None = Channel.EMAIL
    active: bool = True
    texts_stopped: bool = False
