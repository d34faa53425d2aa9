"""Broadcasts: made once, listed newest first, each recipient once and never moving back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pynamodb.expressions.operand import Path

from chalicelib.core.broadcasts import Broadcast, Halt, Recipient, Stage
from chalicelib.core.changes import Receipt
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.ids import BroadcastId
from chalicelib.core.media import File
from chalicelib.core.messages import Status
from chalicelib.core.repeat import Repeat
from chalicelib.flows.ports import SeenBefore
from chalicelib.store import keys
from chalicelib.store.broadcasts import BroadcastStore
from chalicelib.store.database import Database
from chalicelib.store.expressions import PRESENT
from tests.store import given
from tests.store.given import IDS, LINE, MINUTE, NOW, OTHER_LINE, SECOND

SENT = given.broadcast(due=NOW)


def pages(broadcasts: BroadcastStore, limit: int, status: Status | None = None) -> list[Recipient]:
    found: list[Recipient] = []
    cursor = None
    while True:
        page = broadcasts.recipients(SENT.id, cursor, limit, status)
        assert len(page.items) <= limit
        found += page.items
        cursor = page.cursor
        if cursor is None:
            return found


def test_a_broadcast_is_kept_as_ordered(broadcasts: BroadcastStore) -> None:
    broadcasts.create(SENT, None)
    other = given.broadcast(NOW + SECOND)
    assert broadcasts.get(SENT.id) == SENT
    assert broadcasts.get(other.id) is None
    assert broadcasts.many([SENT.id, other.id]) == {SENT.id: SENT}


def test_a_repeated_order_is_the_first_one(broadcasts: BroadcastStore) -> None:
    receipt = Receipt("key", "digest", {"broadcast": SENT.id})
    broadcasts.create(SENT, receipt)
    with pytest.raises(SeenBefore) as fault:
        broadcasts.create(given.broadcast(NOW + SECOND), replace(receipt, answer={"broadcast": "other"}))
    assert fault.value.receipt == receipt
    assert broadcasts.get(given.broadcast(NOW + SECOND).id) is None
    with pytest.raises(SeenBefore):
        broadcasts.create(replace(SENT, body="Other"), None)


def test_broadcasts_of_all_lines_come_newest_first(broadcasts: BroadcastStore) -> None:
    made = [given.broadcast(NOW + place * SECOND, [LINE, OTHER_LINE][place % 2]) for place in range(5)]
    for broadcast in made:
        broadcasts.create(broadcast, None)
    lines = [IDS.line(LINE), IDS.line(OTHER_LINE)]
    first = broadcasts.page(lines, None, 3)
    second = broadcasts.page(lines, first.cursor, 3)
    assert [*first.items, *second.items] == list(reversed(made))
    assert second.cursor is None
    assert broadcasts.page(lines[:1], None, 9).items == [made[4], made[2], made[0]]


def test_a_broadcast_is_due_until_it_is_taken_off(broadcasts: BroadcastStore) -> None:
    broadcasts.create(SENT, None)
    assert broadcasts.due(NOW - SECOND, 10) == []
    assert broadcasts.due(NOW, 10) == [SENT]
    broadcasts.advance(SENT.id, stage=Stage.RUNNING, due=NOW + MINUTE)
    assert broadcasts.due(NOW, 10) == []
    assert broadcasts.due(NOW + MINUTE, 10) == [replace(SENT, stage=Stage.RUNNING, due=NOW + MINUTE)]
    broadcasts.advance(SENT.id)
    assert broadcasts.due(NOW + MINUTE, 10) == []
    assert broadcasts.get(SENT.id) == replace(SENT, stage=Stage.RUNNING, due=None)


def test_an_unknown_broadcast_does_not_advance(broadcasts: BroadcastStore) -> None:
    with pytest.raises(NotFound):
        broadcasts.advance(SENT.id, stage=Stage.DONE)
    assert broadcasts.get(SENT.id) is None


def test_a_recipient_that_is_listed_stays_as_it_is(broadcasts: BroadcastStore) -> None:
    made = [given.recipient(SENT, place, name="Ann", values={"first_name": "Ann"}) for place in range(12)]
    broadcasts.list_recipients(made[:8])
    broadcasts.progress(SENT.id, made[0].contact, Status.SENT, at=NOW)
    broadcasts.list_recipients(made)
    listed = list(broadcasts.all_recipients(SENT.id))
    assert {recipient.contact for recipient in listed} == {recipient.contact for recipient in made}
    assert [recipient.status for recipient in listed].count(Status.SENT) == 1


@pytest.mark.parametrize("status", [None, Status.FAILED])
def test_pages_of_recipients_are_complete(broadcasts: BroadcastStore, status: Status | None) -> None:
    made = [given.recipient(SENT, place) for place in range(11)]
    broadcasts.list_recipients(made)
    for recipient in made[::2]:
        broadcasts.progress(SENT.id, recipient.contact, Status.FAILED, at=NOW)
    wanted = {recipient.contact for recipient in (made if status is None else made[::2])}
    for limit in (1, 3, 6, 100):
        found = pages(broadcasts, limit, status)
        assert (len(found), {recipient.contact for recipient in found}) == (len(wanted), wanted)


def test_recipients_are_found_by_broadcast_and_contact(broadcasts: BroadcastStore) -> None:
    one = given.recipient(SENT, 1, values={"name": "Ann"})
    broadcasts.list_recipients([one])
    absent = (BroadcastId("none"), one.contact)
    assert broadcasts.recipients_of([(SENT.id, one.contact), absent]) == {(SENT.id, one.contact): one}


def test_a_recipients_status_never_goes_back(broadcasts: BroadcastStore) -> None:
    one = given.recipient(SENT, 1)
    broadcasts.list_recipients([one])

    def progress(status: Status, **told: object) -> bool:
        return broadcasts.progress(SENT.id, one.contact, status, at=NOW, **told)  # type: ignore[arg-type]

    assert progress(Status.SENDING)
    assert progress(Status.DELIVERED)
    assert not progress(Status.ACCEPTED, provider_id="SM1")
    assert not progress(Status.FAILED, error=30003, code="unreachable", reason="off", rule="SD-9")
    found = broadcasts.recipients_of([(SENT.id, one.contact)])[SENT.id, one.contact]
    assert found == replace(one, status=Status.DELIVERED, provider_id="SM1", claimed=NOW, changed=NOW)


def test_a_refusal_is_kept_with_its_rule(broadcasts: BroadcastStore) -> None:
    one = given.recipient(SENT, 1)
    broadcasts.list_recipients([one])
    refused = {"code": "consent_no", "reason": "opted out", "rule": "CN-3"}
    assert broadcasts.progress(SENT.id, one.contact, Status.SUPPRESSED, at=NOW, error=21610, **refused)
    (found,) = pages(broadcasts, 5, Status.SUPPRESSED)
    assert (found.code, found.reason, found.rule, found.error) == ("consent_no", "opted out", "CN-3", 21610)


def test_progress_of_someone_not_listed_lists_nobody(broadcasts: BroadcastStore) -> None:
    assert not broadcasts.progress(SENT.id, given.contact_id(1), Status.SENT, at=NOW, provider_id="SM1")
    assert list(broadcasts.all_recipients(SENT.id)) == []


WIDE = replace(SENT, id=BroadcastId(f"{SENT.id}-16"))


@pytest.mark.parametrize("status", [None, Status.FAILED])
def test_pages_of_recipients_in_many_partitions_are_complete(broadcasts: BroadcastStore, status: Status | None) -> None:
    made = [given.recipient(WIDE, place) for place in range(23)]
    broadcasts.list_recipients(made)
    for recipient in made[::2]:
        broadcasts.progress(WIDE.id, recipient.contact, Status.FAILED, at=NOW)
    wanted = {recipient.contact for recipient in (made if status is None else made[::2])}
    for limit in (1, 3, 100):
        found, cursor = [], None
        while True:
            page = broadcasts.recipients(WIDE.id, cursor, limit, status)
            assert len(page.items) <= limit
            found += [recipient.contact for recipient in page.items]
            cursor = page.cursor
            if cursor is None:
                break
        assert (len(found), set(found)) == (len(wanted), wanted)


def test_who_is_rare_is_found_over_short_pages(broadcasts: BroadcastStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request reads so much and no more, however few it finds; the next one goes on there, be it in the midst of a
    partition (of which moto, where it is the store, gives a little at a time)."""
    monkeypatch.setattr("chalicelib.store.recipients.QUERIES", 3)
    monkeypatch.setattr("moto.dynamodb.models.table.RESULT_SIZE_LIMIT", 500)
    made = [given.recipient(WIDE, place) for place in range(160)]
    broadcasts.list_recipients(made)
    rare = {made[place].contact for place in (7, 90, 91, 159)}
    for contact in rare:
        broadcasts.progress(WIDE.id, contact, Status.FAILED, at=NOW)
    sizes, found, cursor = [], [], None
    while True:
        page = broadcasts.recipients(WIDE.id, cursor, 3, Status.FAILED)
        sizes.append(len(page.items))
        found += [recipient.contact for recipient in page.items]
        cursor = page.cursor
        if cursor is None:
            break
    assert (len(found), set(found)) == (4, rare)
    assert len(sizes) > 16 / 3
    assert 0 in sizes


def test_recipients_in_many_partitions_are_found_and_move(broadcasts: BroadcastStore) -> None:
    made = [given.recipient(WIDE, place) for place in range(23)]
    broadcasts.list_recipients(made)
    assert sorted(broadcasts.all_recipients(WIDE.id), key=str) == sorted(made, key=str)
    parts = [list(broadcasts.recipients_in(WIDE.id, place)) for place in range(16)]
    assert sum(map(len, parts)) == 23
    assert max(map(len, parts)) < 23
    assert broadcasts.recipients_of([(WIDE.id, made[3].contact)]) == {(WIDE.id, made[3].contact): made[3]}
    assert broadcasts.wait(WIDE.id, made[3].contact, NOW, code="c", reason="r", rule="x")
    assert list(broadcasts.all_recipients(SENT.id)) == []


def test_of_two_schedules_one_takes_a_broadcast(broadcasts: BroadcastStore) -> None:
    broadcasts.create(SENT, None)
    assert broadcasts.take(SENT, NOW + MINUTE)
    assert not broadcasts.take(SENT, NOW + 2 * MINUTE)
    assert not broadcasts.take(replace(SENT, due=None), NOW)
    found = broadcasts.get(SENT.id)
    assert found is not None
    assert found.due == NOW + MINUTE


def test_how_far_it_is_listed_and_counted_is_kept(broadcasts: BroadcastStore) -> None:
    broadcasts.create(SENT, None)
    broadcasts.advance(SENT.id, due=NOW, listed=(3, "onward", NOW), counted=NOW)
    assert broadcasts.get(SENT.id) == replace(SENT, page=3, cursor="onward", listed=NOW, counted=NOW)
    broadcasts.advance(SENT.id, due=NOW, listed=(4, None, NOW + SECOND))
    assert broadcasts.get(SENT.id) == replace(SENT, page=4, listed=NOW + SECOND, counted=NOW)


def test_a_broadcast_is_changed_as_it_was_seen_or_not_at_all(broadcasts: BroadcastStore) -> None:
    broadcasts.create(SENT, None)
    paused = replace(SENT, halt=Halt.PAUSED, due=NOW + MINUTE)
    assert broadcasts.change(SENT, paused)
    assert not broadcasts.change(SENT, replace(SENT, halt=Halt.CANCELLED))
    assert broadcasts.get(SENT.id) == paused
    assert broadcasts.change(paused, replace(SENT, not_after=NOW, due=None))
    assert broadcasts.get(SENT.id) == replace(SENT, not_after=NOW, due=None)
    assert not broadcasts.change(replace(SENT, stage=Stage.RUNNING), paused)


def test_one_is_added_once_and_found_when_it_is_due(broadcasts: BroadcastStore) -> None:
    """The second is another one of the same id: the first stays."""
    first = given.broadcast(due=NOW, repeat=Repeat((0, 3), 0, "09:00", "America/New_York", "2026-12-31"), passed=2)
    assert broadcasts.add(first)
    assert not broadcasts.add(given.broadcast(due=NOW, body="Another"))
    assert broadcasts.due(NOW, 10) == [first]


def test_of_two_who_change_its_time_one_wins(broadcasts: BroadcastStore) -> None:
    first = given.broadcast(due=NOW, begins=NOW)
    broadcasts.create(first, None)
    assert broadcasts.change(first, replace(first, begins=NOW + MINUTE))
    assert not broadcasts.change(first, replace(first, begins=NOW + 2 * MINUTE))
    unset = replace(first, begins=None)
    assert not broadcasts.change(unset, first)


PICTURE = File(0, "kept/rep1/one", "image/png", 2000, 40, 30)
WEEKLY = Repeat((0, 3), 0, "09:00", "America/New_York")


@pytest.mark.parametrize(
    "change",
    [
        {"links_at": "https://t.example.com/l/"},
        {"not_after": NOW + MINUTE},
        {"local": "2026-12-01T09:00"},
        {"repeat": replace(WEEKLY, time="10:00")},
        {"repeat": replace(WEEKLY, zone="America/Chicago")},
        {"repeat": None},
        {"passed": 2},
        {"size": 4},
        {"files": (replace(PICTURE, key="kept/rep1/two"),)},
        {"files": (PICTURE, replace(PICTURE, place=1))},
        {"files": ()},
    ],
    ids=str,
)
def test_of_two_who_change_any_part_of_it_one_wins(broadcasts: BroadcastStore, change: dict[str, Any]) -> None:
    first = given.broadcast(due=NOW, begins=NOW, repeat=WEEKLY, passed=1, files=(PICTURE,))
    broadcasts.create(first, None)
    assert broadcasts.change(first, replace(first, **change))
    made = given.broadcast(NOW + SECOND)
    assert not broadcasts.change(first, replace(first, begins=NOW + MINUTE))
    assert not broadcasts.come(first, replace(first, begins=NOW + MINUTE), made)
    assert (broadcasts.get(first.id), broadcasts.get(made.id)) == (replace(first, **change), None)
    assert broadcasts.change(replace(first, **change), first)


def test_what_comes_again_moves_with_what_is_made_of_it(broadcasts: BroadcastStore) -> None:
    parent, made = given.broadcast(due=NOW, begins=NOW, repeat=WEEKLY), given.broadcast(NOW + SECOND)
    broadcasts.create(parent, None)
    moved = replace(parent, begins=NOW + MINUTE, due=NOW + MINUTE, passed=1)
    assert broadcasts.come(parent, moved, made)
    assert (broadcasts.get(parent.id), broadcasts.get(made.id)) == (moved, made)


def test_what_was_made_of_it_is_listed_newest_first_page_by_page(broadcasts: BroadcastStore) -> None:
    parent = given.broadcast(due=NOW, begins=NOW, repeat=WEEKLY)
    broadcasts.create(parent, None)
    made = [given.broadcast(NOW + place * MINUTE, of=parent.id) for place in range(1, 6)]
    before = parent
    for place, one in enumerate(made, start=1):
        after = replace(before, begins=NOW + place * MINUTE, passed=place)
        assert broadcasts.come(before, after, one)
        before = after
    seen: list[Broadcast] = []
    cursor: str | None = None
    for left in (3, 1, 0):
        page = broadcasts.made_of(parent.id, cursor, 2)
        seen, cursor = [*seen, *page.items], page.cursor
        assert (len(made) - len(seen), cursor is None) == (left, left == 0)
    assert seen == made[::-1]
    assert broadcasts.made_of(made[0].id, None, 2).items == []
    with pytest.raises(Invalid):
        broadcasts.made_of(made[0].id, broadcasts.made_of(parent.id, None, 2).cursor, 2)


def test_what_was_made_already_stays_and_its_parent_moves_on(broadcasts: BroadcastStore) -> None:
    parent, made = given.broadcast(due=NOW, begins=NOW, repeat=WEEKLY), given.broadcast(NOW + SECOND)
    for one in (parent, made):
        broadcasts.create(one, None)
    moved = replace(parent, begins=NOW + MINUTE, due=NOW + MINUTE, passed=1)
    assert not broadcasts.come(parent, moved, replace(made, body="Another"))
    assert (broadcasts.get(parent.id), broadcasts.get(made.id)) == (moved, made)


def test_an_older_item_without_a_number_is_changed_as_any(broadcasts: BroadcastStore, database: Database) -> None:
    broadcasts.create(SENT, None)
    database.update("broadcasts", keys.broadcast(SENT.id), [Path("passed").remove()], PRESENT)
    assert broadcasts.change(SENT, replace(SENT, halt=Halt.PAUSED))
