"""Texts that came to a number which is no line of ours, or to a line that is switched off."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import quarantine
from chalicelib.routes import present
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.common import PageQuery
from chalicelib.routes.shapes.quarantine import QuarantinePage, SettledText, SettleText

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/quarantine", query=PageQuery, answer=QuarantinePage)
def list_quarantine(call: Call, query: PageQuery) -> QuarantinePage:
    """Texts to unknown or switched-off lines, newest first, for managers and admins."""
    found, cursor = quarantine.page(call.house, call.caller, query.cursor, query.limit)
    return QuarantinePage(items=[present.quarantined(kept) for kept in found], cursor=cursor)


@endpoint(bp, "POST", "/quarantine/{text_id}", body=SettleText, answer=SettledText)
def settle_quarantined(call: Call, text_id: str, body: SettleText) -> SettledText:
    """Takes a text in on the line it was sent to, or puts it away, for managers and admins.

    It is never moved to another line: consent is of a contact and a line, and an answer from a number that the contact
    never texted would surprise it. So the line comes first (409 `no_line`, `line_off`); then the text is taken in as
    one that came late: an alert, no automatic answer. What is put away stays stored, and in no list.
    """
    return SettledText(thread=quarantine.settle(call.house, call.caller, text_id, take_in=body.take_in))
