"""Saved effects come back until they are done, to one asker at a time; bursts are begun once."""

from __future__ import annotations

from chalicelib.core.changes import Changes
from chalicelib.core.effects import Effect, Queue
from chalicelib.core.ids import MessageId
from chalicelib.store.conversations import ConversationStore
from tests.store import given
from tests.store.given import MINUTE, NOW, REP, SECOND

EFFECT = Effect("alert.1", Queue.ALERT, {"kind": "inbound", "n": 1}, stored=True)


def test_an_unfinished_effect_comes_back_less_and_less_often(conversations: ConversationStore) -> None:
    conversations.save(Changes(effects=(EFFECT,)), NOW)
    moment = NOW + MINUTE
    for wait in (1, 2, 4, 8, 16, 30, 30):
        assert conversations.due_effects(moment, 10) == [EFFECT]
        assert conversations.due_effects(moment + wait * MINUTE - SECOND, 10) == []
        moment += wait * MINUTE


def test_a_finished_effect_is_forgotten(conversations: ConversationStore) -> None:
    conversations.save(Changes(effects=(EFFECT,)), NOW)
    conversations.finish_effect(EFFECT.id)
    conversations.finish_effect(EFFECT.id)
    assert conversations.due_effects(NOW + MINUTE, 10) == []


def test_no_more_effects_are_given_than_asked_for(conversations: ConversationStore) -> None:
    effects = tuple(Effect(f"e{place}", Queue.ALERT, {}, stored=True) for place in range(9))
    conversations.save(Changes(effects=effects), NOW)
    first = conversations.due_effects(NOW + MINUTE, 4)
    rest = conversations.due_effects(NOW + MINUTE, 100)
    assert (len(first), len(rest)) == (4, 5)
    assert {effect.id for effect in first + rest} == {effect.id for effect in effects}


def test_effects_are_no_messages(conversations: ConversationStore) -> None:
    conversations.save(Changes(effects=(EFFECT,), messages=(given.message("box"),)), NOW)
    assert len(conversations.due_messages(NOW + MINUTE, 10)) == 1
    assert len(conversations.due_effects(NOW + MINUTE, 10)) == 1


def test_a_burst_begins_once_but_its_own_cause_may_repeat(conversations: ConversationStore) -> None:
    thread, cause, next_cause = given.thread().id, MessageId("m1"), MessageId("m2")

    def begins(by: MessageId, minutes: int) -> bool:
        now = NOW + minutes * MINUTE
        return conversations.begin_burst(REP, thread, by, now, now - 5 * MINUTE)

    assert begins(cause, 0)
    assert not begins(next_cause, 1)
    assert begins(cause, 2)
    assert not begins(next_cause, 6)
    assert begins(next_cause, 8)
    assert not begins(cause, 9)
