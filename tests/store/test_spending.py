"""The counter of a line's day: never more than its cap, whoever spends at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.store.conversations import ConversationStore
from chalicelib.store.database import Database
from tests.store import given

LINE = given.line().id
DAY = "2026-11-22"


def test_what_fits_is_granted_until_the_day_is_full(conversations: ConversationStore) -> None:
    assert conversations.spent(LINE, DAY) == 0
    assert conversations.spend(LINE, DAY, [1, 1, 1], 5, given.NOW) == 3
    assert conversations.spent(LINE, DAY) == 3
    assert conversations.spend(LINE, DAY, [1, 2], 5, given.NOW) == 1
    assert conversations.spend(LINE, DAY, [1], 5, given.NOW) == 1
    assert conversations.spend(LINE, DAY, [1], 5, given.NOW) == 0


def test_each_day_and_each_line_has_its_own(conversations: ConversationStore) -> None:
    assert conversations.spend(LINE, DAY, [5], 5, given.NOW) == 1
    assert conversations.spend(LINE, "2026-11-23", [5], 5, given.NOW) == 1
    assert conversations.spend(given.line(given.OTHER_LINE).id, DAY, [5], 5, given.NOW) == 1


def test_a_text_longer_than_the_cap_is_the_days_only_one(conversations: ConversationStore) -> None:
    assert conversations.spend(LINE, DAY, [7, 1], 5, given.NOW) == 1
    assert conversations.spend(LINE, DAY, [1], 5, given.NOW) == 0


@pytest.mark.parametrize("cap", [4, 9])
def test_side_by_side_they_never_pass_the_cap(conversations: ConversationStore, database: Database, cap: int) -> None:
    with ThreadPoolExecutor(4) as pool:
        granted = list(pool.map(lambda _: conversations.spend(LINE, DAY, [1, 1], cap, given.NOW), range(8)))
    assert sum(granted) <= cap
    item = database.get("conversations", (f"spent#{LINE}", DAY))
    assert item is not None
    assert int(item["segments"]["N"]) == sum(granted)
