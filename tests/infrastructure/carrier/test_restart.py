"""What the carrier knows and still has to do outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import urllib3
from twilio.rest import Client

from infrastructure.local.carrier.server import Server
from infrastructure.local.carrier.settings import Settings
from tests.infrastructure.carrier.brand import Brand, eventually
from tests.infrastructure.carrier.world import ANN, SID, TOKEN, Redirected, World


@contextmanager
def running(settings: Settings, brand: Brand) -> Iterator[World]:
    with Server(settings) as server, urllib3.PoolManager() as http:
        library = Redirected(server.carrier.address)
        yield World(server, brand, Client(SID, TOKEN, http_client=library), http)
        library.session.close()


def test_a_restart_keeps_the_texts_and_continues_what_was_pending(settings: Settings) -> None:
    with Brand() as brand:
        with running(settings, brand) as world:
            world.line()
            world.call("PUT", "/pace", {"sent_ms": 300, "final_ms": 400})
            sent = world.send("Hello", status_callback=brand.address + "/status")
            assert sent.fetch().status == "queued"
        with running(settings, brand) as world:
            world.settle()
            assert world.client.messages(sent.sid).fetch().status == "delivered"
            assert world.phone() == [("in", "Hello")]
            assert [hit.form["MessageStatus"] for hit in brand.at("/status")] == ["sent", "delivered"]


def test_a_webhook_that_was_under_way_is_made_again(settings: Settings) -> None:
    with Brand() as brand:
        with running(settings, brand) as world:
            world.line()
            carrier = world.server.carrier
            world.server._workers.stop()
            sid = world.text("Hi")
            assert carrier.tasks.claim(10)
        with running(settings, brand) as world:
            eventually(lambda: [hit.form["MessageSid"] for hit in brand.hits] == [sid])


@contextmanager
def process(settings: Settings) -> Iterator[str]:
    """The address of a carrier of its own, killed at the end without a chance to tidy up."""
    environment = {
        **os.environ,
        "CARRIER_PORT": str(settings.port),
        "CARRIER_DB": str(settings.database),
        "CARRIER_ACCOUNT_SID": SID,
        "CARRIER_AUTH_TOKEN": TOKEN,
    }
    command = [sys.executable, "-m", "infrastructure.local.carrier"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            yield child.stdout.readline().removeprefix("carrier on ").strip()
        finally:
            child.send_signal(signal.SIGKILL)


@pytest.mark.stack
def test_a_killed_process_loses_no_text(settings: Settings) -> None:
    library = Redirected("")
    client = Client(SID, TOKEN, http_client=library)
    with process(settings) as library.address:
        client.incoming_phone_numbers.create(phone_number="+18005550100")
        for count in range(20):
            client.messages.create(to=ANN, from_="+18005550100", body=str(count))
    with process(settings) as library.address:
        bodies = [message.body for message in client.messages.list()]
        assert bodies == [str(count) for count in range(19, -1, -1)]
        eventually(lambda: {message.status for message in client.messages.list()} == {"delivered"})
    library.session.close()
