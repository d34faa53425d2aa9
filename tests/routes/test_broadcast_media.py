"""Pictures to many by the API: counted before, checked, kept, shown with links that end (SD-2, SD-4, SD-6, SD-12)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.harness import aws
from tests.harness.brand import GROUP, HANDSETS, OPTED_OUT, REP1_LINE, SHARED
from tests.harness.pictures import GIF, PNG
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong
from tests.routes.test_media import timeline, uploaded

ADA, BEN = HANDSETS[:2]
ORDER = {"line": REP1_LINE, "group": GROUP, "body": "Spring"}


def made(world: World, *uploads: str, key: str | None = None, **more: Any) -> dict[str, Any]:
    order = ORDER | {"media": list(uploads)} | more
    found: dict[str, Any] = good(world.api("rep1", "POST", "/broadcasts", order, key), 202)
    return found


def later(world: World) -> str:
    return (world.now + timedelta(hours=2)).isoformat()


def links(shown: dict[str, Any]) -> list[bool]:
    return [bool(one["url"]) for one in shown["media"]]


def test_a_preview_counts_messages_and_takes_nothing(world: World) -> None:
    order = ORDER | {"body": "Frühling 🌷 " + "x" * 300}
    plain = good(world.api("rep1", "POST", "/broadcasts/preview", order))
    assert (plain["encoding"], plain["segments"] > 1, plain["special_recipients"]) == ("UCS-2", True, 5)
    found = good(world.api("rep1", "POST", "/broadcasts/preview", order | {"media": [uploaded(world)]}))
    assert (found["encoding"], found["segments"], found["segments_total"]) == ("MMS", 1, 5)
    assert (found["special_recipients"], found["replacements"], found["warnings"]) == (0, [], [])
    assert (found["cost"]["segment"], found["cost"]["amount"]) == (0.03, 0.15)
    assert found["seconds"] == 3, "two and a half a second: a broadcast's share of a toll-free number's pictures"
    assert [key for key in aws.files() if key.startswith("kept/")] == []


def test_much_for_a_toll_free_line_is_told_and_goes_all_the_same(world: World) -> None:
    upload = uploaded(world, PNG + b"\0" * 600_000)
    order = ORDER | {"media": [upload]}
    (warning,) = good(world.api("rep1", "POST", "/broadcasts/preview", order))["warnings"]
    assert warning["code"] == "heavy_files"
    assert "toll-free" in warning["sentence"]
    made(world, upload)


@pytest.mark.parametrize("path", ["/broadcasts", "/broadcasts/preview", "/multi"])
def test_what_cannot_go_along_is_refused_with_its_field(world: World, path: str) -> None:
    asked = ORDER if path != "/multi" else {"line": REP1_LINE, "to": [ADA], "body": "Spring"}
    foreign, page = uploaded(world, caller="rep2"), uploaded(world, b"<html>")
    for media, field in (
        (["0" * 32], "media.0"),
        (["../x"], "media.0"),
        ([foreign], "media.0"),
        ([page], "media.0"),
        ([f"{place:032x}" for place in range(11)], "media"),
    ):
        wrong(world.api("rep1", "POST", path, asked | {"media": media}), field)
    wrong(world.api("rep1", "POST", path, asked | {"body": " "}), "body")
    world.drain()
    assert world.carrier.sent == []


def test_all_that_shows_one_broadcast_shows_its_pictures_with_links_that_end(world: World) -> None:
    first = made(world, uploaded(world), uploaded(world, GIF, "image/gif"), body="", send_at=later(world))
    assert [one["id"] for one in first["media"]] == [f"{first['id']}-0", f"{first['id']}-1"]
    assert [(one["type"], one["state"], one["inline"]) for one in first["media"]] == [
        ("image/png", "kept", True),
        ("image/gif", "kept", True),
    ]
    path = f"/broadcasts/{first['id']}"
    for method, place in (("GET", path), ("POST", f"{path}/pause"), ("POST", f"{path}/resume")):
        shown = good(world.api("rep1", method, place))
        assert links(shown) == [True, True]
        assert "X-Amz-Expires=900" in shown["media"][0]["url"]
    assert links(good(world.api("rep1", "PATCH", path, {"body": "Summer"}))) == [True, True]
    assert links(good(world.api("rep1", "POST", f"{path}/cancel"))) == [True, True]
    (listed,) = good(world.api("rep1", "GET", "/broadcasts"))["items"]
    assert links(listed) == [False, False]


def test_the_picture_stands_in_each_thread(world: World) -> None:
    sent = made(world, uploaded(world), body="Spring, {{first_name}}")
    world.drain()
    world.handset_texts(ADA, REP1_LINE, "Lovely")
    answer, entry = timeline(world)
    assert (entry["broadcast"], entry["body"], entry["segments"]) == (sent["id"], "Spring, Ada", 1)
    assert (links(entry), answer["media"]) == ([True], [])


def test_a_repeated_request_gives_the_first_one_though_its_uploads_are_gone(world: World) -> None:
    upload, key = uploaded(world), world.key()
    first = made(world, upload, key=key)
    aws.delete_file(f"uploads/rep1/{upload}")
    assert made(world, upload, key=key)["id"] == first["id"]
    other = ORDER | {"media": [uploaded(world)]}
    problem(world.api("rep1", "POST", "/broadcasts", other, key), 409, "key_reused")
    world.drain()
    assert len(world.carrier.got(ADA)) == 1


def test_a_change_keeps_adds_and_takes_off(world: World) -> None:
    first = made(world, uploaded(world), send_at=later(world))
    path, (kept,) = f"/broadcasts/{first['id']}", first["media"]
    more = good(world.api("rep1", "PATCH", path, {"media": [uploaded(world, GIF, "image/gif"), kept["id"]]}))
    assert [one["type"] for one in more["media"]] == ["image/gif", "image/png"]
    same = good(world.api("rep1", "PATCH", path, {"body": "Summer"}))
    assert [one["type"] for one in same["media"]] == ["image/gif", "image/png"]
    swapped = good(world.api("manager", "PATCH", path, {"media": [f"{first['id']}-1"]}))
    assert [(one["id"], one["type"]) for one in swapped["media"]] == [(f"{first['id']}-0", "image/png")]
    wrong(world.api("rep1", "PATCH", path, {"media": [f"{first['id']}-7"]}), "media.0")
    wrong(world.api("rep1", "PATCH", path, {"media": [], "body": ""}), "body")
    assert good(world.api("rep1", "PATCH", path, {"media": []}))["media"] == []


def test_several_get_a_picture_that_is_looked_at_once(world: World) -> None:
    upload = uploaded(world)
    asked = {"line": REP1_LINE, "to": [OPTED_OUT, ADA, BEN], "media": [upload]}
    key = world.key()
    found = good(world.api("rep1", "POST", "/multi", asked, key), 201)
    assert (found["sent"], found["refused"]) == (2, 1)
    world.drain()
    assert [len(text.media) for text in world.carrier.sent] == [1, 1]
    assert len([key for key in aws.files() if key.startswith("kept/")]) == 1
    assert [links(entry) for entry in timeline(world)] == [[True]]
    aws.delete_file(f"uploads/rep1/{upload}")
    assert good(world.api("rep1", "POST", "/multi", asked, key), 201) == found


def test_the_authors_copy_tells_of_files(world: World) -> None:
    made(world, uploaded(world), body="")
    world.drain()
    (copy,) = [text.body for text in world.carrier.sent if text.body.startswith("Copy of")]
    assert copy.startswith("Copy of your text with 1 file to ")


def test_the_sender_of_another_line_sees_nothing_of_it(world: World) -> None:
    sent = made(world, uploaded(world))
    problem(world.api("rep2", "GET", f"/broadcasts/{sent['id']}"), 404, "not_found")
    order = {"line": SHARED, "group": GROUP, "media": [sent["media"][0]["id"]]}
    wrong(world.api("rep2", "POST", "/broadcasts", order), "media.0")
