"""The proof of a contact's consent, line by line, as an admin hands it to a lawyer (CN-7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.core import proofs
from chalicelib.core.consent import Consent, ConsentEvent
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import ContactId, PersonId, thread_of
from chalicelib.core.ledger import Breach
from chalicelib.core.lines import Line
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.proofs import Basis
from chalicelib.core.threads import Thread
from chalicelib.flows.lines import seen_by
from chalicelib.flows.people import names
from chalicelib.flows.ports import House


@dataclass(frozen=True, slots=True)
class LineProof:
    """One line's part. `until` is when the basis ends by itself; `breach` None: the chain of events is whole."""

    line: Line
    state: Consent
    stopped: bool
    frozen: bool
    basis: Basis
    until: datetime | None
    events: Sequence[ConsentEvent]
    breach: Breach | None


@dataclass(frozen=True, slots=True)
class Proof:
    """`name` is empty where the contact was taken out of the list: what it agreed to is kept all the same."""

    contact: ContactId
    name: str
    phone: PhoneNumber
    at: datetime
    lines: Sequence[LineProof]
    people: dict[PersonId, str]


def proof(house: House, caller: PersonId, contact: str, now: datetime) -> Proof:
    """Everything on record for the lines the caller sees. NotFound where nobody knows such a contact."""
    _, lines = seen_by(house, caller)
    contact_id = ContactId(contact)
    known = house.contacts.get(contact_id)
    heads = {head.line: head for head in house.conversations.threads_of(contact_id)}
    if known is None and not any(line.id in heads for line in lines):
        raise NotFound("contact")
    parts = [_line(house, line, heads.get(line.id), now) for line in lines]
    acting = any(event.actor for part in parts for event in part.events)
    return Proof(
        contact=contact_id,
        name=known.name if known else "",
        phone=known.phone if known else next(iter(heads.values())).phone,
        at=now,
        lines=parts,
        people=names(house) if acting else {},
    )


def _line(house: House, line: Line, head: Thread | None, now: datetime) -> LineProof:
    """A line without a head has no ledger: the head is written with the first event, and nothing takes it away."""
    events = [] if head is None else house.conversations.events(thread_of(line.id, head.contact))
    basis, until = proofs.basis(head, now)
    return LineProof(
        line=line,
        state=head.consent if head else Consent.NONE,
        stopped=head is not None and head.stopped,
        frozen=head is not None and head.frozen,
        basis=basis,
        until=until,
        events=events,
        breach=proofs.breach(head, events) if head else None,
    )
