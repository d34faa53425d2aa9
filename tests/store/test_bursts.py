"""Bursts are begun once, ended by who answers, and leave one catch-up, of the newest text."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core import bursts
from chalicelib.core.bursts import BURST, Burst, Cause
from chalicelib.core.ids import MessageId
from chalicelib.store.conversations import ConversationStore
from tests.store import given
from tests.store.given import MINUTE, NOW, REP

HEAD = given.thread()
FIRST, SECOND, THIRD = MessageId("m1"), MessageId("m2"), MessageId("m3")


def at(minutes: float) -> datetime:
    return NOW + minutes * MINUTE


def came(text: MessageId, minutes: float) -> Cause:
    return bursts.came(HEAD.id, text, at(minutes))


def begins(store: ConversationStore, cause: Cause, minutes: float) -> bool:
    return store.begin_burst(REP, cause, at(minutes), at(minutes) - BURST)


def test_a_burst_begins_once_but_its_own_cause_may_repeat(conversations: ConversationStore) -> None:
    first, second = came(FIRST, 0), came(SECOND, 1)
    assert begins(conversations, first, 0)
    assert not begins(conversations, second, 1)
    assert begins(conversations, first, 2)
    assert not begins(conversations, second, 6.9)
    assert conversations.burst(REP, HEAD.id) == Burst(at(2), FIRST)
    assert begins(conversations, second, 7)
    assert not begins(conversations, first, 9)


def test_an_alert_that_went_after_a_text_came_tells_of_it_however_late_its_job_comes(
    conversations: ConversationStore,
) -> None:
    assert begins(conversations, came(SECOND, 1), 1)
    assert not begins(conversations, came(FIRST, 0), 20)
    assert begins(conversations, came(FIRST, 1), 20), "it was found after that"
    assert begins(conversations, came(THIRD, 0), 40), "it is newer"


def test_who_was_told_of_a_cause_is_not_told_again_however_late_its_job_comes(
    conversations: ConversationStore,
) -> None:
    first, second = came(FIRST, 0), came(SECOND, 0)
    assert begins(conversations, first, 0)
    conversations.note_told(REP, first)
    assert not begins(conversations, first, 1)
    assert begins(conversations, second, 6)
    assert begins(conversations, second, 7), "it was not told"
    conversations.note_told(REP, second)
    assert not begins(conversations, first, 20)
    assert not begins(conversations, second, 20)
    assert conversations.burst(REP, HEAD.id) == Burst(at(7), SECOND, told=frozenset({FIRST, SECOND}))


def test_what_the_team_has_for_somebody_is_told_in_the_middle_of_a_burst_and_begins_none(
    conversations: ConversationStore,
) -> None:
    entry, other = (bursts.entered(HEAD.id, place, NOW) for place in (SECOND, THIRD))
    assert begins(conversations, came(FIRST, 0), 0)
    assert begins(conversations, entry, 1)
    assert begins(conversations, other, 1)
    conversations.note_told(REP, entry)
    assert not begins(conversations, entry, 2)
    assert begins(conversations, other, 2)
    assert conversations.burst(REP, HEAD.id) == Burst(NOW, FIRST)


def test_who_answers_from_its_own_phone_ends_its_burst(conversations: ConversationStore) -> None:
    assert conversations.end_burst(REP, HEAD.id, NOW) is None
    assert conversations.burst(REP, HEAD.id) is None
    assert begins(conversations, came(FIRST, 0), 0)
    assert conversations.end_burst(REP, HEAD.id, at(1)) == Burst(NOW, FIRST, answered=at(1))
    assert begins(conversations, came(SECOND, 2), 2)
    assert conversations.burst(REP, HEAD.id) == Burst(at(2), SECOND, answered=at(1))
    assert not begins(conversations, came(THIRD, 3), 3)


def test_of_a_burst_the_newest_text_is_left_whatever_the_order_of_the_jobs(conversations: ConversationStore) -> None:
    burst = Burst(NOW, FIRST)
    second, third = (bursts.catch_up(REP, burst, came(text, 1)) for text in (SECOND, THIRD))
    assert conversations.open_job(second.id) is None
    conversations.leave_catch_up(second, at(1))
    conversations.leave_catch_up(third, at(2))
    conversations.leave_catch_up(second, at(3))
    left = conversations.open_job(second.id)
    assert left is not None
    assert bursts.caught_up(left) == bursts.caught_up(third.job)
    assert conversations.due_effects(at(4.9), 10) == []
    assert [effect.job for effect in conversations.due_effects(at(5), 10)] == [third.job]
    conversations.finish_job(second.id, second.job)
    assert conversations.open_job(second.id) == third.job, "it was left while the other was told"
    conversations.finish_job(third.id, third.job)
    assert conversations.open_job(second.id) is None
