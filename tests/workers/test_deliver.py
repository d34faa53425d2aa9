"""The worker `deliver`: texts go out once, side by side, and what the provider does not take now goes later."""

from __future__ import annotations

import threading

import pytest

from chalicelib.flows.ports import ProviderBusy, ProviderUnclear
from tests.harness import aws
from tests.harness.brand import GROUP, HANDSETS, REP1_LINE
from tests.harness.carrier import Text
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.failing import failing
from tests.workers.given import again

ADA = HANDSETS[0]


@pytest.fixture
def waiting(world: World) -> str:
    """The job of one text that waits on the queue."""
    good(world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": ADA, "body": "Hi"}), 201)
    (message,) = aws.waiting("deliver")
    return message.body


def status(world: World) -> str:
    items = good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}/messages"))["items"]
    found: str = next(item for item in items if item["body"] == "Hi")["status"]
    return found


def test_a_text_goes_out_once_however_often_its_job_comes(world: World, waiting: str) -> None:
    for _ in range(3):
        assert again("deliver", waiting, waiting) == []
    assert world.carrier.got(ADA) == ["Hi"]


def test_a_busy_provider_gets_it_again_from_the_schedule(world: World, waiting: str) -> None:
    with failing(world, ProviderBusy("429"), "provider"):
        assert again("deliver", waiting) == []
    assert status(world) == "queued"
    world.advance(1)
    world.tick()
    world.drain()
    assert world.carrier.got(ADA) == ["Hi"]


def test_an_unclear_text_is_not_sent_again_before_the_provider_was_asked(world: World, waiting: str) -> None:
    with failing(world, ProviderUnclear("timeout"), "provider"):
        assert again("deliver", waiting) == []
    assert again("deliver", waiting) == []
    assert status(world) == "sending"
    assert world.carrier.sent == []
    for _ in range(8):
        world.advance(3)
        world.tick()
        world.drain()
    assert world.carrier.got(ADA) == ["Hi"]


def test_a_refused_text_has_failed_in_plain_words(world: World, waiting: str) -> None:
    world.carrier.refuses[ADA] = 30003
    assert again("deliver", waiting) == []
    items = good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}/messages"))["items"]
    trouble = items[0]["trouble"]
    assert (items[0]["status"], trouble["code"]) == ("failed", 30003)
    assert trouble["plain"]
    assert again("deliver", waiting) == []
    assert world.carrier.sent == []


def test_a_job_for_a_text_that_is_gone_is_done(world: World) -> None:
    thread = world.thread(REP1_LINE, ADA)
    jobs = [{"kind": "message", "box": box, "message": "0" * 26} for box in (thread, "person#nobody", "nonsense")]
    assert again("deliver", *jobs) == []


def test_stop_between_writing_and_sending_holds_the_text_back(world: World, waiting: str) -> None:
    world.handset_texts(ADA, REP1_LINE, "STOP")
    assert again("deliver", waiting) == []
    assert status(world) == "suppressed"
    assert "Hi" not in world.carrier.got(ADA)


def test_recipients_go_out_side_by_side_each_once() -> None:
    together = threading.Barrier(len(HANDSETS), timeout=20)
    threads: set[str] = set()

    def meet(_: Text) -> None:
        threads.add(threading.current_thread().name)
        together.wait()

    with World(side_by_side=True) as world:
        world.carrier.on_send.append(meet)
        good(world.api("rep1", "POST", "/broadcasts", {"line": REP1_LINE, "group": GROUP, "body": "Hi"}), 202)
        world.api("rep1", "PATCH", "/me", {"copies": None})
        world.drain()
        assert [world.carrier.got(phone) for phone in HANDSETS] == [["Hi"]] * len(HANDSETS)
    assert len(threads) == len(HANDSETS), "each waited for all the others"


def test_one_recipient_that_fails_holds_no_other_up(world: World) -> None:
    world.carrier.refuses[ADA] = 21610
    made = good(world.api("rep1", "POST", "/broadcasts", {"line": REP1_LINE, "group": GROUP, "body": "Hi"}), 202)
    world.drain()
    assert [world.carrier.got(phone) for phone in HANDSETS[1:]] == [["Hi"]] * 4
    told = good(world.api("rep1", "GET", f"/broadcasts/{made['id']}"))["progress"]
    assert (told["recipients"], told["failed"]) == (5, 1)
