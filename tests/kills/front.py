"""AWS and the provider by HTTP, for workers in processes of their own: every call passes the harness's one wire.

So what such a worker does is watched as in any story, and it can be killed just before a call takes effect, or after.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import RLock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders
from moto.core.models import botocore_stubber

from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import ProviderBusy, ProviderRefused, ProviderText, ProviderUnclear
from tests.harness.aws import ACCOUNT_SID, REGION
from tests.harness.carrier import FakeCarrier
from tests.harness.wire import FUNCTION, Died

HOSTS = {
    "secrets-manager": f"secretsmanager.{REGION}.amazonaws.com",
    "dynamodb": f"dynamodb.{REGION}.amazonaws.com",
    "sqs": f"sqs.{REGION}.amazonaws.com",
    "sns": f"sns.{REGION}.amazonaws.com",
    "sesv2": f"email.{REGION}.amazonaws.com",
    "s3": "s3.amazonaws.com",
}
MESSAGES = f"/2010-04-01/Accounts/{ACCOUNT_SID}/Messages"
Answer = tuple[int, bytes, str]


class Front(ThreadingHTTPServer):
    """`function` is whose calls these are. One call at a time, as the tables in memory want it."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, carrier: FakeCarrier) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.carrier = carrier
        self.function = ""
        self.turn = RLock()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A process that was killed has hung up: nothing to tell of."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def environment(self) -> dict[str, str]:
        """What makes a product's process call here."""
        calls = {f"AWS_ENDPOINT_URL_{_setting(service)}": f"{self.address}/{service}" for service in HOSTS}
        keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
        return {**calls, **keys, "PARLEY_PROVIDER_URL": f"{self.address}/provider"}


def _setting(service: str) -> str:
    return service.upper().replace("-", "_")


@contextmanager
def front(carrier: FakeCarrier) -> Iterator[Front]:
    """Within it the front answers."""
    server = Front(carrier)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Front

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True  # it was killed amid a request, which so never came
            return
        service, _, rest = self.path.lstrip("/").partition("/")
        with self.server.turn, suppress(Died):
            FUNCTION.set(self.server.function)
            ask = self._provider if service == "provider" else self._aws
            self._tell(*ask(service, f"/{rest}", body))
            return
        self.close_connection = True

    def _tell(self, status: int, answer: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = _answer  # noqa: N815 - the library's names

    def _aws(self, service: str, path: str, body: bytes) -> Answer:
        target = self.headers.get("X-Amz-Target") or parse_qs(body.decode()).get("Action", ["SendEmail"])[0]
        name = f"before-send.{service}.{target.rpartition('.')[2]}"
        headers = HTTPHeaders.from_dict({key: value for key, value in self.headers.items() if key.lower() != "host"})
        request = AWSPreparedRequest(self.command, f"https://{HOSTS[service]}{path}", headers, body, False)
        answered = botocore_stubber(name, request)
        assert answered is not None
        return answered.status_code, answered.content, answered.headers.get("Content-Type", "text/plain")

    def _provider(self, _: str, path: str, body: bytes) -> Answer:
        address = urlsplit(path)
        form = parse_qs(body.decode() or address.query, keep_blank_values=True)
        try:
            status, answer = _asked(self.server.carrier, self.command, address.path, form)
        except ProviderRefused as refusal:
            status, answer = 400, {"code": refusal.code, "message": "refused", "status": 400}
        except ProviderBusy:
            status, answer = 429, {"code": 20429, "message": "busy", "status": 429}
        except ProviderUnclear:
            status, answer = 500, {"code": 20500, "message": "unclear", "status": 500}
        return status, json.dumps(answer).encode(), "application/json"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Silent."""


def _asked(carrier: FakeCarrier, method: str, path: str, form: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
    """The provider's REST API, as far as workers use it for texts."""
    if method == "POST":
        ref = parse_qs(urlsplit(form["StatusCallback"][0]).query)["m"][0]
        sender, to = PhoneNumber(form["From"][0]), PhoneNumber(form["To"][0])
        media = form.get("MediaUrl", [])
        accepted = carrier.send(sender=sender, to=to, body=form.get("Body", [""])[0], media=media, ref=ref)
        return 201, {"sid": accepted.provider_id, "status": accepted.status}
    if path != f"{MESSAGES}.json":
        found = carrier.fetch(path.removeprefix(f"{MESSAGES}/").removesuffix(".json"))
        return (200, _listed(found)) if found else (404, {"code": 20404, "message": "not found", "status": 404})
    begin = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
    sender, to = PhoneNumber(form["From"][0]), PhoneNumber(form["To"][0])
    texts = carrier.sent_between(sender=sender, to=to, since=begin)
    return 200, {"messages": [_listed(text) for text in texts], "next_page_uri": None, "page": 0}


def _listed(text: ProviderText) -> dict[str, Any]:
    return {
        "sid": text.provider_id,
        "from": text.sender,
        "to": text.to,
        "body": text.body,
        "date_created": format_datetime(text.at),
        "status": text.status,
        "direction": "inbound" if text.inbound else "outbound-api",
        "error_code": text.error,
        "num_media": str(text.media),
    }
