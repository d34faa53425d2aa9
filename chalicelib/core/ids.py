"""Ids: those that name a phone number without showing it, and those that sort by time.

A contact's and a line's id are keyed hashes of the number, so that a webhook, which knows numbers only, and a URL,
which must not show one, reach the same item with one read and no look-up table. See docs/decisions/0002.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import NewType

from chalicelib.core.errors import NotFound
from chalicelib.core.phone import PhoneNumber

ContactId = NewType("ContactId", str)
LineId = NewType("LineId", str)
ThreadId = NewType("ThreadId", str)
MessageId = NewType("MessageId", str)
BroadcastId = NewType("BroadcastId", str)
GroupId = NewType("GroupId", str)
PersonId = NewType("PersonId", str)
TemplateId = NewType("TemplateId", str)

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOWER = CROCKFORD.lower()
_THREAD = re.compile(r"(l[0-9a-hjkmnp-tv-z]{12})-([cg][0-9a-hjkmnp-tv-z]{24})")
_CHAT = 14
"""Where in a thread's id the second part begins."""
_OWN_BOX = "person#"
_ULID = re.compile(f"[{CROCKFORD}]{{26}}")
_ULID_RANDOM_BYTES = 10


class Ids:
    """Derives ids of numbers with the brand's secret key; the key must never change (docs/decisions/0002)."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def contact(self, phone: PhoneNumber) -> ContactId:
        """`c` and 24 characters: 120 bits, as a brand may hold a million contacts."""
        return ContactId("c" + self._digest("contact", phone, 24))

    def line(self, number: PhoneNumber) -> LineId:
        """`l` and 12 characters: a brand holds hundreds of lines."""
        return LineId("l" + self._digest("line", number, 12))

    def thread(self, number: PhoneNumber, phone: PhoneNumber) -> ThreadId:
        return thread_of(self.line(number), self.contact(phone))

    def lent(self, file: str) -> str:
        """The name under which a file is lent to the provider: 160 bits that nobody guesses."""
        return self._digest("lent", file, 32)

    def link(self, broadcast: BroadcastId, contact: ContactId, length: int) -> str:
        """What nobody guesses of a recipient's short links: 5 bits a character."""
        return self._digest("link", f"{broadcast}:{contact}", length)

    def code(self, person: PersonId, text: MessageId) -> str:
        """Six digits that nobody guesses: what a person types who read this text (core.own_numbers)."""
        return f"{number_of(self._digest('code', f'{person}:{text}', 32)) % 1_000_000:06}"

    def _digest(self, noun: str, text: str, length: int) -> str:
        raw = hmac.digest(self._key, f"{noun}:{text}".encode(), "sha256")
        return base32(int.from_bytes(raw[:20], "big"), 32)[:length]


def thread_of(line: LineId, contact: ContactId) -> ThreadId:
    """A thread is one line × one contact, and so is its id: there can be no second (TH-1)."""
    return ThreadId(f"{line}-{contact}")


def chat_of(line: LineId, seed: str) -> ThreadId:
    """A new group conversation of a line: in the place of the contact stands `g` and what derives from `seed`."""
    raw = hashlib.sha256(f"chat:{seed}".encode()).digest()[:20]
    return ThreadId(f"{line}-g{_encode(int.from_bytes(raw, 'big'), 32, _LOWER)[:24]}")


def is_chat(thread: str) -> bool:
    """Whether this is the id of a group conversation, which has members and no contact (docs/decisions/0029)."""
    return thread[_CHAT : _CHAT + 1] == "g"


def own_box(person: PersonId) -> str:
    """The box of what goes to a person's own phone, and comes from there."""
    return _OWN_BOX + person


def owner_of(box: str) -> PersonId | None:
    """Whose own box this is; None: a thread's, or nobody's."""
    return PersonId(box.removeprefix(_OWN_BOX)) if box.startswith(_OWN_BOX) else None


def thread_parts(thread: str) -> tuple[LineId, ContactId]:
    """The line and the contact of a thread (of a group conversation what stands in its place); NotFound for what cannot
    be a thread's id."""
    found = _THREAD.fullmatch(thread)
    if not found:
        raise NotFound("thread")
    return LineId(found[1]), ContactId(found[2])


def message_of(text: str) -> MessageId:
    """The id of a message; NotFound for what cannot be one."""
    if not _ULID.fullmatch(text):
        raise NotFound("text")
    return MessageId(text)


def ulid(at_ms: int, seed: str) -> str:
    """A ULID at `at_ms` (Unix milliseconds) whose random part derives from `seed`: same input, same id."""
    tail = hashlib.sha256(seed.encode()).digest()[:_ULID_RANDOM_BYTES]
    return _encode(at_ms, 10, CROCKFORD) + _encode(int.from_bytes(tail, "big"), 16, CROCKFORD)


def ulid_time(ulid_text: str) -> int:
    """The Unix milliseconds a ULID was made at."""
    value = 0
    for letter in ulid_text[:10]:
        value = value * 32 + CROCKFORD.index(letter)
    return value


def shard(text: str, shards: int) -> int:
    """Which of `shards` partitions `text` belongs to; the same on every machine."""
    return hashlib.sha256(text.encode()).digest()[0] % shards


def base32(value: int, length: int) -> str:
    """The last `length` digits of `value`, as ids of numbers are written: 5 bits a character, in lower case."""
    return _encode(value, length, _LOWER)


def number_of(digits: str) -> int:
    """The number that base32 writes so."""
    value = 0
    for digit in digits:
        value = value << 5 | _LOWER.index(digit)
    return value


def _encode(value: int, length: int, alphabet: str) -> str:
    letters = [""] * length
    for place in range(length - 1, -1, -1):
        letters[place] = alphabet[value & 31]
        value >>= 5
    return "".join(letters)
