"""Claims that are long over leave the head, and are kept beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from chalicelib.core.claims import Past
from chalicelib.core.ids import BroadcastId
from chalicelib.core.threads import Thread
from chalicelib.store.conversations import ConversationStore
from tests.store import given
from tests.store.given import MINUTE, NOW, REP, SECOND

NAMES = [BroadcastId(f"01B{place:02}") for place in range(6)]
AT = {name: NOW + place * MINUTE for place, name in enumerate(NAMES)}


def claimed(conversations: ConversationStore) -> Thread:
    head = given.consenting()
    conversations.save(given.created(head), NOW)
    for name, at in AT.items():
        assert conversations.claim_broadcast(head.id, name, REP, at)
    return conversations.threads([head.id])[head.id]


def part(*names: BroadcastId) -> dict[BroadcastId, datetime]:
    return {name: AT[name] for name in names}


def test_they_move_beside_the_head(conversations: ConversationStore) -> None:
    head = claimed(conversations)
    assert conversations.move_claims(head, Past(part(*NAMES[:3]), part(*NAMES[:2])))
    found = conversations.threads([head.id])[head.id]
    assert found == replace(head, claims=part(*NAMES[3:]), past=AT[NAMES[2]])
    assert conversations.past_claims(head.id, None) == part(*NAMES[:2])
    assert conversations.move_claims(found, Past(part(NAMES[3]), part(NAMES[3])))
    assert conversations.past_claims(head.id, None) == part(*NAMES[:2], NAMES[3])
    assert conversations.past_claims(head.id, AT[NAMES[2]] + SECOND) == part(NAMES[3])
    assert conversations.past_claims(head.id, AT[NAMES[3]] + SECOND) == {}


def test_an_older_one_that_follows_later_is_found_too(conversations: ConversationStore) -> None:
    head = claimed(conversations)
    assert conversations.move_claims(head, Past(part(*NAMES[1:4]), part(*NAMES[1:4])))
    moved = conversations.threads([head.id])[head.id]
    assert conversations.move_claims(moved, Past(part(NAMES[0]), part(NAMES[0])))
    assert conversations.threads([head.id])[head.id].past == AT[NAMES[3]]
    assert conversations.past_claims(head.id, None) == part(*NAMES[:4])


def test_twice_is_once_and_what_moved_meanwhile_stays(conversations: ConversationStore) -> None:
    head = claimed(conversations)
    past = Past(part(*NAMES[:2]), part(*NAMES[:2]))
    assert conversations.move_claims(head, past)
    assert not conversations.move_claims(head, past)
    now = conversations.threads([head.id])[head.id]
    conversations.release_broadcast(head.id, NAMES[2], AT[NAMES[2]])
    assert not conversations.move_claims(now, Past(part(*NAMES[2:4]), part(*NAMES[2:4])))
    assert conversations.threads([head.id])[head.id].claims == part(*NAMES[3:])
    assert conversations.past_claims(head.id, None) == part(*NAMES[:2])


def test_what_is_kept_nowhere_leaves_no_trace(conversations: ConversationStore) -> None:
    head = claimed(conversations)
    assert conversations.move_claims(head, Past(part(NAMES[0]), {}))
    found = conversations.threads([head.id])[head.id]
    assert (found.past, set(found.claims)) == (None, set(NAMES[1:]))
    assert conversations.past_claims(head.id, None) == {}


def test_a_decision_on_an_older_head_leaves_both(conversations: ConversationStore) -> None:
    head = claimed(conversations)
    assert conversations.move_claims(head, Past(part(NAMES[0]), part(NAMES[0])))
    conversations.save(given.moved(head, unread=3), NOW + MINUTE)
    found = conversations.threads([head.id])[head.id]
    assert (found.unread, found.past, set(found.claims)) == (3, AT[NAMES[0]], set(NAMES[1:]))
