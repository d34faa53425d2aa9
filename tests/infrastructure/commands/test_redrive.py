from __future__ import annotations

import json

import pytest

from infrastructure.commands import queue_state, redrive
from tests.infrastructure.commands.conftest import Operator

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("operator")]

SECRET_WORDS = "meet me at six"


def given_up(operator: Operator, noun: str, *jobs: object) -> None:
    url = queue_state.state(operator.stage, noun).dead_url
    for job in jobs:
        operator.cloud.sqs.send_message(
            QueueUrl=url,
            MessageBody=job if isinstance(job, str) else json.dumps(job),
            MessageAttributes={"cause": {"DataType": "String", "StringValue": "test"}},
        )


def depths(operator: Operator, noun: str) -> tuple[int, int]:
    found = queue_state.state(operator.stage, noun)
    return found.waiting, found.dead


def test_shows_kinds_and_counts_and_never_what_is_in_the_jobs(operator: Operator) -> None:
    operator.deployed()
    form = {"form": {"From": "+12025550110", "Body": SECRET_WORDS}}
    given_up(operator, "inbound", form, form, "no json")
    given_up(operator, "deliver", *({"kind": "message", "n": n} for n in range(13)), {"kind": "recipients"})
    given_up(operator, "recapture", {"line": "l1", "round": 1, "page": 2, "effect": "recapture.l1.1"})
    code, terminal = operator.run(redrive.main)
    assert code == 0
    assert terminal.said("recapture", "1 × page of a recapture")
    assert terminal.said("inbound", "2 × incoming text", "1 × unreadable", "oldest")
    assert terminal.said("deliver", "13 × message", "1 × recipients")
    assert SECRET_WORDS not in terminal.text
    assert "2025550110" not in terminal.text
    assert (depths(operator, "inbound"), depths(operator, "deliver")) == ((0, 3), (0, 14))


def test_moves_every_job_once_as_it_was(operator: Operator) -> None:
    jobs = [{"kind": "message", "n": n} for n in range(23)]
    given_up(operator.deployed(), "deliver", *jobs)
    code, terminal = operator.run(redrive.main, "--go", "--yes")
    assert code == 0
    assert terminal.said("deliver", "23 jobs moved")
    assert depths(operator, "deliver") == (23, 0)
    url = queue_state.state(operator.stage, "deliver").url
    found = operator.cloud.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=1, MessageAttributeNames=["All"])
    (message,) = found["Messages"]
    assert json.loads(message["Body"]) in jobs
    assert message["MessageAttributes"]["cause"]["StringValue"] == "test"


def test_only_the_queue_that_was_named(operator: Operator) -> None:
    operator.deployed()
    given_up(operator, "alert", {"kind": "inbound"})
    given_up(operator, "deliver", {"kind": "message"})
    operator.run(redrive.main, "--go", "--yes", "--queue", "alert")
    assert (depths(operator, "alert"), depths(operator, "deliver")) == ((1, 0), (0, 1))


def test_a_no_moves_nothing(operator: Operator) -> None:
    given_up(operator.deployed(), "alert", {"kind": "inbound"})
    assert operator.run(redrive.main, "--go", answers=("no",))[0] == 1
    assert depths(operator, "alert") == (0, 1)


def test_nothing_given_up_is_said(operator: Operator) -> None:
    code, terminal = operator.deployed().run(redrive.main)
    assert (code, terminal.text) == (0, "Nothing to move.")


def test_an_unknown_queue_names_those_there_are(operator: Operator) -> None:
    code, terminal = operator.deployed().run(redrive.main, "--queue", "none")
    assert code == 2
    assert terminal.said("→", "inbound", "deliver", "fan_out", "alert")
