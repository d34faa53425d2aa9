from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import broadcasts
from chalicelib.core.broadcasts import Broadcast, Progress, Recipient, Stage, progress
from chalicelib.core.ids import BroadcastId, GroupId
from chalicelib.core.messages import Status
from tests.core.builders import CONTACT, LOCAL, NOW, PHONE, REP1

ID = BroadcastId("01BROADCAST")
PARTS = [name for name in Progress.__slots__ if name != "until"]


def rows(statuses: Sequence[Status]) -> list[Recipient]:
    return [Recipient(ID, CONTACT, PHONE, status=status) for status in statuses]


@pytest.mark.parametrize(
    ("part", "statuses"),
    [
        ("queued", [Status.QUEUED]),
        ("sending", [Status.SENDING]),
        ("sent", [Status.ACCEPTED, Status.SENT]),
        ("delivered", [Status.DELIVERED]),
        ("failed", [Status.UNDELIVERED, Status.FAILED, Status.CANCELLED]),
        ("refused", [Status.SUPPRESSED]),
    ],
)
def test_each_status_counts_in_one_part(part: str, statuses: list[Status]) -> None:
    """O3."""
    nothing: dict[str, Any] = dict.fromkeys(PARTS, 0)
    expected = nothing | {part: len(statuses), "recipients": len(statuses)}
    assert progress(rows(statuses)) == Progress(**expected)


@given(st.lists(st.sampled_from(Status)))
def test_the_parts_sum_up_to_the_recipients(statuses: list[Status]) -> None:
    """O3, T6."""
    found = progress(rows(statuses))
    parts = found.queued + found.waiting + found.sending + found.sent + found.delivered + found.failed + found.refused
    assert parts == found.recipients == len(statuses)
    assert found.open == sum(status in (Status.QUEUED, Status.SENDING) for status in statuses)


def test_a_broadcast_begins_by_listing_and_a_recipient_by_waiting() -> None:
    ordered = Broadcast(ID, LOCAL.id, LOCAL.number, GroupId("g"), "Spring list", 25, "Hi", REP1, NOW)
    assert (ordered.stage, ordered.due) == (Stage.PREPARING, None)
    row = Recipient(ID, CONTACT, PHONE)
    assert (row.status, row.claimed, row.values) == (Status.QUEUED, None, {})


def test_what_goes_out_is_the_merged_body_and_the_introduction_of_its_list() -> None:
    """O8: one text, counted, sent and shown."""
    ordered = Broadcast(ID, LOCAL.id, LOCAL.number, GroupId("g"), "Spring list", 25, "Hi {{first_name}}", REP1, NOW)
    row = Recipient(ID, CONTACT, PHONE, values={"first_name": "Ann"})
    assert broadcasts.text_of(ordered, row) == "Hi Ann"
    assert broadcasts.text_of(ordered, replace(row, introduction=" - Acme.")) == "Hi Ann - Acme."


def test_a_thread_has_one_place_for_a_broadcast() -> None:
    """O1."""
    assert str(broadcasts.message_id(ID)) == "01BROADCAST"


@pytest.mark.parametrize(
    ("stage", "status", "shown"),
    [
        (Stage.PREPARING, Status.DELIVERED, Stage.PREPARING),
        (Stage.RUNNING, Status.QUEUED, Stage.RUNNING),
        (Stage.RUNNING, Status.DELIVERED, Stage.DONE),
        (Stage.DONE, Status.DELIVERED, Stage.DONE),
    ],
)
def test_a_broadcast_is_done_once_nothing_is_open(stage: Stage, status: Status, shown: Stage) -> None:
    broadcast = Broadcast(ID, LOCAL.id, LOCAL.number, GroupId("g1"), "Spring list", 1, "Hi", REP1, NOW, stage)
    assert broadcasts.stage_now(broadcast, progress(rows([status]))).stage is shown


def test_who_waits_counts_apart_and_the_first_tells_when() -> None:
    """O3."""
    queued, sent = rows([Status.QUEUED, Status.SENT])
    early, late = (replace(queued, until=NOW + timedelta(hours=hours)) for hours in (2, 9))
    found = progress([queued, late, early, late, replace(sent, until=NOW)])
    assert (found.queued, found.waiting, found.sent, found.open) == (1, 3, 1, 4)
    assert found.until == NOW + timedelta(hours=2)
    assert progress([queued]).until is None
