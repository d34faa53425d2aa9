"""Leads: listed, made by machines, assigned, moved along."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import lead_imports, leads, league
from chalicelib.routes import present_lead_imports, present_leads, present_league
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.lead_imports import LeadImport, LeadImported
from chalicelib.routes.shapes.leads import AssignLead, LeadPage, LeadPatch, LeadQuery, LeadShape, NewLead
from chalicelib.routes.shapes.league import LeagueQuery, LeagueShape

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/leads", query=LeadQuery, answer=LeadPage)
def list_leads(call: Call, query: LeadQuery) -> LeadPage:
    """Leads of the caller's lines; the queue of the unassigned has the longest waiting first."""
    found = leads.page(call.house, call.caller, query.view, query.stage, query.cursor, query.limit)
    return LeadPage(items=[present_leads.row(view, call.now) for view in found.views], cursor=found.cursor)


@endpoint(bp, "POST", "/leads", body=NewLead, answer=LeadShape, status=201)
def create_lead(call: Call, body: NewLead) -> LeadShape:
    """Takes in a lead. Rules give it to somebody, or the managers are told. Of a lead that is known it is a note."""
    details, opt_in = present_leads.details(body), present_leads.opt_in(body)
    view = leads.create(call.house, call.caller, body.line, body.phone, details, opt_in, body.note, call.key, call.now)
    return present_leads.lead(view, call.now)


@endpoint(bp, "POST", "/leads/import", body=LeadImport, answer=LeadImported)
def import_leads(call: Call, body: LeadImport) -> LeadImported:
    """Takes in rows of a file and tells what became of each. The same row of the same file again changes nothing."""
    done = lead_imports.take_in(call.house, call.caller, present_lead_imports.part(body), call.now)
    return present_lead_imports.imported(done)


@endpoint(bp, "GET", "/leads/league", query=LeagueQuery, answer=LeagueShape)
def show_league(call: Call, query: LeagueQuery) -> LeagueShape:
    """How fast leads were written to: each person's, for who may assign; for others their own."""
    return present_league.table(league.table(call.house, call.caller, query.days, call.now), query.days)


@endpoint(bp, "GET", "/leads/{lead_id}", answer=LeadShape)
def get_lead(call: Call, lead_id: str) -> LeadShape:
    """One lead with its history; its id is that of its conversation."""
    return present_leads.lead(leads.one(call.house, call.caller, lead_id, call.now), call.now)


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
