"""Broadcasts and texts to several: each gets it in private, who may not is refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import GROUP, HANDSETS, LOCAL, REP1_LINE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA, BEN, CLEO, DAN, EVE = HANDSETS
ORDER = {"line": REP1_LINE, "group": GROUP, "body": "Hi {{first_name|there}}, we open at 9."}


def test_a_preview_counts_and_sends_nothing(world: World) -> None:
    world.handset_texts(EVE, REP1_LINE, "STOP")
    seen = good(world.api("rep1", "POST", "/broadcasts/preview", ORDER))
    assert (seen["recipients"], seen["refused"], seen["segments"]) == (5, 1, 1)
    assert [entry["contact"]["phone"] for entry in seen["refused_sample"]] == [EVE]
    assert seen["sample"].startswith("Hi ")
    world.drain()
    assert world.carrier.sent == []


def test_a_preview_shows_the_longest_of_all_texts(world: World) -> None:
    """Not the first of those that take as many segments."""
    for phone, name in ((ADA, "Adelaide"), (EVE, "Evangeline")):
        good(world.api("rep1", "PATCH", f"/contacts/{world.contact(phone)}", {"first_name": name}))
        seen = good(world.api("rep1", "POST", "/broadcasts/preview", ORDER))
        assert (seen["sample"], seen["segments"]) == (f"Hi {name}, we open at 9.", 1)


def test_a_broadcast_goes_to_each_and_tells_how_far_it_is(world: World) -> None:
    world.handset_texts(EVE, REP1_LINE, "STOP")
    made = good(world.api("rep1", "POST", "/broadcasts", ORDER), 202)
    world.drain()
    assert world.carrier.got(ADA) == ["Hi Ada, we open at 9."]
    assert "we open at 9" not in " ".join(world.carrier.got(EVE))
    told = good(world.api("rep1", "GET", f"/broadcasts/{made['id']}"))["progress"]
    assert (told["recipients"], told["refused"], told["queued"]) == (5, 1, 0)
    assert sum(told[part] for part in told if part != "recipients") == 5
    listed = good(world.api("rep1", "GET", "/broadcasts"))["items"]
    assert [(item["id"], item["group_name"], item["author"]["name"]) for item in listed] == [
        (made["id"], "Spring list", "Rep One")
    ]


def test_recipients_tell_who_got_it_and_why_not(world: World) -> None:
    world.handset_texts(EVE, REP1_LINE, "STOP")
    made = good(world.api("rep1", "POST", "/broadcasts", ORDER), 202)
    world.drain()
    path = f"/broadcasts/{made['id']}/recipients"
    items = good(world.api("rep1", "GET", path))["items"]
    assert sorted(item["contact"]["phone"] for item in items) == sorted(HANDSETS)
    (refused,) = [item for item in items if item["code"]]
    assert (refused["contact"]["phone"], refused["status"]) == (EVE, "suppressed")
    assert refused["reason"]
    assert refused["rule"]
    only = good(world.api("rep1", "GET", f"{path}?status=suppressed"))["items"]
    assert [item["contact"]["phone"] for item in only] == [EVE]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"body": ""}, "body"),
        ({"body": "x" * 1601}, "body"),
        ({"body": "Hi {{password}}"}, "body"),
        ({"body": "Hi {{first_name"}, "body"),
        ({"group": "g" + "0" * 26 + "1"}, "group"),
        ({"group": "Spring list"}, "group"),
        ({"group": ""}, "group"),
        ({"line": "nonsense"}, "line"),
        ({"at": "tomorrow"}, "at"),
    ],
)
@pytest.mark.parametrize("path", ["/broadcasts", "/broadcasts/preview"])
def test_an_order_that_cannot_be_is_named(world: World, path: str, change: dict[str, Any], field: str) -> None:
    wrong(world.api("rep1", "POST", path, {**ORDER, **change}), field)


def test_who_may_not_use_the_line_sends_nothing(world: World) -> None:
    problem(world.api("rep2", "POST", "/broadcasts", ORDER), 403, "line_not_yours")
    problem(world.api("manager", "POST", "/broadcasts", ORDER), 403, "line_not_yours")
    problem(world.api("limited", "POST", "/broadcasts", {**ORDER, "line": SHARED}), 403, "role_too_low")
    world.drain()
    assert world.carrier.sent == []


def test_a_line_nobody_agreed_to_reaches_nobody(world: World) -> None:
    made = good(world.api("rep1", "POST", "/broadcasts", {**ORDER, "line": LOCAL}), 202)
    world.drain()
    assert good(world.api("rep1", "GET", f"/broadcasts/{made['id']}"))["progress"]["refused"] == 5
    assert [text for text in world.carrier.sent if text.to in HANDSETS] == []


def test_several_get_the_same_text_each_in_an_own_thread(world: World) -> None:
    world.handset_texts(EVE, SHARED, "STOP")
    asked = {"line": SHARED, "to": [ADA, world.contact(BEN), "202-555-0110", EVE, STRANGER], "body": "Hi"}
    answer = good(world.api("rep1", "POST", "/multi", asked), 201)
    assert (answer["sent"], answer["refused"]) == (2, 2)
    by_name = {item["to"]: item for item in answer["items"]}
    assert by_name[ADA]["thread"] == world.thread(SHARED, ADA)
    assert by_name[EVE]["refused"]["rule"]
    assert by_name[STRANGER]["refused"]["code"] == "consent_missing"
    world.drain()
    assert world.carrier.got(ADA) == ["Hi"]
    assert world.carrier.got(BEN) == ["Hi"]
    assert world.carrier.got(STRANGER) == []


def test_whose_name_makes_it_too_long_is_told_of_and_the_others_get_theirs(world: World) -> None:
    good(world.api("rep1", "PATCH", f"/contacts/{world.contact(BEN)}", {"first_name": "B" * 100}))
    asked = {"line": SHARED, "to": [ADA, BEN, EVE], "body": "x" * 1530 + "{{first_name}}"}
    key = world.key()
    answer = good(world.api("rep1", "POST", "/multi", asked, key), 201)
    assert (answer["sent"], answer["refused"]) == (2, 1)
    (refused,) = [item["refused"] for item in answer["items"] if item["to"] == BEN]
    assert (refused["code"], refused["rule"]) == ("invalid", None)
    assert "Shorten it" in refused["detail"]
    assert good(world.api("rep1", "POST", "/multi", asked, key), 201) == answer
    world.drain()
    assert [len(world.carrier.got(one)) for one in (ADA, BEN, EVE)] == [1, 0, 1]


def test_twenty_one_are_too_many(world: World) -> None:
    many = [f"+1202555{place:04}" for place in range(100, 121)]
    told = wrong(world.api("rep1", "POST", "/multi", {"line": SHARED, "to": many, "body": "Hi"}), "to")
    assert "20" in told["to"]
    wrong(world.api("rep1", "POST", "/multi", {"line": SHARED, "to": [], "body": "Hi"}), "to")


def test_one_wrong_number_stops_all_and_is_named(world: World) -> None:
    asked = {"line": SHARED, "to": [ADA, "Ann", BEN, "123"], "body": "Hi"}
    wrong(world.api("rep1", "POST", "/multi", asked), "to.1", "to.3")
    world.drain()
    assert world.carrier.sent == []


def test_answers_and_opt_outs_count_once_and_are_listed(world: World) -> None:
    """AN-1: for the last broadcast on that line, and on no other."""
    first = good(world.api("rep1", "POST", "/broadcasts", ORDER), 202)
    world.drain()
    world.advance(minutes=1)
    for body in ("When do you open?", "And on Sunday?"):
        world.handset_texts(ADA, REP1_LINE, body)
    world.handset_texts(BEN, SHARED, "Hello")
    world.handset_texts(EVE, REP1_LINE, "STOP")
    told = good(world.api("rep1", "GET", f"/broadcasts/{first['id']}"))["responses"]
    assert told == {
        "texted": 5,
        "replies": 1,
        "reply_rate": 0.2,
        "opt_outs": 1,
        "opt_out_rate": 0.2,
        "clicks": 0,
        "click_rate": 0.0,
        "openings": 0,
        "within_days": 3,
        "conversions": 0,
        "conversion_rate": 0.0,
        "won_within_days": 30,
    }
    path = f"/broadcasts/{first['id']}/recipients"
    for kind, phone in (("replied", ADA), ("opted_out", EVE)):
        (found,) = good(world.api("rep1", "GET", f"{path}?response={kind}"))["items"]
        assert (found["contact"]["phone"], found[kind] is not None) == (phone, True)
    every = good(world.api("rep1", "GET", path))["items"]
    assert {item["contact"]["phone"] for item in every if item["replied"]} == {ADA}
    wrong(world.api("rep1", "GET", f"{path}?response=replied&status=failed"), "response")
    wrong(world.api("rep1", "GET", f"{path}?response=shrugged"), "response")
    second = good(world.api("rep1", "POST", "/broadcasts", ORDER), 202)
    world.drain()
    world.advance(minutes=3 * 24 * 60 + 1)
    world.handset_texts(ADA, REP1_LINE, "Hello?")
    assert good(world.api("rep1", "GET", f"/broadcasts/{second['id']}"))["responses"]["replies"] == 0
