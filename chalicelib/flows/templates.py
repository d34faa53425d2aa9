"""Templates: kept, found, and filled in for a conversation (SD-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from chalicelib.core import access, templates
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Conflict, Invalid
from chalicelib.core.ids import ContactId, PersonId, TemplateId, thread_parts, ulid
from chalicelib.core.people import Person
from chalicelib.core.phone import parse
from chalicelib.core.templates import Rendered, Template
from chalicelib.flows.decide import settled
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, Page

UNKNOWN = "There is no such contact. Choose one from the list, or type a phone number."


class Scope(StrEnum):
    PERSONAL = "personal"
    SHARED = "shared"


def page(
    house: House, caller: PersonId, scope: Scope | None, query: str, cursor: str | None, limit: int
) -> Page[Template]:
    """The caller's own, the shared ones, or both, by name; with a query those whose name begins so."""
    person = me(house, caller)
    own = [] if scope is Scope.SHARED else [person.id]
    shared = [] if scope is Scope.PERSONAL else [None]
    return house.templates.page([*own, *shared], query, cursor, limit)


def one(house: House, caller: PersonId, template: str) -> Template:
    return access.demand_template(me(house, caller), house.templates.get(TemplateId(template)))


def create(
    house: House, caller: PersonId, scope: Scope, name: str, body: str, key: str | None, now: datetime
) -> Template:
    """A template of the caller's own, or a shared one. A repeated key gives the template it made."""
    person = me(house, caller)
    owner = person.id if scope is Scope.PERSONAL else None
    made = Template(_new_id(house, caller, key, now), templates.tidy(name), body, owner, now)
    access.demand_template_change(person, made)
    templates.check(made)
    kept = house.templates.create(made)
    if (kept.owner, kept.name, kept.body) != (owner, made.name, body):
        raise Conflict("key_reused", "This Idempotency-Key was used for another template. Use a new one.")
    return kept


def _new_id(house: House, caller: PersonId, key: str | None, now: datetime) -> TemplateId:
    """With a key the id derives from it, so that a repeat finds the template that the first request made."""
    if key is None:
        return TemplateId("t" + ulid(int(now.timestamp() * 1000), house.fresh()))
    return TemplateId("t" + ulid(0, f"{caller}:{key}"))


def change(house: House, caller: PersonId, template: str, name: str | None, body: str | None) -> Template:
    """Another name, another text, or both."""
    person = me(house, caller)

    def attempt() -> Template:
        before = access.demand_template_change(person, house.templates.get(TemplateId(template)))
        after = replace(
            before,
            name=before.name if name is None else templates.tidy(name),
            body=before.body if body is None else body,
        )
        templates.check(after)
        return house.templates.update(before, after)

    return settled(attempt)


def delete(house: House, caller: PersonId, template: str) -> None:
    """Takes it away; texts that were written with it stay as they are."""
    person = me(house, caller)

    def attempt() -> None:
        found = house.templates.get(TemplateId(template))
        house.templates.delete(access.demand_template_change(person, found))

    settled(attempt)


def render(house: House, caller: PersonId, template: str, thread: str | None, to: str | None) -> Rendered:
    """The text as the caller would send it in a thread or to an addressee; with neither, fields of a contact are empty.

    Raises NotFound for a thread that the caller may not see, Invalid for an addressee that cannot be.
    """
    person = me(house, caller)
    found = access.demand_template(person, house.templates.get(TemplateId(template)))
    if thread is not None and to is not None:
        raise Invalid({"to": "Name a thread or an addressee, not both."})
    contact = None
    if thread is not None:
        contact = _of_thread(house, person, thread)
    elif to is not None:
        contact = _addressee(house, to)
    return templates.rendered(found.body, templates.values(contact, person, house.brand))


def _of_thread(house: House, person: Person, thread: str) -> Contact | None:
    """Whom a thread is with; None where the contact was taken out of the list."""
    line, contact = thread_parts(thread)
    found = house.conversations.load(line=line, contact=contact, with_contact=True)
    access.demand_thread(person, found.line if access.opens(found.thread) else None)
    return found.contact


def _addressee(house: House, to: str) -> Contact | None:
    """Whom a number or an id names; None for a number that is nobody's yet."""
    if not to.startswith("c"):
        return house.contacts.get(house.ids.contact(parse(to, field="to")))
    known = house.contacts.get(ContactId(to))
    if known is None:
        raise Invalid({"to": UNKNOWN})
    return known
