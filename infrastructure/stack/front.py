"""What CloudFront does for browsers and the provider: one address for dashboard, API and sign-in.

The embedded CloudFront does not reach an API of the embedded API Gateway, so this stands in its place.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

import urllib3

from infrastructure.naming import STAGE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "host", "date", "server"})

ASK_SECONDS = 1.0
AT_ONCE = 4
"""Requests under way. Each one more would start another process of its function: this is a laptop."""


class Api:
    """Forwards `/api/…` to the embedded AWS at `url`, as it came, to the API that `identifier` says there is.

    It is asked now and again: the embedded AWS makes an API anew where CloudFormation would change it.
    """

    def __init__(self, url: str, identifier: Callable[[], str]) -> None:
        self._url = url
        self._identifier = identifier
        self._known = ""
        self._asked = float("-inf")
        self._http = urllib3.PoolManager(maxsize=AT_ONCE, retries=False, timeout=60)
        self._places = threading.Semaphore(AT_ONCE)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["REQUEST_URI"].removeprefix(f"/{STAGE}")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        headers = _headers(environ)
        with self._places:
            answer = self._http.request(
                environ["REQUEST_METHOD"], self._address(path), body=body or None, headers=headers
            )
        kept = [(name, value) for name, value in answer.headers.items() if name.lower() not in HOP_BY_HOP]
        start_response(
            f"{answer.status} {HTTPStatus(answer.status).phrase}", [*kept, ("Content-Length", str(len(answer.data)))]
        )
        return [answer.data]

    def _address(self, path: str) -> str:
        if time.monotonic() - self._asked > ASK_SECONDS:
            self._known = self._identifier()
            self._asked = time.monotonic()
        return f"{self._url}/restapis/{self._known}/{STAGE}/_user_request_{path}"


def _headers(environ: WSGIEnvironment) -> dict[str, str]:
    found = {
        name.removeprefix("HTTP_").replace("_", "-").title(): value
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    if environ.get("CONTENT_TYPE"):
        found["Content-Type"] = environ["CONTENT_TYPE"]
    return {name: value for name, value in found.items() if name.lower() not in HOP_BY_HOP}
