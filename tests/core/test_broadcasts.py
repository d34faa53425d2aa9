from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import broadcasts, tallies
from chalicelib.core.broadcasts import Broadcast, Halt, Recipient, Stage
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import BroadcastId, GroupId
from chalicelib.core.messages import Status
from chalicelib.core.tallies import Progress, Tally, Waits, progress
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
        ("failed", [Status.UNDELIVERED, Status.FAILED]),
        ("refused", [Status.SUPPRESSED]),
        ("cancelled", [Status.CANCELLED]),
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
    parts = [getattr(found, part) for part in PARTS if part != "recipients"]
    assert sum(parts) == found.recipients == len(statuses)
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
    assert broadcasts.stage_now(broadcast, NOW, progress(rows([status]))).stage is shown


@pytest.mark.parametrize(
    ("stage", "halt", "ended", "open_"),
    [
        (Stage.SCHEDULED, None, False, True),
        (Stage.SCHEDULED, Halt.PAUSED, False, True),
        (Stage.SCHEDULED, Halt.PAUSED, True, False),
        (Stage.PREPARING, Halt.PAUSED, False, False),
        (Stage.DONE, Halt.CANCELLED, False, False),
    ],
)
def test_a_broadcast_can_be_changed_until_it_begins(stage: Stage, halt: Halt | None, ended: bool, open_: bool) -> None:
    """SD-7: also while it is paused, as nobody had it yet."""
    ordered = Broadcast(ID, LOCAL.id, LOCAL.number, GroupId("g"), "Spring list", 25, "Hi", REP1, NOW, stage, halt=halt)
    assert broadcasts.changeable(replace(ordered, not_after=NOW if ended else None), NOW) is open_


def test_who_waits_counts_apart_and_the_first_tells_when() -> None:
    """O3."""
    queued, sent = rows([Status.QUEUED, Status.SENT])
    early, late = (replace(queued, until=NOW + timedelta(hours=hours)) for hours in (2, 9))
    found = progress([queued, late, early, late, replace(sent, until=NOW)])
    assert (found.queued, found.waiting, found.sent, found.open) == (1, 3, 1, 4)
    assert found.until == NOW + timedelta(hours=2)
    assert progress([queued]).until is None


def test_who_waits_is_told_by_rule_with_the_words_of_the_first() -> None:
    """A line's cap and a state's have one code; their rules tell them apart."""
    (queued,) = rows([Status.QUEUED])

    def waits(hours: int, code: str, rule: str) -> Recipient:
        return replace(queued, until=NOW + timedelta(hours=hours), code=code, rule=rule, reason=f"{hours} hours.")

    listed = [
        waits(3, "daily_cap", "LN-6"),
        waits(2, "daily_cap", "CN-10"),
        waits(1, "daily_cap", "LN-6"),
        waits(4, "daily_cap", "LN-6"),
        waits(5, "quiet_hours", "CN-10"),
        replace(waits(6, "quiet_hours", "CN-10"), status=Status.SENT),
    ]
    hour = timedelta(hours=1)
    assert list(tallies.tally(listed).waits) == [
        Waits("daily_cap", "LN-6", "1 hours.", NOW + hour, 3),
        Waits("daily_cap", "CN-10", "2 hours.", NOW + 2 * hour),
        Waits("quiet_hours", "CN-10", "5 hours.", NOW + 5 * hour),
    ]
    for cut in range(len(listed)):
        parts = [tallies.tally(listed[:cut]), tallies.tally(listed[cut:])]
        assert tallies.summed(parts) == tallies.tally(listed)


def test_a_count_of_a_version_that_knew_no_reasons_still_says_when_the_first_goes() -> None:
    assert tallies.summed([Tally({"waiting": 1}, until=NOW), Tally()]).until == NOW


def test_the_refused_are_told_by_rule_and_the_failed_by_the_providers_error() -> None:
    """AN-1."""
    stopped, failed, ours = rows([Status.SUPPRESSED, Status.UNDELIVERED, Status.FAILED])
    found = tallies.tally(
        [replace(stopped, code="consent_no", reason="Opted out."), stopped, replace(failed, error=30006), ours]
    )
    assert (found.refused, found.failed) == ({"consent_no": 1, "other": 1}, {"30006": 1, "0": 1})
    assert found.reasons == {"consent_no": "Opted out.", "other": ""}
    assert not found.awaited
    assert tallies.summed([found, replace(found, reasons={"other": "?"})]).reasons == found.reasons


@given(st.lists(st.sampled_from(Status)), st.integers(0, 9))
def test_parts_counted_apart_are_counted_together(statuses: list[Status], cut: int) -> None:
    """T6: partitions are counted one by one."""
    listed = [replace(row, code="c", error=1, until=NOW) for row in rows(statuses)]
    whole = tallies.tally(listed)
    assert tallies.summed([tallies.tally(listed[:cut]), Tally(), tallies.tally(listed[cut:])]) == whole
    open_ones = (Status.QUEUED, Status.SENDING, Status.ACCEPTED, Status.SENT)
    assert whole.awaited == sum(row.status in open_ones for row in listed)


@pytest.mark.parametrize(("size", "partitions"), [(0, 1), (999, 1), (1000, 16), (1_000_000, 16)])
def test_the_name_of_a_large_broadcast_tells_over_how_many_partitions_it_is_spread(size: int, partitions: int) -> None:
    assert broadcasts.spread(broadcasts.broadcast_id("01BROADCAST", size)) == partitions


@pytest.mark.parametrize("name", ["01B-", "01B-0", "01B-17", "01B-x", "01B--4", "01B-16-16", ""])
def test_a_made_up_name_is_spread_over_one(name: str) -> None:
    """The path of a request may hold anything."""
    assert broadcasts.spread(name) == 1


def ordered(**fields: Any) -> Broadcast:
    return Broadcast(ID, LOCAL.id, LOCAL.number, GroupId("g1"), "Spring list", 1, "Hi", REP1, NOW, **fields)


LATER = NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("fields", "halt"),
    [
        ({}, None),
        ({"halt": Halt.PAUSED}, Halt.PAUSED),
        ({"halt": Halt.CANCELLED, "not_after": NOW}, Halt.CANCELLED),
        ({"not_after": LATER}, None),
        ({"not_after": NOW}, Halt.EXPIRED),
        ({"not_after": NOW, "halt": Halt.PAUSED}, Halt.EXPIRED),
        ({"not_after": NOW, "stage": Stage.DONE}, None),
        ({"halt": Halt.EXPIRED, "stage": Stage.DONE}, Halt.EXPIRED),
    ],
)
def test_nothing_is_claimed_of_a_broadcast_that_was_halted_or_whose_time_is_over(
    fields: dict[str, Any], halt: Halt | None
) -> None:
    """O5, Q2."""
    assert broadcasts.halted(ordered(**fields), NOW) is halt


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"halt": Halt.PAUSED, "stage": Stage.RUNNING}, Stage.PAUSED),
        ({"halt": Halt.PAUSED, "stage": Stage.DONE}, Stage.DONE),
        ({"halt": Halt.CANCELLED, "stage": Stage.DONE}, Stage.CANCELLED),
        ({"halt": Halt.EXPIRED, "stage": Stage.PREPARING}, Stage.EXPIRED),
        ({"stage": Stage.RUNNING}, Stage.RUNNING),
    ],
)
def test_people_are_shown_why_a_broadcast_does_not_go_on(fields: dict[str, Any], stage: Stage) -> None:
    assert broadcasts.stage_now(ordered(**fields), NOW).stage is stage


def test_one_that_expired_before_anybody_was_listed_is_not_looked_at_again_and_shown_so() -> None:
    """Q2."""
    over = broadcasts.expired(ordered(not_after=NOW, due=LATER, stage=Stage.SCHEDULED))
    assert (broadcasts.halted(over, NOW), over.stage, over.due) == (Halt.EXPIRED, Stage.DONE, None)
    assert broadcasts.stage_now(over, NOW).stage is Stage.EXPIRED


@pytest.mark.parametrize(
    ("fields", "status", "stage"),
    [
        ({}, Status.QUEUED, Stage.EXPIRED),
        ({}, Status.DELIVERED, Stage.DONE),
        ({"halt": Halt.EXPIRED}, Status.DELIVERED, Stage.EXPIRED),
        ({"halt": Halt.PAUSED}, Status.QUEUED, Stage.EXPIRED),
        ({"halt": Halt.CANCELLED}, Status.QUEUED, Stage.CANCELLED),
    ],
)
def test_its_end_is_told_from_the_moment_on_and_not_of_one_that_was_done(
    fields: dict[str, Any], status: Status, stage: Stage
) -> None:
    """Q2: the schedule writes it down only when it looks."""
    broadcast = ordered(stage=Stage.RUNNING, not_after=NOW, **fields)
    counted = progress(rows([status]))
    assert broadcasts.stage_now(broadcast, NOW, counted).stage is stage
    before = broadcasts.stage_now(broadcast, NOW - timedelta(seconds=1), counted).stage
    assert (before is Stage.EXPIRED) is (broadcast.halt is Halt.EXPIRED)


@pytest.mark.parametrize(
    ("end", "looks"),
    [(None, LATER), (LATER + timedelta(1), LATER), (NOW + timedelta(minutes=9), NOW + timedelta(minutes=9))],
)
def test_the_schedule_looks_at_its_end_at_the_latest(end: datetime | None, looks: datetime) -> None:
    """Q2."""
    assert broadcasts.look_at(ordered(not_after=end), LATER, NOW) == looks


def test_what_is_left_of_one_that_is_over_is_looked_at_at_the_usual_pace() -> None:
    assert broadcasts.look_at(ordered(not_after=NOW), LATER, NOW) == LATER


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("send_at", "not_after", "wrong"),
    [
        (None, None, set()),
        (LATER, None, set()),
        (LATER, LATER + DAY, set()),
        (None, LATER, set()),
        (NOW + broadcasts.FARTHEST, None, set()),
        (NOW + broadcasts.FARTHEST + DAY, None, {"send_at"}),
        (NOW, None, {"send_at"}),
        (NOW - DAY, NOW - DAY, {"send_at", "not_after"}),
        (LATER, LATER, {"not_after"}),
        (None, NOW, {"not_after"}),
    ],
)
def test_a_broadcast_begins_later_and_ends_after_it_begins(
    send_at: datetime | None, not_after: datetime | None, wrong: set[str]
) -> None:
    """SD-7."""
    if not wrong:
        broadcasts.check_times(send_at, not_after, NOW)
        return
    with pytest.raises(Invalid) as refused:
        broadcasts.check_times(send_at, not_after, NOW)
    assert set(refused.value.fields) == wrong


def test_a_broadcast_begins_when_it_is_ordered_or_when_it_is_to() -> None:
    assert (ordered().began, ordered(begins=LATER).began) == (NOW, LATER)
