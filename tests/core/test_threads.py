from __future__ import annotations

from datetime import datetime

import pytest

from chalicelib.core import threads
from chalicelib.core.consent import Act, Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import PersonId, thread_of
from chalicelib.core.threads import Folder, Standing, Tab
from tests.core.builders import CONTACT, LOCAL, NOW, PHONE, REP1, REP2, later, own_line, thread

NEEDS, PARTICIPATING = Tab.NEEDS_ATTENTION, Tab.PARTICIPATING


@pytest.mark.parametrize("folder", [None, *Folder])
@pytest.mark.parametrize("tab", Tab)
def test_an_answer_comes_to_the_inbox_unread_and_waits_for_a_person(folder: Folder | None, tab: Tab) -> None:
    """TH-4, TH-6, T2."""
    found = threads.received(thread(folder=folder, tab=tab, unread=2), "hello", NOW)
    assert (found.folder, found.tab, found.unread) == (Folder.INBOX, NEEDS, 3)
    assert (found.preview, found.activity, found.last_inbound) == ("hello", NOW, NOW)
    assert found.theirs


@pytest.mark.parametrize(
    ("assignee", "answers_to", "then"),
    [(None, None, None), (REP1, None, REP1), (REP1, REP2, REP2), (None, REP2, REP2)],
)
def test_an_answer_is_for_who_wrote_last(assignee: str | None, answers_to: str | None, then: str | None) -> None:
    """SD-4: the reply to a broadcast opens the conversation with exactly that rep."""
    head = thread(assignee=assignee, answers_to=answers_to)
    assert threads.received(head, "hello", NOW).assignee == then


def test_a_late_message_asks_for_a_person_but_pushes_no_newer_one_from_the_row() -> None:
    """I4, T3: whoever answered meanwhile had not read it."""
    head = threads.sent(thread(), "our answer", later(hours=1), REP1)
    found = threads.received(head, "came late", NOW)
    assert (found.preview, found.theirs, found.activity) == ("our answer", False, later(hours=1))
    assert (found.unread, found.tab, found.last_inbound) == (1, NEEDS, NOW)


@pytest.mark.parametrize(("at", "shown"), [(later(seconds=-1), "first"), (NOW, "second"), (later(seconds=1), "second")])
def test_the_row_shows_what_was_said_last(at: datetime, shown: str) -> None:
    found = threads.received(threads.received(thread(), "first", NOW), "second", at)
    assert found.preview == shown
    assert found.activity == found.last_inbound == max(at, NOW)


@pytest.mark.parametrize(("folder", "then"), [(None, Folder.INBOX), *((folder, folder) for folder in Folder)])
def test_a_word_of_consent_is_shown_but_asks_nobody_for_anything(folder: Folder | None, then: Folder) -> None:
    """T2: STOP does not bring an archived thread back."""
    head = thread(folder=folder, unread=1, tab=PARTICIPATING, assignee=REP1, answers_to=REP2)
    found = threads.received_keyword(head, "STOP", NOW)
    assert (found.folder, found.unread, found.tab, found.assignee) == (then, 1, PARTICIPATING, REP1)
    assert (found.preview, found.activity, found.last_inbound) == ("STOP", NOW, NOW)


def test_a_late_word_of_consent_moves_no_time_back() -> None:
    head = threads.received_keyword(thread(), "START", later(hours=1))
    found = threads.received_keyword(head, "STOP", NOW)
    assert (found.preview, found.last_inbound) == ("START", later(hours=1))


@pytest.mark.parametrize("act", Act)
def test_an_act_moves_the_consent_and_leaves_its_time(act: Act) -> None:
    found = threads.acted(thread(consent=Consent.PENDING, stopped=True, last_act=NOW), act, later(hours=1))
    assert found.last_act == later(hours=1)
    assert found.stopped
    assert threads.acted(found, act, NOW).last_act == later(hours=1)


@pytest.mark.parametrize("folder", [None, *Folder])
def test_our_answer_reopens_reads_and_participates(folder: Folder | None) -> None:
    """TH-1, TH-6, SD-1."""
    head = thread(folder=folder, tab=NEEDS, unread=4, assignee=REP1, answers_to=REP1, last_inbound=NOW)
    found = threads.sent(head, "our  answer\n", later(minutes=1), REP2)
    assert (found.folder, found.tab, found.unread) == (Folder.INBOX, PARTICIPATING, 0)
    assert (found.assignee, found.answers_to) == (REP2, REP2)
    assert (found.preview, found.activity, found.last_outbound) == ("our answer", later(minutes=1), later(minutes=1))
    assert found.last_inbound == NOW


def test_reading_twice_is_reading_once() -> None:
    """T1."""
    head = thread(unread=3, tab=NEEDS)
    assert threads.read(head).unread == 0
    assert threads.read(threads.read(head)) == threads.read(head)
    assert threads.read(head).tab is NEEDS


@pytest.mark.parametrize(("unread", "then"), [(0, 1), (1, 1), (5, 5)])
def test_marked_unread_is_at_least_one(unread: int, then: int) -> None:
    """T1, TH-4."""
    assert threads.marked_unread(thread(unread=unread)).unread == then


@pytest.mark.parametrize("folder", Folder)
def test_a_thread_moves_between_folders_and_keeps_everything_else(folder: Folder) -> None:
    head = thread(folder=Folder.INBOX, unread=2, tab=NEEDS, assignee=REP1)
    found = threads.moved(head, folder)
    assert (found.folder, found.unread, found.tab, found.assignee) == (folder, 2, NEEDS, REP1)


def test_a_thread_in_which_nobody_wrote_gets_no_folder() -> None:
    assert threads.moved(thread(), Folder.ARCHIVED).folder is None


@pytest.mark.parametrize("tab", Tab)
def test_a_rep_flips_the_tab_by_hand(tab: Tab) -> None:
    """TH-6."""
    assert threads.flipped(thread(), tab).tab is tab


@pytest.mark.parametrize("person", [REP2, None])
def test_an_assigned_thread_and_its_next_answer_are_that_person_s(person: PersonId | None) -> None:
    head = threads.assigned(thread(assignee=REP1, answers_to=REP1), person)
    assert threads.received(head, "hello", NOW).assignee == person


@pytest.mark.parametrize(
    ("body", "preview"),
    [("", ""), (" a \n b\tc ", "a b c"), ("x" * 120, "x" * 120), ("x" * 121, "x" * 120)],
)
def test_a_preview_is_one_short_line(body: str, preview: str) -> None:
    assert threads.received(thread(), body, NOW).preview == preview


def test_a_new_thread_has_what_is_known_of_line_and_contact_and_nothing_said() -> None:
    known = Contact(CONTACT, PHONE, "Ann", tags=frozenset({"vip"}), zone="America/Chicago")
    new = threads.begun(own_line(), known, None)
    assert (new.id, new.line_number, new.phone) == (thread_of(new.line, CONTACT), own_line().number, PHONE)
    assert (new.name, new.tags, new.zone, new.assignee) == ("Ann", known.tags, "America/Chicago", REP1)
    assert (new.folder, new.consent, new.stopped, new.frozen) == (None, Consent.NONE, False, False)


@pytest.mark.parametrize("flag", ["stopped", "frozen"])
def test_a_new_thread_and_one_that_is_behind_stand_under_what_holds_for_their_contact(flag: str) -> None:
    standing = Standing(CONTACT, stopped=flag == "stopped", frozen=flag == "frozen")
    assert getattr(threads.begun(LOCAL, Contact(CONTACT, PHONE), standing), flag)
    assert getattr(threads.under(thread(), standing), flag)
    own = thread(stopped=standing.stopped, frozen=standing.frozen)
    assert threads.under(own, Standing(CONTACT)) == threads.under(own, None) == own
