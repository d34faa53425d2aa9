"""Fetching what the provider keeps: from its hosts only, whatever addresses and redirects say (SSRF)."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chalicelib.core.addresses import TWILIO, Hosts
from chalicelib.flows.ports import MediaRefused, ProviderBusy
from chalicelib.providers.media import ProviderMedia, addresses_of, hosts
from tests.core.test_addresses import FORMS
from tests.harness.pictures import PNG

LOGIN = "Basic QUMxOnNlY3JldA=="


@dataclass
class Keeper:
    """A server on this machine. `answers` are (status, headers, body, pause before its second half) by path."""

    answers: dict[str, tuple[int, dict[str, str], bytes, float]] = field(default_factory=dict)
    asked: list[tuple[str, str, str, str | None]] = field(default_factory=list)
    port: int = 0

    def source(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def gives(self, path: str, body: bytes = PNG, status: int = 200, pause: float = 0, **headers: str) -> str:
        self.answers[path] = (status, headers, body, pause)
        return self.source(path)

    def leads(self, path: str, to: str) -> str:
        return self.gives(path, b"", 307, location=to)


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    found = Keeper()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = self.headers
            found.asked.append((self.command, self.path, headers["Host"], headers.get("Authorization")))
            status, extra, body, pause = found.answers.get(self.path, (404, {}, b"", 0))
            self.send_response(status)
            told = {"content-length": str(len(body)), **extra}
            for name, value in told.items():
                self.send_header(name, value)
            self.end_headers()
            half = len(body) // 2
            self.wfile.write(body[:half])
            self.wfile.flush()
            time.sleep(pause)
            self.wfile.write(body[half:])

        do_DELETE = do_GET  # noqa: N815 - the name that the server looks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def media(keeper: Keeper, **more: object) -> ProviderMedia:
    return ProviderMedia("AC1", "secret", hosts(f"http://127.0.0.1:{keeper.port}"), **more)  # type: ignore[arg-type]


def test_a_file_is_fetched_by_a_redirect_to_another_host_which_learns_no_password(keeper: Keeper) -> None:
    keeper.gives("/files/one")
    source = keeper.leads("/Media/ME1", keeper.source("/files/one", "localhost"))
    assert media(keeper).fetch(source) == PNG
    assert keeper.asked == [
        ("GET", "/Media/ME1", f"127.0.0.1:{keeper.port}", LOGIN),
        ("GET", "/files/one", f"localhost:{keeper.port}", None),
    ]


@pytest.mark.parametrize("url", [*FORMS, "http://example.com/", "file:///etc/passwd", "/x y", ""])
def test_no_redirect_leads_inside_or_to_anybody_else(keeper: Keeper, url: str) -> None:
    source = keeper.leads("/Media/ME1", url)
    with pytest.raises((MediaRefused, ProviderBusy)):
        media(keeper).fetch(source)
    assert {path for _, path, _, _ in keeper.asked} == {"/Media/ME1"}


@pytest.mark.parametrize("url", FORMS)
def test_no_address_that_a_webhook_tells_leads_inside(url: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise AssertionError(f"{host}:{port} was looked up")

    with pytest.raises(MediaRefused):
        ProviderMedia("AC1", "secret", TWILIO, resolve=resolve).fetch(url)


def test_a_name_that_is_answered_otherwise_the_second_time_gains_nothing(keeper: Keeper) -> None:
    """Rebinding: the name is looked up once, and the connection goes to what was checked."""
    answers = iter((["127.0.0.1"], ["169.254.169.254"]))
    keeper.gives("/one")
    assert media(keeper, resolve=lambda host, port: next(answers)).fetch(keeper.source("/one")) == PNG
    with pytest.raises(MediaRefused):
        media(keeper, resolve=lambda host, port: next(answers)).fetch(keeper.source("/one"))
    assert len(keeper.asked) == 1


@pytest.mark.parametrize("address", ["169.254.169.254", "10.0.0.1", "127.0.0.1", "::ffff:127.0.0.1"])
def test_the_providers_own_name_is_not_called_where_it_leads_inside(address: str) -> None:
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return [address]

    with pytest.raises(MediaRefused):
        ProviderMedia("AC1", "secret", TWILIO, resolve=resolve).fetch("https://api.twilio.com/x")
    assert asked == [("api.twilio.com", 443)]


def test_the_certificate_must_be_the_names_own(keeper: Keeper) -> None:
    """What answers at the address speaks no TLS of that name: nothing of ours gets there."""
    allowed = Hosts(f"https://localhost:{keeper.port}", here=True)
    with pytest.raises(ProviderBusy):
        ProviderMedia("AC1", "secret", allowed).fetch(f"https://localhost:{keeper.port}/x")
    assert keeper.asked == []


def test_redirects_come_to_an_end(keeper: Keeper) -> None:
    source = keeper.leads("/round", keeper.source("/round"))
    with pytest.raises(MediaRefused):
        media(keeper).fetch(source)
    assert len(keeper.asked) == 4


@pytest.mark.parametrize("status", [404, 429, 500, 503])
def test_what_may_be_had_later_is_asked_for_later(keeper: Keeper, status: int) -> None:
    with pytest.raises(ProviderBusy):
        media(keeper).fetch(keeper.gives("/one", b"", status))


@pytest.mark.parametrize("status", [204, 400, 401, 403, 410])
def test_what_the_provider_refuses_is_not_asked_for_again(keeper: Keeper, status: int) -> None:
    with pytest.raises(MediaRefused):
        media(keeper).fetch(keeper.gives("/one", b"", status))


def test_a_file_that_is_too_large_is_not_read_to_its_end(keeper: Keeper) -> None:
    with pytest.raises(MediaRefused, match="bytes"):
        media(keeper, most=10).fetch(keeper.gives("/one", b"x" * 11))
    assert media(keeper, most=11).fetch(keeper.gives("/one", b"x" * 11)) == b"x" * 11


def test_a_file_that_trickles_in_is_given_up(keeper: Keeper) -> None:
    with pytest.raises(ProviderBusy):
        media(keeper, seconds=0.2).fetch(keeper.gives("/one", b"x" * 200, pause=0.4))


def test_half_a_file_is_none(keeper: Keeper) -> None:
    source = keeper.gives("/one")
    keeper.answers["/one"] = (200, {"content-length": str(len(PNG) + 5)}, PNG, 0)
    with pytest.raises(ProviderBusy):
        media(keeper).fetch(source)


def test_a_provider_that_is_away_is_asked_later(keeper: Keeper) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(ProviderBusy):
        media(keeper, resolve=unknown).fetch(keeper.source("/one"))
    with pytest.raises(ProviderBusy):
        ProviderMedia("AC1", "secret", hosts("http://127.0.0.1:1")).fetch("http://127.0.0.1:1/x")


@pytest.mark.parametrize("status", [204, 200, 404])
def test_what_is_deleted_is_gone_however_often(keeper: Keeper, status: int) -> None:
    media(keeper).delete(keeper.gives("/one", b"", status))
    assert keeper.asked == [("DELETE", "/one", f"127.0.0.1:{keeper.port}", LOGIN)]


def test_what_cannot_be_deleted_now_is_told(keeper: Keeper) -> None:
    with pytest.raises(ProviderBusy):
        media(keeper).delete(keeper.gives("/one", b"", 500))


def test_the_cloud_knows_the_provider_only() -> None:
    assert hosts("") is TWILIO
    assert not TWILIO.here


def test_ipv4_comes_first() -> None:
    assert addresses_of("localhost", 80)[0] == "127.0.0.1"
