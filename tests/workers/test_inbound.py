"""The worker `inbound`: what the webhook could not store is taken in from the queue, as if it had."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib.core.errors import Busy
from tests.harness import aws
from tests.harness.brand import HANDSETS, REP1_LINE, SHARED, STRANGER, UNKNOWN_LINE
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.failing import failing
from tests.workers.given import again

RECEIVED = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)


def job(body: str = "Hello", sender: str = STRANGER, to: str = SHARED, sid: str = "SM" + "1" * 32) -> dict[str, object]:
    form = {"MessageSid": sid, "AccountSid": aws.ACCOUNT_SID, "From": sender, "To": to, "Body": body, "NumMedia": "0"}
    return {"form": form, "received": RECEIVED.isoformat()}


def test_a_text_from_the_queue_stands_at_the_time_when_it_came(world: World) -> None:
    assert again("inbound", job()) == []
    (thread,) = good(world.api("rep1", "GET", "/threads"))["items"]
    assert (thread["preview"], thread["activity_at"]) == ("Hello", "2026-03-02T14:30:00Z")
    world.drain()
    assert {mail["to"] for mail in world.mails} == {"rep1@example.com", "rep2@example.com", "limited@example.com"}


def test_a_text_that_the_webhook_had_stored_is_not_taken_in_again(world: World) -> None:
    text = world.carrier.took_in(STRANGER, SHARED, "Hello")
    assert world.webhook(text).status == 200
    before = [world.items(noun) for noun in aws.TABLES]
    assert again("inbound", job(sid=text.provider_id), job(sid=text.provider_id)) == []
    assert [world.items(noun) for noun in aws.TABLES] == before


def test_stop_from_the_queue_is_stop(world: World) -> None:
    assert again("inbound", job("STOP", HANDSETS[0], REP1_LINE)) == []
    refusal = world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": HANDSETS[0], "body": "Hi"})
    assert refusal.status == 409


def test_a_text_to_no_line_of_ours_is_kept_apart_and_counted_once(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """I3: the count rings the operators' alarm."""
    assert again("inbound", job(to=UNKNOWN_LINE), job(to=UNKNOWN_LINE)) == []
    assert capsys.readouterr().out.count('"Quarantined":') == 1
    assert len(good(world.api("admin", "GET", "/quarantine"))["items"]) == 1


@pytest.mark.parametrize(
    "fault", [Busy("store_busy", "Busy."), EndpointConnectionError(endpoint_url="https://example.com")]
)
def test_a_store_that_still_does_not_answer_gets_it_again(world: World, fault: Exception) -> None:
    with failing(world, fault, "conversations"):
        assert again("inbound", job(), job(sid="SM" + "2" * 32)) == [0, 1]
    assert again("inbound", job(), job(sid="SM" + "2" * 32)) == []
    (thread,) = good(world.api("rep1", "GET", "/threads"))["items"]
    assert thread["unread_count"] == 2
