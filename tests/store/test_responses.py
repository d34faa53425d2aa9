"""Responses to broadcasts: noted with the decision on a text, once of each kind, listed apart, counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from chalicelib.core.broadcasts import Recipient
from chalicelib.core.changes import Changes
from chalicelib.core.ids import BroadcastId
from chalicelib.core.messages import Status
from chalicelib.core.responses import Kind, Response
from chalicelib.flows.ports import SeenBefore
from chalicelib.store.broadcasts import BroadcastStore
from chalicelib.store.conversations import ConversationStore
from tests.store import given
from tests.store.given import MINUTE, NOW

SMALL, WIDE = BroadcastId("01SMALL"), BroadcastId("01WIDE-16")
BOTH = pytest.mark.parametrize("broadcast", [SMALL, WIDE])


def listed(broadcasts: BroadcastStore, broadcast: BroadcastId, many: int) -> list[Recipient]:
    rows = [replace(given.recipient(given.broadcast(), place), broadcast=broadcast) for place in range(many)]
    broadcasts.list_recipients(rows)
    return rows


def noted(conversations: ConversationStore, row: Recipient, kind: Kind, at: datetime = NOW, sid: str = "SM1") -> None:
    conversations.save(Changes(seen=sid, response=Response(row.broadcast, row.contact, kind, at)), NOW)


@BOTH
def test_the_first_of_each_kind_is_noted(
    conversations: ConversationStore, broadcasts: BroadcastStore, broadcast: BroadcastId
) -> None:
    """And it does not touch the row, which receipts move meanwhile."""
    row, other = listed(broadcasts, broadcast, 2)
    noted(conversations, row, Kind.REPLY, NOW)
    noted(conversations, row, Kind.REPLY, NOW + MINUTE, "SM2")
    noted(conversations, row, Kind.OPT_OUT, NOW + 2 * MINUTE, "SM3")
    assert broadcasts.responses(broadcast) == ({Kind.REPLY: 1, Kind.OPT_OUT: 1, Kind.CLICK: 0, Kind.CONVERSION: 0}, 0)
    found = {one.contact: one for one in broadcasts.recipients(broadcast, None, 10).items}
    assert found[row.contact] == replace(row, replied=NOW, opted_out=NOW + 2 * MINUTE)
    assert found[other.contact] == other
    assert list(broadcasts.all_recipients(broadcast)) in ([row, other], [other, row])


def test_a_text_that_came_before_notes_nothing(conversations: ConversationStore, broadcasts: BroadcastStore) -> None:
    (row,) = listed(broadcasts, SMALL, 1)
    noted(conversations, row, Kind.REPLY)
    with pytest.raises(SeenBefore):
        noted(conversations, row, Kind.OPT_OUT)
    assert broadcasts.responses(SMALL) == ({Kind.REPLY: 1, Kind.OPT_OUT: 0, Kind.CLICK: 0, Kind.CONVERSION: 0}, 0)


@BOTH
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_who_responded_is_listed_page_by_page_whatever_became_of_the_text(
    conversations: ConversationStore, broadcasts: BroadcastStore, broadcast: BroadcastId, limit: int
) -> None:
    rows = listed(broadcasts, broadcast, 9)
    broadcasts.progress(broadcast, rows[0].contact, Status.FAILED, at=NOW)
    for place, row in enumerate(rows[:5]):
        noted(conversations, row, Kind.OPT_OUT if place % 2 else Kind.REPLY, sid=f"SM{place}")
    for kind, wanted in ((Kind.REPLY, rows[:5:2]), (Kind.OPT_OUT, rows[1:5:2])):
        found: list[Recipient] = []
        cursor = None
        while True:
            page = broadcasts.recipients(broadcast, cursor, limit, response=kind)
            assert len(page.items) <= limit
            found += page.items
            cursor = page.cursor
            if cursor is None:
                break
        assert sorted(one.contact for one in found) == sorted(one.contact for one in wanted)
        assert all(one.replied == NOW if kind is Kind.REPLY else one.opted_out == NOW for one in found)


def test_a_broadcast_nobody_knows_of_does_not_stop_a_text(
    conversations: ConversationStore, broadcasts: BroadcastStore
) -> None:
    row = given.recipient(given.broadcast(), 1)
    noted(conversations, row, Kind.REPLY)
    assert broadcasts.responses(row.broadcast) == (
        {Kind.REPLY: 1, Kind.OPT_OUT: 0, Kind.CLICK: 0, Kind.CONVERSION: 0},
        0,
    )
    assert broadcasts.recipients(row.broadcast, None, 10, response=Kind.REPLY).items == []


@BOTH
def test_a_sale_that_is_taken_back_counts_no_more(
    conversations: ConversationStore, broadcasts: BroadcastStore, broadcast: BroadcastId
) -> None:
    """And may count again; what else is noted of the contact stays."""
    (row,) = listed(broadcasts, broadcast, 1)
    noted(conversations, row, Kind.REPLY)
    sale = Response(row.broadcast, row.contact, Kind.CONVERSION, NOW)
    seen = []
    for place, undone in enumerate((False, True, True, False)):
        changes = Changes(seen=f"SM{place + 2}", response=replace(sale, at=NOW + place * MINUTE, undone=undone))
        conversations.save(changes, NOW)
        (found,) = broadcasts.recipients(broadcast, None, 10).items
        seen.append((broadcasts.responses(broadcast)[0][Kind.CONVERSION], found.replied, found.converted))
    assert seen == [(1, NOW, NOW), (0, NOW, None), (0, NOW, None), (1, NOW, NOW + 3 * MINUTE)]
