"""A brand's server for tests: keeps what is posted to it and answers as it was told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator


@dataclass(frozen=True, slots=True)
class Hit:
    """One request that arrived."""

    method: str
    url: str
    path: str
    form: dict[str, str]
    signature: str
    key: str

    def signed_by(self, token: str) -> bool:
        valid: bool = RequestValidator(token).validate(self.url, self.form, self.signature)
        return valid


@dataclass(frozen=True, slots=True)
class Reply:
    status: int = 200
    body: str = "<Response/>"
    content_type: str = "text/xml"
    after: float = 0.0


@dataclass
class Brand:
    """A context manager; `replies` are given in turn to each path, then 200 with empty TwiML."""

    hits: list[Hit] = field(default_factory=list)
    replies: dict[str, list[Reply]] = field(default_factory=dict)

    def __enter__(self) -> Brand:
        brand = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                brand.take(self, dict(parse_qsl(body, keep_blank_values=True)))

            def do_GET(self) -> None:
                brand.take(self, {})

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def take(self, request: BaseHTTPRequestHandler, form: dict[str, str]) -> None:
        path = request.path.split("?")[0]
        headers = request.headers
        self.hits.append(
            Hit(
                method=request.command,
                url=self.address + request.path,
                path=path,
                form=form,
                signature=headers.get("X-Twilio-Signature", ""),
                key=headers.get("I-Twilio-Idempotency-Token", ""),
            )
        )
        waiting = self.replies.get(path)
        reply = waiting.pop(0) if waiting else Reply()
        time.sleep(reply.after)
        data = reply.body.encode()
        request.send_response(reply.status)
        request.send_header("Content-Type", reply.content_type)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)

    def at(self, path: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.path == path]

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def eventually(condition: Callable[[], object], within: float = 3.0) -> None:
    """Waits until the condition holds."""
    until = time.monotonic() + within
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.005)
