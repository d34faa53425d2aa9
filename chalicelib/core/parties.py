"""Who takes part in a group conversation: on its head all members, on a member's own head its place (SD-3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from chalicelib.core.ids import ContactId, MessageId, ThreadId
from chalicelib.core.phone import PhoneNumber

FEWEST, MOST = 2, 9
NAMELESS, TEAM = "Guest", "Team"
LONGEST_NAME = 20
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "rev"})
_IN_NAMES, _DIGITS = "'’-", 2


@dataclass(frozen=True, slots=True)
class Place:
    """What a member's own head bears: in which conversation its texts belong, what it is called there, and since when;
    by that moment a leaving is known from that of another time."""

    chat: ThreadId
    name: str
    joined: datetime | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words a text of a group conversation are: a member, and what it is called there."""

    contact: ContactId
    name: str


@dataclass(frozen=True, slots=True)
class Passed:
    """One member's copy of a text, in that member's own box."""

    contact: ContactId
    copy: MessageId


@dataclass(frozen=True, slots=True)
class Member:
    """`name` is all that the others learn of it. `said` is its latest text, as rows show texts, at `spoke`; `repeats`
    are the moments at which it said the same again, as machines do (A1)."""

    contact: ContactId
    phone: PhoneNumber
    name: str
    joined: datetime
    left: datetime | None = None
    spoke: datetime | None = None
    said: str = ""
    repeats: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """All who are or were members. `alone` counts the texts passed on since a person of the brand wrote, `last` is what
    was passed on latest, with the name before it."""

    members: tuple[Member, ...] = ()
    closed: datetime | None = None
    alone: int = 0
    last: str = ""

    @property
    def present(self) -> tuple[Member, ...]:
        """Who gets what is written now: in a conversation that ended, nobody."""
        return () if self.closed else tuple(member for member in self.members if member.left is None)

    def member(self, contact: str) -> Member | None:
        """The one that takes part."""
        return next((member for member in self.present if member.contact == contact), None)

    def others(self, contact: str) -> tuple[Member, ...]:
        return tuple(member for member in self.present if member.contact != contact)

    def changed(self, member: Member) -> Party:
        """With this member as it is now."""
        members = tuple(member if known.contact == member.contact else known for known in self.members)
        return replace(self, members=members)


def called(first_name: str, taken: Iterable[str] = (), nameless: str = NAMELESS) -> str:
    """What others may see of a name: its first word, if it is one, told apart from those that are `taken`.

    Whoever typed a number or a whole name into the field of the first name has not thereby agreed that others see it:
    "Lee, Ann" begins with the last name, and so does "Mr Lee".
    """
    word = _first(first_name.split())
    digits = sum(letter.isdigit() for letter in word)
    plain = word[:1].isalpha() and digits <= _DIGITS and all(letter.isalnum() or letter in _IN_NAMES for letter in word)
    name, known = word[:LONGEST_NAME] if plain else nameless, {one.casefold() for one in taken}
    return next(one for one in _numbered(name) if one.casefold() not in known)


def _first(words: Sequence[str]) -> str:
    """The word that may be a first name; empty where it is rather a last one."""
    titles = [word for word in words if word.strip(".,;").casefold() in _TITLES]
    rest = [word for word in words if word not in titles]
    if not rest or rest[0].endswith((",", ";")) or (titles and len(rest) == 1):
        return ""
    return rest[0].strip(".")


def listed(names: Iterable[str]) -> str:
    """Ann, Bob and Cyd."""
    *first, last = [*names]
    return f"{', '.join(first)} and {last}" if first else last


def _numbered(name: str) -> Iterable[str]:
    yield name
    yield from (f"{name} {place}" for place in count(2))
