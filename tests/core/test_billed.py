"""What the texts of a broadcast are billed as: as many segments as went, each text measured as it went (AN-1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core import billed, tallies
from chalicelib.core.broadcasts import Broadcast, Recipient
from chalicelib.core.ids import BroadcastId, ContactId, GroupId
from chalicelib.core.lines import LineKind
from chalicelib.core.media import File
from chalicelib.core.messages import Status
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.tallies import Tally
from tests.core.builders import LOCAL as LINE
from tests.core.builders import NOW, REP1

LOCAL, TOLL_FREE = LineKind.LOCAL, LineKind.TOLL_FREE


def row(status: Status = Status.SENT, name: str = "", **more: Any) -> Recipient:
    values = {"first_name": name} if name else {}
    known = Recipient(BroadcastId("b1"), ContactId("c1"), PhoneNumber("+12025550110"), values=values, status=status)
    return replace(known, **more)


def ordered(body: str, **more: Any) -> Broadcast:
    return Broadcast(BroadcastId("b1"), LINE.id, LINE.number, GroupId("g"), "All", 1, body, REP1, NOW, **more)


def one(known: Recipient, body: str, kind: LineKind = LOCAL) -> int:
    return billed.lengths(ordered(body), kind)(known)


def test_a_text_is_measured_with_all_that_goes_to_this_recipient() -> None:
    body = "{{first_name}}" + "x" * 157
    assert (one(row(name="Ada"), body), one(row(name="Barb"), body)) == (1, 2)
    assert one(row(name="Zoë😀"), body) == 3
    assert one(row(introduction="Acme. Reply STOP to stop."), "x" * 150) == 2
    assert (one(row(), "x" * 305), one(row(), "x" * 305, TOLL_FREE)) == (2, 3)


def test_one_after_the_other_each_has_its_own_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(billed, "MOST", 2)
    length = billed.lengths(ordered("{{first_name}}" + "x" * 157), LOCAL)
    rows = [row(name=name) for name in ("Ada", "Barb", "Ada", "Cy", "Didi", "Barb")]
    assert [length(known) for known in rows] == [1, 2, 1, 1, 2, 2]
    assert length(row(name="Ada")) == 1
    assert length(row(name="Ada", introduction="Acme. Reply STOP to stop.")) == 2


def test_links_are_measured_as_they_went() -> None:
    linked = ordered("x" * 130 + " https://example.com/a", links_at="https://t.example.com/l/")
    length = billed.lengths(linked, LOCAL)
    assert (length(row(link="A" * 21)), length(row(link="B" * 21))) == (2, 2)


def test_with_files_each_text_is_one_message() -> None:
    file = File(0, "k", "image/png", 9)
    length = billed.lengths(ordered("x" * 900, files=(file, file)), LOCAL)
    assert length(row()) == 1


@pytest.mark.parametrize("status", Status)
def test_what_the_provider_took_is_billed_and_nothing_else(status: Status) -> None:
    took = {Status.ACCEPTED, Status.SENT, Status.DELIVERED, Status.UNDELIVERED}
    assert tallies.tally([row(status), row()], lambda _: 3).segments == (6 if status in took else 3)


def test_a_sum_of_what_was_not_measured_is_not_known() -> None:
    measured = tallies.tally([row()], lambda _: 2)
    assert tallies.summed([measured, measured]).segments == 4
    assert tallies.summed([measured, Tally()]).segments is None
    assert tallies.tally([row()]).segments is None
