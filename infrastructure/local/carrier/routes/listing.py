"""Pages of texts, as Twilio's list of messages gives them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from infrastructure.local.carrier.errors import RefusedError
from infrastructure.local.carrier.messages import Message, Messages
from infrastructure.local.carrier.network import e164

FILTERS = ("To", "From", "DateSent", "DateSent>", "DateSent<")
# A text that waits has no date yet and is found by the time at which it was taken.
SENT = "coalesce(sent, created)"
DATE_LENGTH = 10
TOKEN = "PA"  # noqa: S105 - the start of a page's name


def page_of(messages: Messages, args: Mapping[str, str], path: str) -> tuple[list[Message], dict[str, Any]]:
    """A page of texts, the newest first, and the fields around it; tokens hold while texts are added."""
    size = min(max(int(args["PageSize"]), 1), 1000) if args.get("PageSize", "").isdecimal() else 50
    page = int(args["Page"]) if args.get("Page", "").isdecimal() else 0
    clauses, values = conditions(args)
    token, offset = args.get("PageToken", ""), page * size
    if token:
        last = messages.get(token.removeprefix(TOKEN))
        if last is None:
            raise RefusedError(20404)
        clauses, values, offset = [*clauses, "n < ?"], [*values, last.n], 0
    found = messages.select(" AND ".join(clauses), values, limit=size + 1, offset=offset)
    shown, more = found[:size], len(found) > size
    kept = {name: args[name] for name in FILTERS if name in args}
    following = {**kept, "PageSize": size, "Page": page + 1, "PageToken": TOKEN + shown[-1].sid} if more else None
    return shown, {
        "page": page,
        "page_size": size,
        "start": page * size,
        "end": page * size + max(0, len(shown) - 1),
        "uri": f"{path}?{urlencode({**args})}",
        "first_page_uri": f"{path}?{urlencode({**kept, 'PageSize': size, 'Page': 0})}",
        "next_page_uri": f"{path}?{urlencode(following)}" if following else None,
        "previous_page_uri": None,
    }


def conditions(args: Mapping[str, str]) -> tuple[list[str], list[object]]:
    """SQL clauses and their values for the filters asked for; both bounds of a time include it."""
    clauses, values = ["direction != 'network'"], list[object]()
    for name, inbound, outbound in (("To", "line", "handset"), ("From", "handset", "line")):
        if args.get(name):
            clauses.append(f"CASE direction WHEN 'inbound' THEN {inbound} ELSE {outbound} END = ?")
            values.append(e164(args[name]) or args[name])
    for name, low, high in (("DateSent", True, True), ("DateSent>", True, False), ("DateSent<", False, True)):
        if args.get(name):
            start, end = span(args[name])
            clauses += [f"{SENT} >= ?"] * low + [f"{SENT} < ?"] * high
            values += [start] * low + [end] * high
    return clauses, values


def span(text: str) -> tuple[float, float]:
    """When a day or a second, in GMT, begins and ends; RefusedError 20404 for what is no date."""
    try:
        start = datetime.fromisoformat(text)
    except ValueError as fault:
        raise RefusedError(20404) from fault
    start = start if start.tzinfo else start.replace(tzinfo=UTC)
    length = timedelta(days=1) if len(text) == DATE_LENGTH else timedelta(seconds=1)
    return start.timestamp(), (start + length).timestamp()
