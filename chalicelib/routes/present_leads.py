"""From leads to the API's shapes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chalicelib.core.contacts import Contact
from chalicelib.core.leads import LeadEvent, overdue
from chalicelib.flows.leads import LeadView
from chalicelib.flows.submissions import Evidence
from chalicelib.routes import present, present_away
from chalicelib.routes.shapes.away import PresenceShape
from chalicelib.routes.shapes.common import ContactRef
from chalicelib.routes.shapes.leads import LeadEventShape, LeadRow, LeadShape, NewLead

GONE = "Someone who was deleted"


def row(view: LeadView, now: datetime) -> LeadRow:
    lead = view.lead
    return LeadRow(
        id=lead.id,
        thread=lead.id,
        contact=_contact(view.contact, lead.contact),
        line=present.line_ref(view.line),
        owner=present.person_ref(lead.owner, dict(view.names)),
        stage=lead.stage,
        source=lead.source,
        since=lead.since,
        clock=None if lead.held else lead.clock,
        due=lead.due,
        waits=lead.waits,
        overdue=overdue(lead, now),
        first_text_at=lead.first_text,
        version=lead.version,
    )


def lead(view: LeadView, now: datetime) -> LeadShape:
    known = view.lead
    return LeadShape(
        **row(view, now).model_dump(),
        created_at=known.created,
        evidence=dict(known.evidence),
        history=[_event(event, view) for event in known.history],
        owners=[PresenceShape(**present_away.presence(one)) for one in view.owners],
    )


def details(body: NewLead) -> dict[str, Any]:
    """What a lead says of its contact."""
    said = body.model_dump(include={"first_name", "last_name", "email", "location"})
    return said | {"tags": frozenset(body.tags)}


def opt_in(body: NewLead) -> Evidence | None:
    """The proof that came with a lead."""
    given = body.opt_in
    if given is None:
        return None
    told = given.model_dump(include={"source", "page", "ip", "user_agent"})
    if given.at is not None:
        told["agreed_at"] = given.at.isoformat()
    return Evidence(line=body.line, phone=body.phone, wording=given.wording, told=told, tags=frozenset(body.tags))


def _event(event: LeadEvent, view: LeadView) -> LeadEventShape:
    names = dict(view.names)
    return LeadEventShape(
        what=event.what,
        at=event.at,
        by=present.person_ref(event.by, names),
        owner=present.person_ref(event.owner, names),
        stage=event.stage,
        note=event.note,
    )


def _contact(known: Contact | None, contact: str) -> ContactRef:
    return ContactRef(id=contact, name=GONE, phone="") if known is None else present.contact_ref(known)
