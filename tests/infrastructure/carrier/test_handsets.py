"""The handsets' own API, the mail and the page."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import quote

import pytest

from infrastructure.local.carrier.server import Server
from infrastructure.local.carrier.settings import Settings, from_environment
from tests.infrastructure.carrier.brand import Brand, Reply
from tests.infrastructure.carrier.world import ANN, BEN, LOCAL, TOLL_FREE, World


def test_a_phone_shows_its_conversations_by_line(world: World) -> None:
    world.line(TOLL_FREE)
    world.line(LOCAL)
    world.text("Hi")
    world.text("Hello", line=LOCAL)
    world.settle()
    world.send("Welcome")
    world.settle()
    items = world.call("GET", f"/handsets/{quote(ANN, safe='')}/messages?line={quote(TOLL_FREE)}")["items"]
    assert [(i["from"], i["to"], i["direction"], i["body"]) for i in items] == [
        (ANN, TOLL_FREE, "out", "Hi"),
        (TOLL_FREE, ANN, "in", "Welcome"),
    ]
    assert items[0]["at"] < items[1]["at"]
    assert items[0]["at"].endswith("+00:00")
    assert items == world.call("GET", f"/handsets/12025550111/messages?line={TOLL_FREE}")["items"]


def test_known_handsets_come_with_their_last_text(world: World) -> None:
    world.line()
    world.call("PUT", f"/handsets/{BEN}", {"kind": "landline"})
    world.text("Hi", handset=ANN)
    items = world.call("GET", "/handsets")["items"]
    assert [(i["number"], i["kind"], (i["last"] or {}).get("body")) for i in items] == [
        (ANN, "mobile", "Hi"),
        (BEN, "landline", None),
    ]


@pytest.mark.parametrize(
    ("path", "data", "status", "named"),
    [
        (f"/handsets/{ANN}/messages", {"to": "+18005550199", "body": "Hi"}, 404, "no number of the brand"),
        (f"/handsets/{ANN}/messages", {"to": TOLL_FREE, "body": ""}, 400, "body"),
        (f"/handsets/{ANN}/messages", {"to": TOLL_FREE, "text": "Hi"}, 400, "text: unknown"),
        (f"/handsets/{ANN}/messages", {"to": TOLL_FREE, "body": 7}, 400, "body: wrong type"),
        ("/handsets/12/messages", {"to": TOLL_FREE, "body": "Hi"}, 400, "'12' is not a phone number"),
        (f"/handsets/{ANN}/messages", None, 400, "JSON object"),
    ],
)
def test_what_a_phone_cannot_send_is_refused_by_name(
    world: World, path: str, data: object, status: int, named: str
) -> None:
    world.line()
    answer = world.call("POST", path, data)
    assert world.status == status
    assert named in answer["errors"][0]


def test_an_unknown_kind_of_handset_is_refused(world: World) -> None:
    assert "kind: one of mobile, landline" in world.call("PUT", f"/handsets/{ANN}", {"kind": "pager"})["errors"][0]
    assert world.status == 400


def test_everything_is_forgotten_but_for_the_numbers_if_asked(world: World) -> None:
    world.line()
    world.text("Hi")
    world.settle()
    world.call("DELETE", "/everything?keep=numbers")
    assert world.client.messages.list() == []
    assert len(world.client.incoming_phone_numbers.list()) == 1
    world.call("DELETE", "/everything")
    assert world.client.incoming_phone_numbers.list() == []


def test_mail_shows_what_ses_took(settings: Settings) -> None:
    people = {"To": ["rep1@example.com"], "CC": [], "BCC": [], "Source": "parley@example.com"}
    words = {"Subject": "New text", "BodyText": "Ann: Hi", "BodyHtml": None, "Timestamp": 1795326309.5}
    with Brand() as aws, Server(replace(settings, mail_url=aws.address)) as server:
        aws.replies["/_ministack/ses/messages"] = [
            Reply(body=json.dumps({"messages": {"000000000000": [people | words]}}))
        ]
        got = server.carrier.http.request("GET", server.carrier.address + "/mail?to=rep1@example.com")
    (mail,) = got.json()["items"]
    assert (mail["to"], mail["from"]) == (["rep1@example.com"], "parley@example.com")
    assert (mail["subject"], mail["text"], mail["html"]) == ("New text", "Ann: Hi", "")
    assert mail["at"] == "2026-11-22T05:45:09.500+00:00"


def test_there_is_no_mail_without_an_embedded_aws_and_an_error_when_it_is_gone(
    world: World, settings: Settings
) -> None:
    assert world.call("GET", "/mail") == {"items": []}
    lonely = replace(
        settings,
        mail_url="http://127.0.0.1:9",
        database=settings.database.with_name("b.db"),
    )
    with Server(lonely) as server:
        assert server.carrier.http.request("GET", server.carrier.address + "/mail").status == 502


def test_the_page_carries_all_it_needs_and_admits_nothing_else(world: World) -> None:
    got = world.http.request("GET", world.address + "/")
    page = got.data.decode()
    assert page.count("<script") == page.count("<style") == 1
    assert "http://" not in page
    assert "https://" not in page
    policy = got.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_settings_name_every_fault_at_once_and_hide_the_token() -> None:
    with pytest.raises(ValueError, match=r"CARRIER_ACCOUNT_SID.*CARRIER_AUTH_TOKEN.*CARRIER_PORT"):
        from_environment({"CARRIER_PORT": "eighty"})
    read = from_environment({"CARRIER_ACCOUNT_SID": "AC1", "CARRIER_AUTH_TOKEN": "hidden"})
    assert (read.port, "hidden" in repr(read)) == (8001, False)
