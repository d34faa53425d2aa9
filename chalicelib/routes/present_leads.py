"""From leads to the API's shapes."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core.contacts import Contact
from chalicelib.core.leads import LeadEvent, overdue
from chalicelib.flows.leads import LeadView
from chalicelib.routes import present
from chalicelib.routes.shapes.common import ContactRef, PersonRef
from chalicelib.routes.shapes.leads import LeadEventShape, LeadRow, LeadShape

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
        owners=[PersonRef(id=person.id, name=person.name) for person in view.owners],
    )


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
