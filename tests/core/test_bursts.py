"""Bursts: what a person knows of, what is left for the end of one, and whether it is still to be told then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core import bursts
from chalicelib.core.bursts import Burst
from chalicelib.core.effects import Queue
from chalicelib.core.ids import MessageId
from chalicelib.core.threads import Folder, Tab
from tests.core.builders import NOW, REP1, REP2, later, line, thread

HEAD = thread(folder=Folder.INBOX, tab=Tab.NEEDS_ATTENTION)
FIRST, SECOND, THIRD = MessageId("01A"), MessageId("01B"), MessageId("01C")
BURST = Burst(NOW, SECOND)
CAUSE = bursts.came(HEAD.id, THIRD, NOW)


@pytest.mark.parametrize(
    ("text", "arrived", "told", "known"),
    [
        (SECOND, 0, (), True),
        (SECOND, 3, (), True),
        (THIRD, -1, (), False),
        (THIRD, 3, (), False),
        (THIRD, 3, (THIRD,), True),
        (FIRST, -1, (), True),
        (FIRST, 0, (), False),
        (FIRST, 3, (), False),
    ],
)
def test_an_alert_tells_of_its_text_and_of_older_ones_that_stood_there(
    text: MessageId, arrived: int, told: tuple[str, ...], known: bool
) -> None:
    burst = replace(BURST, told=frozenset(told))
    assert bursts.knows(burst, bursts.came(HEAD.id, text, later(minutes=arrived))) is known


def test_what_a_catch_up_told_is_known_to_the_text_s_own_job_and_to_the_catch_ups_of_others() -> None:
    left = bursts.catch_up(REP1, BURST, bursts.came(HEAD.id, THIRD, later(minutes=1)))
    person, cause = bursts.caught_up(left.job)
    assert (person, cause.thread, cause.text, cause.arrived) == (REP1, HEAD.id, THIRD, later(minutes=1))
    told = Burst(later(minutes=5), cause.id)
    for minutes in (1, 5):
        assert bursts.knows(told, bursts.came(HEAD.id, THIRD, later(minutes=minutes)))
    others = bursts.caught_up(bursts.catch_up(REP2, BURST, bursts.came(HEAD.id, THIRD, later(minutes=1))).job)[1]
    assert others.id != cause.id
    assert bursts.knows(told, others)
    assert bursts.knows(told, bursts.came(HEAD.id, FIRST, later(minutes=1)))


def test_a_catch_up_is_one_for_a_burst_of_a_person_and_comes_at_its_end() -> None:
    cause = bursts.came(HEAD.id, THIRD, later(minutes=1))
    left = bursts.catch_up(REP1, BURST, cause)
    assert (left.queue, left.stored, left.after) == (Queue.ALERT, True, later(minutes=5))
    assert left.id == left.job["effect"] == bursts.catch_up_id(REP1, HEAD.id, BURST)
    again = bursts.catch_up(REP1, replace(BURST, cause=FIRST), bursts.came(HEAD.id, FIRST, NOW))
    assert again.id == left.id
    moved = replace(BURST, began=later(seconds=0.001))
    elsewhere = replace(cause, thread=thread(line("+12025550101")).id)
    ids = {left.id, bursts.catch_up(REP2, BURST, cause).id, bursts.catch_up(REP1, moved, cause).id}
    assert len({*ids, bursts.catch_up(REP1, BURST, elsewhere).id}) == 4


def test_what_the_team_has_for_somebody_is_no_part_of_a_burst() -> None:
    assert bursts.entered(HEAD.id, FIRST, NOW).alone
    assert not bursts.came(HEAD.id, FIRST, NOW).alone


def test_what_somebody_saw_to_is_not_told() -> None:
    assert bursts.unanswered(HEAD, BURST, CAUSE)
    assert bursts.unanswered(HEAD, None, CAUSE)
    assert not bursts.unanswered(replace(HEAD, tab=Tab.PARTICIPATING, last_manual=NOW), BURST, CAUSE)
    for folder in (Folder.SNOOZED, Folder.ARCHIVED):
        assert not bursts.unanswered(replace(HEAD, folder=folder), BURST, CAUSE)


def test_an_answer_from_an_own_phone_saw_nothing_but_one_from_elsewhere_did() -> None:
    answered = replace(HEAD, tab=Tab.PARTICIPATING, last_manual=later(minutes=2))
    ended = replace(BURST, answered=later(minutes=2))
    assert bursts.unanswered(answered, ended, CAUSE)
    assert not bursts.unanswered(replace(answered, last_manual=later(minutes=3)), ended, CAUSE)
    assert not bursts.unanswered(replace(answered, folder=Folder.ARCHIVED), ended, CAUSE)
    assert not bursts.unanswered(replace(answered, last_manual=None), BURST, CAUSE)


def test_what_was_begun_to_be_told_is_told_whatever_came_between() -> None:
    answered = replace(HEAD, tab=Tab.PARTICIPATING, last_manual=later(minutes=2))
    assert bursts.unanswered(answered, replace(BURST, cause=CAUSE.id), CAUSE)
    assert not bursts.unanswered(answered, None, CAUSE)
