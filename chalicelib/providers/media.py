"""Fetches what came with a text from where the provider keeps it, and from nowhere else (SSRF).

Each address, the first and every one it redirects to, is checked against the provider's hosts; its name is looked up
once, every address it has is checked, and the connection is made to the address that was checked. Only the provider's
own API is given our password.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from urllib.parse import urljoin

import certifi
import urllib3
from urllib3.exceptions import HTTPError

from chalicelib.core.addresses import TWILIO, Forbidden, Hosts, Target
from chalicelib.core.media import MOST_BYTES
from chalicelib.flows.ports.faults import ProviderBusy
from chalicelib.flows.ports.media import MediaRefused
from chalicelib.observe import count

SECONDS = 10.0
"""For one file, all redirects together."""
CALL_SECONDS = 4.0
MOST_HOPS = 4
CHUNK = 65_536
MOST_KEPT = 2 * MOST_BYTES
"""Of one file that comes in: twice what a text may carry, as the provider may have changed its format."""
OK, NO_CONTENT, NOT_FOUND, TOO_FAST, SERVER_ERROR = 200, 204, 404, 429, 500
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ELSEWHERE = "It was not where the provider keeps pictures."
TOO_LARGE = f"It has more than {MOST_KEPT:,} bytes."
NOT_GIVEN = "The provider did not give it."
Resolve = Callable[[str, int], list[str]]


def hosts(provider_url: str) -> Hosts:
    """The provider's hosts; for the simulated carrier at `provider_url` that one, which keeps media on `localhost`."""
    if not provider_url:
        return TWILIO
    return Hosts(provider_url, (provider_url.replace("//127.0.0.1:", "//localhost:"),), here=True)


def addresses_of(host: str, port: int) -> list[str]:
    """What the name server says, IPv4 first: functions have no route to IPv6."""
    found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    return sorted(found, key=lambda address: (":" in address, address))


class ProviderMedia:
    """`seconds` is what one file may take; `most` how many bytes it may have."""

    def __init__(
        self,
        account: str,
        token: str,
        allowed: Hosts = TWILIO,
        *,
        resolve: Resolve = addresses_of,
        seconds: float = SECONDS,
        most: int = MOST_KEPT,
    ) -> None:
        self._login = urllib3.make_headers(basic_auth=f"{account}:{token}")
        self._allowed = allowed
        self._resolve = resolve
        self._seconds = seconds
        self._most = most

    def fetch(self, source: str) -> bytes:
        until = time.monotonic() + self._seconds
        url = source
        for _ in range(MOST_HOPS):
            answer = self._call("GET", url, until)
            try:
                if answer.status in REDIRECTS:
                    url = urljoin(url, answer.headers.get("location") or "")
                    continue
                _demand_found(answer.status)
                return self._read(answer, until)
            finally:
                answer.close()
        raise MediaRefused(ELSEWHERE)

    def delete(self, source: str) -> None:
        """By the address that was told of it, which is the API's own; anything else cannot be deleted by us."""
        answer = self._call("DELETE", source, time.monotonic() + self._seconds)
        answer.close()
        if answer.status not in (OK, NO_CONTENT, NOT_FOUND):
            raise ProviderBusy(str(answer.status))

    def _call(self, method: str, url: str, until: float) -> urllib3.BaseHTTPResponse:
        try:
            target = self._allowed.target(url)
            address = self._allowed.check(self._addresses(target))
        except Forbidden as fault:
            count("MediaForbidden")
            raise MediaRefused(ELSEWHERE) from fault
        pool = _pool(target, address, min(CALL_SECONDS, max(0.1, until - time.monotonic())))
        headers = {"Host": _named(target), "Accept-Encoding": "identity", **(self._login if target.own else {})}
        try:
            return pool.urlopen(
                method,
                target.path,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                assert_same_host=False,
            )
        except HTTPError as fault:
            raise ProviderBusy(type(fault).__name__) from fault

    def _addresses(self, target: Target) -> list[str]:
        try:
            return self._resolve(target.host, target.port)
        except (OSError, UnicodeError) as fault:
            raise ProviderBusy("name") from fault

    def _read(self, answer: urllib3.BaseHTTPResponse, until: float) -> bytes:
        """As it comes, so that neither a large file nor one that trickles in holds us up."""
        parts: list[bytes] = []
        size = 0
        try:
            while part := answer.read1(CHUNK):
                size += len(part)
                parts.append(part)
                if size > self._most:
                    raise MediaRefused(TOO_LARGE)
                if time.monotonic() > until:
                    raise ProviderBusy("slow")
        except HTTPError as fault:
            raise ProviderBusy(type(fault).__name__) from fault
        told = answer.headers.get("content-length")
        if told is not None and told != str(size):
            raise ProviderBusy("cut off")
        return b"".join(parts)


def _demand_found(status: int) -> None:
    """A file may be told of before it is there: what is not found is asked for again, for a while."""
    if status == OK:
        return
    if status in (NOT_FOUND, TOO_FAST) or status >= SERVER_ERROR:
        raise ProviderBusy(str(status))
    raise MediaRefused(NOT_GIVEN)


def _pool(target: Target, address: str, seconds: float) -> urllib3.HTTPConnectionPool:
    """To the address that was checked; the certificate must still be the name's."""
    timeout = urllib3.Timeout(connect=seconds, read=seconds)
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(address, target.port, timeout=timeout, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        address,
        target.port,
        timeout=timeout,
        maxsize=1,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
        assert_hostname=target.host,
        server_hostname=target.host,
    )


def _named(target: Target) -> str:
    usual = {"http": 80, "https": 443}[target.scheme]
    return target.host if target.port == usual else f"{target.host}:{target.port}"
