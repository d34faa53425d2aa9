"""Who has no line of its own gets its alerts by text from a shared line that it sees (AL-1), and may answer them."""

from __future__ import annotations

import pytest

from tests.harness.brand import HANDSETS, LOCAL, REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.test_own_numbers import PHONE, give
from tests.routes.test_own_phone import answers_allowed, texts

ADA = HANDSETS[0]


def by_text(world: World, who: str) -> str:
    """Its phone given and text chosen; the line that texted the code."""
    give(world, who)
    line = world.carrier.sent[-1].sender
    good(world.api(who, "PATCH", "/me", {"alerts": ["text"]}))
    world.advance(1)
    return line


def alerts(world: World) -> list[tuple[str, str]]:
    sent = (text for text in world.carrier.sent if text.to == PHONE)
    return [(text.sender, text.body) for text in sent if " is your code" not in text.body]


@pytest.mark.parametrize("who", ["rep2", "manager", "admin"])
def test_a_mention_is_texted_from_the_line_that_texted_the_code(world: World, who: str) -> None:
    line = by_text(world, who)
    texts(world, ADA, "Hello", SHARED)
    world.advance(6)
    author = "rep1" if who == "rep2" else "rep2"
    name = {"rep2": "Rep2", "manager": "Manager", "admin": "Admin"}[who]
    path = f"/threads/{world.thread(SHARED, ADA)}/notes"
    good(world.api(author, "POST", path, {"body": f"@{name} see?"}), 201)
    world.drain()
    sender, body = alerts(world)[-1]
    assert (sender, "mentioned you" in body) == (line, True)
    assert line in (SHARED, LOCAL)
    assert [mail for mail in world.mails if mail["to"] == f"{who}@example.com" and "mentioned" in mail["subject"]] == []


def test_an_alert_of_a_shared_line_is_answered_to_it(world: World) -> None:
    answers_allowed(world)
    line = by_text(world, "rep2")
    texts(world, ADA, "Is it still there?", SHARED)
    ((sender, body),) = alerts(world)
    assert (sender, body[:3]) == (line, "#1 ")
    texts(world, PHONE, "It is.", line)
    assert world.carrier.got(ADA) == ["It is."]
    assert world.carrier.sent[-1].sender == SHARED


def test_a_stop_to_that_line_ends_them(world: World) -> None:
    line = by_text(world, "rep2")
    texts(world, PHONE, "STOP", line)
    texts(world, STRANGER, "Hello", SHARED)
    assert alerts(world) == []
    assert good(world.api("rep2", "GET", "/me"))["alerts"] == ["email"]


def test_who_has_a_line_of_its_own_is_alerted_from_it(world: World) -> None:
    texts(world, ADA, "Hello", SHARED)
    assert [text.sender for text in world.carrier.sent if text.to == REP1_PHONE] == [REP1_LINE]
