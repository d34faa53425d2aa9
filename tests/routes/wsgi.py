"""The app as WSGI, so that a fuzzer can call it in this process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.harness import gateway

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """One request; the answer as the app gave it."""
    path = quote(environ["PATH_INFO"].encode("latin-1"), safe="/%:@!$&'()*+,;=-._~").removeprefix("/api")
    query = environ.get("QUERY_STRING", "")
    headers = {name[5:].replace("_", "-").lower(): str(v) for name, v in environ.items() if name.startswith("HTTP_")}
    if environ.get("CONTENT_TYPE"):
        headers["content-type"] = environ["CONTENT_TYPE"]
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    answer = gateway.request(environ["REQUEST_METHOD"], f"{path}?{query}" if query else path, headers, body)
    start_response(f"{answer.status} -", [(name, str(value)) for name, value in answer.headers.items()])
    return [answer.body.encode()]
