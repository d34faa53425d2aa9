"""Texts that came to a number which is no line of ours."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import quarantine
from chalicelib.routes import present
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.common import PageQuery
from chalicelib.routes.shapes.threads import QuarantinePage

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/quarantine", query=PageQuery, answer=QuarantinePage)
def list_quarantine(call: Call, query: PageQuery) -> QuarantinePage:
    """Texts to unknown or switched-off lines, newest first, for managers and admins."""
    found, cursor = quarantine.page(call.house, call.caller, query.cursor, query.limit)
    return QuarantinePage(items=[present.quarantined(entry) for entry in found], cursor=cursor)
