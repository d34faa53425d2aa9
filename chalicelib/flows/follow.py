"""A contact of very many lines: its heads follow its standing, page by page (CN-12)."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core.ids import ContactId, thread_of
from chalicelib.core.questions import MOST_AT_ONCE, follows
from chalicelib.flows.decide import settled
from chalicelib.flows.ports import House


def follow(house: House, contact: ContactId, effect: str, now: datetime) -> None:
    """Writes on every head what the standing says now: a STOP and a START whose jobs cross leave what was said last."""
    settled(lambda: _attempt(house, contact, now))
    house.conversations.finish_effect(effect)


def _attempt(house: House, contact: ContactId, now: datetime) -> None:
    standing = house.conversations.standings([contact]).get(contact)
    if standing is None:
        return
    heads = house.conversations.threads(thread_of(line, contact) for line in sorted(standing.lines))
    behind = [head.id for head in heads.values() if not follows(head, standing)]
    for start in range(0, len(behind), MOST_AT_ONCE):
        house.conversations.follow(standing, behind[start : start + MOST_AT_ONCE], now)
