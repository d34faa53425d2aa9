"""The provider's webhooks, through the app: only the provider's are heard, each once, and none is lost."""

from __future__ import annotations

import hashlib
import json
from random import Random
from urllib.parse import urlencode

import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib.core.errors import Busy
from tests.harness import aws, gateway
from tests.harness.brand import HANDSETS, REP1_LINE, SHARED, STRANGER, UNKNOWN_LINE
from tests.harness.world import World
from tests.routes.answers import good, problem
from tests.routes.failing import failing

INBOUND, STATUS = "/hooks/twilio/inbound", "/hooks/twilio/status"
TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def form(**changed: str) -> dict[str, str]:
    return {
        "MessageSid": "SM" + "1" * 32,
        "AccountSid": aws.ACCOUNT_SID,
        "From": STRANGER,
        "To": SHARED,
        "Body": "Hello",
        "NumMedia": "0",
        **changed,
    }


def state(world: World) -> str:
    """A print of all tables."""
    items = [sorted(json.dumps(item, sort_keys=True) for item in world.items(noun)) for noun in aws.TABLES]
    return hashlib.sha256(json.dumps(items).encode()).hexdigest()


def test_a_text_is_answered_with_empty_twiml(world: World) -> None:
    answer = gateway.signed(INBOUND, form())
    assert (answer.status, answer.body, answer.headers["Content-Type"]) == (200, TWIML, "text/xml")
    assert good(world.api("rep1", "GET", "/threads"))["items"][0]["preview"] == "Hello"


@pytest.mark.parametrize("path", [INBOUND, STATUS])
@pytest.mark.parametrize("signature", [None, "", "x" * 28, "None"])
def test_what_is_not_signed_changes_nothing(world: World, path: str, signature: str | None) -> None:
    before = state(world)
    headers = {"Content-Type": gateway.FORM} | ({} if signature is None else {"X-Twilio-Signature": signature})
    problem(gateway.request("POST", path, headers, urlencode(form()).encode()), 403, "bad_signature")
    assert state(world) == before


@pytest.mark.parametrize("garbled", [b"\xff", b"Body=%ff", b"a=1&a=2", b"x" * 1_000_000, b"a=&" * 10_000])
def test_garbled_webhooks_are_refused(world: World, garbled: bytes) -> None:
    headers = {"Content-Type": gateway.FORM, "X-Twilio-Signature": "x"}
    problem(gateway.request("POST", INBOUND, headers, garbled), 422, "invalid")


def test_another_account_is_refused_though_it_signs(world: World) -> None:
    answer = gateway.signed(INBOUND, form(AccountSid="AC" + "1" * 32))
    assert list(problem(answer, 422, "invalid")["fields"]) == ["AccountSid"]


def test_a_text_to_no_line_of_ours_is_kept_apart_and_answered(world: World) -> None:
    for _ in range(2):
        assert gateway.signed(INBOUND, form(To=UNKNOWN_LINE)).status == 200
    assert good(world.api("rep1", "GET", "/threads"))["items"] == []
    assert [item["to"] for item in good(world.api("admin", "GET", "/quarantine"))["items"]] == [UNKNOWN_LINE]


def test_a_short_code_that_texts_is_kept_apart_too(world: World) -> None:
    assert gateway.signed(INBOUND, form(From="40404")).status == 200
    assert [item["sender"] for item in good(world.api("admin", "GET", "/quarantine"))["items"]] == ["40404"]


def test_a_picture_without_words_is_a_text(world: World) -> None:
    picture = form(Body="", NumMedia="1", MediaUrl0="https://example.com/1.jpg")
    assert gateway.signed(INBOUND, picture).status == 200
    (item,) = good(world.api("rep1", "GET", f"/threads/{world.thread(SHARED, STRANGER)}/messages"))["items"]
    assert (item["body"], [part["state"] for part in item["media"]]) == ("", ["waiting"])
    assert "example.com" not in str(item)


def replays(world: World) -> list[tuple[str, dict[str, str]]]:
    """Every webhook of a small day, as it was recorded."""
    recorded = []
    for place, phone in enumerate(HANDSETS):
        for turn, body in enumerate(("Hello", "STOP", "START", "Thanks")):
            sid = f"SM{place}{turn}".ljust(34, "0")
            recorded.append((INBOUND, form(MessageSid=sid, From=phone, To=REP1_LINE, Body=body)))
    for path, fields in recorded:
        assert gateway.signed(path, fields).status == 200
        world.advance(seconds=1)
    world.drain()
    for text in world.carrier.sent:
        for status in ("sent", "delivered"):
            fields = form(MessageSid=text.provider_id, From=text.sender, To=text.to, MessageStatus=status)
            recorded.append((f"{STATUS}?m={text.ref.replace('#', '%23')}", fields))
            assert gateway.signed(*recorded[-1]).status == 200
    world.drain()
    return recorded


def replayed(world: World, times: int) -> None:
    recorded = replays(world)
    before, sent, mails = state(world), len(world.carrier.sent), len(world.mails)
    for path, fields in Random(1).choices(recorded, k=times):
        assert gateway.signed(path, fields).status == 200
    world.drain()
    assert (state(world), len(world.carrier.sent), len(world.mails)) == (before, sent, mails)


def test_what_is_replayed_changes_nothing(world: World) -> None:
    replayed(world, 60)


@pytest.mark.sweep
def test_a_thousand_replays_change_nothing(world: World) -> None:
    replayed(world, 1_000)


@pytest.mark.parametrize(
    "fault", [Busy("store_busy", "The store is busy."), EndpointConnectionError(endpoint_url="https://example.com")]
)
def test_a_store_that_does_not_answer_loses_no_text(world: World, fault: Exception) -> None:
    with failing(world, fault, "conversations"):
        assert gateway.signed(INBOUND, form()).status == 200
        assert len(aws.waiting("inbound")) == 1
    world.drain()
    assert good(world.api("rep1", "GET", "/threads"))["items"][0]["preview"] == "Hello"


def test_neither_store_nor_queue_answers_so_the_provider_is_told(world: World) -> None:
    with failing(world, EndpointConnectionError(endpoint_url="https://example.com"), "conversations", "queues"):
        problem(gateway.signed(INBOUND, form()), 500, "internal")


def test_a_fault_of_ours_is_told_to_the_provider_who_comes_again(world: World) -> None:
    with failing(world, RuntimeError("a bug"), "conversations"):
        problem(gateway.signed(INBOUND, form()), 500, "internal")
    assert gateway.signed(INBOUND, form()).status == 200


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "?m=",
        "?m=x",
        "?m=m.nobox.01",
        "?m=b.nobroadcast.c1",
        "?m=m.person%23rep1.01",
        "?m=..",
        "?m=m..",
        "?m=b..",
        "?m=m.quarantine.x",
    ],
)
def test_the_status_of_a_text_we_do_not_know_is_answered(world: World, ref: str) -> None:
    before = state(world)
    assert gateway.signed(STATUS + ref, form(MessageStatus="delivered", ErrorCode="30003")).status == 200
    assert state(world) == before


@pytest.mark.parametrize("status", ["", "levitating", "\x00"])
def test_a_status_we_do_not_know_changes_nothing(world: World, status: str) -> None:
    world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": HANDSETS[0], "body": "Hi"})
    world.drain()
    (text,) = world.carrier.sent
    before = state(world)
    fields = form(MessageSid=text.provider_id, MessageStatus=status)
    assert gateway.signed(f"{STATUS}?m={text.ref}", fields).status == 200
    assert state(world) == before
