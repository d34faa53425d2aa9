"""Words that may mean stop, from the handset to whoever judges them; HELP; and a YES in vain."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core.consent import Act
from chalicelib.core.ids import ulid_time
from chalicelib.core.lines import Handling
from tests.harness import aws
from tests.harness.brand import HANDSETS, LOCAL, REP1_LINE, SHARED, STRANGER
from tests.harness.commits import plain
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA = HANDSETS[0]
WORDS = "Leave me alone, I am not interested."


@pytest.fixture
def asked(world: World) -> str:
    """The thread in which Ada wrote doubtful words."""
    world.handset_texts(ADA, SHARED, WORDS)
    return f"/threads/{world.thread(SHARED, ADA)}"


def thread(world: World, path: str, caller: str = "rep2") -> dict[str, Any]:
    found: dict[str, Any] = good(world.api(caller, "GET", path))
    return found


def acts(world: World, path: str) -> list[dict[str, Any]]:
    box = path.removeprefix("/threads/")
    return [plain(item) for item in aws.items("consent") if item["pk"]["S"] == box][-2:]


def test_a_doubt_shows_in_thread_and_list_and_closes_every_line(world: World, asked: str) -> None:
    """CN-9."""
    one = thread(world, asked)
    assert one["doubt"]["words"] == WORDS
    assert one["doubt"]["at"].startswith("20")
    assert ulid_time(one["doubt"]["message"]) > 0
    assert (one["tab"], one["consent"]) == ("needs_attention", "yes")
    assert (one["composer"]["open"], one["composer"]["code"], one["composer"]["rule"]) == (False, "doubtful", "CN-9")
    (listed,) = good(world.api("rep2", "GET", "/threads"))["items"]
    assert listed == one
    order = {"line": REP1_LINE, "to": ADA, "body": "Hi"}
    problem(world.api("rep1", "POST", "/threads", order), 409, "doubtful")
    problem(world.api("rep2", "POST", f"{asked}/messages", {"body": "Hi"}), 409, "doubtful")
    timeline = good(world.api("rep2", "GET", f"{asked}/messages"))["items"]
    assert [entry["origin"] for entry in timeline] == ["consent", "one_to_one"]
    assert "may mean stop" in timeline[0]["body"]
    world.drain()
    assert any(asked.removeprefix("/threads/") in mail["text"] for mail in world.mails), "somebody is told"


@pytest.mark.parametrize("caller", ["limited", "rep2", "manager"])
def test_who_may_answer_says_that_it_did_not_mean_stop(world: World, asked: str, caller: str) -> None:
    answer = good(world.api(caller, "POST", f"{asked}/doubt", {"meant_stop": False}))
    assert (answer["doubt"], answer["composer"]["open"], answer["consent"]) == (None, True, "yes")
    assert answer == thread(world, asked, caller)
    assert (acts(world, asked)[-1]["act"], acts(world, asked)[-1]["actor"]) == (Act.CLEAR, caller)
    assert world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": ADA, "body": "Hi"}).ok
    problem(world.api(caller, "POST", f"{asked}/doubt", {"meant_stop": True}), 409, "no_doubt")
    (entry, *_) = good(world.api(caller, "GET", f"{asked}/messages"))["items"]
    assert entry["author"]["id"] == caller


def test_who_may_answer_says_that_it_meant_stop_and_nothing_is_texted(world: World, asked: str) -> None:
    answer = good(world.api("rep2", "POST", f"{asked}/doubt", {"meant_stop": True}))
    assert (answer["consent"], answer["doubt"], answer["tab"]) == ("no", None, "participating")
    assert answer["composer"]["code"] == "consent_no"
    event = acts(world, asked)[-1]
    assert (event["act"], event["source"], event["actor"], event["wording"]) == (Act.STOP, "staff", "rep2", WORDS)
    order = {"line": REP1_LINE, "to": ADA, "body": "Hi"}
    problem(world.api("rep1", "POST", "/threads", order), 409, "stopped")
    world.drain()
    assert world.carrier.got(ADA) == []


def test_a_newer_message_must_be_read_before_it_is_waved_through(world: World, asked: str) -> None:
    first = thread(world, asked)["doubt"]["message"]
    world.handset_texts(ADA, SHARED, "STOP PLEASE")
    problem(world.api("rep2", "POST", f"{asked}/doubt", {"meant_stop": False, "message": first}), 409, "doubt_moved")
    assert thread(world, asked)["doubt"]["words"] == "STOP PLEASE"
    assert good(world.api("rep2", "POST", f"{asked}/doubt", {"meant_stop": True, "message": first}))["consent"] == "no"


def test_nobody_else_judges(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, WORDS)
    path = f"/threads/{world.thread(REP1_LINE, ADA)}"
    for caller in ("rep2", "limited"):
        problem(world.api(caller, "POST", f"{path}/doubt", {"meant_stop": False}), 404, "not_found")
    problem(world.api("manager", "POST", f"{path}/doubt", {"meant_stop": False}), 403, "line_not_yours")
    assert thread(world, path, "manager")["doubt"]["words"] == WORDS
    assert thread(world, path, "rep1")["doubt"]["words"] == WORDS


def test_a_question_that_is_not_asked_or_not_answered(world: World, asked: str) -> None:
    wrong(world.api("rep2", "POST", f"{asked}/doubt", {}), "meant_stop")
    wrong(world.api("rep2", "POST", f"{asked}/doubt", {"meant_stop": "perhaps"}), "meant_stop")
    world.handset_texts(STRANGER, LOCAL, "hello")
    path = f"/threads/{world.thread(LOCAL, STRANGER)}"
    problem(world.api("rep2", "POST", f"{path}/doubt", {"meant_stop": True}), 409, "no_doubt")


def test_the_contact_answers_by_itself(world: World, asked: str) -> None:
    world.handset_texts(ADA, SHARED, "START")
    one = thread(world, asked)
    assert (one["doubt"], one["composer"]["open"]) == (None, True)
    assert acts(world, asked)[-1]["act"] == Act.START


def test_help_is_answered_and_stands_in_the_timeline(world: World) -> None:
    """CN-6."""
    good(world.api("admin", "PATCH", "/settings", {"name": "Acme", "help": "Write to help@example.com."}))
    world.handset_texts(ADA, SHARED, "HELP")
    world.drain()
    said = "Acme: Write to help@example.com. Msg & data rates may apply. Reply STOP to opt out."
    assert world.carrier.got(ADA) == [said]
    timeline = good(world.api("rep2", "GET", f"/threads/{world.thread(SHARED, ADA)}/messages"))["items"]
    assert [(entry["origin"], entry["body"]) for entry in timeline] == [("automatic", said), ("one_to_one", "HELP")]
    assert world.mails == []
    world.handset_texts(ADA, SHARED, "help!")
    world.drain()
    assert len(world.carrier.got(ADA)) == 1


@pytest.mark.parametrize(("body", "kind", "consent"), [("adios", "STOP", "no"), ("back again", "START", "yes")])
def test_what_advanced_opt_out_hears_counts_and_is_not_answered_again(
    world: World, body: str, kind: str, consent: str
) -> None:
    team = world.wiring.team
    local = next(line for line in team.lines() if line.number == LOCAL)
    team.put_line(replace(local, handling=Handling.ADVANCED))
    world.webhook(world.carrier.took_in(STRANGER, LOCAL, body, opt_out=kind))
    world.drain()
    assert thread(world, f"/threads/{world.thread(LOCAL, STRANGER)}")["consent"] == consent
    assert world.carrier.got(STRANGER) == []


def test_a_yes_after_a_toll_free_stop_is_told_to_be_in_vain(world: World) -> None:
    """CN-5."""
    path = f"/threads/{world.thread(SHARED, ADA)}"
    world.handset_texts(ADA, SHARED, "STOP")
    assert "START or UNSTOP" not in thread(world, path)["composer"]["reason"]
    world.handset_texts(ADA, SHARED, "Yes!")
    composer = thread(world, path)["composer"]
    assert (composer["open"], composer["code"], composer["rule"]) == (False, "consent_no", "CN-5")
    assert "START or UNSTOP" in composer["reason"]
    (listed,) = good(world.api("rep2", "GET", "/threads"))["items"]
    assert listed["composer"] == composer
    world.handset_texts(ADA, SHARED, "UNSTOP")
    assert thread(world, path)["composer"]["open"]


def test_who_wrote_first_may_be_answered_until_it_is_told(world: World) -> None:
    """CN-8."""
    world.handset_texts(STRANGER, LOCAL, "Are you open?")
    one = thread(world, f"/threads/{world.thread(LOCAL, STRANGER)}")
    assert one["composer"]["open"]
    assert one["composer"]["until"] > one["last_reply_at"]
    world.advance(14 * 24 * 60)
    assert thread(world, f"/threads/{world.thread(LOCAL, STRANGER)}")["composer"]["code"] == "consent_missing"
