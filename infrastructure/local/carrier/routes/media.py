"""Media of texts: as the real provider's, behind a password and by a redirect."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from infrastructure.local.carrier.errors import RefusedError
from infrastructure.local.carrier.inputs import this_carrier
from infrastructure.local.carrier.messages import Media, Message
from infrastructure.local.carrier.pictures import fetched
from infrastructure.local.carrier.routes.rest import PREFIX, account_uri, protect, rfc2822

bp = Blueprint("media", __name__, url_prefix=PREFIX)
protect(bp)
files = Blueprint("files", __name__, url_prefix="/media")


@bp.get("/Messages/<sid>/Media.json")
def index(sid: str) -> dict[str, Any]:
    message = _message(sid)
    uri = f"{account_uri()}/Messages/{sid}/Media.json"
    return {
        "media_list": [_shape(message, media) for media in message.media],
        "page": 0,
        "page_size": 50,
        "start": 0,
        "end": max(0, len(message.media) - 1),
        "uri": uri,
        "first_page_uri": uri,
        "next_page_uri": None,
        "previous_page_uri": None,
    }


@bp.get("/Messages/<sid>/Media/<media>.json")
def fetch(sid: str, media: str) -> dict[str, Any]:
    message = _message(sid)
    return _shape(message, _media(message, media))


@bp.get("/Messages/<sid>/Media/<media>")
def content(sid: str, media: str) -> Response:
    """Where the file is: at another host, where nobody asks for a password."""
    _media(_message(sid), media)
    return redirect(f"{this_carrier().media_address}/{media}", 307)


@bp.delete("/Messages/<sid>/Media/<media>")
@bp.delete("/Messages/<sid>/Media/<media>.json")
def delete(sid: str, media: str) -> tuple[str, int]:
    _media(_message(sid), media)
    this_carrier().pictures.delete(media)
    return "", 204


@files.get("/<sid>")
def file(sid: str) -> Response:
    """The file itself. One that a handset named by its address is fetched from there when it is first asked for."""
    carrier, sid = this_carrier(), sid.partition(".")[0]
    picture = carrier.pictures.get(sid)
    if picture is None:
        named = carrier.messages.select("media LIKE ?", [f"%{sid}%"], limit=1)
        (url,) = [media.url for message in named for media in message.media if media.sid == sid] or [""]
        picture = fetched(carrier.http, url) if url else None
        if picture is not None:
            carrier.pictures.put(sid, picture)
    if picture is None or not picture.kind:
        raise RefusedError(20404)
    headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
    return Response(picture.data, mimetype=picture.kind, headers=headers)


def _message(sid: str) -> Message:
    message = this_carrier().messages.get(sid)
    if message is None:
        raise RefusedError(20404)
    return message


def _media(message: Message, sid: str) -> Media:
    for media in message.media:
        if media.sid == sid:
            return media
    raise RefusedError(20404)


def _shape(message: Message, media: Media) -> dict[str, Any]:
    return {
        "sid": media.sid,
        "account_sid": this_carrier().settings.account_sid,
        "parent_sid": message.sid,
        "content_type": media.content_type,
        "date_created": rfc2822(message.created),
        "date_updated": rfc2822(message.created),
        "uri": f"{account_uri()}/Messages/{message.sid}/Media/{media.sid}.json",
    }
