"""Pictures that come in: asked for until they are had or given up, once each, and deleted where that is wished."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.harness import aws
from tests.harness.brand import HANDSETS, REP1_LINE, STRANGER, UNKNOWN_LINE
from tests.harness.pictures import GIF, PNG
from tests.harness.world import World

ADA = HANDSETS[0]


def parts(world: World) -> list[dict[str, Any]]:
    thread = world.thread(REP1_LINE, ADA)
    found: list[dict[str, Any]] = world.api("rep1", "GET", f"/threads/{thread}/messages").json["items"][0]["media"]
    return found


def states(world: World) -> list[str]:
    return [part["state"] for part in parts(world)]


def comes(world: World, *files: bytes) -> list[str]:
    text = world.carrier.took_in(ADA, REP1_LINE, "Look", media=files)
    assert world.webhook(text).ok
    return list(text.media)


def a_minute(world: World, minutes: int = 1) -> None:
    world.advance(minutes)
    world.tick()
    world.drain()


def kept() -> dict[str, bytes]:
    return {key: data for key, data in aws.files().items() if key.startswith("kept/")}


def test_what_the_provider_never_gives_is_given_up_after_a_quarter_of_an_hour(world: World) -> None:
    (source,) = comes(world, PNG)
    data = world.carrier.media.files.pop(source)
    world.drain()
    for _ in range(7):
        a_minute(world, 2)
    assert states(world) == ["waiting"]
    for _ in range(3):
        a_minute(world, 8)
    assert states(world) == ["failed"]
    assert "did not give it in time" in parts(world)[0]["reason"]
    assert not [item for item in world.items("conversations") if item["pk"]["S"].startswith("out#")]

    world.carrier.media.files[source] = data
    message = world.api("rep1", "GET", f"/threads/{world.thread(REP1_LINE, ADA)}/messages").json["items"][0]["id"]
    path = f"/threads/{world.thread(REP1_LINE, ADA)}/messages/{message}/media"
    assert world.api("rep1", "POST", path).status == 202
    world.drain()
    assert states(world) == ["kept"]
    assert world.api("rep1", "POST", path).status == 202
    assert aws.waiting("media") == []


def test_the_thread_changes_when_its_picture_is_there(world: World) -> None:
    """So that dashboards that ask for changes learn of it."""
    comes(world, PNG)
    world.work("alert")
    since = world.api("rep1", "GET", "/updates").json["cursor"]
    world.advance(seconds=20)
    since = world.api("rep1", "GET", f"/updates?since={since}").json["cursor"]
    world.advance(seconds=20)
    world.work("media")
    changed = world.api("rep1", "GET", f"/updates?since={since}").json["threads"]
    assert [thread["id"] for thread in changed] == [world.thread(REP1_LINE, ADA)]


def test_a_refused_part_leaves_the_others(world: World) -> None:
    first, _ = comes(world, PNG, GIF)
    world.carrier.media.refuses[first] = "It has more than 10,000,000 bytes."
    world.drain()
    assert states(world) == ["failed", "kept"]
    assert list(kept().values()) == [GIF]


def test_what_is_here_is_deleted_there_only_where_that_is_wished(world: World) -> None:
    comes(world, PNG)
    world.drain()
    assert len(world.carrier.media.files) == 1
    world.wiring.team.put_brand(replace(world.wiring.first_brand, delete_media=True))
    first, second = comes(world, PNG, GIF)
    world.carrier.media.refuses[first] = "It is not to be had."
    world.drain()
    assert second not in world.carrier.media.files
    assert first in world.carrier.media.files
    assert sorted(kept().values()) == sorted([PNG, GIF])


def test_a_job_that_comes_twice_leaves_one_file(world: World) -> None:
    comes(world, PNG, GIF)
    world.drain(duplicate=True)
    assert states(world) == ["kept", "kept"]
    assert sorted(kept().values()) == sorted([PNG, GIF])


def test_pictures_for_nobody_are_no_thread(world: World) -> None:
    assert world.webhook(world.carrier.took_in(STRANGER, UNKNOWN_LINE, "", media=[PNG])).ok
    world.drain()
    assert kept() == {}
    assert len(world.api("admin", "GET", "/quarantine").json["items"]) == 1
