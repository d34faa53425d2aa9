"""Sending through the provider's own library."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
import urllib3
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from tests.harness.pictures import PNG
from tests.infrastructure.carrier.brand import Reply
from tests.infrastructure.carrier.world import ANN, BEN, LOCAL, SID, TOKEN, TOLL_FREE, Redirected, World


def refusal(world: World, **request: object) -> tuple[int, int]:
    """The status and the code that a send is refused with."""
    with pytest.raises(TwilioRestException) as caught:
        world.client.messages.create(**{"to": ANN, "from_": TOLL_FREE, "body": "Hello", **request})
    return caught.value.status, caught.value.code


def test_a_text_is_queued_and_then_delivered(world: World) -> None:
    world.line()
    sent = world.send("Hello")
    assert (sent.status, sent.direction, sent.num_segments, sent.sid[:2]) == (
        "queued",
        "outbound-api",
        "1",
        "SM",
    )
    assert sent.date_sent is None
    assert datetime.now(UTC) - sent.date_created < timedelta(seconds=3)
    world.settle()
    later = sent.fetch()
    assert (later.status, later.error_code) == ("delivered", None)
    assert later.date_sent is not None
    assert world.phone() == [("in", "Hello")]


@pytest.mark.parametrize(
    ("request_fields", "expected"),
    [
        ({"to": "12"}, (400, 21211)),
        ({"to": "+10005550111"}, (400, 21211)),
        ({"to": TOLL_FREE}, (400, 21266)),
        ({"to": "+447700900123"}, (400, 21612)),
        ({"from_": "+18005550199"}, (400, 21606)),
        ({"body": ""}, (400, 21602)),
        ({"body": "x" * 1601}, (400, 21617)),
        ({"media_url": ["http://example.com/a.jpg"] * 11}, (400, 21623)),
    ],
)
def test_what_the_provider_would_not_take_is_refused_with_its_code(
    world: World, request_fields: dict[str, object], expected: tuple[int, int]
) -> None:
    world.line()
    assert refusal(world, **request_fields) == expected
    assert world.phone() == []


def test_a_body_of_1600_characters_is_taken(world: World) -> None:
    world.line()
    assert world.send("x" * 1600).num_segments == "11"


@pytest.mark.parametrize(("name", "token"), [(SID, "wrong"), ("AC" + "1" * 32, TOKEN)])
def test_wrong_credentials_are_refused(world: World, name: str, token: str) -> None:
    stranger = Client(name, token, http_client=Redirected(world.address))
    with pytest.raises(TwilioRestException) as caught:
        stranger.messages("SM0").fetch()
    stranger.http_client.session.close()
    assert (caught.value.status, caught.value.code) == (401, 20003)


def test_a_foreign_account_and_an_unknown_text_are_not_found(world: World) -> None:
    for path in (f"/2010-04-01/Accounts/{SID}/Messages/SM0.json", "/2010-04-01/Accounts/AC9/Messages.json"):
        with pytest.raises(TwilioRestException) as caught:
            world.client.api.v2010.fetch("GET", world.address + path)
        assert (caught.value.status, caught.value.code) == (404, 20404)


def test_the_account_answers(world: World) -> None:
    assert world.client.api.v2010.accounts(SID).fetch().status == "active"


def test_a_messaging_service_keeps_to_the_line_that_the_handset_knows(world: World) -> None:
    world.line(LOCAL)
    world.line(TOLL_FREE)
    world.text("Hi", line=TOLL_FREE)
    known = world.client.messages.create(to=ANN, messaging_service_sid="MG1", body="Hello")
    fresh = world.client.messages.create(to=BEN, messaging_service_sid="MG1", body="Hello")
    assert (known.from_, fresh.from_, known.status) == (TOLL_FREE, LOCAL, "accepted")


def test_a_line_with_a_limit_refuses_what_is_too_fast(world: World) -> None:
    world.line()
    world.call("PUT", f"/lines/{TOLL_FREE}", {"per_second": 2})
    world.send(), world.send()
    assert refusal(world) == (429, 20429)
    world.call("PUT", f"/lines/{TOLL_FREE}", {"per_second": None})
    assert world.send().status == "queued"


def test_a_text_to_another_number_of_the_brand_comes_in_there(world: World) -> None:
    world.line(TOLL_FREE)
    world.line(LOCAL, "/other")
    world.send("From line to line", to=LOCAL)
    world.settle()
    assert [(hit.form["From"], hit.form["To"]) for hit in world.brand.at("/other")] == [(TOLL_FREE, LOCAL)]


def test_media_travel_both_ways(world: World) -> None:
    world.line()
    picture = f"{world.brand.address}/cat.png"
    sent = world.send("Look", media_url=[picture])
    world.settle()
    assert (sent.sid[:2], sent.num_media) == ("MM", "1")
    assert world.call("GET", f"/handsets/{ANN}/messages")["items"][0]["media"] == [picture]

    world.call("POST", f"/handsets/{ANN}/messages", {"to": TOLL_FREE, "media": [picture]})
    world.settle()
    form = world.brand.at("/inbound")[0].form
    assert (form["NumMedia"], form["MediaContentType0"], form["MessageSid"][:2]) == ("1", "image/png", "MM")
    world.brand.replies["/cat.png"] = [Reply(body="a cat", content_type="image/png")]
    assert world.http.request("GET", form["MediaUrl0"]).status == 401
    login = urllib3.make_headers(basic_auth=f"{SID}:{TOKEN}")
    got = world.http.request("GET", form["MediaUrl0"], headers=login)
    assert got.data == b"a cat"
    assert [m.content_type for m in world.client.messages(form["MessageSid"]).media.list()] == ["image/png"]


def test_a_picture_from_a_handset_is_kept_behind_a_password_and_a_redirect_to_another_host(world: World) -> None:
    world.line()
    url = "data:image/png;base64," + base64.b64encode(PNG).decode()
    world.call("POST", f"/handsets/{ANN}/messages", {"to": TOLL_FREE, "media": [url]})
    world.settle()
    form = world.brand.at("/inbound")[0].form
    login = urllib3.make_headers(basic_auth=f"{SID}:{TOKEN}")
    redirected = world.http.request("GET", form["MediaUrl0"], headers=login, redirect=False)
    assert redirected.status == 307
    assert redirected.headers["location"].startswith("http://localhost:")
    found = world.http.request("GET", redirected.headers["location"])
    assert (found.data, found.headers["content-type"]) == (PNG, "image/png")
    assert world.http.request("DELETE", form["MediaUrl0"], headers=login).status == 204
    assert world.http.request("GET", redirected.headers["location"]).status == 404


def test_a_picture_that_cannot_be_fetched_fails_its_text_and_one_that_can_is_shown(world: World) -> None:
    world.line()
    world.brand.replies["/gone.png"] = [Reply(404)]
    lost = world.send("Look", media_url=[f"{world.brand.address}/gone.png"])
    shown = world.send("And this", media_url=[f"{world.brand.address}/here.png"])
    world.settle()
    assert (world.client.messages(lost.sid).fetch().status, world.client.messages(lost.sid).fetch().error_code) == (
        "undelivered",
        11200,
    )
    assert world.client.messages(shown.sid).fetch().status == "delivered"
    (text,) = world.call("GET", f"/handsets/{ANN}/messages")["items"]
    assert text["pictures"][0]["url"].startswith("/media/ME")
