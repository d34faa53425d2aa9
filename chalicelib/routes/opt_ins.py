"""Opt-ins collected elsewhere, and those that wait for a person of the brand."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import reviews, submissions
from chalicelib.flows.submissions import Evidence
from chalicelib.routes import present_forms
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.common import PageQuery
from chalicelib.routes.shapes.forms import NewOptIn, OptInShape, Settle, WaitingPage

bp = Blueprint(__name__)
DETAILS = ("first_name", "last_name", "email", "location")
TOLD = ("source", "page", "ip", "user_agent")


@endpoint(bp, "POST", "/opt-ins", body=NewOptIn, answer=OptInShape, status=202)
def create_opt_in(call: Call, body: NewOptIn) -> OptInShape:
    """Takes an opt-in with its evidence; the contact is asked to confirm by YES, and is Pending until then."""
    return OptInShape(id=submissions.submit_evidence(call.house, call.caller, _evidence(body), call.key, call.now))


@endpoint(bp, "GET", "/opt-ins/review", query=PageQuery, answer=WaitingPage)
def list_waiting_opt_ins(call: Call, query: PageQuery) -> WaitingPage:
    """Opt-ins that nothing was texted for: foreign numbers, and more than the day's budget."""
    found, lines = reviews.page(call.house, call.caller, query.cursor, query.limit)
    return WaitingPage(items=[present_forms.waiting(one, lines) for one in found.items], cursor=found.cursor)


@endpoint(bp, "POST", "/opt-ins/review/{opt_in_id}", body=Settle, answer=None, status=202)
def settle_opt_in(call: Call, opt_in_id: str, body: Settle) -> None:
    """Lets one pass, or turns it down."""
    reviews.settle(call.house, call.caller, opt_in_id, accept=body.accept, now=call.now)


def _evidence(body: NewOptIn) -> Evidence:
    told = {name: getattr(body, name) for name in TOLD}
    if body.at is not None:
        told["agreed_at"] = body.at.isoformat()
    return Evidence(
        line=body.line,
        phone=body.phone,
        wording=body.wording,
        told=told,
        details={name: getattr(body, name) for name in DETAILS},
        tags=frozenset(body.tags),
    )
