"""Web push: an alert to a browser, by its vendor's push service (RFC 8030), and nowhere else (SSRF).

No second look at where a name leads, as media's fetching has it: what is there must show the vendor's certificate.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from functools import cached_property

import certifi
import urllib3
from botocore.exceptions import BotoCoreError, ClientError
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from urllib3.exceptions import HTTPError

from chalicelib.alerts.sealing import seal
from chalicelib.alerts.vapid import Vapid
from chalicelib.core import push_services
from chalicelib.core.addresses import Forbidden, Target
from chalicelib.core.devices import Device, unpadded
from chalicelib.flows.ports.faults import PushFailed, PushGone
from chalicelib.observe import count, log

SECONDS = 4.0
"""For one push: a worker has ten jobs and a minute."""
REST = 60.0
"""Seconds in which a push service that did not answer is not asked again: the next channel is used at once."""
TTL = 24 * 3600
"""Seconds for which a device that is off may still want it."""
KEEPER = "the key"
"""What rests beside push services: where the key comes from."""
CONNECTIONS = 16
LITTLE = 4096
NOT_FOUND, GONE, OK_FROM, OK_BELOW = 404, 410, 200, 300


class WebPush:
    """`key` gives the VAPID key, or nothing: push is off. It is asked when a push goes, not before. At `mail`
    push services reach who runs this; `here` is what stands in for them on this machine."""

    def __init__(
        self,
        key: Callable[[], str],
        mail: str,
        here: str = "",
        *,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._key = key
        self._contact = f"mailto:{mail}"
        self._services = push_services.services(here)
        self._clock = clock
        self._resting: dict[str, float] = {}
        timeout = urllib3.Timeout(total=seconds)
        self._pool = urllib3.PoolManager(maxsize=CONNECTIONS, retries=False, timeout=timeout, ca_certs=certifi.where())

    def reaches(self, endpoint: str) -> bool:
        return push_services.reached(endpoint, self._services)

    def send(self, device: Device, payload: str, topic: str, now: datetime) -> None:
        vapid = self._known()
        if vapid is None:
            raise PushFailed("off")
        try:
            target = self._services.target(device.endpoint)
            sealed = _sealed(payload, device)
        except (Forbidden, ValueError) as fault:
            # What was let in before the list or the check was as it is now.
            raise PushGone from fault
        headers = {
            "Authorization": vapid.header(_origin(target), now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(TTL),
            "Urgency": "high",
            "Topic": topic,
        }
        self._judge(target.host, self._posted(target, device.endpoint, sealed, headers))

    def _known(self) -> Vapid | None:
        """Where the secret cannot be read, push has failed: another channel is used, and the secret rests, too."""
        if self._clock() < self._resting.get(KEEPER, 0.0):
            raise PushFailed("rests")
        try:
            return self._vapid
        except (BotoCoreError, ClientError) as fault:
            self._resting[KEEPER] = self._clock() + REST
            raise _failed(KEEPER, type(fault).__name__) from fault

    @cached_property
    def _vapid(self) -> Vapid | None:
        key = self._key()
        try:
            return Vapid(key, self._contact) if key else None
        except ValueError:
            # Whoever put it there broke push, and no alert is to be lost by that: the next channel is used.
            log.warning("push_key is no key: make deploy makes one where there is none")
            return None

    def _posted(self, target: Target, url: str, body: bytes, headers: dict[str, str]) -> int:
        """The answer's status; of its body only so little is read that the connection can serve again."""
        if self._clock() < self._resting.get(target.host, 0.0):
            raise PushFailed("rests")
        try:
            answer = self._pool.request("POST", url, body=body, headers=headers, redirect=False, preload_content=False)
            answer.read(LITTLE)
            answer.close()
        except HTTPError as fault:
            self._resting[target.host] = self._clock() + REST
            raise _failed(target.host, type(fault).__name__) from fault
        return answer.status

    def _judge(self, host: str, status: int) -> None:
        if status in (NOT_FOUND, GONE):
            raise PushGone
        if not OK_FROM <= status < OK_BELOW:
            raise _failed(host, str(status))


def _failed(host: str, why: str) -> PushFailed:
    log.warning("push failed", extra={"service": host, "fault": why})
    count("PushFailed")
    return PushFailed(why)


def _sealed(payload: str, device: Device) -> bytes:
    own = generate_private_key(SECP256R1())
    return seal(payload.encode(), unpadded(device.p256dh), unpadded(device.auth), own, os.urandom(16))


def _origin(target: Target) -> str:
    usual = {"http": 80, "https": 443}[target.scheme]
    return f"{target.scheme}://{target.host}" + (f":{target.port}" if target.port != usual else "")
