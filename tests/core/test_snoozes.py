"""What is put off and comes back, and what is closed because nothing happens in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.core import snoozes, threads
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import MessageId
from chalicelib.core.threads import Folder, Tab, Thread
from tests.core.builders import NOW, REP1, later, thread

UNTIL = later(hours=3)
OPEN = thread(folder=Folder.INBOX, activity=later(hours=-1), assignee=REP1)
OFF = replace(OPEN, folder=Folder.SNOOZED, snoozed_until=UNTIL)


@pytest.mark.parametrize("folder", [Folder.INBOX, Folder.ARCHIVED, Folder.SNOOZED])
@pytest.mark.parametrize("until", [later(microseconds=1), later(days=366)])
def test_a_thread_is_put_off_until_a_moment(folder: Folder, until: object) -> None:
    before = replace(OPEN, folder=folder)
    assert snoozes.snoozed(before, until, NOW) == replace(before, folder=Folder.SNOOZED, snoozed_until=until)  # type: ignore[arg-type]


@pytest.mark.parametrize("until", [NOW, later(seconds=-1), later(days=366, seconds=1)])
def test_a_moment_that_is_past_or_far_away_is_refused(until: object) -> None:
    with pytest.raises(Invalid) as refused:
        snoozes.snoozed(OPEN, until, NOW)  # type: ignore[arg-type]
    assert refused.value.fields["snooze"].endswith((".", "conversation."))


def test_it_comes_back_on_top_unread_and_waiting_for_a_person_when_its_time_has_come() -> None:
    back = snoozes.woken(OFF, UNTIL)
    assert (back.folder, back.tab, back.unread, back.activity) == (Folder.INBOX, Tab.NEEDS_ATTENTION, 1, UNTIL)
    assert (back.snoozed_until, back.assignee, back.preview) == (None, REP1, OFF.preview)
    assert snoozes.woken(replace(OFF, unread=4), later(days=1)).unread == 4
    newer = replace(OFF, activity=later(hours=5))
    assert snoozes.woken(newer, later(days=1)).activity == later(hours=5)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (OFF, UNTIL - timedelta(milliseconds=1)),
        (replace(OFF, folder=Folder.INBOX), UNTIL),
        (replace(OFF, folder=Folder.ARCHIVED), UNTIL),
        (replace(OFF, snoozed_until=None), UNTIL),
        (OPEN, UNTIL),
    ],
)
def test_nothing_comes_back_that_is_not_put_off_or_not_due(before: Thread, now: object) -> None:
    assert snoozes.woken(before, now) == before  # type: ignore[arg-type]


def test_it_comes_back_when_its_contact_or_a_rep_writes_and_not_for_a_word_of_consent() -> None:
    for back in (threads.received(OFF, "Hello?", NOW), threads.sent(OFF, "Hi", NOW, REP1)):
        assert back.folder is Folder.INBOX
        assert snoozes.due(back) is None
    assert snoozes.due(threads.received_keyword(OFF, "STOP", NOW)) == UNTIL
    for folder in (Folder.INBOX, Folder.ARCHIVED):
        assert snoozes.due(threads.moved(OFF, folder)) is None


def test_a_thread_without_activity_that_waits_for_nobody_is_closed() -> None:
    assert snoozes.closed(OPEN, NOW) == replace(OPEN, folder=Folder.ARCHIVED)


@pytest.mark.parametrize(
    "kept",
    [
        {"tab": Tab.NEEDS_ATTENTION},
        {"unread": 1},
        {"doubt": MessageId("01A")},
        {"activity": NOW},
        {"activity": None},
        {"folder": Folder.SNOOZED},
        {"folder": Folder.ARCHIVED},
        {"folder": None},
    ],
)
def test_what_waits_for_somebody_or_is_young_stays_open(kept: dict[str, object]) -> None:
    before = replace(OPEN, **kept)  # type: ignore[arg-type]
    assert snoozes.closed(before, NOW) == before
