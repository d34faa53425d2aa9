"""The only place where an error becomes a status number (RFC 9457)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from chalice.app import Request, Response

from chalicelib.core.errors import Busy, Invalid, ParleyError, Refused

STATUS = {
    "invalid": 422,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "conflict": 409,
    "refused": 409,
    "busy": 503,
}
FOUND = 302
"""A link that leads elsewhere, this time."""
_TITLE = {
    "invalid": "Some fields need another value",
    "unauthorized": "Not signed in",
    "forbidden": "Not allowed",
    "not_found": "Not found",
    "conflict": "Changed in the meantime",
    "refused": "This text may not go",
    "busy": "Busy, try again",
}
HEADERS: dict[str, str | list[str]] = {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


def answer(error: ParleyError, request_id: str | None) -> Response:
    """The error as problem+json: code, sentence, fields, rule, until and the request's id; never more."""
    status = STATUS[error.kind]
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": _TITLE[error.kind],
        "status": status,
        "code": error.code,
        "detail": error.sentence,
        "request_id": request_id,
    }
    headers = dict(HEADERS)
    if isinstance(error, Invalid):
        body["fields"] = error.fields
    if isinstance(error, Refused):
        body["rule"] = error.rule
        body["until"] = error.until.isoformat() if error.until else None
    if isinstance(error, Busy):
        headers["Retry-After"] = str(error.retry_after)
    return Response(body, status_code=status, headers=headers)


def broken(request_id: str | None) -> Response:
    """What a caller learns of a fault of ours: that it was one, and the id under which the log tells more."""
    body = {
        "type": "about:blank",
        "title": "Something broke",
        "status": 500,
        "code": "internal",
        "detail": "Parley made a mistake. Nothing was changed by halves; try again, or show your admin the request id.",
        "request_id": request_id,
    }
    return Response(body, status_code=500, headers=dict(HEADERS))


def framework(request: Request, respond: Callable[[Request], Response]) -> Response:
    """Middleware: what Chalice itself refuses (another content type, another method) is told as a problem too."""
    response = respond(request)
    if not isinstance(response.body, dict) or response.body.keys() != {"Code", "Message"}:
        return response
    title: str = response.body["Code"].removesuffix("Error")
    body = {
        "type": "about:blank",
        "title": title,
        "status": response.status_code,
        "code": re.sub(r"(?<=[a-z])(?=[A-Z])", "_", title).lower(),
        "detail": response.body["Message"].removesuffix(".") + ".",
        "request_id": request.context.get("requestId") if request else None,
    }
    headers = {**response.headers, **HEADERS}
    return Response(body, status_code=response.status_code, headers=headers)
