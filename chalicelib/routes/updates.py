"""What changed for the caller: cheap enough to ask every few seconds."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import threads, viewing
from chalicelib.routes import present
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.threads import Updates, UpdatesQuery

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/updates", query=UpdatesQuery, answer=Updates)
def list_updates(call: Call, query: UpdatesQuery) -> Updates:
    """Threads that changed since the cursor."""
    found = threads.changed(call.house, call.caller, query.since, call.now)
    viewers = present.viewers(viewing.of(call.house, call.caller, found.lines, query.thread, call.now))
    changed = [present.thread(view) for view in found.views]
    return Updates(cursor=found.cursor, threads=changed, more=found.more, viewers=viewers)
