"""API Gateway and the provider's signing in front of the real Chalice app."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from chalice.app import Chalice
from twilio.request_validator import RequestValidator

from tests.harness import aws
from tests.harness.wire import Died, running

FORM = "application/x-www-form-urlencoded"
REQUEST_ID = "request-of-a-test"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a caller gets. `json` is the parsed body where there is one."""

    status: int
    body: str
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


@cache
def chalice_app() -> Chalice:
    from app import app

    return app


def request(method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
    """One request through API Gateway: 404 for a path that no route has, as there (there it is a 403)."""
    parts = urlsplit(url)
    resource, parameters = _resource(parts.path)
    if resource is None or method not in chalice_app().routes[resource]:
        return Answer(404, "{}", {})
    query: dict[str, list[str]] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        query.setdefault(name, []).append(value)
    context = {"resourcePath": resource, "httpMethod": method, "requestId": REQUEST_ID, "identity": {}}
    event = {
        "requestContext": context | {"path": "/api" + parts.path},
        "headers": dict(headers),
        "multiValueQueryStringParameters": query or None,
        "pathParameters": parameters,
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": bool(body),
        "stageVariables": None,
    }
    try:
        with running(chalice_app().routes[resource][method].view_name):
            answer = chalice_app()(event, None)
    except Died:
        return Answer(502, "{}", {})
    return Answer(answer["statusCode"], answer["body"], answer["headers"])


def signed(path: str, form: Mapping[str, str]) -> Answer:
    """A webhook as the provider posts it: `path` with at most one query parameter, signed over the public URL."""
    url = aws.environment()["PARLEY_PUBLIC_URL"] + path
    signature = RequestValidator(aws.AUTH_TOKEN).compute_signature(url, dict(form))
    headers = {"Content-Type": FORM, "X-Twilio-Signature": str(signature)}
    return request("POST", path, headers, urlencode(form).encode())


def _resource(path: str) -> tuple[str | None, dict[str, str] | None]:
    """The route whose pattern fits, literal ones first, and its path parameters."""
    for pattern in sorted(chalice_app().routes, key=lambda route: route.count("{")):
        found = re.fullmatch(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", pattern), path)
        if found:
            return pattern, found.groupdict() or None
    return None, None
