"""A stop for all lines or for one, and words that come later than they were said."""

from __future__ import annotations

from datetime import datetime

import pytest

from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.ids import thread_of
from chalicelib.core.inbound import decide
from chalicelib.core.threads import Folder, Standing, Tab, Thread
from tests.core.builders import CONTACT, LOCAL, NOW, OTHER, facts, later, text, thread

PENDING, YES, NO = Consent.PENDING, Consent.YES, Consent.NO
BOTH = frozenset({LOCAL.id, OTHER})


def head(changes: Changes) -> Thread:
    assert changes.thread is not None
    return changes.thread


def test_by_policy_a_stop_counts_for_every_line_of_the_contact() -> None:
    """CN-12."""
    standing = Standing(CONTACT, lines=BOTH, version=2)
    changes = decide(text("STOP"), facts(thread(consent=YES), standing=standing))
    assert changes.standing == Standing(CONTACT, stopped=True, last_stop=NOW, lines=BOTH, version=2)
    assert (changes.halts, changes.halted) == ((thread_of(OTHER, CONTACT),), True)


def test_by_the_other_policy_a_stop_counts_for_its_line_only() -> None:
    """C4, CN-12."""
    standing = Standing(CONTACT, lines=BOTH)
    changes = decide(text("STOP"), facts(thread(consent=YES), standing=standing, brand_stop=False))
    assert (head(changes).consent, head(changes).stopped) == (NO, False)
    assert (changes.standing, changes.halts) == (None, ())


def test_a_stop_for_one_line_lifts_no_stop_for_all() -> None:
    """C4: the policy was changed in between; only START lifts."""
    standing = Standing(CONTACT, stopped=True, lines=BOTH)
    changes = decide(text("STOP"), facts(thread(consent=YES, stopped=True), standing=standing, brand_stop=False))
    assert (head(changes).stopped, changes.standing, changes.halts) == (True, None, ())


def test_start_lifts_the_stop_on_all_lines_and_sets_yes_on_its_own() -> None:
    """C4, CN-5."""
    standing = Standing(CONTACT, stopped=True, last_stop=NOW, lines=BOTH)
    changes = decide(text("START", at=later(hours=1)), facts(thread(stopped=True), standing=standing))
    assert changes.standing == Standing(CONTACT, stopped=False, last_stop=NOW, lines=BOTH)
    assert (changes.halts, changes.halted) == ((thread_of(OTHER, CONTACT),), False)
    assert head(changes).consent is YES


@pytest.mark.parametrize("brand_stop", [True, False])
def test_a_first_word_ever_may_be_stop(brand_stop: bool) -> None:
    changes = decide(text("STOP"), facts(brand_stop=brand_stop))
    assert (head(changes).consent, head(changes).stopped) == (NO, brand_stop)
    assert changes.standing is not None
    assert (changes.standing.stopped, changes.standing.lines) == (brand_stop, frozenset({LOCAL.id}))
    assert changes.contact is not None


@pytest.mark.parametrize(("last_act", "last_stop"), [(NOW, None), (None, NOW), (NOW, NOW)])
def test_a_start_that_comes_late_does_not_undo_a_newer_stop(
    last_act: datetime | None, last_stop: datetime | None
) -> None:
    """C3, C8: the sweep brings texts with the time at which they were written."""
    before = thread(consent=NO, stopped=True, last_act=last_act, folder=Folder.INBOX)
    standing = Standing(CONTACT, stopped=True, last_stop=last_stop, lines=BOTH)
    changes = decide(text("START!", at=later(seconds=-1)), facts(before, standing=standing))
    assert (head(changes).consent, head(changes).stopped) == (NO, True)
    assert (changes.events, changes.effects, changes.halts, changes.standing) == ((), (), (), None)
    assert [message.body for message in changes.messages] == ["START!"]


def test_a_repeated_stop_holds_off_a_start_written_before_it() -> None:
    first = decide(text("STOP"), facts())
    again = decide(text("STOP", at=later(hours=2)), facts(head(first), standing=first.standing))
    assert again.standing is not None
    late = decide(text("START", at=later(hours=1)), facts(head(again), standing=again.standing))
    assert head(late).consent is NO


def test_a_stop_that_comes_late_counts_even_after_a_start() -> None:
    """In doubt nothing is sent: START brings it back."""
    before = thread(consent=YES, last_act=later(hours=1))
    changes = decide(text("STOP"), facts(before, standing=Standing(CONTACT, last_stop=later(hours=2))))
    assert (head(changes).consent, head(changes).stopped, head(changes).last_act) == (NO, True, later(hours=1))
    assert changes.standing is not None
    assert changes.standing.last_stop == later(hours=2)


def test_a_yes_from_before_the_opt_in_confirms_nothing() -> None:
    """CN-2."""
    changes = decide(text("YES"), facts(thread(consent=PENDING, last_act=later(hours=1))))
    assert (head(changes).consent, head(changes).tab) == (PENDING, Tab.NEEDS_ATTENTION)


@pytest.mark.parametrize("body", ["STOP", "START", "YES"])
def test_words_of_one_moment_count_in_the_order_they_come(body: str) -> None:
    before = thread(consent=PENDING, last_act=NOW)
    changes = decide(text(body), facts(before, standing=Standing(CONTACT, last_stop=NOW, lines=BOTH)))
    assert head(changes).consent is (NO if body == "STOP" else YES)
