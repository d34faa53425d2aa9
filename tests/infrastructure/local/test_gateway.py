from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest

from infrastructure.local.context import LambdaContext
from infrastructure.local.gateway import Event, Gateway

ROUTES = {
    "/threads": ["GET", "POST"],
    "/threads/{thread_id}": ["GET"],
    "/broadcasts/{broadcast_id}": ["GET"],
    "/broadcasts/preview": ["POST", "GET"],
    "/hooks/twilio/inbound": ["POST"],
}


class App:
    """Remembers what it was asked, and answers what it is told to."""

    def __init__(self, answer: dict[str, Any] | None = None) -> None:
        self.events: list[Event] = []
        self._answer = answer or {"statusCode": 200, "headers": {}, "body": "ok"}

    def __call__(self, event: Event, context: LambdaContext) -> dict[str, Any]:
        assert event["requestContext"]["requestId"] == context.aws_request_id
        self.events.append(event)
        return self._answer


def ask(app: App, method: str, target: str, body: bytes = b"", **headers: str) -> tuple[str, dict[str, str], bytes]:
    gateway = Gateway(app, ROUTES, "api", ["application/octet-stream"])
    seen: list[Any] = []
    environ = {
        "REQUEST_METHOD": method,
        "REQUEST_URI": target,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        **headers,
    }

    def start_response(status: str, sent: list[tuple[str, str]], _: Any = None) -> Any:
        seen.extend((status, dict(sent)))

    answer = b"".join(gateway(environ, start_response))
    return seen[0], seen[1], answer


def event_of(method: str, target: str, body: bytes = b"", **headers: str) -> Event:
    app = App()
    ask(app, method, target, body, **headers)
    return app.events[0]


def test_stage_stands_before_the_path_and_is_told_in_the_context() -> None:
    event = event_of("GET", "/api/threads")
    assert (event["path"], event["resource"]) == ("/threads", "/threads")
    assert event["requestContext"]["path"] == "/api/threads"
    assert event["requestContext"]["stage"] == "api"


def test_path_parameters_are_not_decoded() -> None:
    assert event_of("GET", "/api/threads/a%2Fb%2B1")["pathParameters"] == {"thread_id": "a%2Fb%2B1"}


def test_fixed_word_wins_over_parameter() -> None:
    assert event_of("GET", "/api/broadcasts/preview")["resource"] == "/broadcasts/preview"
    assert event_of("GET", "/api/broadcasts/b1")["resource"] == "/broadcasts/{broadcast_id}"


def test_repeated_query_parameters_are_all_kept_and_the_last_one_counts() -> None:
    event = event_of("GET", "/api/threads?tag=a&tag=b%20c&empty=")
    assert event["queryStringParameters"] == {"tag": "b c", "empty": ""}
    assert event["multiValueQueryStringParameters"] == {"tag": ["a", "b c"], "empty": [""]}


def test_no_query_and_no_body_are_null() -> None:
    event = event_of("GET", "/api/threads")
    assert event["queryStringParameters"] is None
    assert event["multiValueQueryStringParameters"] is None
    assert event["body"] is None
    assert event["isBase64Encoded"] is False


def test_form_body_arrives_word_for_word() -> None:
    body = b"Body=h%C3%A9+%26&Empty=&MediaUrl0="
    event = event_of("POST", "/api/hooks/twilio/inbound", body, CONTENT_TYPE="application/x-www-form-urlencoded")
    assert event["body"] == body.decode()
    assert event["headers"]["Content-Type"] == "application/x-www-form-urlencoded"


def test_body_of_a_binary_type_travels_as_base64() -> None:
    event = event_of("POST", "/api/threads", b"\xff\x00", CONTENT_TYPE="application/octet-stream; q=1")
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == b"\xff\x00"


def test_headers_reach_the_app() -> None:
    event = event_of("GET", "/api/threads", HTTP_X_TWILIO_SIGNATURE="abc=", HTTP_AUTHORIZATION="token")
    assert event["headers"]["X-Twilio-Signature"] == "abc="
    assert event["multiValueHeaders"]["Authorization"] == ["token"]


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/api/nothing"),
        ("DELETE", "/api/threads"),
        ("GET", "/api/threads/"),
        ("GET", "/api/threads/a/b"),
        ("GET", "/api//threads"),
        ("GET", "/api"),
    ],
)
def test_address_that_is_no_route_never_reaches_the_app(method: str, target: str) -> None:
    app = App()
    status, headers, body = ask(app, method, target)
    assert (status, headers["Content-Type"]) == ("404 Not Found", "application/problem+json")
    assert json.loads(body)["code"] == "no_such_route"
    assert app.events == []


def test_answer_carries_status_headers_and_its_length() -> None:
    app = App({"statusCode": 409, "headers": {"Content-Type": "text/plain", "Content-Length": "1"}, "body": "né"})
    status, headers, body = ask(app, "GET", "/api/threads")
    assert (status, body) == ("409 Conflict", "né".encode())
    assert headers == {"Content-Type": "text/plain", "Content-Length": "3"}


def test_binary_answer_is_decoded() -> None:
    app = App(
        {"statusCode": 200, "headers": {}, "body": base64.b64encode(b"\x00\xff").decode(), "isBase64Encoded": True}
    )
    assert ask(app, "GET", "/api/threads")[2] == b"\x00\xff"


def test_absolute_request_target_is_understood() -> None:
    assert event_of("GET", "http://127.0.0.1:8000/api/threads?a=1")["queryStringParameters"] == {"a": "1"}
