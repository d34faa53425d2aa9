"""What each worker owes its queue: what is done is done, what can be done later comes again, poison harms nobody."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from chalice.app import SQSEvent

from chalicelib.core.errors import Busy, Conflict, Invalid, NotFound
from chalicelib.workers.batch import TOGETHER, each_job, jobs_together
from infrastructure.functions import WORKERS
from infrastructure.resources import TRIES
from tests.harness import aws
from tests.harness.brand import HANDSETS, REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.schedule import QUEUED
from tests.harness.world import World
from tests.workers.given import again, event

SECRET = "+12025550199 says plum"
POISON: list[object] = [
    "",
    "no JSON",
    "null",
    "[]",
    "7",
    '"text"',
    "{}",
    {"kind": "no such kind"},
    {"kind": None},
    '{"kind":' + "[" * 5000,
    "x" * 262_144,
    "\x00",
    {"form": {}},
    {"form": None, "received": "yesterday"},
    {"version": 99, "kind": "recipients"},
]


def outcome(work: Callable[[dict[str, Any]], None], *bodies: object) -> list[str]:
    answer = each_job(work)(SQSEvent(event(*bodies), None))
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_only_what_failed_comes_again() -> None:
    done = []

    def work(job: dict[str, Any]) -> None:
        if job["n"] % 2:
            raise RuntimeError(SECRET)
        done.append(job["n"])

    assert outcome(work, *({"n": place} for place in range(6))) == ["job-1", "job-3", "job-5"]
    assert done == [0, 2, 4]


def test_jobs_that_wait_for_others_wait_together() -> None:
    """A few at a time; each is answered for itself."""
    meeting, done = Barrier(TOGETHER, timeout=30), []

    def work(job: dict[str, Any]) -> None:
        meeting.wait()
        if job["n"] == 1:
            raise RuntimeError(SECRET)
        done.append(job["n"])

    bodies = [{"n": place} for place in range(2 * TOGETHER)]
    answer = jobs_together(work)(SQSEvent(event(*bodies), None))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "job-1"}]}
    assert sorted(done) == [place for place in range(2 * TOGETHER) if place != 1]


@pytest.mark.parametrize(
    ("fault", "comes_again"),
    [
        (Busy("busy", "Busy."), True),
        (NotFound("thread"), False),
        (Conflict("changed", "Changed."), False),
        (Invalid({"body": "Bad."}), False),
        (RuntimeError("a bug"), True),
        (TimeoutError(), True),
    ],
)
def test_an_error_of_ours_is_final_and_all_else_comes_again(fault: Exception, comes_again: bool) -> None:
    def work(job: dict[str, Any]) -> None:
        raise fault

    assert outcome(work, {}) == ["job-0"] * comes_again


def test_a_job_that_breaks_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    def work(job: dict[str, Any]) -> None:
        raise RuntimeError("a bug")

    with caplog.at_level(logging.INFO):
        outcome(work, {"body": SECRET})
    assert "a job broke" in caplog.text
    assert "plum" not in caplog.text
    assert "5550199" not in caplog.text


@pytest.mark.parametrize("worker", [worker.name for worker in QUEUED])
def test_poison_comes_again_and_harms_nobody(world: World, worker: str) -> None:
    before = [world.items(noun) for noun in aws.TABLES]
    assert again(worker, *POISON) == list(range(len(POISON)))
    assert [world.items(noun) for noun in aws.TABLES] == before
    assert world.carrier.sent == []


def test_poison_in_a_batch_leaves_the_others_done_once(world: World) -> None:
    for phone in HANDSETS[:3]:
        world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": phone, "body": "Hi"})
    jobs = [message.body for message in aws.waiting("deliver")]
    assert again("deliver", jobs[0], "poison", jobs[1], {"kind": None}, jobs[2]) == [1, 3]
    assert [world.carrier.got(phone) for phone in HANDSETS[:3]] == [["Hi"]] * 3


def test_poison_lands_where_somebody_looks_after_its_tries(world: World) -> None:
    world.wiring._client("sqs").send_message(
        QueueUrl=aws.environment()["PARLEY_QUEUE_DELIVER"], MessageBody=json.dumps({"kind": "poison"})
    )
    for _ in range(TRIES + 1):
        world.drain()
        world.advance(7)
    assert (len(aws.waiting("deliver")), len(aws.dead("deliver"))) == (0, 1)


def test_every_text_of_a_job_given_twice_goes_once(world: World) -> None:
    """An email may come twice (decision 0006), a text never."""
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": HANDSETS[0], "body": "Hi"})
    world.drain(duplicate=True)
    assert world.carrier.got(HANDSETS[0]) == ["Hi"]
    assert len(world.carrier.got(REP1_PHONE)) == 1


def test_each_queue_has_its_own_worker() -> None:
    assert len({worker.queue for worker in WORKERS if worker.queue}) == len(QUEUED) == 7
