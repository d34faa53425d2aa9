"""Pictures by the API: uploaded by their own sender only, checked by their bytes, shown to who sees the thread."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.core import media
from tests.harness import aws
from tests.harness.brand import HANDSETS, REP1_LINE, SHARED
from tests.harness.pictures import JPEG, PNG, png
from tests.harness.world import World
from tests.routes.answers import good, problem

ADA = HANDSETS[0]


def uploaded(world: World, data: bytes = PNG, kind: str = "image/png", caller: str = "rep1") -> str:
    form = good(world.api(caller, "POST", "/media", {"type": kind, "size": len(data)}), 201)
    aws.put_file(media.upload_key(caller, form["id"]), data)
    return str(form["id"])


def started(world: World, uploads: list[str], body: str = "", caller: str = "rep1", key: str | None = None) -> Any:
    return world.api(caller, "POST", "/threads", {"line": REP1_LINE, "to": ADA, "body": body, "media": uploads}, key)


def timeline(world: World, caller: str = "rep1", line: str = REP1_LINE) -> Any:
    return good(world.api(caller, "GET", f"/threads/{world.thread(line, ADA)}/messages"))["items"]


def test_a_form_takes_one_file_of_its_type_and_size_under_its_callers_name(world: World) -> None:
    form = good(world.api("rep1", "POST", "/media", {"type": "image/jpeg", "size": 1000}), 201)
    assert form["fields"]["key"] == f"uploads/rep1/{form['id']}"
    assert form["fields"]["Content-Type"] == "image/jpeg"
    assert "policy" in {name.lower() for name in form["fields"]}


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({"type": "image/svg+xml", "size": 10}, {"type"}),
        ({"type": "text/html", "size": 10}, {"type"}),
        ({"type": "image/png", "size": 5_000_001}, {"size"}),
        ({"type": "image/png", "size": 0}, {"size"}),
        ({"size": 10}, {"type"}),
        ({"type": "image/png", "size": 10, "name": "<img src=x onerror=alert(1)>.png"}, {"name"}),
    ],
)
def test_what_cannot_go_is_refused_with_its_field(world: World, asked: dict[str, Any], fields: set[str]) -> None:
    found = problem(world.api("rep1", "POST", "/media", asked), 422, "invalid")
    assert found["fields"].keys() == fields


def test_a_picture_goes_out_and_the_provider_can_fetch_it(world: World) -> None:
    message = good(started(world, [uploaded(world, png(40, 30))]), 201)["message"]
    (shown,) = message["media"]
    assert (shown["type"], shown["width"], shown["height"], shown["inline"]) == ("image/png", 40, 30, True)
    assert message["segments"] == 1
    world.drain()
    (text,) = world.carrier.sent
    (lent,) = text.media
    key = lent.removeprefix("https://parley.example.com/")
    assert aws.files()[key] == png(40, 30)
    assert len(key) >= len("m/") + 32
    assert ADA.removeprefix("+") not in lent
    assert world.carrier.got(ADA) == [""]


def test_links_are_signed_end_soon_and_say_how_a_file_is_shown(world: World) -> None:
    world.carrier.media.told = 0
    world.webhook(world.carrier.took_in(ADA, REP1_LINE, "", media=[JPEG, b"<svg onload=alert(1)>", b"<html>"]))
    world.drain()
    parts = timeline(world)[0]["media"]
    asked = [parse_qs(urlsplit(part["url"]).query) for part in parts]
    assert [found["response-content-type"] for found in asked] == [
        ["image/jpeg"],
        ["application/octet-stream"],
        ["application/octet-stream"],
    ]
    assert [found["response-content-disposition"] for found in asked] == [
        ['inline; filename="picture-1.jpg"'],
        ['attachment; filename="file-2.bin"'],
        ['attachment; filename="file-3.bin"'],
    ]
    assert {found["X-Amz-Expires"][0] for found in asked} == {"900"}
    assert [part["inline"] for part in parts] == [True, False, False]
    assert "twilio" not in str(parts)


def test_who_does_not_see_the_thread_gets_no_link_and_cannot_ask_again(world: World) -> None:
    world.webhook(world.carrier.took_in(ADA, REP1_LINE, "", media=[PNG]))
    world.drain()
    (entry,) = timeline(world)
    thread = world.thread(REP1_LINE, ADA)
    for caller in ("rep2", "limited"):
        problem(world.api(caller, "GET", f"/threads/{thread}/messages"), 404, "not_found")
        problem(world.api(caller, "POST", f"/threads/{thread}/messages/{entry['id']}/media"), 404, "not_found")
    problem(world.api("rep1", "POST", f"/threads/{thread}/messages/nothing/media"), 404, "not_found")


def test_nobody_sends_anothers_upload(world: World) -> None:
    foreign = uploaded(world, caller="rep2")
    found = problem(started(world, [foreign]), 422, "invalid")
    assert found["fields"].keys() == {"media.0"}
    found = problem(started(world, [f"../rep2/{foreign}"]), 422, "invalid")
    assert found["fields"].keys() == {"media.0"}
    assert world.carrier.sent == []


def test_a_page_that_calls_itself_a_picture_is_not_sent(world: World) -> None:
    found = problem(started(world, [uploaded(world, b"<html><script>alert(1)</script>")]), 422, "invalid")
    assert found["fields"].keys() == {"media.0"}
    assert not [key for key in aws.files() if key.startswith(media.KEPT)]


def test_an_upload_that_is_gone_or_too_large_together_is_named(world: World) -> None:
    assert problem(started(world, ["0" * 32]), 422, "invalid")["fields"].keys() == {"media.0"}
    large = [uploaded(world, PNG + b"\0" * 2_600_000) for _ in range(2)]
    assert problem(started(world, large), 422, "invalid")["fields"].keys() == {"media"}
    assert problem(started(world, []), 422, "invalid")["fields"].keys() == {"body"}


def test_a_repeat_is_one_text_even_when_the_upload_is_gone(world: World) -> None:
    upload, key = uploaded(world), world.key()
    first = good(started(world, [upload], "Look", key=key), 201)["message"]
    del aws._files()[media.upload_key("rep1", upload)]
    again = good(started(world, [upload], "Look", key=key), 201)["message"]
    assert again["id"] == first["id"]
    problem(started(world, [], "Look", key=key), 409, "key_reused")
    world.drain()
    assert len(world.carrier.sent) == 1


def test_a_picture_that_is_gone_fails_the_text_and_says_so(world: World) -> None:
    good(started(world, [uploaded(world)]), 201)
    for key in [key for key in aws.files() if key.startswith(media.KEPT)]:
        del aws._files()[key]
    world.drain()
    assert timeline(world)[0]["status"] == "failed"
    assert world.carrier.sent == []


def test_a_contact_who_may_not_be_texted_is_sent_no_picture_and_none_is_kept(world: World) -> None:
    world.handset_texts(ADA, REP1_LINE, "STOP")
    world.drain()
    problem(started(world, [uploaded(world)]), 409, "consent_no")
    assert not [key for key in aws.files() if key.startswith(media.KEPT)]


def test_lent_names_differ_by_text(world: World) -> None:
    upload = uploaded(world)
    good(started(world, [upload]), 201)
    good(started(world, [upload]), 201)
    world.drain()
    assert len({source for text in world.carrier.sent for source in text.media}) == 2


def test_the_bucket_that_does_not_answer_costs_no_text(world: World) -> None:
    from tests.harness.faults import down

    with world.around(down("s3", "media")):
        world.webhook(world.carrier.took_in(ADA, SHARED, "Look", media=[PNG]))
        world.drain()
    (entry,) = timeline(world, "rep2", SHARED)
    assert (entry["body"], entry["media"][0]["state"]) == ("Look", "waiting")
