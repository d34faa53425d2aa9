"""Messages: in order, claimed once, never moving back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.core import bursts
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.ids import BroadcastId, MessageId, thread_of, ulid
from chalicelib.core.messages import Message, Status
from chalicelib.core.threads import Thread
from chalicelib.flows.ports import Guard
from chalicelib.store.conversations import ConversationStore
from tests.store import given
from tests.store.given import MINUTE, NOW, SECOND

LATER = NOW + 10 * MINUTE


@pytest.fixture
def head(conversations: ConversationStore) -> Thread:
    conversations.save(given.created(given.consenting()), NOW)
    return given.consenting()


@pytest.fixture
def text(conversations: ConversationStore, head: Thread) -> Message:
    queued = given.message(head.id)
    conversations.save(Changes(messages=(queued,)), NOW)
    return queued


def read(conversations: ConversationStore, text: Message) -> Message:
    found = conversations.load(message=(text.box, text.id)).message
    assert found is not None
    return found


def test_messages_come_newest_first_page_by_page(conversations: ConversationStore) -> None:
    sent = [given.message("box", NOW + place * SECOND, due=None) for place in range(5)]
    conversations.save(Changes(messages=tuple(sent)), NOW)
    first = conversations.messages("box", None, 2)
    second = conversations.messages("box", first[-1].id, 10)
    assert [message.id for message in first + second] == [message.id for message in reversed(sent)]


def test_a_page_may_begin_at_a_message_that_is_not_there(conversations: ConversationStore) -> None:
    sent = [given.message("box", NOW + place * SECOND) for place in range(4)]
    conversations.save(Changes(messages=tuple(sent)), NOW)
    between = MessageId(ulid(int((NOW + 1.5 * SECOND).timestamp() * 1000), "gone"))
    assert [message.id for message in conversations.messages("box", between, 10)] == [sent[1].id, sent[0].id]


def test_a_persons_bursts_are_no_messages(conversations: ConversationStore, head: Thread) -> None:
    told = given.message("person#rep1")
    conversations.save(Changes(messages=(told,)), NOW)
    assert conversations.begin_burst(given.REP, bursts.came(head.id, told.id, NOW), NOW, NOW - MINUTE)
    assert conversations.messages("person#rep1", None, 10) == [told]


def test_entries_since_a_moment_come_oldest_first(conversations: ConversationStore) -> None:
    sent = [given.message("box", NOW + place * SECOND) for place in range(4)]
    conversations.save(Changes(messages=tuple(sent)), NOW)
    assert conversations.messages_since("box", NOW + 2 * SECOND) == sent[2:]


def test_a_text_is_claimed_once(conversations: ConversationStore, head: Thread, text: Message) -> None:
    guard = Guard(head.id, Consent.YES, False)
    assert conversations.claim(text, NOW + SECOND, LATER, guard)
    assert not conversations.claim(text, NOW + 2 * SECOND, LATER, guard)
    assert not conversations.claim(text, NOW + 2 * SECOND, LATER)
    claimed = read(conversations, text)
    assert (claimed.status, claimed.claimed, claimed.due) == (Status.SENDING, NOW + SECOND, LATER)


@pytest.mark.parametrize("change", [{"consent": Consent.NO}, {"stopped": True}])
def test_a_stop_that_is_stored_refuses_the_claim(
    conversations: ConversationStore, head: Thread, text: Message, change: dict[str, object]
) -> None:
    before = conversations.threads([head.id])[head.id]
    conversations.save(given.moved(before, **change), NOW + SECOND)
    assert not conversations.claim(text, NOW + 2 * SECOND, LATER, Guard(head.id, Consent.YES))
    assert read(conversations, text).status is Status.QUEUED


@pytest.mark.parametrize(("stopped", "frozen"), [(True, False), (False, True)])
def test_a_stop_for_the_whole_brand_refuses_it_before_the_head_bears_it(
    conversations: ConversationStore, head: Thread, text: Message, *, stopped: bool, frozen: bool
) -> None:
    conversations.save(Changes(standing=given.standing(stopped=stopped, frozen=frozen)), NOW)
    assert not conversations.claim(text, NOW + SECOND, LATER, Guard(head.id, Consent.YES))
    assert read(conversations, text).status is Status.QUEUED


def test_a_claim_that_counts_is_noted_on_the_head(
    conversations: ConversationStore, head: Thread, text: Message
) -> None:
    assert conversations.claim(text, NOW + SECOND, LATER, Guard(head.id, Consent.YES, counts=True))
    assert conversations.threads([head.id])[head.id].claims == {BroadcastId(text.id): NOW + SECOND}


def test_what_rests_on_another_thread_is_claimed_while_that_one_agrees(
    conversations: ConversationStore, head: Thread, text: Message
) -> None:
    old = given.thread(given.OTHER_LINE, consent=Consent.NO)
    conversations.save(Changes(thread=old), NOW)
    guard = Guard(head.id, Consent.YES, rests_on=old.id)
    assert not conversations.claim(text, NOW + SECOND, LATER, guard)
    conversations.save(given.moved(conversations.threads([old.id])[old.id], consent=Consent.YES), NOW + SECOND)
    assert conversations.claim(text, NOW + SECOND, LATER, guard)


def test_a_claim_on_a_thread_that_is_not_there_is_refused(conversations: ConversationStore, text: Message) -> None:
    elsewhere = thread_of(given.IDS.line(given.OTHER_LINE), given.contact_id(1))
    assert not conversations.claim(text, NOW, LATER, Guard(elsewhere, Consent.YES))


def test_a_text_found_in_sending_is_taken_over_once(conversations: ConversationStore, text: Message) -> None:
    assert conversations.claim(text, NOW, LATER)
    found = read(conversations, text)
    assert conversations.reclaim(found, NOW + MINUTE, LATER)
    assert not conversations.reclaim(found, NOW + 2 * MINUTE, LATER)
    assert not conversations.reclaim(found, NOW + MINUTE, LATER)
    assert read(conversations, text).claimed == NOW + MINUTE


def test_a_released_text_can_be_claimed_again(conversations: ConversationStore, text: Message) -> None:
    assert conversations.claim(text, NOW, LATER)
    conversations.release(read(conversations, text), NOW + MINUTE)
    free = read(conversations, text)
    assert (free.status, free.claimed, free.due) == (Status.QUEUED, None, NOW + MINUTE)
    assert conversations.claim(free, NOW + 2 * MINUTE, LATER)


def test_only_the_claims_owner_releases(conversations: ConversationStore, text: Message) -> None:
    assert conversations.claim(text, NOW, LATER)
    mine = read(conversations, text)
    assert conversations.reclaim(mine, NOW + MINUTE, LATER)
    conversations.release(mine, NOW + MINUTE)
    assert read(conversations, text).status is Status.SENDING


def test_a_status_never_goes_back(conversations: ConversationStore, text: Message) -> None:
    assert conversations.progress(text.box, text.id, Status.SENT)
    assert not conversations.progress(text.box, text.id, Status.ACCEPTED)
    assert conversations.progress(text.box, text.id, Status.DELIVERED)
    assert not conversations.progress(text.box, text.id, Status.FAILED, error=30003, reason="late")
    found = read(conversations, text)
    assert (found.status, found.error, found.reason) == (Status.DELIVERED, None, "")


def test_a_callback_before_our_own_write_still_gets_the_providers_id(
    conversations: ConversationStore, text: Message
) -> None:
    assert conversations.progress(text.box, text.id, Status.DELIVERED)
    assert not conversations.progress(text.box, text.id, Status.ACCEPTED, provider_id="SM1")
    assert not conversations.progress(text.box, text.id, Status.ACCEPTED, provider_id="SM2")
    assert read(conversations, text).provider_id == "SM1"


def test_a_failure_is_kept_with_its_reason(conversations: ConversationStore, text: Message) -> None:
    assert conversations.progress(text.box, text.id, Status.FAILED, provider_id="SM1", error=30006, reason="landline")
    found = read(conversations, text)
    assert (found.provider_id, found.error, found.reason, found.due) == ("SM1", 30006, "landline", None)


def test_progress_of_an_unknown_message_makes_none(conversations: ConversationStore) -> None:
    unknown = given.message("box")
    assert not conversations.progress("box", unknown.id, Status.SENT, provider_id="SM1")
    assert conversations.messages("box", None, 10) == []


def test_open_texts_are_due_and_final_ones_are_not(conversations: ConversationStore) -> None:
    texts = [given.message("box", NOW + place * SECOND, due=NOW + place * SECOND) for place in range(6)]
    conversations.save(Changes(messages=tuple(texts)), NOW)
    conversations.progress("box", texts[0].id, Status.FAILED)
    conversations.progress("box", texts[1].id, Status.ACCEPTED, due=NOW + timedelta(hours=1))
    due = conversations.due_messages(NOW + 4 * SECOND, 10)
    assert [message.id for message in due] == [message.id for message in texts[2:5]]
    assert conversations.due_messages(NOW + 4 * SECOND, 2) == due[:2]


def test_of_two_ticks_one_postpones(conversations: ConversationStore, text: Message) -> None:
    (due,) = conversations.due_messages(NOW, 10)
    assert conversations.postpone(due, LATER)
    assert not conversations.postpone(due, LATER + MINUTE)
    assert conversations.due_messages(NOW, 10) == []
    assert not conversations.postpone(replace(due, due=None), LATER)


def test_a_final_text_is_not_put_on_the_schedule_again(conversations: ConversationStore, text: Message) -> None:
    conversations.progress(text.box, text.id, Status.DELIVERED)
    assert not conversations.postpone(text, LATER)


def test_where_no_thread_stood_written_the_claim_asks_that_none_does_and_of_the_contact_itself(
    conversations: ConversationStore, head: Thread
) -> None:
    text = given.message("person#rep1")
    conversations.save(Changes(messages=(text,)), NOW)
    written, unwritten = Guard(head.id, None), Guard(given.thread(given.OTHER_LINE).id, None)
    assert not conversations.claim(text, NOW + SECOND, LATER, written)
    known = given.standing(stopped=True, last_stop=NOW)
    conversations.save(Changes(standing=known), NOW)
    assert not conversations.claim(text, NOW + SECOND, LATER, unwritten)
    lifted = replace(known, stopped=False)
    conversations.save(Changes(standing_before=replace(known, version=1), standing=lifted), NOW)
    assert conversations.claim(text, NOW + SECOND, LATER, unwritten)
