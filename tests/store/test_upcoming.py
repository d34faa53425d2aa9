"""Texts for later across threads: next first, each once, and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from chalicelib.core.changes import Changes
from chalicelib.core.ids import LineId
from chalicelib.core.messages import Message
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.scheduled import box_of
from chalicelib.store.conversations import ConversationStore
from tests.store import given
from tests.store.given import IDS, LINE, NOW, OTHER_LINE, SECOND

LINES = [IDS.line(LINE), IDS.line(OTHER_LINE)]
NINE = NOW + timedelta(hours=21)


def planned(conversations: ConversationStore, at: datetime, seed: str, number: str = LINE) -> Message:
    """A text for later, of one contact or another."""
    thread = given.thread(PhoneNumber(number), of=given.phone(len(seed)))
    text = given.message(box_of(thread.id), at, seed, thread=thread.id)
    conversations.save(Changes(scheduled=((None, text),)), NOW)
    return text


def everything(conversations: ConversationStore, limit: int, lines: list[LineId] = LINES) -> list[Message]:
    found: list[Message] = []
    cursor: str | None = None
    while True:
        page = conversations.upcoming(lines, cursor, limit)
        assert len(page.items) <= limit
        found += page.items
        if page.cursor is None:
            return found
        assert len(page.items) == limit
        cursor = page.cursor


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_they_come_next_first_and_once_though_many_go_at_one_moment(
    conversations: ConversationStore, limit: int
) -> None:
    moments = [NINE] * 14 + [NOW + place * SECOND for place in range(5)] + [NINE + SECOND] * 4
    Random(7).shuffle(moments)
    texts = [planned(conversations, at, f"text {place}") for place, at in enumerate(moments)]
    found = everything(conversations, limit)
    assert found == sorted(texts, key=lambda text: (text.at, text.id))


def test_what_else_is_open_is_read_past(conversations: ConversationStore) -> None:
    others = tuple(given.message("l1-c1", NOW + place * SECOND, str(place)) for place in range(9))
    conversations.save(Changes(messages=others), NOW)
    text = planned(conversations, NINE, "later")
    assert everything(conversations, 1) == [text]


def test_of_other_lines_nothing_is_told(conversations: ConversationStore) -> None:
    own, other = planned(conversations, NINE, "own"), planned(conversations, NINE, "other", OTHER_LINE)
    assert everything(conversations, 5, LINES[:1]) == [own]
    assert everything(conversations, 5, LINES[1:]) == [other]
    assert everything(conversations, 5, []) == []


def test_one_that_is_held_back_stands_where_it_is_looked_at_next(conversations: ConversationStore) -> None:
    first, second = planned(conversations, NOW, "first"), planned(conversations, NINE, "second")
    held = replace(first, due=NINE + SECOND)
    conversations.save(Changes(scheduled=((first, held),)), NOW)
    assert everything(conversations, 5) == [second, held]
