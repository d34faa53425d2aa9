"""The adapter of the provider's API, against the simulated carrier over real HTTP."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from twilio.base.exceptions import TwilioRestException

from chalicelib.core.keywords import Keyword
from chalicelib.flows.ports import ProviderBusy, ProviderRefused, ProviderUnclear
from chalicelib.providers.twilio import Twilio, _meaning
from chalicelib.providers.webhooks import Webhooks
from tests.infrastructure.carrier.brand import Brand, Reply
from tests.providers.carrier import ANN, BEN, LINE, SID, TOKEN, Carrier

MESSAGES = f"/2010-04-01/Accounts/{SID}/Messages.json"


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def test_a_text_reaches_the_handset_and_its_status_callback_names_it(carrier: Carrier) -> None:
    accepted = carrier.send("Hi Ann", ref="m.l-c.01 &")
    carrier.settle()
    assert carrier.handset() == ["Hi Ann"]
    hits = carrier.brand.at("/status")
    assert accepted.provider_id.startswith("SM")
    assert {hit.form["MessageSid"] for hit in hits} == {accepted.provider_id}
    assert {hit.url.split("?")[1] for hit in hits} == {"m=m.l-c.01%20%26"}


def test_media_go_along(carrier: Carrier) -> None:
    pictures = ("https://example.com/1.jpg", "https://example.com/2.jpg")
    accepted = carrier.provider.send(sender=LINE, to=ANN, body="", media=pictures, ref="m.b.i")
    found = carrier.provider.fetch(accepted.provider_id)
    assert found is not None
    assert found.media == 2


def test_every_thread_gets_the_answer_to_its_own_text(carrier: Carrier) -> None:
    bodies = [f"text {place}" for place in range(60)]
    with ThreadPoolExecutor(max_workers=20) as pool:
        taken = list(pool.map(lambda body: carrier.send(body).provider_id, bodies))
    listed = carrier.provider.sent_between(sender=LINE, to=ANN, since=an_hour_ago())
    assert {text.provider_id: text.body for text in listed} == dict(zip(taken, bodies, strict=True))


@pytest.mark.parametrize("code", [21211, 21610, 21614, 30032])
def test_a_refusal_is_final_and_bears_the_providers_code(carrier: Carrier, code: int) -> None:
    carrier.fails_with(mode="error", code=code)
    with pytest.raises(ProviderRefused) as refusal:
        carrier.send()
    assert refusal.value.code == code
    assert carrier.handset() == []


@pytest.mark.parametrize("code", [60728, 63038])
def test_a_limit_of_the_account_is_told_as_such_though_it_comes_as_too_many_requests(code: int) -> None:
    told = _meaning(TwilioRestException(429, "/Messages.json", "Account exceeded its limit", code=code))
    assert isinstance(told, ProviderRefused)
    assert told.code == code


def test_too_fast_was_surely_not_taken(carrier: Carrier) -> None:
    carrier.fails_with(mode="429")
    with pytest.raises(ProviderBusy):
        carrier.send()
    carrier.settle()
    assert carrier.handset() == []


@pytest.mark.parametrize(
    ("mode", "taken"),
    [("500", False), ("lost_answer", True), ("timeout_before", False), ("timeout_after", True)],
)
def test_without_an_answer_only_the_list_tells(carrier: Carrier, mode: str, taken: bool) -> None:
    carrier.fails_with(mode=mode)
    with pytest.raises(ProviderUnclear):
        carrier.send("unclear")
    listed = carrier.provider.sent_between(sender=LINE, to=ANN, since=an_hour_ago())
    assert [text.body for text in listed] == ["unclear"] * taken


def test_a_refused_connection_has_surely_taken_nothing() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    provider = Twilio(SID, TOKEN, "https://example.com/status", f"http://127.0.0.1:{port}")
    with pytest.raises(ProviderBusy):
        provider.send(sender=LINE, to=ANN, body="Hi", media=(), ref="m.b.i")
    with pytest.raises(ProviderBusy):
        provider.fetch("SM" + "0" * 32)


@pytest.mark.parametrize("reply", [Reply(201, "<html>"), Reply(502, "<html>"), Reply(503, "{}"), Reply(500, "[]")])
def test_an_answer_that_cannot_be_read_is_unclear(reply: Reply) -> None:
    with Brand(replies={MESSAGES: [reply]}) as brand:
        provider = Twilio(SID, TOKEN, "https://example.com/status", brand.address)
        with pytest.raises(ProviderUnclear):
            provider.send(sender=LINE, to=ANN, body="Hi", media=(), ref="m.b.i")
        provider.close()


def test_a_list_that_cannot_be_had_is_busy() -> None:
    with Brand(replies={MESSAGES: [Reply(500, "{}"), Reply(200, "<html>")]}) as brand:
        provider = Twilio(SID, TOKEN, "https://example.com/status", brand.address)
        for _ in range(2):
            with pytest.raises(ProviderBusy):
                provider.received_since(line=LINE, since=an_hour_ago())
        provider.close()


def test_the_list_of_sent_texts_shows_those_that_still_queue(carrier: Carrier) -> None:
    carrier.call("PUT", "/pace", {"sent_ms": 60_000, "final_ms": 60_000})
    waiting, _other = carrier.send("waits"), carrier.send("for another", to=BEN)
    listed = carrier.provider.sent_between(sender=LINE, to=ANN, since=an_hour_ago())
    assert [(text.provider_id, text.status) for text in listed] == [(waiting.provider_id, "queued")]


def test_the_list_of_sent_texts_begins_where_asked(carrier: Carrier) -> None:
    carrier.send("now")
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert carrier.provider.sent_between(sender=LINE, to=ANN, since=later) == []


def test_what_came_in_is_listed_whole_though_no_webhook_told_of_it(carrier: Carrier) -> None:
    carrier.call("PUT", "/faults", {"webhooks": {"drop": True}})
    sids = [carrier.texts_in(f"text {place}") for place in range(120)]
    carrier.send("not inbound")
    listed = carrier.provider.received_since(line=LINE, since=an_hour_ago())
    assert sorted(text.provider_id for text in listed) == sorted(sids)
    assert {(text.sender, text.to, text.inbound) for text in listed} == {(ANN, LINE, True)}


def test_one_text_can_be_asked_for_until_it_is_final(carrier: Carrier) -> None:
    accepted = carrier.send()
    carrier.settle()
    found = carrier.provider.fetch(accepted.provider_id)
    assert found is not None
    assert (found.body, found.status, found.error) == ("Hello", "delivered", None)
    assert carrier.provider.fetch("SM" + "f" * 32) is None


def test_a_failed_text_bears_the_providers_code(carrier: Carrier) -> None:
    carrier.call("PUT", f"/handsets/{ANN}", {"kind": "landline"})
    accepted = carrier.send()
    carrier.settle()
    found = carrier.provider.fetch(accepted.provider_id)
    assert found is not None
    assert (found.status, found.error) == ("undelivered", 30006)


def test_what_advanced_opt_out_heard_comes_by_the_hook_and_its_stop_refuses_our_texts(carrier: Carrier) -> None:
    carrier.call("PUT", f"/lines/{LINE}", {"advanced": {"STOP": ["adios"]}})
    carrier.texts_in("adios")
    carrier.settle()
    (hit,) = carrier.brand.at("/inbound")
    text = Webhooks((TOKEN,), SID, carrier.brand.address).inbound(hit.form, datetime.now(UTC))
    assert (text.body, text.opt_out) == ("adios", Keyword.STOP)
    with pytest.raises(ProviderRefused) as refused:
        carrier.send()
    assert refused.value.code == 21610
