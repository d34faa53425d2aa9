"""A broadcast goes to a contact once, and only with consent: one write on the head."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.ids import BroadcastId, PersonId
from chalicelib.core.threads import Thread
from chalicelib.store.conversations import ConversationStore
from tests.store import given
from tests.store.given import LINE, MINUTE, NOW, REP, SECOND

SENT = given.broadcast().id


def save(conversations: ConversationStore, head: Thread) -> Thread:
    conversations.save(given.created(head), NOW)
    return conversations.threads([head.id])[head.id]


def test_a_claim_returns_the_head_as_it_stands(conversations: ConversationStore) -> None:
    head = save(conversations, given.consenting())
    claimed = conversations.claim_broadcast(head.id, SENT, REP, NOW + SECOND)
    assert claimed == replace(head, claims={SENT: NOW + SECOND}, answers_to=REP, last_outbound=NOW + SECOND)
    assert conversations.threads([head.id])[head.id] == claimed


def test_a_second_claim_is_refused(conversations: ConversationStore) -> None:
    head = save(conversations, given.consenting())
    assert conversations.claim_broadcast(head.id, SENT, REP, NOW)
    assert conversations.claim_broadcast(head.id, SENT, REP, NOW + SECOND) is None
    other = given.broadcast(NOW + MINUTE).id
    assert conversations.claim_broadcast(head.id, other, PersonId("rep2"), NOW + SECOND)


@pytest.mark.parametrize(
    "head",
    [
        given.thread(consent=Consent.NONE),
        given.thread(consent=Consent.PENDING),
        given.thread(consent=Consent.NO),
        given.consenting(stopped=True),
    ],
)
def test_without_consent_nothing_is_claimed(conversations: ConversationStore, head: Thread) -> None:
    save(conversations, head)
    assert conversations.claim_broadcast(head.id, SENT, REP, NOW) is None


def test_a_thread_that_is_not_there_is_not_made(conversations: ConversationStore) -> None:
    head = given.consenting()
    assert conversations.claim_broadcast(head.id, SENT, REP, NOW) is None
    assert conversations.threads([head.id]) == {}


def test_of_many_claims_at_once_one_wins(conversations: ConversationStore) -> None:
    head = save(conversations, given.consenting())

    def claim(place: int) -> Thread | None:
        return conversations.claim_broadcast(head.id, SENT, REP, NOW + place % 2 * SECOND)

    with ThreadPoolExecutor(8) as pool:
        won = [claimed for claimed in pool.map(claim, range(8)) if claimed is not None]
    assert len(won) == 1


def test_a_claim_raises_no_thread_in_the_inbox(conversations: ConversationStore) -> None:
    head = save(conversations, given.consenting(folder=None, activity=None))
    conversations.claim_broadcast(head.id, SENT, REP, NOW)
    assert conversations.changed_threads([given.IDS.line(LINE)], NOW, 10) == []


def test_a_claim_is_taken_over_once(conversations: ConversationStore) -> None:
    head = save(conversations, given.consenting())
    conversations.claim_broadcast(head.id, SENT, REP, NOW)
    assert conversations.reclaim_broadcast(head.id, SENT, NOW, NOW + MINUTE)
    assert not conversations.reclaim_broadcast(head.id, SENT, NOW, NOW + 2 * MINUTE)


def test_a_released_claim_may_be_made_again(conversations: ConversationStore) -> None:
    head = save(conversations, given.consenting())
    conversations.claim_broadcast(head.id, SENT, REP, NOW)
    conversations.release_broadcast(head.id, SENT, NOW + SECOND)
    assert conversations.claim_broadcast(head.id, SENT, REP, NOW + MINUTE) is None
    conversations.release_broadcast(head.id, SENT, NOW)
    assert conversations.claim_broadcast(head.id, SENT, REP, NOW + MINUTE)


def test_claims_survive_a_stop(conversations: ConversationStore) -> None:
    head = save(conversations, given.consenting())
    conversations.claim_broadcast(head.id, SENT, REP, NOW)
    conversations.save(Changes(before=head, thread=replace(head, consent=Consent.NO)), NOW + SECOND)
    found = conversations.threads([head.id])[head.id]
    assert (found.claims, found.consent) == ({SENT: NOW}, Consent.NO)


def test_the_first_claim_of_a_text_that_says_who_writes_is_noted_and_stays(
    conversations: ConversationStore,
) -> None:
    """CN-11: in the very write of the claim."""
    head = save(conversations, given.consenting())
    silent = conversations.claim_broadcast(head.id, SENT, REP, NOW)
    assert silent is not None
    assert silent.introduced is None
    first = conversations.claim_broadcast(head.id, BroadcastId("01SECOND"), REP, NOW + SECOND, introduces=True)
    assert first is not None
    assert first.introduced == NOW + SECOND
    later = conversations.claim_broadcast(head.id, BroadcastId("01THIRD"), REP, NOW + MINUTE, introduces=True)
    assert later is not None
    assert later.introduced == NOW + SECOND


def test_a_claim_that_is_given_back_introduced_nobody(conversations: ConversationStore) -> None:
    head = given.consenting()
    conversations.save(given.created(head), NOW)
    conversations.claim_broadcast(head.id, SENT, given.REP, NOW, introduces=True)
    conversations.release_broadcast(head.id, SENT, NOW)
    found = conversations.threads([head.id])[head.id]
    assert (found.claims, found.introduced) == ({}, None)
    conversations.claim_broadcast(head.id, SENT, given.REP, NOW, introduces=True)
    other = BroadcastId("01OTHER")
    conversations.claim_broadcast(head.id, other, given.REP, NOW + MINUTE, introduces=True)
    conversations.release_broadcast(head.id, other, NOW + MINUTE)
    assert conversations.threads([head.id])[head.id].introduced == NOW
