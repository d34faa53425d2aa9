"""A broadcast keeps to its line's rate, however long it takes and however often the schedule looks (O6)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core import broadcasts, pacing, tallies
from chalicelib.core.broadcasts import Broadcast, Halt, Recipient, Stage
from chalicelib.core.effects import Effect, Queue
from chalicelib.core.ids import BroadcastId, ContactId, PersonId, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.flows.fan_out import work_of
from chalicelib.flows.ports import ProviderBusy
from chalicelib.flows.running import counted_every
from tests.harness import aws, brand
from tests.harness.carrier import Text
from tests.harness.metering import CROWD, RECIPIENTS, crowd
from tests.harness.quiet import quiet
from tests.harness.wire import Call
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.failing import failing


@pytest.fixture
def world_of_a_crowd() -> Iterator[World]:
    with World(crowd) as world:
        yield world


MANY = [ContactId(f"c{place:024}") for place in range(300)]
TO_CROWD = {"line": brand.REP1_LINE, "group": CROWD, "body": "Hi"}


@pytest.mark.parametrize(
    ("size", "rate", "seconds"),
    [(0, 3, 60), (1_000, 3, 60), (6_480, 3, 120), (100_000, 3, 300), (100_000, 100, 60), (1_000_000, 100, 300)],
)
def test_what_takes_long_is_counted_seldom(size: int, rate: int, seconds: int) -> None:
    assert counted_every(size, rate) == timedelta(seconds=seconds)


def line_of(world: World, **fields: Any) -> Line:
    line = world.wiring.team.line(world.line(brand.REP1_LINE))
    assert line is not None
    changed = replace(line, **fields)
    world.wiring.team.put_line(changed)
    return changed


def listed(world: World, line: Line, seed: str = "many", *, work: bool = True) -> Broadcast:
    """A broadcast to many, none of whom was texted yet."""
    rep1, name = PersonId("rep1"), "Spring list"
    broadcast = Broadcast(
        BroadcastId(ulid(1, seed)), line.id, line.number, brand.GROUP, name, len(MANY), "Hi", rep1, world.now
    )
    store = world.wiring.broadcasts
    store.create(broadcast, None)
    rows = [Recipient(broadcast.id, contact, brand.STRANGER) for contact in MANY]
    store.list_recipients(rows)
    if work:
        store.add_work(list(work_of(broadcast, rows, line, "000000")))
    store.advance(broadcast.id, stage=Stage.RUNNING, due=world.now)
    return broadcast


def handed(broadcast: Broadcast | None = None) -> list[dict[str, Any]]:
    jobs = [json.loads(job.body) for job in aws.waiting("deliver")]
    return [job for job in jobs if broadcast is None or job["broadcast"] == broadcast.id]


def texts(world: World) -> list[Text]:
    """What went to recipients: its author gets a copy."""
    return [text for text in world.carrier.sent if text.ref.startswith("b.")]


def test_the_schedule_gives_a_line_what_it_takes_until_it_looks_again(world: World) -> None:
    listed(world, line_of(world, rate=2))
    for _ in range(2):
        world.tick()
    sent, jobs = world.now, aws.waiting("deliver")
    delays = [max(round(job.delayed_until / 1000 - sent.timestamp()), 0) for job in jobs]
    assert delays == [0, 11, 22, 33, 44, 55, 66]
    assert sum(len(job["contacts"]) for job in handed()) == 7 * 20
    world.advance(1)
    world.tick()
    assert len(handed()) == 13
    assert len({contact for job in handed() for contact in job["contacts"]}) == 13 * 20


def test_broadcasts_of_one_line_share_it(world: World) -> None:
    line = line_of(world, rate=2)
    first, second = listed(world, line), listed(world, line, "other")
    world.tick()
    assert (len(handed(first)), len(handed(second))) in ((4, 3), (3, 4))


def test_a_line_that_is_held_gets_nothing_to_do(world: World) -> None:
    broadcast = listed(world, line_of(world, held="Carriers block it."))
    world.tick()
    assert handed() == []
    line_of(world, held="")
    world.advance(15)
    world.tick()
    assert handed(broadcast) != []


def test_a_broadcast_goes_at_its_lines_pace_to_the_last(world_of_a_crowd: World) -> None:
    world = world_of_a_crowd
    line_of(world, rate=1)
    good(world.api("rep1", "POST", "/broadcasts", TO_CROWD), 202)
    world.drain()
    for second in range(0, 120, 5):
        world.advance(seconds=5)
        if second % 60 == 0:
            world.tick()
        world.drain()
    moments = [text.at for text in texts(world)]
    assert len(moments) == RECIPIENTS
    for place, at in enumerate(moments):
        window = [later for later in moments[place:] if (later - at).total_seconds() < 30]
        assert len(window) <= 35 * pacing.SHARE + pacing.BURST


def test_a_reply_does_not_wait_for_the_broadcast_on_its_line(world_of_a_crowd: World) -> None:
    """O6: one-to-one replies go first."""
    world = world_of_a_crowd
    line_of(world, rate=1)
    world.handset_texts(brand.HANDSETS[0], brand.REP1_LINE, "Is it still there?")
    good(world.api("rep1", "POST", "/broadcasts", TO_CROWD), 202)
    world.drain()
    world.tick()
    world.drain()
    before = len(texts(world))
    thread = world.thread(brand.REP1_LINE, brand.HANDSETS[0])
    good(world.api("rep1", "POST", f"/threads/{thread}/messages", {"body": "It is."}), 201)
    world.drain()
    assert world.carrier.got(brand.HANDSETS[0])[-1] == "It is."
    assert len(texts(world)) == before < RECIPIENTS, "of the broadcast nothing went meanwhile"


def test_jobs_that_lay_too_long_do_not_all_go_at_once(world_of_a_crowd: World) -> None:
    """The workers stood still for a while: what was handed out meanwhile is handed out anew, at the line's pace."""
    world = world_of_a_crowd
    line_of(world, rate=1)
    good(world.api("rep1", "POST", "/broadcasts", TO_CROWD), 202)
    world.work("fan_out")
    for _ in range(8):
        world.advance(1)
        world.tick()
    world.drain()
    assert len(texts(world)) <= (pacing.AHEAD + pacing.LATE).total_seconds() * pacing.SHARE + pacing.BURST
    assert quiet(world)
    assert len(texts(world)) == RECIPIENTS


@pytest.mark.parametrize("halt", [Halt.CANCELLED, Halt.EXPIRED])
def test_a_broadcast_that_is_over_ends_without_the_lines_time(world: World, halt: Halt) -> None:
    broadcast = listed(world, line_of(world, rate=1))
    running = broadcast_now(world, broadcast)
    assert world.wiring.broadcasts.change(running, replace(running, halt=halt))
    world.tick()
    world.drain()
    rows = list(world.wiring.broadcasts.all_recipients(broadcast.id))
    assert {(row.status, row.code) for row in rows} == {(Status.CANCELLED, halt)}
    assert world.wiring.broadcasts.next_work(broadcast.id) is None
    assert world.wiring.broadcasts.pace(broadcast.line).until is None


def broadcast_now(world: World, broadcast: Broadcast) -> Broadcast:
    found = world.wiring.broadcasts.get(broadcast.id)
    assert found is not None
    return found


@pytest.mark.parametrize("fault", [ProviderBusy("429"), ProviderBusy("503")])
def test_a_provider_that_is_full_slows_its_line_and_gets_each_text_once(world: World, fault: ProviderBusy) -> None:
    """O7: the claim is given back, and the line waits before it tries again."""
    body = {"line": brand.REP1_LINE, "group": brand.GROUP, "body": "Hi"}
    with failing(world, fault, "provider"):
        good(world.api("rep1", "POST", "/broadcasts", body), 202)
        world.drain()
        promised = world.wiring.broadcasts.pace(world.line(brand.REP1_LINE)).until
        assert promised is not None
        assert (promised - world.now).total_seconds() > 25
        head = aws.item("conversations", world.contact(brand.HANDSETS[0]), f"thread#{world.line(brand.REP1_LINE)}")
        assert head is not None
        assert head.get("claims", {"M": {}})["M"] == {}
        for _ in range(3):
            world.advance(1)
            world.tick()
            world.drain()
    assert texts(world) == []
    assert quiet(world)
    assert [world.carrier.got(phone) for phone in brand.HANDSETS] == [["Hi"]] * 5


def test_a_provider_that_is_full_for_one_text_is_tried_again_for_that_one(world: World) -> None:
    tried: list[str] = []

    def full_once(call: Call, effect: Callable[[], Any]) -> Any:
        if call.name == "provider.send":
            tried.append(call.name)
            if len(tried) == 1:
                raise ProviderBusy("429")
        return effect()

    with world.around(full_once):
        order = {"line": brand.REP1_LINE, "group": brand.GROUP, "body": "Hi"}
        good(world.api("rep1", "POST", "/broadcasts", order), 202)
        world.drain()
        assert len(texts(world)) == 4
        assert quiet(world)
    assert [world.carrier.got(phone) for phone in brand.HANDSETS] == [["Hi"]] * 5


def test_recipients_that_are_in_no_work_are_found_and_texted(world: World) -> None:
    """So is what a version left that knew no work."""
    line = line_of(world, rate=10)
    rows = [Recipient(BroadcastId(ulid(1, "old")), world.contact(phone), phone) for phone in brand.HANDSETS]
    old = replace(listed(world, line, work=False), id=rows[0].broadcast)
    world.wiring.broadcasts.create(replace(old, stage=Stage.RUNNING, due=world.now), None)
    world.wiring.broadcasts.list_recipients(rows)
    assert quiet(world)
    assert [world.carrier.got(phone) for phone in brand.HANDSETS] == [["Hi"]] * 5


def test_a_job_of_a_version_without_batches_does_nothing(world: World) -> None:
    broadcast = listed(world, line_of(world, rate=10))
    job = {"kind": "recipients", "broadcast": broadcast.id, "contacts": MANY[:25]}
    world.wiring.queues.put([Effect("old", Queue.DELIVER, job)])
    world.work("deliver")
    assert texts(world) == []
    assert {row.status for row in world.wiring.broadcasts.all_recipients(broadcast.id)} == {Status.QUEUED}


def test_a_large_broadcast_is_spread_counted_and_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """T6: what was counted is what a recount finds."""
    monkeypatch.setattr(broadcasts, "WIDE_FROM", 20)
    with World(crowd) as world:
        made = good(world.api("rep1", "POST", "/broadcasts", TO_CROWD), 202)
        assert broadcasts.spread(made["id"]) == broadcasts.WIDE
        assert quiet(world)
        assert len(texts(world)) == RECIPIENTS
        seen = good(world.api("rep1", "GET", f"/broadcasts/{made['id']}"))
        recount = tallies.tally(world.wiring.broadcasts.all_recipients(made["id"])).progress
        assert seen["progress"] | {"recipients": RECIPIENTS, "delivered": RECIPIENTS} == seen["progress"]
        assert recount.delivered == RECIPIENTS
        assert seen["stage"] == "done"
