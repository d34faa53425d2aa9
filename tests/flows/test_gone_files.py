"""What is scheduled and whose picture is gone, or cannot be looked for: told once, mended, in nobody's way (SD-12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core.broadcasts import Halt, Stage
from chalicelib.flows.tick import tick
from tests.flows.test_broadcast_media import REACHED, a_minute, kept_of, one, sent
from tests.harness import aws
from tests.harness.brand import HANDSETS, SHARED, trio
from tests.harness.faults import down
from tests.harness.pictures import GIF, PNG
from tests.harness.wire import running
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.test_media import uploaded

ADA = HANDSETS[0]


@pytest.fixture
def world() -> Iterator[World]:
    with World(trio) as built:
        yield built


def test_what_is_scheduled_and_lost_its_picture_is_given_another(world: World) -> None:
    at = (world.now + timedelta(hours=1)).isoformat()
    made = sent(world, PNG, send_at=at)
    aws.delete_file(kept_of(world, made))
    a_minute(world, 61)
    seen = one(world, made)
    assert (seen["stage"], world.carrier.sent) == ("paused", [])
    assert "attach it anew, then resume it" in seen["paused_because"]
    new = uploaded(world, GIF, "image/gif", "rep2")
    later = (world.now + timedelta(minutes=1)).isoformat()
    path = f"/broadcasts/{made['id']}"
    moved = good(world.api("rep2", "PATCH", path, {"send_at": later}))
    assert (moved["stage"], moved["paused_because"]) == ("paused", seen["paused_because"])
    mended = good(world.api("rep2", "PATCH", path, {"media": [new], "send_at": later}))
    assert (mended["stage"], mended["paused_because"] or "") == ("paused", "")
    good(world.api("rep2", "POST", f"{path}/resume"))
    for _ in range(3):
        a_minute(world)
    assert len(world.carrier.sent) == REACHED
    assert aws.files()[world.carrier.sent[0].media[0].removeprefix("https://parley.example.com/")] == GIF


def test_another_picture_is_enough_and_it_waits_until_it_is_resumed(world: World) -> None:
    """Its time is past: it goes when it is resumed, and until then it can be changed again and again."""
    made = sent(world, PNG, send_at=(world.now + timedelta(hours=1)).isoformat())
    path = f"/broadcasts/{made['id']}"
    aws.delete_file(kept_of(world, made))
    a_minute(world, 61)
    seen = one(world, made)
    assert (made["changeable"], seen["stage"], seen["changeable"]) == (True, "paused", True)
    good(world.api("rep2", "PATCH", path, {"media": [uploaded(world, GIF, "image/gif", "rep2")]}))
    for _ in range(3):
        a_minute(world)
    mended = good(world.api("rep2", "PATCH", path, {"body": "Summer"}))
    assert (mended["stage"], mended["changeable"], mended["paused_because"]) == ("paused", True, None)
    assert mended["send_at"] == made["send_at"]
    assert world.carrier.sent == []
    good(world.api("rep2", "POST", f"{path}/resume"))
    for _ in range(3):
        a_minute(world)
    assert [text.body[:6] for text in world.carrier.sent] == ["Summer"] * REACHED
    links = {text.media for text in world.carrier.sent}
    assert [aws.files()[link.removeprefix("https://parley.example.com/")] for (link,) in links] == [GIF]
    assert not one(world, made)["changeable"]


def test_what_is_scheduled_and_lost_its_picture_is_told_once_and_ends_in_its_time(world: World) -> None:
    at, end = (world.now + timedelta(hours=1)), world.now + timedelta(hours=2)
    kept = sent(world, PNG, send_at=at.isoformat())
    ending = sent(world, GIF, send_at=at.isoformat(), not_after=end.isoformat())
    for made in (kept, ending):
        aws.delete_file(kept_of(world, made))
    a_minute(world, 61)
    for _ in range(3):
        a_minute(world)
    assert len([mail for mail in world.mails if mail["subject"].startswith("Paused")]) == 2
    a_minute(world, 60)
    known = {made["id"]: world.wiring.broadcasts.get(made["id"]) for made in (kept, ending)}
    assert [(one.stage, one.halt) for one in known.values() if one] == [
        (Stage.SCHEDULED, Halt.PAUSED),
        (Stage.DONE, Halt.EXPIRED),
    ]


@pytest.mark.parametrize("repeat", [None, {"weekdays": ["monday"], "count": 2}])
def test_where_the_bucket_does_not_answer_the_others_go_and_it_goes_later(
    world: World, repeat: dict[str, Any] | None
) -> None:
    at = world.now + timedelta(hours=1)
    again = {"repeat": repeat | {"weekdays": [f"{at:%A}".lower()]}} if repeat else {}
    sent(world, PNG, send_at=at.isoformat(), **again)
    sent(world, body="No picture", send_at=at.isoformat())
    world.api("rep2", "POST", "/threads", {"line": SHARED, "to": ADA, "body": "Later", "send_at": at.isoformat()})
    with world.around(down("s3", "tick")):
        world.advance(61)
        with running("tick"):
            tick(world.wiring, world.now, lambda: world.now)
        world.drain()
    assert {text.body for text in world.carrier.sent} == {"No picture", "Later"}
    for _ in range(3):
        a_minute(world)
    assert len([text for text in world.carrier.sent if text.media]) == REACHED
    assert [mail for mail in world.mails if mail["subject"].startswith("Paused")] == []
