"""The handsets: typing as a customer, and reading what a customer reads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, request

from infrastructure.local.carrier.carrier import Carrier
from infrastructure.local.carrier.handsets import Handset
from infrastructure.local.carrier.inputs import InputError, read_number, read_object, this_carrier
from infrastructure.local.carrier.messages import Media, Message
from infrastructure.local.carrier.network import Kind
from infrastructure.local.carrier.pictures import media_of, written
from infrastructure.local.carrier.receiving import receive
from infrastructure.local.carrier.sending import MOST_MEDIA

bp = Blueprint("handsets", __name__, url_prefix="/handsets")
SEEN = "(direction = 'inbound' OR arrived IS NOT NULL)"
AT = "coalesce(arrived, created)"
LAST = f"n IN (SELECT n FROM (SELECT n, max({AT}) FROM messages WHERE {SEEN} GROUP BY handset))"  # noqa: S608
LATEST = 1000


@bp.get("")
def index() -> dict[str, Any]:
    """The handsets known, the one with the latest text first, each with that text."""
    carrier = this_carrier()
    latest = {message.handset: message for message in carrier.messages.select(LAST, [])}
    return {"items": [{**_shape(number), "last": _last(latest.get(number))} for number in carrier.handsets.known()]}


@bp.get("/<number>")
def fetch(number: str) -> dict[str, Any]:
    return _shape(read_number(number))


@bp.put("/<number>")
def update(number: str) -> dict[str, Any]:
    """Sets what stands behind the number; a field that is not named falls back to that of a plain mobile."""
    number = read_number(number)
    data = read_object({"kind": str, "delay_ms": int, "error": (int, type(None))})
    kind = data.get("kind", Kind.MOBILE)
    if kind not in list(Kind):
        raise InputError(f"kind: one of {', '.join(Kind)}")
    if data.get("delay_ms", 0) < 0:
        raise InputError("delay_ms: must not be negative")
    this_carrier().handsets.put(Handset(number, Kind(kind), data.get("delay_ms", 0), data.get("error")))
    return _shape(number)


@bp.get("/<number>/messages")
def messages(number: str) -> dict[str, Any]:
    """What this phone shows, the oldest first, the latest 1000; `line` narrows it to one conversation."""
    where, args = f"handset = ? AND {SEEN}", list[object]([read_number(number)])
    if line := request.args.get("line"):
        where, args = f"{where} AND line = ?", [*args, read_number(line)]
    found = this_carrier().messages.select(where, args, limit=LATEST)
    return {"items": sorted((shape(message) for message in reversed(found)), key=lambda item: item["at"])}


@bp.post("/<number>/messages")
def send(number: str) -> tuple[dict[str, str], int]:
    """Sends a text from this phone to one of the brand's numbers."""
    handset, carrier = read_number(number), this_carrier()
    data = read_object({"to": str, "body": str, "media": list})
    line = carrier.numbers.get(read_number(data.get("to", "")))
    body, media = data.get("body", ""), data.get("media", [])
    if line is None:
        raise InputError("to: no number of the brand", status=404)
    if not body and not media:
        raise InputError("body: a text needs words or media")
    if len(media) > MOST_MEDIA or not all(isinstance(url, str) for url in media):
        raise InputError("media: at most 10 URLs")
    return {"sid": receive(carrier, line, handset, body, _kept(carrier, media)).sid}, 202


def _kept(carrier: Carrier, urls: list[str]) -> tuple[Media, ...]:
    """A file that comes with the request stands here from now on; of others the address is kept."""
    media = []
    for place, found in enumerate(media_of(urls)):
        if not found.url.startswith("data:"):
            media.append(found)
            continue
        picture = written(found.url)
        if picture is None:
            raise InputError(f"media: entry {place} is no base64 of at most 5,000,000 bytes")
        carrier.pictures.put(found.sid, picture)
        media.append(Media(found.sid, f"{carrier.media_address}/{found.sid}", picture.kind))
    return tuple(media)


def shape(message: Message) -> dict[str, Any]:
    """The text as the phone shows it; `webhook` tells how the brand's server took one that the phone sent."""
    at = message.created if message.inbound else message.arrived or message.created
    return {
        "sid": message.sid,
        "from": message.sender,
        "to": message.receiver,
        "line": message.line,
        "body": message.body,
        "media": [media.url for media in message.media],
        "pictures": [_picture(media) for media in message.media],
        "direction": "out" if message.inbound else "in",
        "origin": "network" if message.direction == "network" else "person" if message.inbound else "brand",
        "at": datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds"),
        "status": message.status,
        "webhook": message.webhook,
    }


def _picture(media: Media) -> dict[str, Any]:
    """`url` is the carrier's own copy where it has one; that is what the phone really got."""
    kept = this_carrier().pictures.get(media.sid)
    if kept is None or not kept.kind:
        return {"url": media.url, "type": media.content_type, "size": None}
    return {"url": f"/media/{media.sid}", "type": kept.kind, "size": len(kept.data)}


def _shape(number: str) -> dict[str, Any]:
    carrier = this_carrier()
    handset = carrier.handsets.get(number)
    return {
        "number": number,
        "kind": handset.kind,
        "delay_ms": handset.delay_ms,
        "error": handset.error,
        "blocked": carrier.blocks.lines_of(number),
    }


def _last(message: Message | None) -> dict[str, Any] | None:
    return shape(message) if message else None
