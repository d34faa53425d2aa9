"""Leads: listed, made by machines, assigned, moved along."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib.flows import leads
from chalicelib.flows.submissions import Evidence
from chalicelib.routes import present_leads
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.leads import AssignLead, LeadPage, LeadPatch, LeadQuery, LeadShape, NewLead

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/leads", query=LeadQuery, answer=LeadPage)
def list_leads(call: Call, query: LeadQuery) -> LeadPage:
    """Leads of the caller's lines; the queue of the unassigned has the longest waiting first."""
    found = leads.page(call.house, call.caller, query.view, query.stage, query.cursor, query.limit)
    return LeadPage(items=[present_leads.row(view, call.now) for view in found.views], cursor=found.cursor)


@endpoint(bp, "POST", "/leads", body=NewLead, answer=LeadShape, status=201)
def create_lead(call: Call, body: NewLead) -> LeadShape:
    """Takes in a lead. Rules give it to somebody, or the managers are told. Of a lead that is known it is a note."""
    view = leads.create(
        call.house, call.caller, body.line, body.phone, _details(body), _opt_in(body), body.note, call.key, call.now
    )
    return present_leads.lead(view, call.now)


@endpoint(bp, "GET", "/leads/{lead_id}", answer=LeadShape)
def get_lead(call: Call, lead_id: str) -> LeadShape:
    """One lead with its history; its id is that of its conversation."""
    return present_leads.lead(leads.one(call.house, call.caller, lead_id), call.now)


@endpoint(bp, "PATCH", "/leads/{lead_id}", body=LeadPatch, answer=LeadShape)
def change_lead(call: Call, lead_id: str, body: LeadPatch) -> LeadShape:
    """Moves a lead to another stage. 409 `lead_moved` where it is no longer at `version`."""
    view = leads.stage(call.house, call.caller, lead_id, body.stage, body.note, body.version, call.now)
    return present_leads.lead(view, call.now)


@endpoint(bp, "POST", "/leads/{lead_id}/assign", body=AssignLead, answer=LeadShape)
def assign_lead(call: Call, lead_id: str, body: AssignLead) -> LeadShape:
    """Gives a lead to somebody, who is told. 409 `lead_moved` where it is no longer at `version`."""
    view = leads.assign(call.house, call.caller, lead_id, body.owner, body.note, body.version, call.now)
    return present_leads.lead(view, call.now)


def _details(body: NewLead) -> dict[str, Any]:
    details = body.model_dump(include={"first_name", "last_name", "email", "location"})
    return details | {"tags": frozenset(body.tags)}


def _opt_in(body: NewLead) -> Evidence | None:
    given = body.opt_in
    if given is None:
        return None
    told = given.model_dump(include={"source", "page", "ip", "user_agent"})
    if given.at is not None:
        told["agreed_at"] = given.at.isoformat()
    return Evidence(line=body.line, phone=body.phone, wording=given.wording, told=told, tags=frozenset(body.tags))
