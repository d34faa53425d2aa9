"""A rep answers from its own phone (AL-5): what the contact gets, what the rep is told, and what nobody gets."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.core import own_phone
from chalicelib.core.people import Channel
from chalicelib.flows.ports import MailFailed
from tests.harness.brand import HANDSETS, REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, wrong
from tests.routes.failing import failing

ADA, BEN = HANDSETS[:2]


def answers_allowed(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"own_phone_answers": True}))


def texts(world: World, sender: str, body: str, to: str = REP1_LINE) -> None:
    assert world.handset_texts(sender, to, body).status == 200
    world.drain()
    world.advance(seconds=30)


def got(world: World, phone: str) -> list[str]:
    return world.carrier.got(phone)


def timeline(world: World, contact: str) -> list[Any]:
    found: list[Any] = good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, contact)}/messages"))["items"]
    return found


def test_an_alert_is_answered_through_the_line_as_that_rep(world: World) -> None:
    answers_allowed(world)
    texts(world, ADA, "Is it still there?")
    (alert,) = got(world, REP1_PHONE)
    assert alert.startswith("#1 Ada to ")
    assert len(alert) <= 160
    texts(world, REP1_PHONE, "It is. Come by!")
    assert got(world, ADA) == ["It is. Come by!"]
    sent = world.carrier.sent[-1]
    assert (sent.sender, sent.to) == (REP1_LINE, ADA), "the rep's number shows nowhere (AL-4)"
    entry = timeline(world, ADA)[0]
    assert (entry["body"], entry["author"]["id"], entry["origin"]) == ("It is. Come by!", "rep1", "one_to_one")
    shown = good(world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}"))
    assert (shown["tab"], shown["unread"]) == ("participating", False)
    assert got(world, REP1_PHONE) == [alert], "what went is not told"


def test_of_two_conversations_the_number_says_which(world: World) -> None:
    answers_allowed(world)
    texts(world, ADA, "Is it still there?")
    texts(world, BEN, "How much?")
    texts(world, REP1_PHONE, "Ten dollars")
    assert got(world, ADA) + got(world, BEN) == []
    assert got(world, REP1_PHONE)[-1].startswith("Not sent: you had several alerts.")
    texts(world, REP1_PHONE, "#2 Ten dollars")
    assert (got(world, ADA), got(world, BEN)) == ([], ["Ten dollars"])
    texts(world, ADA, "Hello?")
    texts(world, REP1_PHONE, "#1 It is")
    assert got(world, ADA) == ["It is"]


def test_who_may_not_be_texted_gets_nothing_and_the_rep_is_told_why(world: World) -> None:
    answers_allowed(world)
    texts(world, ADA, "Is it still there?")
    texts(world, ADA, "STOP")
    before = got(world, ADA)
    texts(world, REP1_PHONE, "It is")
    assert got(world, ADA) == before
    assert (
        got(world, REP1_PHONE)[-1] == "Not sent: This contact opted out of this line. Only its own START changes that."
    )


def test_what_is_no_longer_the_reps_is_not_answered(world: World) -> None:
    answers_allowed(world)
    texts(world, ADA, "Is it still there?")
    good(world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"active": False}))
    world.handset_texts(REP1_PHONE, "+18005550100", "It is")
    world.drain()
    assert got(world, ADA) == []
    assert got(world, REP1_PHONE)[-1].startswith("Not sent: ")


def test_where_the_brand_does_not_let_it_nothing_goes_and_alerts_bear_no_number(world: World) -> None:
    texts(world, ADA, "Is it still there?")
    assert got(world, REP1_PHONE)[0].startswith("Ada to ")
    texts(world, REP1_PHONE, "It is")
    assert got(world, ADA) == []
    assert got(world, REP1_PHONE)[1:] == [own_phone.OFF]


def test_an_alert_of_a_group_conversation_bears_no_number_and_is_answered_by_its_link(world: World) -> None:
    answers_allowed(world)
    good(world.api("rep1", "POST", "/group-chats", {"line": REP1_LINE, "to": [ADA, BEN]}), 201)
    world.drain()
    texts(world, ADA, "Who brings cake?")
    (alert,) = got(world, REP1_PHONE)
    assert alert.startswith("Ada")
    texts(world, REP1_PHONE, "I do")
    assert got(world, REP1_PHONE) == [alert, own_phone.GROUP]
    assert got(world, BEN)[1:] == ["Ada: Who brings cake?"]


def test_a_stop_to_alerts_moves_them_to_email_and_a_start_brings_them_back(world: World) -> None:
    """Whether or not the brand lets alerts be answered."""
    texts(world, REP1_PHONE, "Stop")
    me = good(world.api("rep1", "GET", "/me"))
    assert (me["alerts"], me["copies"]) == ([Channel.EMAIL], Channel.EMAIL)
    assert [mail["subject"] for mail in world.mails if mail["to"] == "rep1@example.com"] == [
        "Your alerts come by email now"
    ]
    texts(world, STRANGER, "Hello")
    assert got(world, REP1_PHONE) == []
    assert world.mails[-1]["to"] == "rep1@example.com"
    texts(world, REP1_PHONE, "START")
    assert good(world.api("rep1", "GET", "/me"))["alerts"] == [Channel.EMAIL, Channel.TEXT]
    assert len(world.mails) == 2


def test_while_alerts_are_stopped_not_even_a_failed_mail_is_made_good_by_text(world: World) -> None:
    texts(world, REP1_PHONE, "Stop")
    with failing(world, MailFailed("503"), "mail"):
        texts(world, ADA, "Is it still there?")
    assert got(world, REP1_PHONE) == []
    wrong(world.api("rep1", "PATCH", "/me", {"alerts": ["text"]}), "alerts")
    for _ in range(12):
        world.advance(1)
        world.tick()
        world.drain()
    assert "Is it still there?" in world.mails[-1]["text"]


def test_a_phone_that_answers_by_itself_is_told_three_times_an_hour_and_then_by_email(world: World) -> None:
    answers_allowed(world)
    for place in range(5):
        texts(world, REP1_PHONE, f"I am driving ({place})")
    assert len(got(world, REP1_PHONE)) == 3
    assert [mail["subject"] for mail in world.mails] == ["Your answer was not sent"] * 2


def test_what_somebody_else_has_answered_meanwhile_is_not_answered_twice(world: World) -> None:
    answers_allowed(world)
    texts(world, ADA, "Is it still there?", SHARED)
    path = f"/threads/{world.thread(SHARED, ADA)}"
    good(world.api("rep2", "POST", f"{path}/messages", {"body": "It is."}), 201)
    world.drain()
    texts(world, REP1_PHONE, "Yes!")
    assert got(world, ADA) == ["It is."]
    assert got(world, REP1_PHONE)[-1].startswith("Not sent: somebody else has answered meanwhile.")


def test_a_colleagues_note_is_not_answered_to_the_contact(world: World) -> None:
    answers_allowed(world)
    texts(world, ADA, "Is it still there?")
    world.advance(minutes=6)
    path = f"/threads/{world.thread(REP1_LINE, ADA)}"
    good(world.api("manager", "POST", f"{path}/notes", {"body": "@Rep One: she is difficult"}), 201)
    world.drain()
    world.advance(seconds=30)
    (note,) = (text for text in got(world, REP1_PHONE) if "mentioned you" in text)
    assert not note.startswith("#")
    texts(world, REP1_PHONE, "I know")
    assert got(world, ADA) == []
    texts(world, REP1_PHONE, "#1 It is")
    assert got(world, ADA) == ["It is"]


def test_a_contact_without_a_name_is_alerted_of_without_its_number(world: World) -> None:
    answers_allowed(world)
    texts(world, STRANGER, "Hello")
    alert = got(world, REP1_PHONE)[0]
    assert alert.startswith("#1 ")
    assert STRANGER[-7:-4] not in alert


@pytest.mark.parametrize("body", ["HELP", "#9 Yes", "Yes"])
def test_what_goes_to_nobody_is_told(world: World, body: str) -> None:
    answers_allowed(world)
    texts(world, REP1_PHONE, body)
    assert len(got(world, REP1_PHONE)) == 1
    assert {text.to for text in world.carrier.sent} == {REP1_PHONE}
