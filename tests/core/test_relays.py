from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from chalicelib.core import relays, scheduled
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.effects import Queue
from chalicelib.core.ids import BroadcastId, MessageId, thread_of
from chalicelib.core.inbound import Facts, Inbound, decide
from chalicelib.core.incoming import Inbound as Text
from chalicelib.core.lines import Verification
from chalicelib.core.messages import Message, Plan
from chalicelib.core.outbound import Refuse, Send, Wait
from chalicelib.core.parties import Place, Speaker
from chalicelib.core.responses import Kind, Response
from chalicelib.core.threads import Folder, Standing, Tab, Thread
from tests.core.builders import LOCAL, NOW, REP1, later, line
from tests.core.chat_builders import (
    ADA,
    BEN,
    CHAT,
    CLEO,
    NAMES,
    PHONES,
    chat,
    copies,
    member,
    own,
    party,
    stage,
    to,
)


def text(who: int, body: str = "Who brings cake?", at: datetime = NOW, **fields: Any) -> Text:
    return Inbound("SM" + f"{who:032}", PHONES[who], LOCAL.number, body, at, **fields)


def arrived(who: int, body: str = "Who brings cake?", at: datetime = NOW, **fields: Any) -> Message:
    """A member's text as a webhook saves it."""
    return relays.arrived(text(who, body, at, **fields), own(who), Place(CHAT, NAMES[who]))[1]


def passed(head: Thread, said: Message, now: datetime = NOW) -> Changes:
    return relays.pass_on(head, said, stage(now, person=None))


def why(changes: Changes) -> str:
    assert changes.relayed is not None
    return changes.relayed.reason


def placed(who: int = 0, **fields: Any) -> Thread:
    return own(who, place=Place(CHAT, NAMES[who]), **fields)


def taken_in(said: Text, head: Thread, **fields: Any) -> Changes:
    standing = Standing(head.contact, lines=frozenset({LOCAL.id}))
    return decide(said, Facts(line=LOCAL, contact_id=head.contact, thread=head, standing=standing, **fields))


def test_a_members_text_belongs_to_its_conversation() -> None:
    """SD-3, I1: it stands there, and its own thread shows nothing of it."""
    changes = taken_in(text(0), placed())
    (said,) = changes.messages
    assert (said.box, said.thread, said.speaker) == (CHAT, CHAT, Speaker(ADA, "Ada"))
    assert changes.thread == replace(placed(), last_inbound=NOW)
    assert [(effect.id, effect.queue) for effect in changes.effects] == [(f"relay.{said.id}", Queue.DELIVER)]
    assert changes.response is None


def test_it_is_an_answer_like_any_other() -> None:
    """AN-1, SD-7: to the last broadcast; and what was to go unless the contact wrote does not."""
    sale = BroadcastId("b")
    planned = Plan(NOW, until_reply=True)
    waiting = scheduled.draft(placed(), "Still there?", REP1, later(days=1), planned, MessageId("0" * 26))
    head = placed(claims={sale: later(minutes=-5)}, scheduled=frozenset({waiting.id}))
    changes = taken_in(text(0), head, scheduled=(waiting,))
    assert changes.response == Response(sale, ADA, Kind.REPLY, NOW)
    assert changes.unscheduled == (waiting,)
    assert [entry.box for entry in changes.messages] == [CHAT, placed().id]


def test_what_comes_with_it_is_fetched_for_where_it_stands() -> None:
    changes = taken_in(text(0, media=("https://example.com/1",)), placed())
    assert changes.effects[-1].job["box"] == CHAT


@pytest.mark.parametrize("body", ["STOP", "START", "HELP", "please stop texting me"])
def test_words_of_consent_are_never_passed_on(body: str) -> None:
    changes = taken_in(text(0, body), placed())
    assert {message.box for message in changes.messages} == {placed().id}
    assert "relay" not in "".join(effect.id for effect in changes.effects)


def test_with_stop_a_member_leaves_its_place() -> None:
    changes = taken_in(text(0, "STOP"), placed())
    assert changes.thread is not None
    assert (changes.thread.consent, changes.thread.place) == (Consent.NO, None)
    assert changes.effects[-1].id == f"parted.{changes.messages[0].id}"


def test_another_line_of_ours_never_speaks_there() -> None:
    (said, *_) = taken_in(text(0), placed(), peer=True).messages
    assert said.box == placed().id


def test_each_of_the_others_gets_it_under_the_first_name() -> None:
    said = arrived(0)
    changes = passed(chat(), said)
    assert [to(changes, contact) for contact in (ADA, BEN, CLEO)] == [
        [],
        ["Ada: Who brings cake?"],
        ["Ada: Who brings cake?"],
    ]
    assert changes.relayed is not None
    assert [one.contact for one in changes.relayed.passed] == [BEN, CLEO]
    assert (changes.relayed.relayed, changes.relayed.reason) == (NOW, "")
    assert [effect.queue for effect in changes.effects] == [Queue.ALERT, Queue.DELIVER, Queue.DELIVER]


def test_the_team_has_it_as_one_text_of_one_thread() -> None:
    """T1, T2, T3."""
    head = passed(replace(chat(), folder=Folder.ARCHIVED), arrived(0)).thread
    assert head is not None
    assert (head.folder, head.tab, head.unread, head.preview) == (
        Folder.INBOX,
        Tab.NEEDS_ATTENTION,
        1,
        "Ada: Who brings cake?",
    )
    assert party(head).alone == 1


def test_it_is_passed_on_once() -> None:
    said = arrived(0)
    assert passed(chat(), replace(said, relayed=NOW)) == Changes()
    assert passed(chat(), replace(said, speaker=None)) == Changes()


def test_who_left_meanwhile_is_heard_all_the_same() -> None:
    changes = passed(chat(members=(member(0, left=NOW), member(1))), arrived(0))
    assert to(changes, BEN) == ["Ada: Who brings cake?"]
    assert party(changes.thread).members == (member(0, left=NOW), member(1))


def test_after_the_end_it_is_kept_and_not_passed_on() -> None:
    changes = passed(chat(closed=NOW), arrived(0))
    assert (copies(changes), why(changes)) == ([], relays.ENDED)
    assert changes.thread is not None
    assert changes.thread.unread == 1


def test_a_head_without_a_party_passes_nothing_on() -> None:
    assert copies(passed(own(0), arrived(0))) == []


def test_pictures_stay_and_the_team_is_told() -> None:
    pictures = ("https://example.com/1",)
    changes = passed(chat(), arrived(0, "Look", media=pictures))
    assert (to(changes, BEN), why(changes)) == (["Ada: Look"], relays.NO_PICTURES)
    alone = passed(chat(), arrived(0, " ", media=pictures))
    assert (copies(alone), why(alone)) == ([], f"{relays.NOTHING} {relays.NO_PICTURES}")
    assert alone.thread is not None
    assert alone.thread.preview == "Ada: Picture"
    assert why(passed(chat(), arrived(0, " "))) == relays.NOTHING


def test_what_is_said_three_times_in_ten_minutes_is_a_machines() -> None:
    """A1."""
    head, whys = chat(), []
    for minute in range(3):
        changes = passed(head, arrived(0, "I am out of office", later(minutes=minute)), later(minutes=minute))
        whys.append(why(changes))
        head = changes.thread or head
    assert whys == ["", "", relays.MACHINE]


def test_people_may_say_the_same_again() -> None:
    head = chat()
    for minute in (0, 6, 12, 13):
        body = "Hello?" if minute < 13 else "Anybody?"
        changes = passed(head, arrived(0, body, later(minutes=minute)), later(minutes=minute))
        assert why(changes) == ""
        head = changes.thread or head
    assert party(head).members[0].repeats == ()


def test_what_comes_back_as_it_was_passed_on_is_an_echo() -> None:
    head = passed(chat(), arrived(0, "Yes")).thread
    assert head is not None
    assert why(passed(head, arrived(1, "Ada: Yes"))) == relays.MACHINE
    assert why(passed(head, arrived(1, "Yes"))) == ""


def test_machines_that_answer_each_other_come_to_an_end() -> None:
    """A2: until a person of the brand writes."""
    head, handed = chat(), 0
    for turn in range(2 * relays.ALONE):
        now = later(minutes=turn)
        changes = passed(head, arrived(turn % 2, f"Answer {turn}", now), now)
        handed += len(copies(changes)) > 0
        head = changes.thread or head
    assert handed == relays.ALONE
    assert why(changes) == relays.UNLED


def test_who_wrote_just_now_waits_for_no_morning() -> None:
    """CN-10: it answers what the member did itself; the others are not woken."""
    head = passed(chat(), arrived(0)).thread
    assert head is not None
    soon = copies(passed(head, arrived(1, "I do", later(minutes=9)), later(minutes=9)))
    assert [text.prompt for text in soon] == [True, False]
    late = copies(passed(head, arrived(1, "I do", later(minutes=11)), later(minutes=11)))
    assert [text.prompt for text in late] == [False, False]


def test_late_texts_do_not_turn_back_when_a_member_spoke() -> None:
    head = passed(chat(), arrived(0, "One", NOW)).thread
    assert head is not None
    late = passed(head, arrived(0, "One", later(minutes=-5)))
    assert party(late.thread).members[0].spoke == NOW


def test_whether_the_team_may_write() -> None:
    brand = stage().brand
    assert relays.composer(chat(), LOCAL, brand, NOW) == Send("group")
    ended = relays.composer(chat(closed=NOW), LOCAL, brand, NOW)
    assert isinstance(ended, Refuse)
    assert ended.code == "group_chat_ended"
    empty = relays.composer(chat(members=(member(0, left=NOW),)), LOCAL, brand, NOW)
    assert isinstance(empty, Refuse)
    assert empty.code == "group_chat_empty"
    held = line(verification=Verification.PENDING)
    assert isinstance(relays.composer(chat(), held, brand, NOW), Wait)


def test_the_boxes_are_the_members_own() -> None:
    assert {text.box for text in copies(passed(chat(), arrived(0)))} == {
        thread_of(LOCAL.id, contact) for contact in (BEN, CLEO)
    }
    assert MessageId(arrived(0).id) == arrived(0).id
