"""A line: a number of the brand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chalicelib.core.ids import LineId, PersonId
from chalicelib.core.keyword_rule import KeywordRule
from chalicelib.core.office import DayOff, Stretch
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


class Verification(StrEnum):
    """How far the carriers' approval of a number is; only `VERIFIED` may text."""

    UNVERIFIED = "unverified"
    PENDING = "pending"
    VERIFIED = "verified"
    REJECTED = "rejected"


class Handling(StrEnum):
    """Who answers words of consent at the provider: its default list, its Advanced Opt-Out, or nobody but us."""

    DEFAULT = "default"
    ADVANCED = "advanced"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Line:
    """`members` is the access list (LN-4); a personal line's owner stands on it. `rate` is in segments a second.

    `daily_cap` is in segments a day (None: no cap known). `rests` is until when the provider is left in peace, as the
    account had reached a limit of its own (core.resting). `held` says why nothing may go now, in words, or is empty.
    `zone` is the IANA name by which the hours of contacts count whose own is unknown. `keywords` lead a word that
    contacts text to the id of an opt-in form. `replaces` is the line whose number this one took over.
    `covers` are who stand in at present for people of the access list who are away (AW-3); they see it meanwhile.
    `week` are the office hours (none: always), `days_off` when it is shut all day, `away_message` what is said then.
    `rules` say what becomes of texts with certain words; a line that they back (`BOT`) leaves people what they do not
    answer (TH-7).
    """

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
    verification: Verification = Verification.VERIFIED
    handling: Handling = Handling.DEFAULT
    daily_cap: int | None = None
    held: str = ""
    rests: datetime | None = None
    zone: str = ""
    keywords: Mapping[str, str] = field(default_factory=dict)
    replaces: LineId | None = None
    covers: frozenset[PersonId] = frozenset()
    week: tuple[Stretch, ...] = ()
    days_off: tuple[DayOff, ...] = ()
    away_message: str = ""
    rules: tuple[KeywordRule, ...] = ()
