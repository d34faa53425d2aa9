from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core import arrivals
from chalicelib.core.brand import Brand
from chalicelib.core.consent import Act, Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import MessageId
from chalicelib.core.messages import Direction, Status
from chalicelib.core.threads import Folder, Standing, Tab
from chalicelib.core.waits import Wait
from tests.core.builders import CONTACT, LOCAL, NOW, OTHER, PHONE, facts, text, thread

BY_TEXTS = Contact(CONTACT, PHONE, source="texted_first")


def test_a_text_becomes_a_message_of_its_box() -> None:
    said = text("Hello", segments=2, media=("https://example.com/1",))
    message = arrivals.message(said, "box")
    assert (message.box, message.body, message.direction, message.status) == (
        "box",
        "Hello",
        Direction.IN,
        Status.RECEIVED,
    )
    assert (message.sender, message.to, message.at, message.segments) == (PHONE, LOCAL.number, NOW, 2)
    assert (message.provider_id, message.media) == (said.provider_id, said.media)


def test_a_new_thread_stands_under_what_holds_for_its_contact() -> None:
    """CN-9, CN-12."""
    standing = Standing(CONTACT, stopped=True, frozen=True, lines=frozenset({OTHER}))
    known = Contact(CONTACT, PHONE, "Ann", tags=frozenset({"vip"}))
    made = arrivals.thread(text(), facts(standing=standing, contact=known))
    assert (made.id, made.stopped, made.frozen, made.doubt) == (thread().id, True, True, None)
    assert (made.name, made.tags, made.consent, made.folder) == ("Ann", frozenset({"vip"}), Consent.NONE, None)
    bare = arrivals.thread(text(), facts())
    assert (bare.stopped, bare.frozen, bare.name) == (False, False, "")


def test_a_contact_is_made_once() -> None:
    known = Contact(CONTACT, PHONE)
    assert arrivals.contact(text(), facts(contact=known)) is None
    assert arrivals.contact(text(), facts()) == Contact(CONTACT, PHONE, source="texted_first", created=NOW)


@pytest.mark.parametrize(
    ("head", "known", "is_one"),
    [
        ({}, None, True),
        ({"folder": Folder.INBOX}, BY_TEXTS, True),
        ({"folder": Folder.INBOX}, replace(BY_TEXTS, source="import"), False),
        ({"folder": Folder.ARCHIVED}, BY_TEXTS, False),
        ({"folder": Folder.INBOX, "tab": Tab.NEEDS_ATTENTION}, BY_TEXTS, False),
        ({"last_outbound": NOW}, BY_TEXTS, False),
        ({"consent": Consent.YES}, BY_TEXTS, False),
        ({"wait": Wait(MessageId("m"), NOW)}, BY_TEXTS, False),
    ],
)
def test_a_stranger_is_who_nobody_has_seen_anything_of(head: Any, known: Contact | None, is_one: bool) -> None:
    """LD-1: what a rule answered, and words of consent, no person has seen."""
    assert arrivals.stranger(thread(**head), known, Brand(lead_strangers=True)) is is_one
    assert not arrivals.stranger(thread(**head), known, Brand())


def test_the_ledger_has_the_words_and_the_thread_knows_of_it() -> None:
    """CN-7."""
    before, moved = thread(consent=Consent.YES), thread(consent=Consent.NO)
    said = text("Please stop texting me")
    after, event = arrivals.event(said, before, moved, Act.STOP, arrivals.message(said, before.id))
    assert (event.before, event.after, event.act, event.wording) == (Consent.YES, Consent.NO, Act.STOP, said.body)
    assert (after.consent, after.events, after.digest) == (Consent.NO, 1, event.digest)
