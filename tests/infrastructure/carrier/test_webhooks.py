"""Inbound texts on their way to the brand's server."""

from __future__ import annotations

import pytest

from tests.infrastructure.carrier.brand import Reply, eventually
from tests.infrastructure.carrier.world import ANN, LOCAL, TOKEN, TOLL_FREE, World


def webhook_of(world: World, sid: str) -> str:
    """How the brand's server took a text."""
    items = world.call("GET", f"/handsets/{ANN}/messages")["items"]
    return next(str(item["webhook"]) for item in items if item["sid"] == sid)


def test_an_inbound_text_is_posted_with_the_providers_fields_and_signature(world: World) -> None:
    world.line(hook="/inbound?brand=1")
    sid = world.text("Hi there, is it open?  ✓")
    world.settle()
    (hit,) = world.brand.hits
    assert hit.signed_by(TOKEN)
    assert not hit.signed_by("another token")
    assert (hit.form["From"], hit.form["To"], hit.form["Body"]) == (
        ANN,
        TOLL_FREE,
        "Hi there, is it open?  ✓",
    )
    assert {hit.form[name] for name in ("MessageSid", "SmsSid", "SmsMessageSid")} == {sid}
    assert (hit.form["SmsStatus"], hit.form["NumMedia"], hit.form["NumSegments"]) == ("received", "0", "1")
    assert (hit.form["FromCity"], hit.form["ToCity"], hit.form["ToCountry"]) == ("WASHINGTON", "", "US")
    assert webhook_of(world, sid) == "taken"


def test_a_hook_by_get_is_signed_over_its_query(world: World) -> None:
    world.line(hook="/inbound?brand=1", sms_method="GET")
    world.text("Hi there")
    world.settle()
    (hit,) = world.brand.hits
    assert (hit.method, hit.form) == ("GET", {})
    assert "brand=1&" in hit.url
    assert "Body=Hi+there" in hit.url
    assert hit.signed_by(TOKEN)


def test_the_fragment_is_neither_sent_nor_signed(world: World) -> None:
    world.line(hook="/inbound#rc=2&rp=all")
    world.text("Hi")
    world.settle()
    (hit,) = world.brand.hits
    assert "#" not in hit.url
    assert hit.signed_by(TOKEN)


def test_without_overrides_a_failing_hook_is_called_once(world: World) -> None:
    world.brand.replies["/inbound"] = [Reply(503)] * 9
    world.line()
    sid = world.text("Hi")
    world.settle()
    assert len(world.brand.hits) == 1
    assert webhook_of(world, sid) == "refused"


@pytest.mark.parametrize(
    ("fragment", "status", "attempts"),
    [
        ("#rc=3&rp=all", 503, 4),
        ("#rc=3&rp=5xx", 503, 4),
        ("#rc=3&rp=4xx", 503, 1),
        ("#rc=2&rp=4xx,5xx", 404, 3),
        ("#rp=all", 500, 2),
        ("#rc=9&rp=all", 500, 6),
        ("#rc=3", 500, 1),
    ],
)
def test_retries_follow_the_overrides(world: World, fragment: str, status: int, attempts: int) -> None:
    world.brand.replies["/inbound"] = [Reply(status)] * 9
    world.line(hook="/inbound" + fragment)
    world.text("Hi")
    world.settle()
    assert len(world.brand.hits) == attempts
    assert len({hit.key for hit in world.brand.hits}) == 1


def test_retries_end_with_the_first_good_answer(world: World) -> None:
    world.brand.replies["/inbound"] = [Reply(500), Reply(500)]
    world.line(hook="/inbound#rc=5&rp=all")
    sid = world.text("Hi")
    world.settle()
    assert len(world.brand.hits) == 3
    assert webhook_of(world, sid) == "taken"


def test_a_slow_hook_is_given_up_after_its_read_time_and_retried(world: World) -> None:
    world.brand.replies["/inbound"] = [Reply(after=0.6)]
    world.line(hook="/inbound#rc=1&rp=rt&rt=100")
    sid = world.text("Hi")
    world.settle()
    assert len(world.brand.hits) == 2
    assert webhook_of(world, sid) == "taken"


def test_the_fallback_is_called_with_the_error_after_the_retries(world: World) -> None:
    world.brand.replies["/inbound"] = [Reply(500)] * 9
    world.line(hook="/inbound#rc=1&rp=all", sms_fallback_url=world.brand.address + "/fallback")
    sid = world.text("Hi")
    world.settle()
    assert [hit.path for hit in world.brand.hits] == ["/inbound", "/inbound", "/fallback"]
    last = world.brand.hits[-1]
    assert last.signed_by(TOKEN)
    assert (last.form["ErrorCode"], last.form["ErrorUrl"]) == ("11200", world.brand.address + "/inbound")
    assert webhook_of(world, sid) == "taken"


def test_a_server_that_is_down_is_a_failed_connection(world: World) -> None:
    fallback = world.brand.address + "/fallback"
    world.client.incoming_phone_numbers.create(
        phone_number=TOLL_FREE, sms_url="http://127.0.0.1:9/none#rc=2", sms_fallback_url=fallback
    )
    world.text("Hi")
    world.settle()
    assert [call["failure"] for call in world.call("GET", "/calls")["items"]] == ["", "ct", "ct", "ct"]
    assert world.brand.hits[0].form["ErrorCode"] == "11205"


def test_texts_of_twiml_reach_the_handset(world: World) -> None:
    answer = "<Response><Message>One</Message><Message><Body>Two &amp; three</Body></Message></Response>"
    world.brand.replies["/inbound"] = [Reply(body=answer)]
    world.line()
    world.text("Hi")
    eventually(lambda: len(world.phone()) == 3)
    assert world.phone()[0] == ("out", "Hi")
    assert sorted(world.phone()[1:]) == [("in", "One"), ("in", "Two & three")]
    assert {m.direction for m in world.client.messages.list(from_=TOLL_FREE)} == {"outbound-reply"}


def test_plain_text_of_a_hook_is_sent_and_other_answers_are_not(world: World) -> None:
    world.brand.replies["/inbound"] = [
        Reply(body="ok", content_type="text/plain; charset=utf-8"),
        Reply(body='{"ok": true}', content_type="application/json"),
        Reply(body="", content_type="text/plain"),
    ]
    world.line()
    for word in ("a", "b", "c"):
        world.text(word)
        world.settle()
    assert world.phone() == [("out", "a"), ("in", "ok"), ("out", "b"), ("out", "c")]


def test_a_line_without_a_hook_only_keeps_the_text(world: World) -> None:
    world.client.incoming_phone_numbers.create(phone_number=LOCAL)
    world.text("Hi", line=LOCAL)
    world.settle()
    assert world.brand.hits == []
    assert [m.body for m in world.client.messages.list(to=LOCAL)] == ["Hi"]
