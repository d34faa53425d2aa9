"""A line: a number of the brand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.core.ids import LineId, PersonId
from chalicelib.core.phone import PhoneNumber


class LineKind(StrEnum):
    TOLL_FREE = "toll_free"
    LOCAL = "local"
    SHORT_CODE = "short_code"


class LineUse(StrEnum):
    PERSONAL = "personal"
    SHARED = "shared"


class Backing(StrEnum):
    AGENT = "agent"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Line:
    """`members` is the access list (LN-4); a personal line's owner stands on it. `rate` is in segments a second."""

    id: LineId
    number: PhoneNumber
    label: str
    kind: LineKind
    use: LineUse
    members: frozenset[PersonId] = frozenset()
    owner: PersonId | None = None
    backing: Backing = Backing.AGENT
    active: bool = True
    rate: int = 3
