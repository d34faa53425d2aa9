from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core import arrivals, keywords
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Queue, alert, own_phone
from chalicelib.core.ids import ulid_time
from chalicelib.core.inbound import decide
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Folder, Standing, Tab, Thread
from tests.core.builders import (
    CONTACT,
    LOCAL,
    NOW,
    OTHER,
    PHONE,
    REP1,
    REP2,
    facts,
    later,
    line,
    own_line,
    person,
    text,
    thread,
)

KNOWN = Contact(id=CONTACT, phone=PHONE, first_name="Ann", last_name="Lee")
OWN = own_line()
REP_PHONE = PhoneNumber("+12025550177")


def head(changes: Changes) -> Thread:
    assert changes.thread is not None
    return changes.thread


def only(changes: Changes) -> Message:
    (message,) = changes.messages
    return message


def test_an_unknown_number_opens_a_thread_and_becomes_a_contact() -> None:
    """TH-5, I5."""
    changes = decide(text(), facts())
    opened = head(changes)
    assert (opened.id, opened.line, opened.contact) == (thread().id, LOCAL.id, CONTACT)
    assert (opened.phone, opened.line_number, opened.name) == (PHONE, LOCAL.number, "")
    assert (opened.folder, opened.tab, opened.unread) == (Folder.INBOX, Tab.NEEDS_ATTENTION, 1)
    assert (opened.consent, opened.stopped) == (Consent.NONE, False)
    assert changes.contact == Contact(id=CONTACT, phone=PHONE, source="texted_first", created=NOW)
    assert changes.standing == Standing(CONTACT, lines=frozenset({LOCAL.id}))
    assert (changes.before, changes.standing_before) == (None, None)


def test_a_known_contact_stays_as_it_is_and_names_the_thread() -> None:
    changes = decide(text(), facts(contact=KNOWN))
    assert changes.contact is None
    assert head(changes).name == "Ann Lee"


def test_everything_of_the_text_is_kept() -> None:
    """SD-12, I1."""
    said = text(" Hi \n you ", media=("https://example.com/1", "https://example.com/2"), segments=2)
    message = only(decide(said, facts()))
    assert (message.body, message.media, message.segments) == (said.body, said.media, 2)
    assert (message.box, message.sender, message.to) == (thread().id, PHONE, LOCAL.number)
    assert (message.direction, message.origin, message.status) == (
        Direction.IN,
        Origin.ONE_TO_ONE,
        Status.RECEIVED,
    )
    assert (message.at, message.provider_id, message.hidden, message.due) == (NOW, said.provider_id, False, None)
    assert ulid_time(message.id) == NOW.timestamp() * 1000


def test_a_text_on_a_rep_s_own_line_is_that_rep_s() -> None:
    """LN-2."""
    assert head(decide(text(on=OWN), facts(on=OWN))).assignee == REP1


def test_a_text_alerts_once_and_the_alert_is_saved_with_it() -> None:
    """AL-1, I2."""
    changes = decide(text(), facts())
    assert changes.effects == (alert(thread().id, only(changes).id, NOW),)
    assert changes.effects[0].stored
    assert not changes.events
    assert not changes.halts
    assert changes.seen == text().provider_id


@pytest.mark.parametrize("folder", [None, *Folder])
@pytest.mark.parametrize("consent", Consent)
def test_a_reply_brings_the_thread_back_whatever_the_consent(folder: Folder | None, consent: Consent) -> None:
    """T2, TH-4: whoever said STOP may still write, and is read."""
    before = thread(folder=folder, consent=consent, stopped=True, assignee=REP1, answers_to=REP2, unread=1, version=7)
    changes = decide(text("hello again", at=later(hours=1)), facts(before, contact=KNOWN))
    after = head(changes)
    assert (after.folder, after.tab, after.unread) == (Folder.INBOX, Tab.NEEDS_ATTENTION, 2)
    assert (after.consent, after.stopped, after.assignee) == (consent, True, REP2)
    assert (changes.before, after.version) == (before, 7)


def test_a_thread_stays_the_only_one_and_its_standing_is_not_written_again() -> None:
    standing = Standing(CONTACT, lines=frozenset({LOCAL.id}), version=3)
    changes = decide(text(), facts(thread(), standing=standing))
    assert changes.standing is None
    assert changes.standing_before is standing


def test_a_new_line_joins_the_standing() -> None:
    standing = Standing(CONTACT, stopped=True, lines=frozenset({OTHER}), version=3)
    changes = decide(text(), facts(standing=standing))
    assert changes.standing == Standing(CONTACT, stopped=True, lines=frozenset({OTHER, LOCAL.id}), version=3)
    assert changes.halts == ()
    assert head(changes).stopped, "a brand-wide stop holds on a line it has not been said to"


@pytest.mark.parametrize("body", ["yes", "no", "stop by at 5?", "Stop it please", "…", "🙂", "YES"])
def test_what_is_no_word_of_consent_here_asks_for_a_person(body: str) -> None:
    """C5, T3."""
    changes = decide(text(body), facts(thread(consent=Consent.YES)))
    assert head(changes).tab is Tab.NEEDS_ATTENTION
    assert head(changes).consent is Consent.YES
    assert len(changes.effects) == 1


@pytest.mark.parametrize("body", ["", " ", "\n"])
def test_a_picture_without_words_shows_as_one(body: str) -> None:
    """I6."""
    changes = decide(text(body, media=("https://example.com/1",)), facts())
    assert head(changes).preview == "Picture"
    assert only(changes).body == body
    assert only(changes).media == ("https://example.com/1",)


@pytest.mark.parametrize("body", ["hello", "START", "YES", ""])
def test_a_rep_s_own_phone_never_becomes_a_customer_s_thread(body: str) -> None:
    """A4, AL-4: nor an alert, a contact, a change of consent or an answer."""
    said = text(body, sender=REP_PHONE)
    changes = decide(said, facts(sender=person("rep1", phone=REP_PHONE)))
    message = only(changes)
    looked_at = own_phone(REP1, message.id, LOCAL.id, keywords.classify(body))
    assert changes == Changes(messages=(message,), seen=said.provider_id, effects=(looked_at,))
    assert (message.box, message.body, message.direction) == ("person#rep1", body, Direction.IN)


def test_the_phone_of_who_left_is_a_contact_s() -> None:
    """TH-5: nothing is dropped where nobody reads it."""
    changes = decide(text(), facts(sender=person("rep1", phone=REP_PHONE, active=False)))
    assert head(changes).tab is Tab.NEEDS_ATTENTION


@pytest.mark.parametrize("sender", [OWN.number, LOCAL.number])
def test_a_text_from_a_number_of_ours_starts_no_exchange(sender: PhoneNumber) -> None:
    """A2: whatever of ours comes back to us, nothing answers it by itself."""
    echoed = decide(text("Acme: You will get texts from us again.", sender=sender), facts(thread()))
    assert [message.direction for message in echoed.messages] == [Direction.IN]


def test_a_text_to_no_line_of_ours_is_kept_in_quarantine() -> None:
    """TH-5, I3."""
    said = text("STOP", on=line("+12025550111"))
    kept = arrivals.quarantined(said)
    assert (kept.box, kept.body, kept.to, kept.provider_id) == ("quarantine", "STOP", said.to, said.provider_id)


@pytest.mark.parametrize("body", ["hello", "STOP!", "START!", "HELP"])
def test_the_same_text_and_facts_make_the_same_decision(body: str) -> None:
    """I1: whoever decides twice saves once."""
    assert decide(text(body), facts(thread())) == decide(text(body), facts(thread()))


def test_another_text_makes_other_ids() -> None:
    first, second = (decide(text(provider_id="SM" + digit * 32), facts()) for digit in "ab")
    assert only(first).id != only(second).id
    assert first.effects[0].id != second.effects[0].id


@pytest.mark.parametrize("body", ["Look", "", "STOP", "help", "wrong number"])
def test_what_came_with_a_text_is_fetched_whatever_the_text_says(body: str) -> None:
    changes = decide(text(body, media=("https://example.com/1",)), facts(thread(consent=Consent.YES)))
    (fetched,) = (effect for effect in changes.effects if effect.queue is Queue.MEDIA)
    assert (fetched.job["message"], fetched.stored) == (changes.messages[0].id, True)
    plain = decide(text(body), facts(thread(consent=Consent.YES)))
    assert Queue.MEDIA not in {effect.queue for effect in plain.effects}


def test_a_stranger_who_writes_becomes_a_lead_if_the_brand_wants_that() -> None:
    """LD-1: not one who is known, and not by a word of consent."""
    wanting = replace(facts(), brand=Brand(lead_strangers=True))
    alert, lead = decide(text("Are you open?"), wanting).effects
    assert (alert.job["kind"], lead.job["kind"], lead.job["source"], lead.stored) == ("inbound", "lead", "text", True)
    assert lead.job["cause"] == text().provider_id
    known = replace(wanting, contact=Contact(CONTACT, PHONE))
    for said, standing in (("Are you open?", known), ("STOP", wanting), ("Are you open?", facts())):
        assert not any(effect.job["kind"] == "lead" for effect in decide(text(said), standing).effects)
