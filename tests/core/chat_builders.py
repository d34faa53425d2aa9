"""A group conversation for the core's tests: Ada, Ben and Cleo on a local line, begun by rep1."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.core import group_chats
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.chat_copies import Stage
from chalicelib.core.consent import Consent
from chalicelib.core.ids import ContactId, chat_of, thread_of
from chalicelib.core.messages import Message, Origin
from chalicelib.core.parties import Member, Party
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Thread
from tests.core.builders import IDS, LOCAL, NOW, REP1, person

PHONES = [PhoneNumber(f"+1202555014{place}") for place in range(4)]
NAMES = ["Ada", "Ben", "Cleo", "Dan"]
ADA, BEN, CLEO, DAN = (IDS.contact(phone) for phone in PHONES)
CHAT = chat_of(LOCAL.id, "a seed")
RITA = person("Rita Long", phone=PhoneNumber("+12025550199"))


def stage(now: datetime = NOW, seed: str = "seed", **fields: Any) -> Stage:
    """Rita does something now."""
    known: dict[str, Any] = {"line": LOCAL, "brand": Brand(name="Acme"), "person": RITA, "now": now, "seed": seed}
    return Stage(**(known | fields))


def member(place: int, **fields: Any) -> Member:
    return Member(IDS.contact(PHONES[place]), PHONES[place], NAMES[place], NOW, **fields)


def begun(body: str = "", places: tuple[int, ...] = (0, 1, 2)) -> Changes:
    return group_chats.start(CHAT, [member(place) for place in places], stage(), body, REP1, None)


def chat(**fields: Any) -> Thread:
    """Its head, saved; `fields` are its party's."""
    head = begun().thread
    assert head is not None
    assert head.party is not None
    return replace(head, party=replace(head.party, **fields), version=1)


def party(head: Thread | None) -> Party:
    assert head is not None
    assert head.party is not None
    return head.party


def copies(changes: Changes) -> list[Message]:
    return [text for text in changes.messages if text.origin is Origin.RELAY]


def to(changes: Changes, contact: ContactId) -> list[str]:
    """What a member gets."""
    return [text.body for text in copies(changes) if text.box == thread_of(LOCAL.id, contact)]


def own(who: int, **fields: Any) -> Thread:
    """A contact's own head."""
    contact = IDS.contact(PHONES[who])
    known: dict[str, Any] = {"consent": Consent.YES, "version": 1}
    return Thread(thread_of(LOCAL.id, contact), LOCAL.id, contact, LOCAL.number, PHONES[who], **(known | fields))
