"""An answer that is lost makes the SDK ask again for what is done already: nobody may be told of a failure by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core.broadcasts import Broadcast
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.ids import GroupId, TemplateId
from chalicelib.core.messages import Status
from chalicelib.core.templates import Template
from chalicelib.flows.ports import Guard, SeenBefore
from chalicelib.store.broadcasts import BroadcastStore
from chalicelib.store.contacts import ContactStore
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.database import Database
from chalicelib.store.faults import Cancelled
from chalicelib.store.team import TeamStore
from chalicelib.store.templates import TemplateStore
from tests.harness.tables import ENDPOINT, REGION
from tests.store import given
from tests.store.given import MINUTE, NOW, REP, SECOND

WRITES = {"PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"}


class Forgetful(Database):
    """Loses the answer of every write and asks again, as the SDK does."""

    def _call(self, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if operation in WRITES:
            try:
                super()._call(operation, dict(arguments))
            except Cancelled:
                return super()._call(operation, arguments)
        return super()._call(operation, arguments)


@pytest.fixture
def database(tables: Mapping[str, str]) -> Database:
    return Forgetful(tables, region=REGION, host=ENDPOINT, pause=lambda _: None)


def test_a_decision_is_saved(conversations: ConversationStore) -> None:
    conversations.save(given.created(given.thread()), NOW)
    before = conversations.threads([given.thread().id])[given.thread().id]
    conversations.save(given.moved(before, unread=1), NOW + SECOND)
    after = conversations.threads([before.id])[before.id]
    assert (after.unread, after.version) == (1, 2)


def test_a_text_that_was_taken_in_is_seen_before(conversations: ConversationStore) -> None:
    head = given.thread()
    with pytest.raises(SeenBefore):
        conversations.save(Changes(thread=head, messages=(given.message(head.id),), seen="SM1"), NOW)
    assert conversations.seen(["SM1"]) == {"SM1"}
    assert len(conversations.messages(head.id, None, 10)) == 1


def test_a_claim_is_the_callers_own(conversations: ConversationStore) -> None:
    conversations.save(given.created(given.consenting()), NOW)
    head, text = given.consenting(), given.message(given.consenting().id)
    with pytest.raises(SeenBefore):
        conversations.save(Changes(messages=(text,)), NOW)
    assert conversations.claim(text, NOW, NOW + MINUTE, Guard(head.id, Consent.YES))
    claimed = conversations.load(message=(head.id, text.id)).message
    assert claimed is not None
    assert conversations.reclaim(claimed, NOW + MINUTE, NOW + 2 * MINUTE)
    assert not conversations.claim(text, NOW, NOW + MINUTE)


def test_a_claim_of_a_broadcast_is_the_callers_own(conversations: ConversationStore) -> None:
    conversations.save(given.created(given.consenting()), NOW)
    head, sent = given.consenting(), given.broadcast().id
    claimed = conversations.claim_broadcast(head.id, sent, REP, NOW)
    assert claimed is not None
    assert claimed.claims == {sent: NOW}
    assert conversations.claim_broadcast(head.id, sent, REP, NOW + MINUTE) is None


def test_a_contact_is_created_and_changed(contacts: ContactStore) -> None:
    ann = given.contact(first_name="Ann")
    contacts.create(ann)
    bea = contacts.update(ann, replace(ann, first_name="Bea"))
    assert contacts.get(ann.id) == bea
    contacts.delete(bea)
    assert contacts.get(ann.id) is None


def test_members_are_counted_once(contacts: ContactStore) -> None:
    group = GroupId("g1")
    contacts.create_group(given.group(group))
    contacts.add_members(group, [given.contact_id(place) for place in range(5)])
    contacts.remove_members(group, [given.contact_id(0)])
    found = contacts.group(group)
    assert found is not None
    assert found.size == 4


def test_a_person_is_kept(team: TeamStore, conversations: ConversationStore) -> None:
    phone = given.contact_id(1)
    team.put_person(given.person(phone=given.phone(1)), phone)
    assert conversations.load(own_phone=phone).person == team.person(REP)


def test_a_template_is_created_renamed_and_deleted(templates: TemplateStore) -> None:
    made = templates.create(Template(TemplateId("t1"), "Hello", "Hi", REP, NOW))
    renamed = templates.update(made, replace(made, name="Bye"))
    assert (made.name, templates.get(made.id)) == ("Hello", renamed)
    templates.delete(renamed)
    assert templates.get(made.id) is None


def test_recipients_move_once(broadcasts: BroadcastStore) -> None:
    sent: Broadcast = given.broadcast()
    broadcasts.list_recipients([given.recipient(sent, place) for place in range(3)])
    broadcasts.progress(sent.id, given.contact_id(1), Status.SENT, at=NOW, provider_id="SM1")
    statuses = [recipient.status for recipient in broadcasts.all_recipients(sent.id)]
    assert sorted(statuses) == [Status.QUEUED, Status.QUEUED, Status.SENT]
