"""One decision is one transaction: all of it, once, and only on the state it was made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pynamodb.expressions.operand import Path

from chalicelib.core import ledger as chain
from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.effects import alert
from chalicelib.core.ids import BroadcastId, PersonId
from chalicelib.core.threads import Folder, Tab, Thread
from chalicelib.flows.ports import SeenBefore, Stale
from chalicelib.store import ledger
from chalicelib.store.codec import text
from chalicelib.store.contacts import ContactStore
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.database import Database
from chalicelib.store.expressions import ABSENT
from tests.store import given
from tests.store.given import LINE, NOW, OTHER_LINE, PHONE, SECOND


def stored(conversations: ConversationStore, head: Thread) -> Thread:
    found = conversations.load(line=head.line, contact=head.contact).thread
    assert found is not None
    return found


def test_what_is_saved_is_loaded_again(conversations: ConversationStore) -> None:
    head = given.thread(assignee=given.REP, tags=frozenset({"vip"}), consent=Consent.PENDING, last_inbound=NOW)
    standing = given.standing(lines=frozenset({head.line}))
    text_in = given.message(head.id, media=("https://example.com/a.jpg",))
    conversations.save(
        Changes(thread=head, standing=standing, messages=(text_in,), contact=given.contact(first_name="Ann")), NOW
    )

    found = conversations.load(line=head.line, contact=head.contact, message=(head.id, text_in.id), with_contact=True)

    assert found.thread == replace(head, version=1, changed=NOW)
    assert found.standing == replace(standing, version=1)
    assert found.message == text_in
    assert found.contact == given.contact(first_name="Ann")


def test_an_empty_store_gives_an_empty_snapshot(conversations: ConversationStore) -> None:
    head = given.thread()
    found = conversations.load(line=head.line, contact=head.contact, with_contact=True)
    assert (found.thread, found.standing, found.contact, found.line, found.person, found.message) == (None,) * 6
    assert conversations.load().thread is None


def test_a_decision_on_an_older_state_is_stale(conversations: ConversationStore) -> None:
    conversations.save(given.created(given.thread()), NOW)
    first = stored(conversations, given.thread())
    conversations.save(given.moved(first, unread=1), NOW + SECOND)

    with pytest.raises(Stale):
        conversations.save(given.moved(first, unread=7), NOW + 2 * SECOND)

    assert stored(conversations, first).unread == 1
    assert stored(conversations, first).version == 2


def test_of_two_first_texts_one_makes_the_thread(conversations: ConversationStore) -> None:
    conversations.save(Changes(thread=given.thread(), seen="SM1"), NOW)
    with pytest.raises(Stale):
        conversations.save(Changes(thread=given.thread(), seen="SM2"), NOW + SECOND)
    assert conversations.seen(["SM1", "SM2"]) == {"SM1"}


def test_a_stale_standing_keeps_everything_back(conversations: ConversationStore) -> None:
    head = given.thread()
    conversations.save(Changes(thread=head, standing=given.standing()), NOW)
    before = stored(conversations, head)
    with pytest.raises(Stale):
        conversations.save(
            Changes(before=before, thread=replace(before, unread=3), standing=given.standing(stopped=True)), NOW
        )
    assert stored(conversations, head).unread == 0


def test_the_same_provider_message_is_taken_in_once(conversations: ConversationStore) -> None:
    head = given.thread()
    changes = Changes(thread=head, messages=(given.message(head.id),), seen="SM1")
    conversations.save(changes, NOW)
    with pytest.raises(SeenBefore):
        conversations.save(changes, NOW + SECOND)
    with pytest.raises(SeenBefore):
        conversations.save(replace(changes, before=stored(conversations, head)), NOW + SECOND)
    assert stored(conversations, head).version == 1


def test_seen_before_wins_over_stale(conversations: ConversationStore) -> None:
    head = given.thread()
    conversations.save(Changes(thread=head, seen="SM1"), NOW)
    with pytest.raises(SeenBefore):
        conversations.save(Changes(thread=replace(head, unread=9), seen="SM1"), NOW)


def test_the_same_message_id_counts_as_seen(conversations: ConversationStore) -> None:
    head = given.thread()
    conversations.save(Changes(thread=head, messages=(given.message(head.id),)), NOW)
    before = stored(conversations, head)
    with pytest.raises(SeenBefore):
        conversations.save(Changes(before=before, thread=before, messages=(given.message(head.id),)), NOW)


def test_a_repeated_key_gives_the_first_receipt(conversations: ConversationStore) -> None:
    first = Receipt("key one", "digest", {"message": "m1"})
    conversations.save(Changes(thread=given.thread(), receipt=first), NOW)
    with pytest.raises(SeenBefore) as fault:
        conversations.save(Changes(thread=given.thread(), receipt=replace(first, answer={"message": "m2"})), NOW)
    assert fault.value.receipt == first
    assert conversations.receipt("key one") == first
    assert conversations.receipt("key two") is None


def test_a_key_may_be_used_again_when_its_receipt_has_expired(conversations: ConversationStore) -> None:
    conversations.save(Changes(receipt=Receipt("key", "a", {"n": "1"})), NOW)
    conversations.save(Changes(receipt=Receipt("key", "b", {"n": "2"})), NOW + timedelta(days=7))
    found = conversations.receipt("key")
    assert found is not None
    assert found.answer == {"n": "2"}


def test_a_save_whose_answer_was_lost_is_a_success_when_repeated(conversations: ConversationStore) -> None:
    conversations.save(given.created(given.thread()), NOW)
    changes = given.moved(stored(conversations, given.thread()), tab=Tab.PARTICIPATING)
    conversations.save(changes, NOW + SECOND)
    conversations.save(changes, NOW + SECOND)
    assert stored(conversations, given.thread()).version == 2


def test_a_new_thread_whose_answer_was_lost_is_a_success_when_repeated(conversations: ConversationStore) -> None:
    conversations.save(given.created(given.thread()), NOW)
    conversations.save(given.created(given.thread()), NOW)
    assert stored(conversations, given.thread()).version == 1


def test_a_save_leaves_alone_what_a_broadcast_claimed_meanwhile(conversations: ConversationStore) -> None:
    head = given.consenting(answers_to=PersonId("rep2"))
    conversations.save(given.created(head), NOW)
    before = stored(conversations, head)
    broadcast = BroadcastId("01ARZ3NDEKTSV4RRFFQ69G5FAV")
    assert conversations.claim_broadcast(head.id, broadcast, given.REP, NOW + SECOND)

    conversations.save(given.moved(before, unread=1, last_inbound=NOW + 2 * SECOND), NOW + 2 * SECOND)

    found = stored(conversations, head)
    assert found.claims == {broadcast: NOW + SECOND}
    assert (found.answers_to, found.last_outbound, found.unread) == (given.REP, NOW + SECOND, 1)


def test_what_became_empty_is_empty_again(conversations: ConversationStore) -> None:
    conversations.save(given.created(given.thread(assignee=given.REP, tags=frozenset({"a"}))), NOW)
    before = stored(conversations, given.thread())
    conversations.save(given.moved(before, assignee=None, tags=frozenset()), NOW)
    after = stored(conversations, given.thread())
    assert (after.assignee, after.tags) == (None, frozenset())
    assert not conversations.list_threads([after.line], Folder.INBOX, None, given.REP, None, 10).items


def test_a_known_contact_makes_the_save_stale(conversations: ConversationStore, contacts: ContactStore) -> None:
    contacts.create(given.contact(first_name="Ann"))
    with pytest.raises(Stale):
        conversations.save(Changes(thread=given.thread(), contact=given.contact()), NOW)
    assert conversations.load(contact=given.contact().id, line=given.line().id).thread is None


def test_a_contact_saved_with_a_text_is_found_by_its_number(
    conversations: ConversationStore, contacts: ContactStore
) -> None:
    conversations.save(Changes(thread=given.thread(), contact=given.contact()), NOW)
    assert [found.phone for found in contacts.page("2025550", None, 10).items] == [PHONE]


def test_halts_stop_the_other_threads(conversations: ConversationStore) -> None:
    here, there = given.thread(LINE), given.thread(OTHER_LINE)
    conversations.save(given.created(here), NOW)
    conversations.save(given.created(there), NOW)
    before = stored(conversations, here)
    changes = replace(given.moved(before, stopped=True), halts=(there.id,), halted=True)
    conversations.save(changes, NOW + SECOND)

    other = stored(conversations, there)
    assert (other.stopped, other.changed, other.version) == (True, NOW + SECOND, 2)


def test_a_decision_made_before_a_halt_is_stale(conversations: ConversationStore) -> None:
    here, there = given.thread(LINE), given.thread(OTHER_LINE)
    conversations.save(given.created(here), NOW)
    conversations.save(given.created(there), NOW)
    before = stored(conversations, there)
    halt = replace(given.moved(stored(conversations, here), stopped=True), halts=(there.id,), halted=True)
    conversations.save(halt, NOW + SECOND)
    with pytest.raises(Stale):
        conversations.save(given.moved(before, unread=1), NOW + 2 * SECOND)


def test_effects_are_saved_with_the_decision_and_due_a_minute_later(conversations: ConversationStore) -> None:
    head = given.thread()
    effect = alert(head.id, given.message(head.id).id, NOW)
    conversations.save(Changes(thread=head, effects=(effect, replace(effect, id="other", stored=False))), NOW)
    assert conversations.due_effects(NOW + 59 * SECOND, 10) == []
    assert conversations.due_effects(NOW + 60 * SECOND, 10) == [effect]


def test_the_ledger_is_in_the_order_of_the_decisions(conversations: ConversationStore, database: Database) -> None:
    head = given.thread()
    act = ConsentEvent(head.contact, head.line, Act.STOP, Consent.YES, Consent.NO, NOW, "text", "STOP")
    again = replace(act, act=Act.START, before=Consent.NO, after=Consent.YES, at=NOW - SECOND, wording="START")
    conversations.save(Changes(events=(act,)), NOW)
    conversations.save(Changes(events=(again,)), NOW + SECOND)

    found = list(database.every("consent", Path("pk") == head.id))
    assert [ledger.decode(item) for item in found] == [act, again]
    assert not database.put("consent", {**found[0], "wording": text("x")}, ABSENT)


def test_the_ledger_is_read_by_its_numbers_whatever_the_clocks_said(conversations: ConversationStore) -> None:
    head = given.thread()
    act = ConsentEvent(head.contact, head.line, Act.STOP, Consent.YES, Consent.NO, NOW, "text", "STOP")
    moved, first = chain.record(head, head, act)
    _, second = chain.record(moved, moved, replace(act, act=Act.START, before=Consent.NO, after=Consent.YES))
    conversations.save(Changes(events=(first,)), NOW)
    conversations.save(Changes(events=(second,)), NOW - SECOND)
    assert conversations.events(head.id) == [first, second]


def test_a_text_to_an_unknown_line_is_kept_once(conversations: ConversationStore) -> None:
    told = given.message("quarantine", provider_id="SM9")
    again = given.message("quarantine", at=NOW + SECOND, provider_id="SM9")
    assert conversations.quarantine(told)
    assert not conversations.quarantine(again)
    assert [kept.id for kept in conversations.messages("quarantine", None, 10)] == [told.id]


def test_nothing_to_save_calls_nothing(conversations: ConversationStore) -> None:
    conversations.save(Changes(), NOW)


def test_what_rests_on_another_thread_is_saved_while_that_one_agrees(conversations: ConversationStore) -> None:
    old, new = given.thread(OTHER_LINE, consent=Consent.YES), given.thread(LINE)
    conversations.save(given.created(old), NOW)
    conversations.save(given.moved(stored(conversations, old), consent=Consent.NO), NOW)
    with pytest.raises(Stale):
        conversations.save(Changes(thread=new, rests_on=old.id), NOW)
    assert conversations.threads([new.id]) == {}


def test_a_queued_text_gets_another_moment_and_one_that_went_does_not(conversations: ConversationStore) -> None:
    head = given.thread(LINE)
    text = given.message(head.id, opt_in=True, prompt=True)
    conversations.save(Changes(thread=head, messages=(text,)), NOW)
    later = replace(text, at=NOW + SECOND, prompt=False, due=NOW + SECOND)
    conversations.save(replace(given.moved(stored(conversations, head)), redated=(text, later)), NOW)
    assert conversations.messages(head.id, None, 1) == [later]
    assert conversations.claim(later, NOW, NOW)
    again = replace(later, at=NOW + 2 * SECOND)
    with pytest.raises(Stale):
        conversations.save(replace(given.moved(stored(conversations, head)), redated=(later, again)), NOW)


def test_heads_follow_a_standing_that_is_still_so(conversations: ConversationStore) -> None:
    here, there = given.thread(LINE), given.thread(OTHER_LINE)
    for head in (here, there):
        conversations.save(given.created(head), NOW)
    standing = given.standing(stopped=True, doubts=frozenset({there.line}))
    conversations.save(Changes(standing=standing), NOW)
    known = conversations.standings([here.contact])[here.contact]
    conversations.follow(known, [here.id, there.id], NOW)
    flags = [(head.stopped, head.frozen) for head in (stored(conversations, here), stored(conversations, there))]
    assert flags == [(True, False), (True, True)]
    with pytest.raises(Stale):
        conversations.follow(replace(known, stopped=False, version=known.version + 1), [here.id], NOW)
    assert stored(conversations, here).stopped
