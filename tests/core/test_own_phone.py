"""What a person's text from its own phone is for (AL-5): for one contact beyond doubt, or for nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import own_phone
from chalicelib.core.effects import Queue
from chalicelib.core.ids import MessageId, ThreadId, ulid
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.own_phone import Answer
from chalicelib.core.people import Channel
from tests.core.builders import LOCAL, NOW, PHONE, REP1, later, own_line, person, thread

ADA = thread().id
BEN = ThreadId(ADA[:-1] + ("x" if ADA[-1] != "x" else "y"))
CLEO = ThreadId(ADA[:-1] + ("z" if ADA[-1] != "z" else "w"))
BOX = "person#rep1"


LINE, OTHER_LINE = LOCAL.number, own_line().number


def message(seed: str, minutes: float, **fields: Any) -> Message:
    at = later(minutes=minutes)
    known: dict[str, Any] = {
        "sender": LINE,
        "direction": Direction.OUT,
        "origin": Origin.ALERT,
        "body": "x",
        "status": Status.SENT,
    }
    return Message(box=BOX, id=MessageId(ulid(int(at.timestamp() * 1000), seed)), at=at, **(known | fields))


def alert(about: ThreadId, mark: int | None, minutes: float) -> Message:
    return message(f"{about}{mark}{minutes}", minutes, about=about, number=mark)


def said(body: str, minutes: float = 0, **fields: Any) -> Message:
    return message("said", minutes, body=body, direction=Direction.IN, status=Status.RECEIVED, to=LINE, **fields)


def meant(body: str, *box: Message, **fields: Any) -> tuple[ThreadId, str] | str:
    found = own_phone.meant(said(body, **fields), box, NOW)
    return (found.thread, found.body) if isinstance(found, Answer) else found


def test_the_only_alert_of_the_hour_is_answered_without_a_number() -> None:
    assert meant(" We are! ", alert(ADA, 1, -60)) == (ADA, "We are!")
    assert meant("We are!", alert(ADA, 1, -40), alert(ADA, 1, -3)) == (ADA, "We are!")
    assert meant("We are!", alert(ADA, None, -1)) == (ADA, "We are!"), "of before the brand let it"
    assert meant("We are!", alert(ADA, 1, -60.1)) == own_phone.OLD
    assert meant("We are!") == own_phone.OLD


def test_of_several_conversations_none_is_answered_without_its_number() -> None:
    two = (alert(ADA, 1, -50), alert(BEN, 2, -1))
    assert (
        meant("Yes", *two)
        == "Not sent: you had several alerts. Begin with the number of the one you answer, such as #1 or #2."
    )
    assert meant("#2 Yes", *two) == (BEN, "Yes")
    assert meant("#1 Yes", *two) == (ADA, "Yes")
    assert str(meant("Yes", alert(ADA, 1, -61), alert(BEN, 2, -1))).endswith("such as #1 or #2."), "typed for an hour"
    assert meant("Yes", alert(ADA, 1, -24 * 60), alert(BEN, 2, -1)) == (BEN, "Yes")


def test_what_came_after_the_text_does_not_count() -> None:
    """Nobody answers what it had not seen."""
    assert meant("Yes", alert(ADA, 1, -9), alert(BEN, 2, -1), minutes=-5) == (ADA, "Yes")
    assert (
        meant("#2 Yes", alert(ADA, 1, -9), alert(BEN, 2, -1), minutes=-5)
        == "Not sent: no alert of today has the number #2. Answer by its link."
    )


def test_a_copy_of_a_group_message_may_be_what_is_answered() -> None:
    copy = message("copy", -5, origin=Origin.COPY)
    assert meant("Wrong price!", copy) == own_phone.OLD
    assert meant("Wrong price!", alert(ADA, None, -9), copy) == own_phone.OLD
    assert str(meant("Wrong price!", alert(ADA, 1, -9), copy)).endswith("such as #1.")


def test_that_something_did_not_go_is_nothing_to_answer() -> None:
    assert meant("Yes", alert(ADA, 1, -9), message("told", -2, prompt=True)) == (ADA, "Yes")


@pytest.mark.parametrize("body", ["#7 Yes", " # 7: Yes", "#7, Yes", "#7. Yes", "#7\nYes", "#7-Yes"])
def test_the_number_comes_first_however_it_is_typed(body: str) -> None:
    assert meant(body, alert(ADA, 7, -600), alert(BEN, 2, -1)) == (ADA, "Yes")


@pytest.mark.parametrize("body", ["7 Yes", "No #7 here", "#7th Yes", "#12345 Yes"])
def test_a_number_that_is_no_mark_is_part_of_the_words(body: str) -> None:
    assert meant(body, alert(ADA, 7, -1)) == (ADA, body)


def test_a_number_is_known_for_a_day_and_means_one_conversation() -> None:
    assert meant("#7 Yes", alert(ADA, 7, -24 * 60 + 1)) == (ADA, "Yes")
    assert (
        meant("#7 Yes", alert(ADA, 7, -24 * 60)) == "Not sent: no alert of today has the number #7. Answer by its link."
    )
    assert (
        meant("#7 Yes", alert(ADA, 7, -9), alert(BEN, 7, -9))
        == "Not sent: two alerts have the number #7. Answer by its link."
    )


def test_without_words_or_with_a_picture_nothing_goes() -> None:
    assert meant("#7", alert(ADA, 7, -9)) == own_phone.EMPTY
    assert meant("Look", alert(ADA, 7, -9), media=("https://example.com/a.jpg",)) == own_phone.EMPTY


def test_what_came_too_late_does_not_go() -> None:
    assert meant("Yes", alert(ADA, 1, -40), minutes=-30) == (ADA, "Yes")
    assert meant("Yes", alert(ADA, 1, -40), minutes=-30.1) == own_phone.LATE


def test_a_text_to_another_number_answers_nothing_of_this_one() -> None:
    assert meant("hours", replace(alert(ADA, 1, -9), sender=OTHER_LINE)) == own_phone.OLD
    assert meant("Yes", alert(ADA, 1, -9), replace(alert(BEN, 2, -9), sender=OTHER_LINE)) == (ADA, "Yes")


def test_an_alert_that_failed_is_not_the_one_of_the_hour() -> None:
    lost = replace(alert(ADA, 1, -1), status=Status.FAILED)
    assert meant("Yes", lost) == own_phone.OLD
    assert meant("Yes", alert(ADA, 1, -30), lost) == (ADA, "Yes")
    assert str(meant("Yes", alert(BEN, 2, -30), lost)).startswith("Not sent: you had several alerts.")


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        ("I'm driving", -1 / 6 + 0.01),
        (f"Liked “#1 Ada: hi https://example.com/t/{ADA}”", -9),
        ("Liked “Not sent: you had several alerts.”", -9),
    ],
)
def test_what_a_phone_says_by_itself_goes_to_nobody(body: str, minutes: float) -> None:
    assert meant(body, alert(ADA, 1, minutes)) == own_phone.ITSELF


def test_who_answers_after_ten_seconds_may_be_a_person() -> None:
    assert meant("Yes", alert(ADA, 1, -1 / 6)) == (ADA, "Yes")


def test_the_very_words_of_before_are_a_phones_but_behind_a_number() -> None:
    before = said(" I'm driving ", -600)
    assert meant("I'm driving", alert(ADA, 1, -9), before) == own_phone.ITSELF
    assert meant("I'm driving", alert(ADA, 1, -9), replace(before, at=later(days=-1))) == (ADA, "I'm driving")
    assert meant("#1 Yes", alert(ADA, 1, -9), said("#1 Yes", -600)) == (ADA, "Yes")
    assert meant("#1 Yes", alert(ADA, 1, -9), alert(BEN, 2, -0.1)) == (ADA, "Yes"), "typed while another alert came"


def test_when_the_alert_was_is_known_of_what_is_answered() -> None:
    found = own_phone.meant(said("Yes"), [alert(ADA, 1, -9), alert(ADA, 1, -3)], NOW)
    assert isinstance(found, Answer)
    assert found.alerted == later(minutes=-3)


def test_the_last_word_about_alerts_counts() -> None:
    assert own_phone.overtaken(PHONE, later(minutes=-5), [said("STOP", -4, sender=PHONE)])
    before = [said("STOP", -6, sender=PHONE), said("Hello", -4, sender=PHONE), alert(ADA, 1, -3)]
    assert not own_phone.overtaken(PHONE, later(minutes=-5), before)
    assert not own_phone.overtaken(PHONE, later(minutes=-5), [said("STOP", -5, sender=PHONE)])
    assert not own_phone.overtaken(PHONE, later(minutes=-5), [said("STOP", -4, sender=LINE)]), "of another phone"


def test_a_code_is_nothing_that_is_answered() -> None:
    code = message("code", -5, origin=Origin.CODE)
    assert meant("Yes", code, alert(ADA, 1, -3)) == (ADA, "Yes")
    assert meant("Yes", code) == own_phone.OLD


def test_a_group_conversation_is_not_answered_by_text() -> None:
    chat = ThreadId(ADA.partition("-")[0] + "-g" + "0" * 25)
    assert meant("Yes", alert(chat, 1, -9)) == own_phone.GROUP


def test_help_is_told_how_and_reaches_nobody() -> None:
    assert meant("Help!", alert(ADA, 1, -9)) == own_phone.HOW


@given(st.lists(st.tuples(st.sampled_from([ADA, BEN, CLEO]), st.integers(-1500, -1)), max_size=12))
def test_numbers_given_one_by_one_mean_one_conversation_each(told: list[tuple[ThreadId, int]]) -> None:
    """As they are given: an alert of a day and more ago has lost its number, and no other has it at the same time."""
    box: list[Message] = []
    for about, minutes in sorted(told, key=lambda one: one[1]):
        at = later(minutes=minutes)
        box.append(alert(about, own_phone.mark_of(about, box, at), minutes))
    for one in box:
        found = meant(f"#{one.number} Yes", *box)
        assert found == (one.about, "Yes") or (NOW - one.at >= own_phone.KNOWN and isinstance(found, str))


def test_a_number_is_the_smallest_that_is_free() -> None:
    assert own_phone.mark_of(ADA, [], NOW) == 1
    assert own_phone.mark_of(ADA, [alert(BEN, 1, -9)], NOW) == 2
    assert own_phone.mark_of(ADA, [alert(BEN, 2, -9), alert(CLEO, 1, -9)], NOW) == 3
    assert own_phone.mark_of(ADA, [alert(BEN, 2, -9)], NOW) == 1
    assert own_phone.mark_of(ADA, [alert(ADA, 4, -9), alert(BEN, 1, -9)], NOW) == 4
    assert own_phone.mark_of(ADA, [alert(BEN, 1, -24 * 60), message("copy", -1)], NOW) == 2, "it may be read still"
    assert own_phone.mark_of(ADA, [alert(BEN, 1, -72 * 60)], NOW) == 1
    assert own_phone.mark_of(ADA, [alert(ADA, 1, -24 * 60)], NOW) == 2


def test_a_number_that_two_took_at_once_is_given_up_by_both() -> None:
    both = [alert(ADA, 1, -9), alert(BEN, 1, -9)]
    assert own_phone.mark_of(ADA, both, NOW) == 2
    assert own_phone.mark_of(BEN, [*both, alert(ADA, 2, -8)], NOW) == 3
    assert own_phone.mark_of(ADA, [*both, alert(ADA, 2, -8)], NOW) == 2


@pytest.mark.parametrize(
    ("body", "wanted"),
    [("STOP", False), ("stop!", False), ("Start", True), ("HELP", None), ("Yes", None), ("Hi", None)],
)
def test_words_about_alerts_are_not_for_a_contact(body: str, wanted: bool | None) -> None:
    assert own_phone.switched(own_phone.heard(body, None)) is wanted


@pytest.mark.parametrize(("word", "wanted"), [("stop", False), ("start", True), ("help", None), ("", None)])
def test_how_a_word_was_heard_counts_more_than_what_we_make_of_it(word: str, wanted: bool | None) -> None:
    assert own_phone.switched(own_phone.heard("Lumos", word)) is wanted
    assert own_phone.switched(own_phone.heard("START", word)) is wanted


def test_who_stops_alerts_gets_them_by_email_and_by_text_again_after_start() -> None:
    both = person(alerts=(Channel.TEXT, Channel.EMAIL), copies=Channel.TEXT)
    without = own_phone.chosen(both, by_text=False)
    assert (without.alerts, without.copies) == ((Channel.EMAIL,), Channel.EMAIL)
    assert own_phone.chosen(person(alerts=(Channel.TEXT,)), by_text=False).alerts == (Channel.EMAIL,)
    none = person(alerts=(), copies=None)
    assert own_phone.chosen(none, by_text=False) == replace(none, texts_stopped=True), "who chose none gets none"
    assert without.texts_stopped
    assert not own_phone.chosen(without, by_text=True).texts_stopped
    assert own_phone.chosen(without, by_text=True).alerts == (Channel.EMAIL, Channel.TEXT)
    assert own_phone.chosen(both, by_text=True) == both


def test_a_phone_that_answers_by_itself_is_not_answered_for_ever() -> None:
    told = [message(str(place), -59 + place, prompt=True) for place in range(3)]
    assert not own_phone.may_tell(told, NOW)
    assert own_phone.may_tell(told[:2], NOW)
    assert own_phone.may_tell([*told[:2], message("old", -60, prompt=True)], NOW)
    assert own_phone.may_tell([replace(one, prompt=False) for one in told], NOW)


def test_a_text_that_a_phone_takes_no_more_is_told_of_once() -> None:
    told = own_phone.unreached(REP1, MessageId("01M"), 21610)
    assert (told.id, told.queue, told.stored, told.after) == ("unreached.01M", Queue.ALERT, True, None)
    assert told.job == {"kind": "unreached", "person": "rep1", "message": "01M", "code": 21610, "effect": told.id}
