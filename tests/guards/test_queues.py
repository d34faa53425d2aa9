"""Every queue has who puts in, who takes out, and where a job goes that nobody can do."""

from __future__ import annotations

import ast

from chalicelib.core.effects import Queue
from chalicelib.settings import QUEUES
from infrastructure.functions import ROUTES, WORKERS
from infrastructure.naming import dead_id, queue_id
from infrastructure.resources import TRIES, queues
from tests.guards.sources import ROOT, python

LEAST_TRIES, TIMES_THE_TIMEOUT = 5, 6


def test_code_settings_and_resources_name_the_same_queues() -> None:
    named = {queue.value for queue in Queue}
    assert named == set(QUEUES)
    assert {worker.queue for worker in WORKERS if worker.queue} == named
    assert set(queues()) == {name for noun in named for name in (queue_id(noun), dead_id(noun))}


def test_every_queue_has_a_producer_in_the_code_and_in_the_grants() -> None:
    said = {
        node.attr
        for path in python("chalicelib")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Queue"
    }
    assert {queue.name for queue in Queue} <= said
    granted = {grant for function in (*ROUTES, *WORKERS) for grant in function.grants}
    assert {f"queue:{queue.value}:send" for queue in Queue} <= granted


def test_every_queue_has_one_worker_that_takes_from_it() -> None:
    for worker in WORKERS:
        source = (ROOT / f"chalicelib/workers/{worker.name}.py").read_text(encoding="utf-8")
        declared = f'on_sqs_message(queue="{worker.queue}", batch_size={worker.batch}, name="{worker.name}")'
        assert (declared in source) == bool(worker.queue), worker.name
        assert ("bp.schedule(" in source) == bool(worker.minutes), worker.name


def test_a_job_that_fails_is_kept_and_never_given_twice_at_once() -> None:
    made = queues()
    for worker in WORKERS:
        if not worker.queue:
            continue
        queue = made[queue_id(worker.queue)]["Properties"]
        assert queue["VisibilityTimeout"] >= TIMES_THE_TIMEOUT * worker.timeout
        assert queue["RedrivePolicy"]["maxReceiveCount"] == TRIES >= LEAST_TRIES
        assert queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0] == dead_id(worker.queue)
        assert worker.alarm, f"a job of {worker.name} that nobody can do must wake somebody"
