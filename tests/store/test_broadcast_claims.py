"""A broadcast goes to a contact once, and only with consent: one write on the head."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.ids import BroadcastId, PersonId
from chalicelib.core.selection import TALKING, Skip, skipped
from chalicelib.core.threads import Folder, Tab, Thread
from chalicelib.store import heads
from chalicelib.store.codec import flag, moment, text
from chalicelib.store.conversations import ConversationStore
from tests.simulation.expressions import condition
from tests.store import given
from tests.store.given import LINE, MINUTE, NOW, REP, SECOND

SENT = given.broadcast().id
TICK = timedelta(milliseconds=1)
AROUND_TALKING = (TALKING - TICK, TALKING, TALKING + TICK)
AROUND_WEEK = tuple(timedelta(days=7) + by for by in (-TICK, timedelta(), TICK))
PLACES = count(200)


def save(conversations: ConversationStore, head: Thread) -> Thread:
    conversations.save(given.created(head), NOW)
    return conversations.threads([head.id])[head.id]


def test_a_claim_returns_the_head_as_it_stands(conversations: ConversationStore) -> None:
    head = save(conversations, given.consenting())
    claimed = conversations.claim_broadcast(head.id, SENT, REP, NOW + SECOND)
    assert claimed == replace(head, claims={SENT: NOW + SECOND}, answers_to=REP, last_outbound=NOW + SECOND)
    assert conversations.threads([head.id])[head.id] == claimed


@pytest.mark.parametrize("consent", Consent)
@pytest.mark.parametrize("stopped", [False, True])
@pytest.mark.parametrize("frozen", [None, False, True])
def test_it_demands_what_every_claim_does(consent: Consent, stopped: bool, frozen: bool | None) -> None:
    """It is said to DynamoDB in its own words."""
    item = {"consent": text(consent), "stopped": flag(stopped)} | ({} if frozen is None else {"frozen": flag(frozen)})
    placeholders: dict[str, str] = {}
    values: dict[str, Any] = {}
    general = heads.sendable(Consent.YES, stopped=False).serialize(placeholders, values)
    names = tuple((placeholder, name) for name, placeholder in placeholders.items())
    own = condition(heads.SENDABLE, tuple(heads.SENDABLE_NAMES.items()))
    allowed = consent is Consent.YES and not stopped and not frozen
    assert own(item, heads.sendable_values(Consent.YES, stopped=False)) is allowed
    assert condition(general, names)(item, values) is allowed


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


@pytest.mark.parametrize("before", [None, PersonId("rep2")])
def test_a_claim_that_is_given_back_leaves_the_answer_to_whom_it_was(
    conversations: ConversationStore, before: PersonId | None
) -> None:
    head = save(conversations, given.consenting(answers_to=before))
    claimed = conversations.claim_broadcast(head.id, SENT, REP, NOW)
    assert claimed is not None
    assert claimed.answers_to == REP
    conversations.release_broadcast(head.id, SENT, NOW)
    found = conversations.threads([head.id])[head.id]
    assert (found.answers_to, found.last_outbound, found.claims) == (before, head.last_outbound, {})


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


LAST = st.sampled_from([None, *(NOW - age for age in (*AROUND_TALKING, *AROUND_WEEK))])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@hypothesis.given(
    folder=st.sampled_from([None, *Folder]),
    tab=st.sampled_from(Tab),
    wrote=LAST,
    texted=LAST,
    skip=st.builds(Skip, st.booleans(), st.sampled_from([0, 7])),
    odd=st.integers(0, 999),
)
def test_a_claim_leaves_in_peace_whom_the_judgement_skips(
    conversations: ConversationStore,
    folder: Folder | None,
    tab: Tab,
    wrote: datetime | None,
    texted: datetime | None,
    skip: Skip,
    odd: int,
) -> None:
    """SD-14: the condition of the claim and core.selection.skipped are one rule, to the millisecond."""
    head = given.consenting(
        of=given.phone(next(PLACES)), folder=folder, tab=tab, last_inbound=wrote, last_outbound=texted
    )
    found, now = save(conversations, head), NOW + timedelta(microseconds=odd)
    claimed = conversations.claim_broadcast(head.id, SENT, REP, now, skip=skip)
    assert (claimed is None) is (skipped(found, skip, SENT, now) is not None)


@pytest.mark.parametrize("before", [None, NOW - MINUTE])
def test_a_claim_that_is_given_back_is_no_last_text(conversations: ConversationStore, before: datetime | None) -> None:
    """SD-14: else a text that the provider had no room for would be the reason to skip it."""
    head = save(conversations, given.consenting(last_outbound=before))
    claimed = conversations.claim_broadcast(head.id, SENT, REP, NOW, introduces=True)
    assert claimed is not None
    assert claimed.last_outbound == NOW
    conversations.release_broadcast(head.id, SENT, NOW)
    found = conversations.threads([head.id])[head.id]
    assert (found.claims, found.introduced, found.last_outbound) == ({}, None, before)
    again = conversations.claim_broadcast(head.id, SENT, REP, NOW + SECOND, skip=Skip(texted_within=7))
    assert (again is None) is (before is not None)


def test_what_was_texted_meanwhile_stays_the_last_text(conversations: ConversationStore) -> None:
    head = save(conversations, given.consenting())
    conversations.claim_broadcast(head.id, SENT, REP, NOW)
    conversations.save(given.moved(head, last_outbound=NOW + SECOND), NOW + SECOND)
    conversations.release_broadcast(head.id, SENT, NOW)
    found = conversations.threads([head.id])[head.id]
    assert (found.claims, found.last_outbound) == ({}, NOW + SECOND)


def test_another_broadcasts_text_stays_the_last_one(conversations: ConversationStore) -> None:
    """Of the same moment, too."""
    head = save(conversations, given.consenting())
    conversations.claim_broadcast(head.id, SENT, REP, NOW)
    other = BroadcastId("01OTHER")
    conversations.claim_broadcast(head.id, other, REP, NOW)
    conversations.release_broadcast(head.id, SENT, NOW)
    found = conversations.threads([head.id])[head.id]
    assert (found.claims, found.last_outbound) == ({other: NOW}, NOW)


def test_a_head_that_is_never_still_gives_its_claim_up(
    conversations: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between each look and the write others take one more of what it wrote."""
    head = save(conversations, given.consenting())
    conversations.claim_broadcast(head.id, SENT, REP, NOW, introduces=True)
    look, taken = conversations._database.many, iter(("last_outbound", "introduced"))

    def disturbed(wanted: Any) -> Any:
        seen = look(wanted)
        name = next(taken, "activity")
        now = look(seen)[next(iter(seen))]
        conversations._database.put("conversations", {**now, name: moment(NOW + SECOND)})
        return seen

    monkeypatch.setattr(conversations._database, "many", disturbed)
    conversations.release_broadcast(head.id, SENT, NOW)
    monkeypatch.undo()
    found = conversations.threads([head.id])[head.id]
    assert (found.claims, found.last_outbound, found.introduced) == ({}, NOW + SECOND, NOW + SECOND)
