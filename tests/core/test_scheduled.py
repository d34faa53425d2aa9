"""A text for later: when it may be planned for, what calls it off, and what its thread is like once it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.core import inbound, scheduled
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.errors import Conflict, Invalid
from chalicelib.core.ids import MessageId, ulid
from chalicelib.core.messages import Direction, Message, Origin, Plan, Status
from chalicelib.core.threads import Folder, Tab, Thread
from chalicelib.core.verdicts import Wait
from tests.core.builders import LOCAL, NOW, REP1, REP2, facts, later, text, thread

ID = MessageId("01J00000000000000000000001")
AT = later(hours=2)
PLAN = Plan(NOW, until_reply=True)
HEAD = thread(folder=Folder.INBOX, tab=Tab.NEEDS_ATTENTION, consent=Consent.YES, scheduled=frozenset({ID}))
TEXT = scheduled.draft(HEAD, "It came in.", REP1, AT, PLAN, ID)


@pytest.mark.parametrize("at", [later(microseconds=1), later(days=366)])
def test_a_text_is_planned_for_within_a_year(at: datetime) -> None:
    scheduled.check(at, NOW)
    assert scheduled.given(at) == at


@pytest.mark.parametrize("at", [NOW, later(seconds=-1), later(days=366, seconds=1)])
def test_a_moment_that_is_past_or_far_away_is_refused(at: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        scheduled.check(at, NOW)
    assert "between now and 366 days" in refused.value.fields["send_at"]


def test_what_goes_at_once_waits_for_no_reply() -> None:
    with pytest.raises(Invalid) as refused:
        scheduled.given(None)
    assert list(refused.value.fields) == ["send_at"]


def test_a_draft_stands_in_a_box_of_its_own_and_is_due_when_it_goes() -> None:
    assert (TEXT.box, TEXT.id, TEXT.thread) == (f"later#{HEAD.id}", ID, HEAD.id)
    assert (TEXT.origin, TEXT.direction, TEXT.status) == (Origin.SCHEDULED, Direction.OUT, Status.QUEUED)
    assert (TEXT.at, TEXT.due, TEXT.author, TEXT.sender, TEXT.to) == (AT, AT, REP1, None, None)


def test_a_change_begins_anew_what_is_known_of_it() -> None:
    wait = Wait(later(hours=9), "quiet_hours", "CN-10", "It is night there.")
    held = scheduled.held_back(TEXT, PLAN, wait)
    assert (held.due, held.reason, held.at) == (later(hours=9), "It is night there.", AT)
    assert held.plan == Plan(NOW, until_reply=True, code="quiet_hours", rule="CN-10")
    plan = Plan(later(hours=1))
    changed = scheduled.changed(held, "Else", REP2, later(hours=5), plan)
    assert (changed.id, changed.body, changed.author, changed.plan) == (ID, "Else", REP2, plan)
    assert (changed.at, changed.due, changed.reason) == (later(hours=5), later(hours=5), "")


def test_a_thread_lists_so_many_at_most() -> None:
    ids = [MessageId(str(place)) for place in range(scheduled.MOST)]
    full = thread()
    for one in ids:
        full = scheduled.added(full, one)
    assert full.scheduled == frozenset(ids)
    with pytest.raises(Conflict) as refused:
        scheduled.added(full, ID)
    assert refused.value.code == "too_many_scheduled"
    assert scheduled.without(full, ids[1:]).scheduled == {ids[0]}


@pytest.mark.parametrize(
    ("head", "known"),
    [(HEAD, None), (HEAD, replace(TEXT, plan=None)), (replace(HEAD, scheduled=frozenset()), TEXT)],
)
def test_what_went_or_was_cancelled_is_not_to_be_had_any_more(head: Thread, known: Message | None) -> None:
    with pytest.raises(Conflict) as refused:
        scheduled.demand(head, known)
    assert refused.value.code == "not_scheduled"
    assert scheduled.demand(HEAD, TEXT) == (TEXT, PLAN)


def test_its_author_decided_about_the_hour_of_sending_only_where_it_was_told_of_it() -> None:
    told = replace(PLAN, warned=True)
    assert scheduled.written(TEXT, PLAN) == NOW
    assert scheduled.written(TEXT, told) == AT
    assert scheduled.written(TEXT, replace(told, written=later(hours=3))) == later(hours=3), "changed when overdue"


def test_it_is_too_late_a_day_after_its_moment() -> None:
    assert not scheduled.late(TEXT, AT + timedelta(hours=24))
    assert scheduled.late(TEXT, AT + timedelta(hours=24, milliseconds=1))


@pytest.mark.parametrize("last", [None, later(hours=-1), NOW])
def test_once_it_went_the_thread_participates_where_nothing_came_in_since(last: datetime | None) -> None:
    before = replace(HEAD, folder=Folder.ARCHIVED, unread=2, last_inbound=last)
    after = scheduled.gone(before, TEXT, PLAN, "It came in.", REP1, AT)
    assert (after.folder, after.tab, after.unread) == (Folder.INBOX, Tab.PARTICIPATING, 0)
    assert (after.preview, after.activity, after.last_outbound, after.scheduled) == ("It came in.", AT, AT, frozenset())
    assert (after.assignee, after.answers_to) == (REP1, REP1)


def test_what_came_in_since_it_was_planned_still_waits_for_an_answer() -> None:
    before = replace(HEAD, unread=2, last_inbound=later(seconds=1), assignee=REP2, answers_to=REP2)
    after = scheduled.gone(before, TEXT, PLAN, "It came in.", REP1, AT)
    assert (after.tab, after.unread, after.preview) == (Tab.NEEDS_ATTENTION, 2, "It came in.")
    assert (after.assignee, after.answers_to) == (REP2, REP2), "who has it keeps it"


def test_what_may_not_go_asks_for_a_person() -> None:
    before = replace(HEAD, folder=Folder.ARCHIVED, tab=Tab.PARTICIPATING, activity=later(hours=-1))
    after = scheduled.refused(before, TEXT, AT)
    assert (after.folder, after.tab, after.unread) == (Folder.INBOX, Tab.NEEDS_ATTENTION, 1)
    assert (after.activity, after.scheduled) == (AT, frozenset())
    assert scheduled.refused(replace(before, unread=3), TEXT, AT).unread == 3


def test_a_thread_begins_in_the_hands_of_who_plans_its_first_text() -> None:
    after = scheduled.begun(thread(unread=1), "Hi {{first_name}}", REP1, NOW)
    assert (after.folder, after.tab) == (Folder.INBOX, Tab.PARTICIPATING)
    assert (after.assignee, after.answers_to) == (REP1, REP1)
    assert (after.preview, after.activity) == ("Scheduled: Hi [first_name]", NOW)
    assert scheduled.unsaid(after)
    assert scheduled.begun(thread(), " ", REP1, NOW).preview == "Scheduled: Picture"


def test_the_row_that_shows_a_text_for_later_follows_what_becomes_of_it() -> None:
    begun = replace(scheduled.begun(thread(), TEXT.body, REP1, NOW), scheduled=frozenset({ID}))
    assert scheduled.retold(begun, TEXT, scheduled.row("Else")).preview == "Scheduled: Else"
    off = scheduled.cancelled(begun, [TEXT])
    assert (off.preview, off.scheduled, off.activity) == ("Cancelled: It came in.", frozenset(), NOW)
    assert scheduled.refused(begun, TEXT, AT).preview == "Not sent: It came in."
    said = replace(begun, preview="Are you open?")
    assert scheduled.cancelled(said, [TEXT]).preview == "Are you open?"
    assert scheduled.cancelled(said, [TEXT]).scheduled == frozenset()
    assert scheduled.refused(said, TEXT, AT).preview == "Are you open?"


def test_a_late_reply_calls_off_what_the_row_still_shows() -> None:
    """It came before the text was planned, and the sweep found it after."""
    begun = replace(scheduled.begun(thread(), TEXT.body, REP1, NOW), scheduled=frozenset({ID}))
    changes = inbound.decide(text("Hello", at=later(minutes=-1)), facts(begun, scheduled=(TEXT,), now=later(minutes=1)))
    assert changes.thread
    assert changes.thread.preview == "Cancelled: It came in."


def test_an_entry_stands_in_the_thread_where_it_was_called_off() -> None:
    entry = scheduled.entry(TEXT, Status.CANCELLED, "Because.", later(hours=1))
    assert (entry.box, entry.at, entry.status, entry.reason) == (HEAD.id, later(hours=1), Status.CANCELLED, "Because.")
    assert (entry.due, entry.plan, entry.body, entry.author) == (None, None, TEXT.body, REP1)
    assert entry.id == scheduled.entry(TEXT, Status.CANCELLED, "Else.", later(hours=1)).id
    assert entry.id != scheduled.entry(TEXT, Status.SUPPRESSED, "Because.", later(hours=1)).id
    assert entry.id[:10] == ulid(int(later(hours=1).timestamp() * 1000), "")[:10]


@pytest.mark.parametrize("word", ["I am here", "STOP", "HELP", "START"])
def test_any_text_of_the_contact_calls_off_what_waits_for_no_reply(word: str) -> None:
    stays = replace(TEXT, id=MessageId("01J00000000000000000000002"), plan=Plan(NOW))
    head = replace(HEAD, scheduled=frozenset({ID, stays.id}))
    changes = inbound.decide(text(word), facts(head, scheduled=(TEXT, stays), now=later(minutes=1)))
    assert changes.thread
    assert changes.thread.scheduled == {stays.id}
    assert changes.unscheduled == (TEXT,)
    off = [entry for entry in changes.messages if entry.origin is Origin.SCHEDULED]
    assert off == [scheduled.entry(TEXT, Status.CANCELLED, scheduled.REPLIED, later(minutes=1))]


def test_nothing_is_called_off_where_nothing_waits_for_a_reply() -> None:
    stays = replace(TEXT, plan=Plan(NOW))
    changes = inbound.decide(text("Hello"), facts(HEAD, LOCAL, scheduled=(stays, replace(TEXT, plan=None))))
    assert changes.unscheduled == ()
    assert changes.thread
    assert changes.thread.scheduled == {ID}
    assert scheduled.called_off(Changes(), [TEXT], NOW) == Changes(), "a text that is in no thread"


def test_something_was_said_where_either_side_wrote() -> None:
    assert scheduled.unsaid(thread(folder=Folder.INBOX))
    assert not scheduled.unsaid(thread(last_inbound=NOW))
    assert not scheduled.unsaid(thread(last_outbound=NOW))
