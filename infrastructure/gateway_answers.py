"""What API Gateway answers by itself, in the API's own form: the same in the cloud and in the local run."""

from __future__ import annotations

import json
from typing import Any

CONTENT_TYPE = "application/problem+json"


def _problem(status: int, title: str, code: str, detail: str) -> dict[str, Any]:
    return {"type": "about:blank", "title": title, "status": status, "code": code, "detail": detail}


NO_ROUTE = _problem(404, "Not found", "no_such_route", "There is no such address in this API. See openapi.json.")
UNAUTHORIZED = _problem(401, "Not signed in", "not_signed_in", "Sign in and try again.")
TOO_LARGE = _problem(413, "Too long", "too_long", "The request is too long.")
TOO_FAST = _problem(429, "Busy, try again", "too_fast", "Too many requests at once. Try again in a moment.")
BROKEN = _problem(502, "Something broke", "internal", "Parley did not answer. Try again.")

# An address that is no route is a "missing token" to API Gateway, whatever was sent.
_BY_NAME = {
    "MISSING_AUTHENTICATION_TOKEN": NO_ROUTE,
    "UNAUTHORIZED": UNAUTHORIZED,
    "REQUEST_TOO_LARGE": TOO_LARGE,
    "THROTTLED": TOO_FAST,
    "DEFAULT_5XX": BROKEN,
}


def definitions() -> dict[str, Any]:
    """The `x-amazon-apigateway-gateway-responses` of the API's definition."""
    return {
        name: {
            "statusCode": str(problem["status"]),
            "responseParameters": {"gatewayresponse.header.Content-Type": f"'{CONTENT_TYPE}'"},
            "responseTemplates": {"application/json": json.dumps(problem)},
        }
        for name, problem in _BY_NAME.items()
    }
