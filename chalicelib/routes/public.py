"""What everybody may call: pages for browsers, JSON for scripts, any origin, no credentials."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from urllib.parse import parse_qsl

from chalice.app import Request, Response

from chalicelib.core.errors import Invalid
from chalicelib.flows.submissions import Visitor
from chalicelib.routes import problem
from chalicelib.routes.endpoint import guarded

BODY_BYTES = 16 * 1024
MOST_FIELDS = 60
FRONT = "X-Parley-Front"
"""The header by which our own CloudFront is known."""
TYPES = ["application/x-www-form-urlencoded", "application/json"]
SAFE: dict[str, str | list[str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Vary": "Accept",
    "Cache-Control": "no-store",
}


def answered(request: Request, work: Callable[[Request], Response]) -> Response:
    """The work's answer, or its error as a problem; either may be read by a script of any page."""
    answer = guarded(request, lambda: work(request))
    answer.headers = {**answer.headers, **SAFE}
    return answer


def wants_page(request: Request) -> bool:
    """Whether a browser asks to show it, not a script to read it."""
    accepted = request.headers.get("accept") or ""
    return "text/html" in accepted and "application/json" not in accepted


def page(body: str, policy: str, status: int) -> Response:
    told: dict[str, str | list[str]] = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy,
        "X-Frame-Options": "DENY",
    }
    return Response(body, status_code=status, headers=told)


def led_to(url: str) -> Response:
    """The browser goes there by itself. `url` is one that core.links knows as a target."""
    return Response("", status_code=problem.FOUND, headers={"Location": url})


def script(body: str) -> Response:
    return Response(body, headers={"Content-Type": "text/javascript; charset=utf-8"})


def preflight() -> Response:
    """What a page of another origin may send: a form's answers, as JSON if it likes."""
    allowed: dict[str, str | list[str]] = {
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Content-Type, Accept",
        "Access-Control-Max-Age": "86400",
    }
    return Response("", headers=allowed)


def fields(request: Request) -> dict[str, str]:
    """The answers of a form or of a JSON object, as texts; a true is a yes."""
    raw = request.raw_body
    raw = raw if isinstance(raw, bytes) else raw.encode()
    if len(raw) > BODY_BYTES:
        raise Invalid({"body": f"The form is too long: at most {BODY_BYTES // 1024} KiB."})
    kind = (request.headers.get("content-type") or "").partition(";")[0].strip()
    try:
        return _object(raw) if kind == "application/json" else _form(raw)
    except (ValueError, AttributeError, RecursionError):
        raise Invalid({"body": "Send a form, or a JSON object of texts, in UTF-8."}) from None


def visitor(request: Request, front: str) -> Visitor:
    """Who posts. API Gateway's word of who called it is always true; X-Forwarded-For says whatever a caller likes.

    It is believed of our own CloudFront alone, which `front` tells: CloudFront appends the visitor's address to what it
    was given, and API Gateway appends CloudFront's.
    """
    peer = str((request.context or {}).get("identity", {}).get("sourceIp") or "")
    told = [part.strip() for part in (request.headers.get("x-forwarded-for") or "").split(",") if part.strip()]
    said = (request.headers.get(FRONT.lower()) or "").encode()
    believed = bool(front) and hmac.compare_digest(said, front.encode())
    address = told[-2] if believed and len(told) > 1 else peer
    return Visitor(address, peer, request.headers.get("user-agent") or "", request.headers.get("referer") or "")


def _form(raw: bytes) -> dict[str, str]:
    pairs = parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    return dict(pairs)


def _object(raw: bytes) -> dict[str, str]:
    said = json.loads(raw)
    return {name: _text(value) for name, value in said.items()}


def _text(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return "yes" if value else ""
    if isinstance(value, str):
        return value
    raise ValueError("no text")
