"""Pictures: where a browser uploads one, and asking once more for one that could not be fetched."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import media, uploads
from chalicelib.routes import present
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.media import NewUpload, Upload
from chalicelib.routes.shapes.threads import MessageShape

bp = Blueprint(__name__)


@endpoint(bp, "POST", "/media", body=NewUpload, answer=Upload, status=201)
def upload_media(call: Call, body: NewUpload) -> Upload:
    """Where to post one file; only the caller's own texts may take it."""
    upload, form = uploads.begin(call.house, call.caller, body.type, body.size, call.now)
    return Upload(id=upload, url=form.url, fields=dict(form.fields), until=form.until)


@endpoint(bp, "POST", "/threads/{thread_id}/messages/{message_id}/media", answer=MessageShape, status=202)
def fetch_media(call: Call, thread_id: str, message_id: str) -> MessageShape:
    """Asks the provider once more for pictures that could not be fetched."""
    found = media.again(call.house, call.caller, thread_id, message_id, call.now)
    return present.message(found, {}, links=media.links(call.house, [found], call.now))
