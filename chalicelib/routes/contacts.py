"""Contacts: found by name or number, made, changed, taken away."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib.flows import consent, contacts, suppressed
from chalicelib.routes import present, present_consent
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.common import Asked, PageQuery
from chalicelib.routes.shapes.consent import ConsentProof
from chalicelib.routes.shapes.contacts import (
    ContactPage,
    ContactPatch,
    ContactQuery,
    ContactShape,
    NewContact,
    SuppressedPage,
)

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/contacts", query=ContactQuery, answer=ContactPage)
def list_contacts(call: Call, query: ContactQuery) -> ContactPage:
    """Contacts by name; with `q` those whose name or number begins so."""
    found = contacts.page(call.house, call.caller, query.q, query.cursor, query.limit)
    return ContactPage(items=[present.contact(known) for known in found.items], cursor=found.cursor)


@endpoint(bp, "POST", "/contacts", body=NewContact, answer=ContactShape, status=201)
def create_contact(call: Call, body: NewContact) -> ContactShape:
    """A new contact. It may be texted once it has agreed, or after it texted first."""
    return present.contact(contacts.create(call.house, call.caller, body.phone, _details(body), call.key, call.now))


@endpoint(bp, "GET", "/contacts/suppressed", query=PageQuery, answer=SuppressedPage)
def list_suppressed(call: Call, query: PageQuery) -> SuppressedPage:
    """Contacts whose number takes no texts, the latest first."""
    found = suppressed.page(call.house, call.caller, query.cursor, query.limit)
    return SuppressedPage(items=present.suppressed(found.items), cursor=found.cursor)


@endpoint(bp, "DELETE", "/contacts/suppressed/{contact_id}", answer=None, status=204)
def lift_suppression(call: Call, contact_id: str) -> None:
    """The number may be texted again."""
    suppressed.lift(call.house, call.caller, contact_id)


@endpoint(bp, "GET", "/contacts/{contact_id}", answer=ContactShape)
def get_contact(call: Call, contact_id: str) -> ContactShape:
    """One contact, with its consent on each of the caller's lines."""
    known, states = contacts.one(call.house, call.caller, contact_id)
    return present.contact(known, list(states))


@endpoint(bp, "PATCH", "/contacts/{contact_id}", body=ContactPatch, answer=ContactShape)
def change_contact(call: Call, contact_id: str, body: ContactPatch) -> ContactShape:
    """Changes what is given."""
    return present.contact(contacts.change(call.house, call.caller, contact_id, _details(body), call.now))


@endpoint(bp, "DELETE", "/contacts/{contact_id}", answer=None, status=204)
def delete_contact(call: Call, contact_id: str) -> None:
    """Takes a contact out of the list and of every group; its conversations and consent stay."""
    contacts.delete(call.house, call.caller, contact_id)


@endpoint(bp, "GET", "/contacts/{contact_id}/consent", answer=ConsentProof)
def get_consent(call: Call, contact_id: str) -> ConsentProof:
    """The proof of a contact's consent on each of the caller's lines: every event, and whether the chain is whole."""
    found = consent.proof(call.house, call.caller, contact_id, call.now)
    return present_consent.proof(found, call.house.brand.name)


def _details(body: Asked) -> dict[str, Any]:
    given = body.model_dump(exclude_unset=True, exclude={"phone"}, exclude_none=True)
    if "tags" in given:
        given["tags"] = frozenset(given["tags"])
    return given
