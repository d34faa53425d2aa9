"""A person gives its own phone (AL-1): by a code that is texted there, and by nothing else."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core.changes import Changes
from chalicelib.core.ids import PersonId
from chalicelib.core.threads import Standing
from tests.harness.brand import HANDSETS, LOCAL, REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.gateway import Answer
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA = HANDSETS[0]
PHONE = "+12025550181"
OTHER = "+12025550182"


def ask(world: World, who: str = "rep2", phone: str = PHONE, key: str | None = None) -> Answer:
    answer = world.api(who, "POST", "/me/phone", {"phone": phone}, key)
    world.drain()
    return answer


def confirm(world: World, code: str, who: str = "rep2") -> Answer:
    return world.api(who, "POST", "/me/phone/code", {"code": code})


def code_at(world: World, phone: str = PHONE) -> str:
    found = re.search(r"\b\d{6}\b", world.carrier.got(phone)[-1])
    assert found is not None
    return found[0]


def give(world: World, who: str = "rep2", phone: str = PHONE) -> None:
    assert ask(world, who, phone).status == 202
    assert good(confirm(world, code_at(world, phone), who))["phone"] == f"+1••••••{phone[-4:]}"


def other_than(code: str, by: int = 1) -> str:
    return f"{(int(code) + by) % 1_000_000:06}"


def test_a_number_is_the_caller_s_once_its_code_came_back(world: World) -> None:
    answer = ask(world, phone="(202) 555-0181")
    assert answer.status == 202
    assert answer.json.keys() == {"until"}
    (text,) = world.carrier.sent
    assert (text.sender, text.to) == (LOCAL, PHONE), "rep2 has no line of its own"
    assert text.body.startswith("Brand: ")
    assert good(world.api("rep2", "GET", "/me"))["phone"] is None
    wrong(world.api("rep2", "PATCH", "/me", {"alerts": ["text"]}), "alerts")
    assert good(confirm(world, code_at(world)))["phone"] == "+1••••••0181"
    assert good(confirm(world, code_at(world)))["phone"] == "+1••••••0181", "a lost answer is asked for again"
    assert good(world.api("rep2", "PATCH", "/me", {"alerts": ["text"]}))["alerts"] == ["text"]


def test_who_has_a_line_of_its_own_gets_the_code_from_it_and_keeps_the_old_phone_till_then(world: World) -> None:
    assert ask(world, "rep1").status == 202
    assert world.carrier.sent[-1].sender == REP1_LINE
    world.handset_texts(ADA, REP1_LINE, "Hello?")
    world.drain()
    assert "Hello?" in world.carrier.got(REP1_PHONE)[-1]
    assert good(confirm(world, code_at(world), "rep1"))["phone"] == "+1••••••0181"
    world.advance(minutes=6)
    world.handset_texts(ADA, REP1_LINE, "Anybody?")
    world.drain()
    assert "Anybody?" in world.carrier.got(PHONE)[-1]
    assert len(world.carrier.got(REP1_PHONE)) == 1


def test_the_old_phone_is_a_stranger_s_again_and_free_for_another(world: World) -> None:
    give(world, "rep1")
    world.canary.given_away(REP1_PHONE)
    world.handset_texts(REP1_PHONE, REP1_LINE, "Hi")
    assert world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, REP1_PHONE)}").ok
    give(world, "rep2", REP1_PHONE)


def test_the_code_stands_in_no_item_no_answer_and_no_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answers = [ask(world), world.api("rep2", "GET", "/me")]
    code = code_at(world)
    answers += [confirm(world, other_than(code)), confirm(world, code)]
    shown = "".join(str(answer.body) for answer in answers)
    stored = str([world.items(noun) for noun in ("conversations", "contacts", "consent", "broadcasts", "team")])
    assert code not in shown
    assert code not in re.sub(r"\d{7,}", "", stored)
    logged = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("parley"))
    assert code not in logged
    assert PHONE not in logged + shown


def test_five_wrong_codes_and_it_is_worth_nothing(world: World) -> None:
    ask(world)
    code = code_at(world)
    for left in (4, 3, 2, 1):
        assert wrong(confirm(world, other_than(code, left)), "code") == {
            "code": f"This is not the code. {left} {'try is' if left == 1 else 'tries are'} left."
        }
    problem(confirm(world, other_than(code, 7)), 409, "no_tries")
    problem(confirm(world, code), 409, "no_tries")
    assert good(world.api("rep2", "GET", "/me"))["phone"] is None
    ask(world)
    assert code_at(world) != code
    assert good(confirm(world, code_at(world)))["phone"]


def test_a_code_lives_ten_minutes_and_until_the_next(world: World) -> None:
    ask(world)
    first = code_at(world)
    ask(world)
    wrong(confirm(world, first), "code")
    world.advance(minutes=10)
    problem(confirm(world, code_at(world)), 409, "no_code")


def test_nobody_confirms_what_another_asked_for(world: World) -> None:
    ask(world)
    problem(confirm(world, code_at(world), "limited"), 409, "no_code")


def test_three_codes_an_hour_and_the_third_repeat_is_one_of_them(world: World) -> None:
    for place in range(3):
        assert ask(world, key=f"k{place}").status == 202
    refusal = ask(world)
    problem(refusal, 409, "too_many_codes")
    assert refusal.json["until"].startswith("2026-03-02T16:00")
    assert ask(world, key="k2").status == 202, "the same request again"
    problem(ask(world, "limited"), 409, "too_many_codes")
    assert len(world.carrier.got(PHONE)) == 3
    assert ask(world, "limited", OTHER).status == 202
    world.advance(minutes=60)
    assert ask(world).status == 202


def test_a_key_is_for_one_request(world: World) -> None:
    first, again = ask(world, key="k"), ask(world, key="k")
    assert (first.status, first.json) == (again.status, again.json)
    assert len(world.carrier.sent) == 1
    problem(ask(world, phone=OTHER, key="k"), 409, "key_reused")


@pytest.mark.parametrize("phone", [LOCAL, SHARED, REP1_PHONE])
def test_a_line_and_another_person_s_phone_are_refused_in_one_sentence(world: World, phone: str) -> None:
    assert wrong(ask(world, phone=phone), "phone") == {
        "phone": "This number is in use here already. Give another, one that only you read."
    }
    assert world.carrier.sent == []


def test_who_asks_whose_numbers_are_may_do_so_three_times(world: World) -> None:
    for _ in range(3):
        wrong(ask(world, phone=REP1_PHONE), "phone")
    problem(ask(world, phone=REP1_PHONE), 409, "too_many_codes")
    problem(ask(world), 409, "too_many_codes")


@pytest.mark.parametrize("phone", ["+447911123456", "+19005550123", "+18005550177"])
def test_premium_and_foreign_numbers_get_no_text(world: World, phone: str) -> None:
    wrong(ask(world, phone=phone), "phone")
    assert world.carrier.sent == []


def test_the_own_number_and_what_is_none_are_refused(world: World) -> None:
    assert wrong(ask(world, "rep1", REP1_PHONE), "phone") == {
        "phone": "This is your phone already. Give another number to change it."
    }
    assert wrong(ask(world, phone="12"), "phone")["phone"].startswith("This cannot be a phone number.")
    wrong(world.api("rep2", "POST", "/me/phone", {}), "phone")


@pytest.mark.parametrize("line", [SHARED, REP1_LINE])
def test_a_number_that_said_stop_is_asked_for_its_start_first(world: World, line: str) -> None:
    world.handset_texts(ADA, line, "STOP")
    world.drain()
    before = len(world.carrier.got(ADA))
    refusal = ask(world, phone=ADA)
    problem(refusal, 409, "number_stopped")
    assert refusal.json["detail"].startswith("This number said STOP to us. Text START from it")
    assert len(world.carrier.got(ADA)) == before
    world.handset_texts(ADA, SHARED, "START")
    world.drain()
    give(world, phone=ADA)


def test_a_stop_that_comes_before_the_text_goes_stops_it(world: World) -> None:
    assert world.api("rep2", "POST", "/me/phone", {"phone": ADA}).status == 202
    world.handset_texts(ADA, SHARED, "STOP")
    world.drain()
    assert all("code" not in text for text in world.carrier.got(ADA))


def test_a_stop_between_the_code_and_its_confirmation_counts(world: World) -> None:
    ask(world, phone=ADA)
    code = code_at(world, ADA)
    world.handset_texts(ADA, SHARED, "STOP")
    world.drain()
    problem(confirm(world, code), 409, "number_stopped")
    assert good(world.api("rep2", "GET", "/me"))["phone"] is None
    world.handset_texts(ADA, SHARED, "START")
    world.drain()
    assert good(confirm(world, code))["phone"] == "+1••••••0110"


def test_a_line_that_is_gone_meanwhile_keeps_nobody_from_confirming(world: World) -> None:
    ask(world)
    for number in (SHARED, LOCAL):
        line = world.wiring.team.line(world.line(number))
        assert line is not None
        world.wiring.team.put_line(replace(line, members=frozenset()))
    assert good(confirm(world, code_at(world)))["phone"]


def test_while_no_line_may_text_the_caller_is_told_why(world: World) -> None:
    assert world.api("admin", "PATCH", "/settings", {"texting": False}).ok
    problem(ask(world), 409, "texting_off")
    assert world.api("admin", "PATCH", "/settings", {"texting": True}).ok
    for number in (SHARED, LOCAL):
        line = world.wiring.team.line(world.line(number))
        assert line is not None
        world.wiring.team.put_line(replace(line, members=frozenset()))
    problem(ask(world), 409, "no_line")


def test_who_gives_its_phone_away_is_alerted_by_email(world: World) -> None:
    assert ask(world, "rep1").status == 202
    assert world.api("rep1", "DELETE", "/me/phone").status == 204
    problem(confirm(world, code_at(world), "rep1"), 409, "no_code")
    shown = good(world.api("rep1", "GET", "/me"))
    assert (shown["phone"], shown["alerts"], shown["copies"]) == (None, ["email"], "email")
    assert world.api("rep1", "DELETE", "/me/phone").status == 204
    world.canary.given_away(REP1_PHONE)
    world.handset_texts(REP1_PHONE, REP1_LINE, "Hi")
    assert world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, REP1_PHONE)}").ok


def test_an_alert_to_a_phone_that_is_the_person_s_no_more_does_not_go(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "Hello?")
    world.work("alert")
    person = world.wiring.team.person(PersonId("rep1"))
    assert person is not None
    world.wiring.team.put_person(replace(person, phone=PHONE), world.contact(PHONE))  # type: ignore[arg-type]
    world.drain()
    assert world.carrier.sent == []


def test_the_phone_of_a_contact_becomes_a_person_s_and_nothing_of_the_contact_is_lost(world: World) -> None:
    world.handset_texts(ADA, SHARED, "Hello?")
    path = f"/threads/{world.thread(SHARED, ADA)}"
    give(world, phone=ADA)
    before = good(world.api("rep1", "GET", path))
    world.handset_texts(ADA, SHARED, "It is me")
    world.drain()
    after = good(world.api("rep1", "GET", path))
    assert (after["preview"], after["unread"], after["consent"]) == (before["preview"], before["unread"], "yes")
    assert good(world.api("rep1", "GET", f"/contacts/{world.contact(ADA)}"))["first_name"] == "Ada"
    assert world.api("rep1", "POST", f"{path}/messages", {"body": "Hi Ada"}).ok


def test_stop_and_start_from_a_phone_that_is_a_contact_s_too_count_for_both(world: World) -> None:
    world.handset_texts(ADA, SHARED, "Hello?")
    give(world, phone=ADA)
    good(world.api("rep2", "PATCH", "/me", {"alerts": ["text"]}))
    path = f"/threads/{world.thread(SHARED, ADA)}"
    entries = len(good(world.api("rep1", "GET", f"{path}/messages"))["items"])
    world.handset_texts(ADA, SHARED, "STOP")
    world.drain()
    assert good(world.api("rep1", "GET", path))["consent"] == "no"
    shown = good(world.api("rep1", "GET", f"{path}/messages"))["items"]
    assert [entry["origin"] for entry in shown[: len(shown) - entries]] == ["consent"]
    assert good(world.api("rep2", "GET", "/me"))["alerts"] == ["email"]
    problem(world.api("rep1", "POST", f"{path}/messages", {"body": "Hi"}), 409, "consent_no")
    world.handset_texts(ADA, SHARED, "START")
    world.drain()
    assert good(world.api("rep1", "GET", path))["consent"] == "yes"
    assert good(world.api("rep2", "GET", "/me"))["alerts"] == ["email", "text"]


def test_a_phone_that_stopped_its_alerts_gets_no_code_when_it_is_given_anew(world: World) -> None:
    world.handset_texts(REP1_PHONE, REP1_LINE, "STOP")
    world.drain()
    assert world.api("rep1", "DELETE", "/me/phone").status == 204
    problem(ask(world, "rep1", REP1_PHONE), 409, "number_stopped")
    give(world, "rep1", PHONE)
    assert good(world.api("rep1", "PATCH", "/me", {"alerts": ["text"]}))["alerts"] == ["text"]


def test_each_event_has_its_channels(world: World) -> None:
    shown = good(world.api("rep1", "PATCH", "/me", {"events": {"mention": ["email"], "lead": []}}))
    assert shown["alerts"] == ["text", "email"]
    assert shown["events"] == {
        "message": ["text", "email"],
        "lead": [],
        "mention": ["email"],
        "escalation": ["text", "email"],
    }
    world.handset_texts(ADA, SHARED, "Hello?")
    world.drain()
    path = f"/threads/{world.thread(SHARED, ADA)}/notes"
    world.advance(minutes=10)
    texts, mails = len(world.carrier.got(REP1_PHONE)), len(world.mails)
    assert world.api("rep2", "POST", path, {"body": "@Rep One, look"}).ok
    world.drain()
    assert (len(world.carrier.got(REP1_PHONE)), len(world.mails)) == (texts, mails + 1)
    assert good(world.api("rep1", "PATCH", "/me", {"alerts": ["email"]}))["events"] == {
        event: ["email"] for event in ("message", "lead", "mention", "escalation")
    }
    wrong(world.api("rep2", "PATCH", "/me", {"events": {"lead": ["text"]}}), "alerts")


NIGHT = {"begins": "09:30", "ends": "11:00", "zone": ""}
"""The world begins at ten in the morning, by the brand's clocks."""


def told(world: World) -> tuple[int, int]:
    world.handset_texts(ADA, REP1_LINE, "Hello?")
    world.drain()
    mails = [mail for mail in world.mails if mail["to"] == "rep1@example.com"]
    return len(world.carrier.got(REP1_PHONE)), len(mails)


def test_in_quiet_hours_an_alert_comes_by_email_only(world: World) -> None:
    assert good(world.api("rep1", "PATCH", "/me", {"quiet": NIGHT, "alerts": ["text"]}))["quiet"] == NIGHT
    assert told(world) == (0, 1)
    assert good(world.api("rep1", "PATCH", "/me", {"name": "Riley"}))["quiet"] == NIGHT
    world.advance(minutes=61)
    assert told(world) == (1, 1)
    assert good(world.api("rep1", "PATCH", "/me", {"quiet": None}))["quiet"] is None


def test_a_copy_in_quiet_hours_comes_by_email(world: World) -> None:
    good(world.api("rep1", "PATCH", "/me", {"quiet": NIGHT}))
    order: dict[str, Any] = {"line": SHARED, "group": "g00000000000000000000000000", "body": "Spring"}
    assert world.api("rep1", "POST", "/broadcasts", order).ok
    world.drain()
    assert world.carrier.got(REP1_PHONE) == []
    assert [mail["to"] for mail in world.mails] == ["rep1@example.com"]


@pytest.mark.parametrize(
    ("quiet", "field"),
    [
        ({"begins": "10:00", "ends": "10:00"}, "quiet"),
        ({"begins": "24:00", "ends": "10:00"}, "quiet.begins"),
        ({"begins": "22:00"}, "quiet.ends"),
        ({"begins": "22:00", "ends": "07:00", "zone": "Mars/Base"}, "quiet.zone"),
    ],
)
def test_quiet_hours_that_cannot_be_are_told_with_the_remedy(world: World, quiet: dict[str, str], field: str) -> None:
    wrong(world.api("rep1", "PATCH", "/me", {"quiet": quiet}), field)


def test_a_stranger_s_stop_before_it_was_anybody_s_counts(world: World) -> None:
    world.handset_texts(STRANGER, LOCAL, "STOP")
    world.drain()
    problem(ask(world, phone=STRANGER), 409, "number_stopped")


def just_before_each_claim(world: World, act: Callable[[], None]) -> None:
    """Works off all that waits, and what comes again within five minutes; `act` comes before each claim."""
    claim = world.wiring.conversations.claim

    def late(*given: Any, **more: Any) -> bool:
        act()
        return claim(*given, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world.wiring.conversations, "claim", late)
        world.drain()
    for _ in range(5):
        world.advance(1)
        world.tick()
        world.drain()


@pytest.mark.parametrize("line", [SHARED, LOCAL, REP1_LINE])
def test_a_stop_between_the_last_look_and_the_claim_stops_the_code(world: World, line: str) -> None:
    """Of a number of which nothing was written: its STOP is its first word, to whatever line."""
    assert world.api("rep2", "POST", "/me/phone", {"phone": STRANGER}).status == 202
    texted: list[Answer] = []

    def stop() -> None:
        if not texted:
            texted.append(world.handset_texts(STRANGER, line, "STOP"))

    just_before_each_claim(world, stop)
    assert texted[0].ok
    assert all("code" not in text for text in world.carrier.got(STRANGER))


def test_a_stop_of_who_is_no_contact_between_the_last_look_and_the_claim_stops_the_code(world: World) -> None:
    """A person's phone that is no contact's leaves its STOP as a standing alone."""
    assert world.api("rep2", "POST", "/me/phone", {"phone": STRANGER}).status == 202
    contact = world.contact(STRANGER)

    def stop() -> None:
        stopped = Standing(contact, stopped=True, last_stop=world.now)
        world.wiring.conversations.save(Changes(standing=stopped), world.now)

    just_before_each_claim(world, stop)
    assert world.carrier.got(STRANGER) == []
