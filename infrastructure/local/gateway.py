"""Amazon API Gateway as a WSGI application: HTTP in, proxy event to the Chalice app, its answer out."""

from __future__ import annotations

import base64
import json
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from infrastructure.gateway_answers import NO_ROUTE
from infrastructure.local.context import LambdaContext

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Event = dict[str, Any]
Handler = Callable[[Event, LambdaContext], Mapping[str, Any]]
Routes = Mapping[str, Iterable[str]]


class Gateway:
    """`routes` gives the methods of each path pattern; `binary` the content types whose bodies travel as base64."""

    def __init__(self, handler: Handler, routes: Routes, stage: str, binary: Iterable[str] = ()) -> None:
        self._handler = handler
        self._routes = sorted(
            ((_segments(path), path, frozenset(methods)) for path, methods in routes.items()), key=_rank
        )
        self._stage = stage
        self._binary = frozenset(binary)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, _, query = _raw_target(environ).partition("?")
        inner = path.removeprefix(f"/{self._stage}")
        found = self._match(inner, environ["REQUEST_METHOD"])
        if found is None:
            return _answer(
                start_response, 404, [("Content-Type", "application/problem+json")], json.dumps(NO_ROUTE).encode()
            )
        resource, parameters = found
        event = self._event(environ, inner, query, resource, parameters)
        response = self._handler(event, LambdaContext("api", event["requestContext"]["requestId"]))
        return _answer(start_response, int(response["statusCode"]), _headers_of(response), _body_of(response))

    def _match(self, path: str, method: str) -> tuple[str, dict[str, str]] | None:
        asked = _segments(path)
        for segments, resource, methods in self._routes:
            if method in methods and len(segments) == len(asked):
                parameters = _parameters(segments, asked)
                if parameters is not None:
                    return resource, parameters
        return None

    def _event(
        self, environ: WSGIEnvironment, path: str, query: str, resource: str, parameters: dict[str, str]
    ) -> Event:
        headers = _request_headers(environ)
        pairs = parse_qsl(query, keep_blank_values=True)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        encoded = headers.get("Content-Type", "").partition(";")[0].strip() in self._binary
        return {
            "resource": resource,
            "path": path,
            "httpMethod": environ["REQUEST_METHOD"],
            "headers": headers,
            "multiValueHeaders": {name: [value] for name, value in headers.items()},
            "queryStringParameters": dict(pairs) or None,
            "multiValueQueryStringParameters": _grouped(pairs) or None,
            "pathParameters": parameters or None,
            "stageVariables": None,
            "requestContext": self._context(environ, path, resource, headers),
            # What is no text loses its form on the way through API Gateway, too.
            "body": (base64.b64encode(body).decode() if encoded else body.decode("utf-8", "replace")) if body else None,
            "isBase64Encoded": encoded and bool(body),
        }

    def _context(self, environ: WSGIEnvironment, path: str, resource: str, headers: Mapping[str, str]) -> Event:
        return {
            "requestId": str(uuid.uuid4()),
            "stage": self._stage,
            "path": f"/{self._stage}{path}",
            "resourcePath": resource,
            "httpMethod": environ["REQUEST_METHOD"],
            "requestTimeEpoch": int(time.time() * 1000),
            "protocol": environ.get("SERVER_PROTOCOL", "HTTP/1.1"),
            "accountId": "000000000000",
            "apiId": "local",
            "identity": {
                "sourceIp": environ.get("REMOTE_ADDR", "127.0.0.1"),
                "userAgent": headers.get("User-Agent"),
            },
        }


def _raw_target(environ: WSGIEnvironment) -> str:
    """The path and query as they were sent: API Gateway decodes no path parameter for Chalice."""
    target: str = environ["REQUEST_URI"]
    if target.startswith("/"):
        return target
    parts = urlsplit(target)
    return f"{parts.path}?{parts.query}"


def _segments(path: str) -> tuple[str, ...]:
    return tuple(path.split("/")[1:])


def _rank(route: tuple[tuple[str, ...], str, frozenset[str]]) -> tuple[bool, ...]:
    """A fixed word goes before a parameter in the same place."""
    return tuple(segment.startswith("{") for segment in route[0])


def _parameters(segments: tuple[str, ...], asked: tuple[str, ...]) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for segment, given in zip(segments, asked, strict=True):
        if segment.startswith("{") and given:
            found[segment.strip("{}")] = given
        elif segment != given:
            return None
    return found


def _request_headers(environ: WSGIEnvironment) -> dict[str, str]:
    found = {name[5:]: value for name, value in environ.items() if name.startswith("HTTP_")}
    found |= {name: environ[name] for name in ("CONTENT_TYPE", "CONTENT_LENGTH") if environ.get(name)}
    found["X_FORWARDED_PROTO"] = environ["wsgi.url_scheme"]
    return {name.replace("_", "-").title(): str(value) for name, value in found.items()}


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _headers_of(response: Mapping[str, Any]) -> list[tuple[str, str]]:
    single = [(name, str(value)) for name, value in (response.get("headers") or {}).items()]
    several = (response.get("multiValueHeaders") or {}).items()
    return single + [(name, str(value)) for name, values in several for value in values]


def _body_of(response: Mapping[str, Any]) -> bytes:
    body: str = response.get("body") or ""
    return base64.b64decode(body) if response.get("isBase64Encoded") else body.encode()


def _answer(start_response: StartResponse, status: int, headers: list[tuple[str, str]], body: bytes) -> Iterable[bytes]:
    kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
    start_response(f"{status} {HTTPStatus(status).phrase}", [*kept, ("Content-Length", str(len(body)))])
    return [body]
