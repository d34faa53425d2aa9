"""Alerts on devices: where they do not come there, they come by the next channel, and never to nobody (AL-3, AL-6)."""

from __future__ import annotations

import pytest

from tests.harness.brand import HANDSETS, REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.faults import down
from tests.harness.push import subscription
from tests.harness.world import World

ADA, BEN = HANDSETS[:2]


def with_devices(world: World, who: str, *names: str, alerts: list[str] | None = None) -> None:
    for name in names:
        assert world.api(who, "POST", "/me/push", subscription(name)).ok
    if alerts is not None:
        assert world.api(who, "PATCH", "/me", {"alerts": alerts}).ok


def asked(world: World, body: str = "Is it still there?", handset: str = ADA, line: str = REP1_LINE) -> None:
    world.handset_texts(handset, line, body)
    world.drain()


def counted(world: World) -> tuple[int, int, int]:
    """What rep1 got: on its devices, by email, by text."""
    mails = [mail for mail in world.mails if mail["to"] == "rep1@example.com"]
    return len(world.push.shown), len(mails), len(world.carrier.got(REP1_PHONE))


def test_every_device_shows_an_answer_and_none_of_its_words(world: World) -> None:
    with_devices(world, "rep1", "phone", "desk")
    asked(world)
    thread = world.thread(REP1_LINE, ADA)
    ((first, shown), (second, same)) = world.push.shown
    assert {first, second} == {"phone", "desk"}
    assert shown == same
    assert (shown["title"], shown["path"], shown["tag"]) == ("New message", f"/t/{thread}", thread)
    assert shown["body"] == "Rep One"


@pytest.mark.parametrize(
    ("alerts", "came"),
    [(["push"], (1, 0, 0)), (["push", "email"], (1, 1, 0)), (["push", "text"], (1, 0, 1)), (["email"], (0, 1, 0))],
)
def test_an_answer_comes_by_the_chosen_channels(world: World, alerts: list[str], came: tuple[int, int, int]) -> None:
    with_devices(world, "rep1", "phone", alerts=alerts)
    asked(world)
    assert counted(world) == came


def test_of_two_devices_one_is_enough(world: World) -> None:
    with_devices(world, "rep1", "phone", "desk", alerts=["push"])
    world.push.down.add("phone")
    asked(world)
    assert counted(world) == (1, 0, 0)


@pytest.mark.parametrize(
    ("alerts", "came"), [(["push"], (0, 1, 0)), (["push", "text"], (0, 0, 1)), (["push", "email"], (0, 1, 0))]
)
def test_where_no_device_is_reached_the_next_channel_is_used(
    world: World, alerts: list[str], came: tuple[int, int, int]
) -> None:
    with_devices(world, "rep1", "phone", alerts=alerts)
    world.push.down.add("phone")
    asked(world)
    assert counted(world) == came


def test_where_email_fails_too_a_text_goes(world: World) -> None:
    with_devices(world, "rep1", "phone", alerts=["push"])
    world.push.down.add("phone")
    with world.around(down("sesv2", "alert")):
        asked(world)
    assert counted(world) == (0, 0, 1)


def test_a_failed_email_calls_for_no_text_where_a_device_showed_it(world: World) -> None:
    with_devices(world, "rep1", "phone", alerts=["push", "email"])
    with world.around(down("sesv2", "alert")):
        asked(world)
    assert counted(world) == (1, 0, 0)


def test_a_device_that_is_gone_is_forgotten_and_the_choice_stays(world: World) -> None:
    with_devices(world, "rep1", "phone", "desk", alerts=["push"])
    world.push.gone = {"phone", "desk"}
    asked(world)
    assert counted(world) == (0, 1, 0)
    me = world.api("rep1", "GET", "/me").json
    assert (me["devices"], me["alerts"]) == ([], ["push"])
    world.push.gone = set()
    with_devices(world, "rep1", "tablet")
    asked(world, handset=BEN)
    assert counted(world) == (1, 1, 0)


def test_a_burst_rings_once(world: World) -> None:
    with_devices(world, "rep1", "phone")
    for body in ("Hello", "Anybody?"):
        asked(world, body)
    assert len(world.push.shown) == 1
    world.advance(minutes=6)
    asked(world, "Still nobody?")
    assert len({shown["id"] for shown in world.push.on("phone")}) == 2


def test_leads_mentions_and_hands_come_to_devices(world: World) -> None:
    with_devices(world, "rep1", "phone")
    with_devices(world, "manager", "managers")
    world.api("rep1", "POST", "/leads", {"line": SHARED, "phone": STRANGER})
    asked(world, line=SHARED, body="Hello")
    world.advance(minutes=6)
    path = f"/threads/{world.thread(SHARED, ADA)}"
    assert world.api("rep2", "POST", f"{path}/notes", {"body": "@Rep One, and @Manager: she is angry"}).ok
    world.drain()
    titles = [shown["title"] for shown in world.push.on("phone")]
    assert titles[-2:] == ["New message", "You were mentioned"]
    world.advance(minutes=6)
    assert world.api("manager", "PATCH", path, {"assignee": "rep1", "held_by": ""}).ok
    world.drain()
    assert world.push.on("phone")[-1]["title"] == "A conversation for you"
    assert "angry" not in str(world.push.shown)
