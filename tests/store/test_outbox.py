"""Saved effects come back until they are done, to one asker at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core.changes import Changes
from chalicelib.core.effects import Effect, Queue
from chalicelib.store.conversations import ConversationStore
from tests.store import given
from tests.store.given import MINUTE, NOW, SECOND

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


def test_an_effect_that_was_saved_anew_is_finished_with_its_new_job_alone(conversations: ConversationStore) -> None:
    renewed = replace(EFFECT, job={"kind": "inbound", "n": 2})
    conversations.save(Changes(effects=(EFFECT,)), NOW)
    before = conversations.open_job(EFFECT.id)
    conversations.save(Changes(effects=(renewed,)), NOW)
    after = conversations.open_job(EFFECT.id)
    assert before is not None
    assert after == renewed.job
    conversations.finish_job(EFFECT.id, before)
    assert conversations.open_job(EFFECT.id) == after
    for _ in range(2):
        conversations.finish_job(EFFECT.id, after)
        assert conversations.open_job(EFFECT.id) is None


def test_an_effect_that_is_to_happen_once_is_not_begun_again_when_it_is_done(conversations: ConversationStore) -> None:
    assert conversations.begin_once(EFFECT, NOW)
    assert not conversations.begin_once(EFFECT, NOW + MINUTE)
    assert conversations.due_effects(NOW + MINUTE, 10) == [EFFECT]
    conversations.finish_effect(EFFECT.id)
    assert not conversations.begin_once(EFFECT, NOW + MINUTE)
    assert conversations.begin_once(replace(EFFECT, id="alert.2"), NOW)


def test_of_two_who_begin_an_effect_at_once_one_does(
    conversations: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations._database, "many", lambda _: {})
    assert [conversations.begin_once(EFFECT, NOW) for _ in range(2)] == [True, False]
    assert conversations.due_effects(NOW + MINUTE, 10) == [EFFECT]


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
