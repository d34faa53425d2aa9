"""Whose STOP ends alerts by text, whoever heard it, and that no alert is lost by it (AL-3, CN-13)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.core import own_numbers
from chalicelib.core.ids import PersonId
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.own_phone import came
from chalicelib.flows.ports import MailFailed
from tests.harness import aws
from tests.harness.brand import HANDSETS, LOCAL, REP1_LINE, REP1_PHONE
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.failing import failing
from tests.routes.test_own_phone import answers_allowed, got, texts

ADA = HANDSETS[0]
NEW_PHONE = "+12025550181"


def me(world: World, who: str = "rep1") -> Any:
    return good(world.api(who, "GET", "/me"))


def heard(world: World, word: str, sender: str = REP1_PHONE, to: str = REP1_LINE) -> None:
    """The provider alone knows the word, and says in its webhook what it took it for (Advanced Opt-Out)."""
    assert world.webhook(world.carrier.took_in(sender, to, "Lumos", opt_out=word)).ok
    world.drain()


def test_a_stop_that_only_the_provider_knows_ends_alerts_by_text(world: World) -> None:
    heard(world, "STOP")
    assert me(world)["alerts"] == ["email"]
    heard(world, "START")
    assert me(world)["alerts"] == ["email"], "a toll-free line's own stop is lifted by the network's words alone"
    heard(world, "START", to=LOCAL)
    assert "text" in me(world)["alerts"]


@pytest.mark.parametrize("word", ["STOP", "START", "HELP"])
def test_a_word_that_only_the_provider_knows_reaches_no_contact(world: World, word: str) -> None:
    answers_allowed(world)
    texts(world, ADA, "Is it still there?")
    heard(world, word)
    assert got(world, ADA) == []


def test_a_job_of_before_tells_by_the_words_of_its_text(world: World) -> None:
    assert world.handset_texts(REP1_PHONE, REP1_LINE, "STOP").ok
    (job,) = (json.loads(message.body) for message in aws.waiting("alert"))
    assert job.pop("word") == "stop"
    came(world.wiring, job, world.now)
    assert me(world)["alerts"] == ["email"]


def with_phone(world: World, phone: str) -> None:
    """Changes the phone as the confirmation of its code does, while jobs still wait."""
    before = world.wiring.team.person(PersonId("rep1"))
    assert before is not None
    after = own_numbers.verified(before, PhoneNumber(phone))
    world.wiring.team.put_person(after, world.contact(phone), before)


@pytest.mark.parametrize("word", ["STOP", "START"])
def test_a_word_of_the_phone_before_moves_nothing_of_the_new_one(world: World, word: str) -> None:
    assert world.handset_texts(REP1_PHONE, REP1_LINE, word).ok
    with_phone(world, NEW_PHONE)
    if word == "START":
        heard(world, "STOP", NEW_PHONE)
    before = me(world)["alerts"]
    world.drain()
    assert me(world)["alerts"] == before


def test_a_late_word_of_the_phone_before_undoes_no_stop_of_the_new_one(world: World) -> None:
    with_phone(world, NEW_PHONE)
    assert world.handset_texts(NEW_PHONE, REP1_LINE, "STOP").ok
    with_phone(world, REP1_PHONE)
    assert world.handset_texts(REP1_PHONE, REP1_LINE, "START").ok
    with_phone(world, NEW_PHONE)
    world.drain()
    assert me(world)["alerts"] == ["email"]


def by_text_alone(world: World) -> None:
    good(world.api("rep1", "PATCH", "/me", {"alerts": ["text"]}))


def mails_of(world: World, who: str = "rep1") -> list[dict[str, str]]:
    return [mail for mail in world.mails if mail["to"] == f"{who}@example.com"]


@pytest.mark.parametrize(("code", "stopped"), [(21610, True), (21614, False)])
def test_an_alert_that_the_phone_refuses_comes_by_email_and_so_do_all_after_it(
    world: World, code: int, *, stopped: bool
) -> None:
    by_text_alone(world)
    world.carrier.refuses[REP1_PHONE] = code
    texts(world, ADA, "Is it still there?")
    (mail,) = mails_of(world)
    assert mail["subject"] == "Your alerts come by email now"
    assert "Is it still there?" in mail["text"]
    assert ("Text START to" in mail["text"]) is stopped
    assert me(world)["alerts"] == ["email"]
    rep = world.wiring.team.person(PersonId("rep1"))
    assert rep is not None
    assert rep.texts_stopped is stopped
    world.advance(minutes=6)
    texts(world, ADA, "Hello?")
    assert "Hello?" in mails_of(world)[-1]["text"]


def test_a_failure_told_of_later_and_twice_is_mailed_once(world: World) -> None:
    by_text_alone(world)
    texts(world, ADA, "Is it still there?")
    for _ in range(2):
        world.callback(world.carrier.sent[-1], "undelivered", 30006)
        world.drain()
    assert len(mails_of(world)) == 1
    assert me(world)["alerts"] == ["email"]


def test_while_no_mail_goes_the_words_wait_for_it(world: World) -> None:
    by_text_alone(world)
    world.carrier.refuses[REP1_PHONE] = 21610
    with failing(world, MailFailed("503"), "mail"):
        texts(world, ADA, "Is it still there?")
    assert mails_of(world) == []
    for _ in range(12):
        world.advance(1)
        world.tick()
        world.drain()
    (mail,) = mails_of(world)
    assert "Is it still there?" in mail["text"]


def test_what_was_sent_before_a_start_or_to_another_phone_switches_nothing(world: World) -> None:
    by_text_alone(world)
    texts(world, ADA, "Is it still there?")
    alert = world.carrier.sent[-1]
    texts(world, REP1_PHONE, "START")
    world.callback(alert, "undelivered", 21610)
    world.drain()
    assert "text" in me(world)["alerts"]
    assert [mail["subject"] for mail in mails_of(world)] == ["A text did not reach your phone"]
    world.advance(minutes=6)
    texts(world, ADA, "Hello?")
    with_phone(world, NEW_PHONE)
    world.callback(world.carrier.sent[-1], "undelivered", 30006)
    world.drain()
    assert "text" in me(world)["alerts"]
    assert "Hello?" in mails_of(world)[-1]["text"]


def undelivered(world: World) -> None:
    """An alert by text, to a handset that is switched off."""
    texts(world, ADA, "Is it still there?")
    world.callback(world.carrier.sent[-1], "undelivered", 30003)
    world.drain()


def test_a_text_that_failed_for_other_reasons_is_mailed_and_leaves_alerts_as_they_are(world: World) -> None:
    by_text_alone(world)
    undelivered(world)
    assert "text" in me(world)["alerts"]
    (mail,) = mails_of(world)
    assert mail["subject"] == "A text did not reach your phone"
    assert "Is it still there?" in mail["text"]


def test_what_was_told_by_another_channel_too_is_not_mailed_again(world: World) -> None:
    good(world.api("rep1", "PATCH", "/me", {"alerts": ["text", "email"]}))
    undelivered(world)
    assert [mail["subject"] for mail in mails_of(world)] == ["Ada wrote to Rep One"]


def test_an_alert_that_a_stop_overtakes_comes_by_email(world: World) -> None:
    by_text_alone(world)
    assert world.handset_texts(ADA, REP1_LINE, "Is it still there?").ok
    world.work("alert")
    assert world.handset_texts(REP1_PHONE, REP1_LINE, "STOP").ok
    world.work("alert")
    world.drain()
    assert got(world, REP1_PHONE) == []
    assert [mail["subject"] for mail in mails_of(world)] == [
        "Your alerts come by email now",
        "A text did not reach your phone",
    ]
    assert "Is it still there?" in mails_of(world)[-1]["text"]
