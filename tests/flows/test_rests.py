"""A limit of the account's: all lines rest, and what they would send waits instead of being refused text by text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import GROUP, HANDSETS, LINES, REP1_LINE, REP1_PHONE, SHARED
from tests.harness.world import World
from tests.routes.answers import good

ADA, BEN, CLEO = HANDSETS[:3]
DAILY, HOURLY = 63038, 60728
HI = {"line": REP1_LINE, "to": BEN, "body": "Hi"}


@pytest.fixture(params=[DAILY, HOURLY])
def limited(world: World, request: pytest.FixtureRequest) -> World:
    """One text was refused, and all would be."""
    world.carrier.refuses.update(dict.fromkeys((*HANDSETS, REP1_PHONE), request.param))
    good(world.api("rep1", "POST", "/threads", HI | {"to": ADA}), 201)
    world.drain()
    return world


def asked(world: World) -> list[str]:
    """Whom the provider would be given a text for from now on."""
    calls: list[str] = []
    send = world.carrier.send

    def noted(**text: Any) -> Any:
        calls.append(text["to"])
        return send(**text)

    world.carrier.send = noted  # type: ignore[method-assign]
    return calls


def minutes(world: World, many: int) -> None:
    for _ in range(many):
        world.advance(1)
        world.tick()
        world.drain()


def test_all_lines_rest_for_an_hour(limited: World) -> None:
    for number in LINES:
        line = limited.wiring.team.line(limited.line(number))
        assert line is not None
        assert line.rests is not None
        assert 59 * 60 < (line.rests - limited.now).total_seconds() <= 60 * 60


def test_what_is_written_meanwhile_is_taken_waits_and_says_why(limited: World) -> None:
    calls = asked(limited)
    good(limited.api("rep1", "POST", "/threads", HI), 201)
    minutes(limited, 20)
    path = f"/threads/{limited.thread(REP1_LINE, BEN)}/messages"
    text = next(item for item in good(limited.api("rep1", "GET", path))["items"] if item["body"] == "Hi")
    assert (text["status"], text["waiting"]["code"], text["trouble"]) == ("queued", "line_rests", None)
    assert calls == []


def test_a_broadcast_of_another_line_waits_and_says_why(limited: World) -> None:
    calls = asked(limited)
    order = {"line": SHARED, "group": GROUP, "body": "Spring."}
    made = good(limited.api("rep2", "POST", "/broadcasts", order), 202)["id"]
    minutes(limited, 20)
    rows = good(limited.api("rep2", "GET", f"/broadcasts/{made}/recipients?status=queued"))["items"]
    assert {row["code"] for row in rows} == {"line_rests"}
    assert calls == []
    limited.carrier.refuses.clear()
    minutes(limited, 50)
    assert [limited.carrier.got(phone).count("Spring.") for phone in HANDSETS] == [1] * len(HANDSETS)


def test_after_the_hour_all_go_once_or_rest_again(limited: World) -> None:
    good(limited.api("rep1", "POST", "/threads", HI), 201)
    minutes(limited, 50)
    calls = asked(limited)
    minutes(limited, 20)
    assert 1 <= len(calls) <= 2
    limited.carrier.refuses.clear()
    minutes(limited, 70)
    assert (limited.carrier.got(ADA), limited.carrier.got(BEN)) == (["Hi"], ["Hi"])


def test_a_stop_meanwhile_stops_what_waits(limited: World) -> None:
    good(limited.api("rep1", "POST", "/threads", HI), 201)
    limited.drain()
    limited.handset_texts(BEN, REP1_LINE, "STOP")
    limited.carrier.refuses.clear()
    minutes(limited, 70)
    assert "Hi" not in limited.carrier.got(BEN)


def test_an_alert_by_text_comes_by_email_at_once(limited: World) -> None:
    limited.handset_texts(CLEO, REP1_LINE, "Are you there?")
    limited.drain()
    assert limited.carrier.got(REP1_PHONE) == []
    assert any(mail["to"] == "rep1@example.com" for mail in limited.mails)


def test_an_alert_that_meets_the_limit_first_comes_by_email(world: World) -> None:
    good(world.api("rep1", "PATCH", "/me", {"alerts": ["text"]}))
    world.carrier.refuses[REP1_PHONE] = DAILY
    world.handset_texts(CLEO, REP1_LINE, "Are you there?")
    world.drain()
    (mail,) = (mail for mail in world.mails if mail["to"] == "rep1@example.com")
    assert "did not reach your phone" in mail["subject"]
