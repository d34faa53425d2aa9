"""Workers whose process is killed (SIGKILL) at a call, before it takes effect or after it (reliability goal G3)."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.kills.killed import STORIES, Kill, killed_everywhere, played, story

PARTS = 4
SOME = {"broadcast": 9, "answers": 5}
"""Of these stories every so manieth kill is tried with each change."""


@pytest.mark.parametrize("name", SOME)
def test_a_killed_worker_loses_and_doubles_nothing(name: str) -> None:
    tally = killed_everywhere(story(name), part=1, parts=SOME[name])
    assert tally.violations == []
    assert tally.tried > 20


@pytest.mark.sweep
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", STORIES)
def test_no_kill_violates_anything(name: str, part: int) -> None:
    assert killed_everywhere(story(name), part, PARTS).violations == []


def test_a_kill_that_hits_nothing_is_no_trial() -> None:
    violations, hands = played(story("multi"), Kill(invocation=99, step=1, after=False))
    assert not hands.killed
    assert [fault.partition(": ")[2] for fault in violations] == [f"{hands.kill} killed nobody"]


def test_its_figures_are_all_that_it_prints() -> None:
    """`make reliability` reads them there; a worker of this story measures how fast an alert was."""
    command = [sys.executable, "-m", "tests.kills", "by_keyword", "0", "1000"]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    assert json.loads(printed) == {"tried": 1, "violations": []}
