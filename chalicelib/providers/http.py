"""HTTP for the provider's library: its own client keeps an answer on itself, where another thread may take it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import certifi
import urllib3
from twilio.http import HttpClient
from twilio.http.response import Response

CONNECTIONS = 80
"""As many as one worker sends side by side in the jobs that it does together (workers/batch.py), with room."""


class PooledHttp(HttpClient):  # type: ignore[misc] # the library is untyped
    """Safe for threads, logs no number, repeats nothing. `base_url` replaces the provider's own address.

    Raises urllib3's faults as they are: they tell whether a request left at all.
    """

    def __init__(self, base_url: str, timeout: float) -> None:
        super().__init__(logging.getLogger(__name__), is_async=False, timeout=timeout)
        self._base_url = base_url
        self._pool = urllib3.PoolManager(maxsize=CONNECTIONS, retries=False, ca_certs=certifi.where())

    def request(
        self,
        method: str,
        uri: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """The provider's answer, whatever its status; `timeout` is in seconds for connecting and reading each."""
        known = urllib3.make_headers(basic_auth=":".join(auth)) if auth else {}
        answer = self._pool.request(
            method,
            self._address(uri) + _query(params),
            body=_form(data) if data else None,
            headers={**(headers or {}), **known},
            timeout=timeout or self.timeout,
            redirect=allow_redirects,
        )
        return Response(answer.status, answer.data.decode("utf-8", "replace"), answer.headers)

    def close(self) -> None:
        self._pool.clear()

    def _address(self, uri: str) -> str:
        return self._base_url + "/" + uri.split("/", 3)[3] if self._base_url else uri


def _query(params: Mapping[str, object] | None) -> str:
    form = _form(params or {})
    if not form:
        return ""
    return "?" + form


def _form(fields: Mapping[str, Any]) -> str:
    """A list stands for a field that is there several times, None for one that is not there."""
    return urlencode({name: value for name, value in fields.items() if value is not None}, doseq=True)
