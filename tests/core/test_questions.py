"""Words that may mean stop: what they freeze, and what answers the question (CN-9)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core import ledger, questions
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent
from chalicelib.core.effects import alert, follow
from chalicelib.core.errors import Conflict
from chalicelib.core.ids import LineId, MessageId, chat_of, thread_of
from chalicelib.core.inbound import decide
from chalicelib.core.lines import Backing
from chalicelib.core.messages import Direction, Origin
from chalicelib.core.parties import Place
from chalicelib.core.questions import Decision
from chalicelib.core.threads import Folder, Standing, Tab, Thread
from tests.core.builders import CONTACT, LOCAL, NOW, OTHER, REP1, facts, later, line, text, thread

NONE, PENDING, YES, NO = Consent
THIRD = LineId("l000000000000")
ALL = frozenset({LOCAL.id, OTHER, THIRD})
ELSEWHERE = tuple(thread_of(other, CONTACT) for other in sorted(ALL - {LOCAL.id}))
WORDS = "Leave me alone"


def head(changes: Changes) -> Thread:
    assert changes.thread is not None
    return changes.thread


def standing(**fields: Any) -> Standing:
    return Standing(CONTACT, **{"lines": ALL, **fields})


def asked(**fields: Any) -> Thread:
    known: dict[str, Any] = {"frozen": True, "doubt": MessageId("01M"), "doubted": WORDS, "folder": Folder.INBOX}
    return thread(**(known | fields))


def decision(*, meant_stop: bool, about: str | None = None) -> Decision:
    return Decision(meant_stop, REP1, later(hours=1), MessageId("01E"), about)


@pytest.mark.parametrize("consent", [NONE, PENDING, YES, NO])
def test_doubtful_words_freeze_the_brand_and_ask_a_person(consent: Consent) -> None:
    """CN-9: an ordinary text in all else, with its line in the ledger."""
    before = thread(consent=consent, folder=Folder.ARCHIVED)
    changes = decide(text(WORDS), facts(before, standing=standing()))
    after = head(changes)
    assert (after.consent, after.stopped, after.frozen, after.last_act) == (consent, False, True, NOW)
    assert (after.folder, after.tab, after.unread) == (Folder.INBOX, Tab.NEEDS_ATTENTION, 1)
    assert (after.doubt, after.doubted) == (changes.messages[0].id, WORDS)
    (event,) = changes.events
    assert (event.act, event.before, event.after, event.wording) == (Act.DOUBT, consent, consent, WORDS)
    assert (event.message, event.source, event.digest) == (after.doubt, "text", ledger.digest(event))
    assert changes.standing == standing(frozen=True, doubts=frozenset({LOCAL.id}), last_stop=NOW)
    assert (changes.halts, changes.halted, changes.frozen, changes.asked) == (ELSEWHERE, False, True, ())
    assert changes.effects == (alert(before.id, changes.messages[0].id, NOW),)
    assert [entry.origin for entry in changes.messages] == [Origin.ONE_TO_ONE, Origin.CONSENT]
    assert "may mean stop" in changes.messages[1].body


def test_by_the_other_policy_they_freeze_their_line_only() -> None:
    """CN-12."""
    changes = decide(text(WORDS), facts(thread(consent=YES), standing=standing(), brand_stop=False))
    assert head(changes).frozen
    assert changes.standing == standing(doubts=frozenset({LOCAL.id}))
    assert changes.halts == ()


def test_a_doubt_for_one_line_leaves_what_is_asked_elsewhere() -> None:
    """The policy was changed in between."""
    known = standing(frozen=True, doubts=frozenset({OTHER}), last_stop=NOW)
    said = text(WORDS, at=later(hours=1))
    changes = decide(said, facts(thread(frozen=True), standing=known, brand_stop=False))
    assert changes.standing == standing(frozen=True, doubts=frozenset({OTHER, LOCAL.id}), last_stop=NOW)
    assert changes.halts == ()


def test_a_bot_s_thread_is_asked_about_too() -> None:
    bot = line(backing=Backing.BOT)
    assert head(decide(text(WORDS, on=bot), facts(thread(bot), on=bot))).tab is Tab.NEEDS_ATTENTION


@pytest.mark.parametrize(
    ("before", "brand_stop"),
    [
        (thread(stopped=True), True),
        (thread(stopped=True, consent=YES), False),
        (thread(consent=NO, stopped=True), True),
        (thread(consent=NO), False),
    ],
)
def test_who_has_stopped_is_not_asked_about(before: Thread, brand_stop: bool) -> None:
    changes = decide(text(WORDS), facts(before, standing=standing(stopped=before.stopped), brand_stop=brand_stop))
    assert (head(changes).frozen, changes.events, changes.standing) == (False, (), None)
    assert (head(changes).tab, len(changes.effects)) == (Tab.NEEDS_ATTENTION, 1)


def test_of_several_doubts_the_latest_is_asked_about() -> None:
    first = decide(text(WORDS), facts(thread(consent=YES)))
    second = decide(text("stop it", at=later(hours=1), provider_id="SM1"), facts(head(first), standing=first.standing))
    late = decide(text("not interested", at=later(minutes=1)), facts(head(second), standing=second.standing))
    assert [head(changes).doubted for changes in (first, second, late)] == [WORDS, "stop it", "stop it"]
    assert head(late).events == 3
    assert late.halts == ()


def test_a_late_doubt_freezes_even_after_a_start() -> None:
    """In doubt nothing is sent."""
    before = thread(consent=YES, last_act=later(hours=1))
    changes = decide(text(WORDS), facts(before, standing=standing(last_stop=later(hours=2))))
    assert (head(changes).frozen, head(changes).last_act) == (True, later(hours=1))
    assert changes.standing is not None
    assert changes.standing.last_stop == later(hours=2)


@pytest.mark.parametrize(
    ("word", "consent", "then"),
    [("STOP", YES, NO), ("START", YES, YES), ("START", NO, YES), ("YES", PENDING, YES), ("STOP", NO, NO)],
)
def test_a_word_of_consent_answers_by_itself(word: str, consent: Consent, then: Consent) -> None:
    known = standing(frozen=True, doubts=frozenset({LOCAL.id, OTHER}), last_stop=NOW)
    changes = decide(text(word, at=later(minutes=1)), facts(asked(consent=consent), standing=known))
    after = head(changes)
    assert (after.consent, after.frozen, after.doubt, after.doubted) == (then, False, None, "")
    assert len(changes.events) == 1, "the ledger tells what lifted it, even where consent is as before"
    assert changes.standing is not None
    assert (changes.standing.frozen, changes.standing.doubts) == (False, frozenset({OTHER}))
    assert (changes.halts, changes.frozen) == (ELSEWHERE, False)
    assert changes.asked == (thread_of(OTHER, CONTACT),), "its own question stays open there"


def test_a_word_on_another_line_lifts_what_is_frozen_for_the_brand() -> None:
    known = standing(frozen=True, doubts=frozenset({OTHER}))
    changes = decide(text("start!"), facts(thread(consent=YES, frozen=True), standing=known))
    assert (head(changes).frozen, changes.asked) == (False, (thread_of(OTHER, CONTACT),))
    assert [message.direction for message in changes.messages].count(Direction.OUT) == 0, "nothing changed but that"


@pytest.mark.parametrize("word", ["START", "YES", "hello", "HELP"])
def test_what_is_older_or_no_word_of_consent_answers_nothing(word: str) -> None:
    known = standing(frozen=True, doubts=frozenset({LOCAL.id}), last_stop=NOW)
    before = asked(consent=PENDING, last_act=NOW)
    changes = decide(text(word, at=later(seconds=-1)), facts(before, standing=known))
    assert (head(changes).frozen, head(changes).doubt, changes.standing) == (True, before.doubt, None)
    unasked = decide(text("START", at=later(seconds=-1)), facts(thread(frozen=True), standing=known))
    assert head(unasked).frozen, "a START from before a doubt on another line lifts nothing"


def test_a_new_line_of_a_frozen_contact_is_frozen() -> None:
    changes = decide(text(), facts(standing=standing(frozen=True, lines=frozenset({OTHER}))))
    assert head(changes).frozen
    assert changes.halts == ()


@pytest.mark.parametrize("about", [None, "01M"])
def test_a_person_says_that_it_did_not_mean_stop(about: str | None) -> None:
    known, before = standing(frozen=True, doubts=frozenset({LOCAL.id})), asked(consent=YES, tab=Tab.NEEDS_ATTENTION)
    changes = questions.decide(before, known, decision(meant_stop=False, about=about), brand_wide=True)
    after = head(changes)
    assert after == replace(before, frozen=False, doubt=None, doubted="", events=1, digest=after.digest)
    (event,) = changes.events
    assert (event.act, event.before, event.after, event.at) == (Act.CLEAR, YES, YES, later(hours=1))
    assert (event.source, event.actor, event.wording, event.message) == ("staff", REP1, WORDS, "01M")
    assert changes.standing == standing()
    assert (changes.standing_before, changes.before) == (known, before)
    assert (changes.halts, changes.halted, changes.frozen) == (ELSEWHERE, False, False)
    (entry,) = changes.messages
    assert (entry.id, entry.author, entry.origin) == ("01E", REP1, Origin.CONSENT)
    assert "did not mean stop" in entry.body


@pytest.mark.parametrize("brand_wide", [True, False])
def test_a_person_says_that_it_meant_stop(brand_wide: bool) -> None:
    known = standing(frozen=brand_wide, doubts=frozenset({LOCAL.id}), last_stop=NOW)
    changes = questions.decide(
        asked(consent=YES), known, decision(meant_stop=True, about="another"), brand_wide=brand_wide
    )
    after = head(changes)
    assert (after.consent, after.stopped, after.frozen, after.doubt) == (NO, brand_wide, False, None)
    assert (after.tab, after.last_act) == (Tab.PARTICIPATING, later(hours=1))
    (event,) = changes.events
    assert (event.act, event.before, event.after, event.actor) == (Act.STOP, YES, NO, REP1)
    since = later(hours=1) if brand_wide else NOW
    assert changes.standing == standing(stopped=brand_wide, last_stop=since)
    assert (changes.halts, changes.halted) == ((ELSEWHERE, True) if brand_wide else ((), False))
    assert [entry.direction for entry in changes.messages] == [Direction.IN], "no text confirms it"
    assert changes.effects == ()


def test_a_person_answers_one_question_and_no_other() -> None:
    """What was said on another line may mean the whole brand, and somebody must read it there."""
    known = standing(frozen=True, doubts=frozenset({LOCAL.id, OTHER}))
    changes = questions.decide(asked(), known, decision(meant_stop=False), brand_wide=True)
    assert (head(changes).frozen, head(changes).doubt) == (True, None)
    assert changes.standing == standing(frozen=True, doubts=frozenset({OTHER}))
    assert changes.halts == ()


def test_a_stop_for_the_line_lifts_no_stop_for_the_brand() -> None:
    known = standing(stopped=True, frozen=True, doubts=frozenset({LOCAL.id}))
    changes = questions.decide(asked(consent=YES, stopped=True), known, decision(meant_stop=True), brand_wide=False)
    assert (head(changes).stopped, changes.standing) == (True, standing(stopped=True))


def test_a_thread_without_a_standing_gets_one() -> None:
    changes = questions.decide(asked(), None, decision(meant_stop=True), brand_wide=True)
    assert changes.standing == standing(lines=frozenset({LOCAL.id}), stopped=True, last_stop=later(hours=1))
    assert changes.standing_before is None


@pytest.mark.parametrize(
    ("before", "about", "code"),
    [(thread(), None, "no_doubt"), (thread(frozen=True), None, "no_doubt"), (asked(), "01L", "doubt_moved")],
)
def test_what_is_not_asked_or_not_read_is_not_answered(before: Thread, about: str | None, code: str) -> None:
    with pytest.raises(Conflict) as refused:
        questions.decide(before, None, decision(meant_stop=False, about=about), brand_wide=True)
    assert refused.value.code == code


@pytest.mark.parametrize("meant_stop", [True, False])
def test_a_person_s_judgement_ends_a_membership_too(meant_stop: bool) -> None:
    """SD-3: where it meant stop."""
    placed = asked(place=Place(chat_of(LOCAL.id, "a"), "Ann"))
    changes = questions.decide(placed, None, decision(meant_stop=meant_stop), brand_wide=False)
    assert (head(changes).place is None) is meant_stop
    assert [effect.id for effect in changes.effects] == ["parted.01E"] * meant_stop


def crowd(lines: int) -> frozenset[LineId]:
    return frozenset({LOCAL.id, *(LineId(f"l{place:012}") for place in range(lines - 1))})


@pytest.mark.parametrize(("others", "together"), [(questions.MOST_AT_ONCE, True), (questions.MOST_AT_ONCE + 1, False)])
def test_more_lines_than_one_transaction_takes_follow_by_an_effect(others: int, *, together: bool) -> None:
    """C1, C4: the standing has the stop at once, and the effect is saved with it."""
    changes = decide(text("STOP"), facts(thread(consent=YES), standing=standing(lines=crowd(others + 1), version=4)))
    assert changes.standing is not None
    assert changes.standing.stopped
    assert len(changes.halts) == (others if together else 0)
    assert (follow(CONTACT, 5) in changes.effects) is not together


def test_a_persons_judgement_does_so_too() -> None:
    before = standing(lines=crowd(200), frozen=True, doubts=frozenset({LOCAL.id}), version=2)
    changes = questions.decide(asked(), before, decision(meant_stop=True), brand_wide=True)
    assert (changes.halts, changes.effects) == ((), (follow(CONTACT, 3),))


def test_nothing_follows_where_nothing_moved() -> None:
    before = standing(lines=crowd(200), stopped=True)
    assert questions.spread(before, replace(before, last_stop=NOW), LOCAL.id) == ((), ())


def test_without_a_standing_before_it_is_the_first_version() -> None:
    assert questions.spread(None, standing(lines=crowd(200), stopped=True), LOCAL.id)[1] == (follow(CONTACT, 1),)


@pytest.mark.parametrize(
    ("flags", "on", "bears"),
    [
        ((True, False), {"stopped": True}, True),
        ((False, False), {"stopped": True}, False),
        ((False, True), {"frozen": True}, True),
        ((False, False), {"frozen": True}, False),
        ((False, True), {"doubts": frozenset({LOCAL.id})}, True),
        ((False, True), {"doubts": frozenset({OTHER})}, False),
    ],
)
def test_whether_a_head_bears_what_its_contact_said(
    flags: tuple[bool, bool], on: dict[str, Any], *, bears: bool
) -> None:
    stopped, frozen = flags
    assert questions.follows(thread(stopped=stopped, frozen=frozen), standing(**on)) is bears
