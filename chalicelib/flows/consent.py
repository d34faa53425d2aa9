"""The proof of a contact's consent, line by line, as an admin hands it to a lawyer (CN-7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core import proofs
from chalicelib.core.consent import Consent, ConsentEvent
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import ContactId, LineId, PersonId, thread_of
from chalicelib.core.ledger import Breach
from chalicelib.core.lines import Line
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.proofs import Basis
from chalicelib.core.threads import Thread
from chalicelib.flows.lines import seen_by
from chalicelib.flows.people import names
from chalicelib.flows.ports import House


@dataclass(frozen=True, slots=True)
class BrandStop:
    """The STOP that stopped a line though it was sent to another. `line` and `event` are None where the caller does
    not see that line: then `at` is all that is told."""

    at: datetime
    line: Line | None
    event: ConsentEvent | None


@dataclass(frozen=True, slots=True)
class LineProof:
    """One line's part. `until` is when the basis ends by itself; `breach` None: the chain of events is whole.

    `stop` is what stopped it from another line.
    """

    line: Line
    state: Consent
    stopped: bool
    frozen: bool
    basis: Basis
    until: datetime | None
    events: Sequence[ConsentEvent]
    breach: Breach | None
    stop: BrandStop | None = None


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
    everywhere = any(head.stopped for head in heads.values())
    parts = [_line(house, line, heads.get(line.id), now, everywhere=everywhere) for line in lines]
    stop = _stopping(house, contact_id, heads, parts)
    parts = [replace(part, stop=_elsewhere(stop, part, lines)) for part in parts]
    acting = stop is not None and stop.actor is not None
    acting = acting or any(event.actor for part in parts for event in part.events)
    return Proof(
        contact=contact_id,
        name=known.name if known else "",
        phone=known.phone if known else next(iter(heads.values())).phone,
        at=now,
        lines=parts,
        people=names(house) if acting else {},
    )


def _line(house: House, line: Line, head: Thread | None, now: datetime, *, everywhere: bool) -> LineProof:
    """A line without a head has no ledger: the head is written with the first event, and nothing takes it away. A stop
    for the whole brand, which is on all heads or none, holds there too."""
    events = [] if head is None else house.conversations.events(thread_of(line.id, head.contact))
    basis, until = proofs.basis(head, now)
    return LineProof(
        line=line,
        state=head.consent if head else Consent.NONE,
        stopped=head.stopped if head else everywhere,
        frozen=head is not None and head.frozen,
        basis=basis,
        until=until,
        events=events,
        breach=proofs.breach(head, events) if head else None,
    )


def _stopping(
    house: House, contact: ContactId, heads: Mapping[LineId, Thread], parts: Sequence[LineProof]
) -> ConsentEvent | None:
    """The event that stopped the whole brand, also where it is in the ledger of a line that the caller does not see.

    Its own line is at No since: a START there would have lifted it.
    """
    if not any(head.stopped for head in heads.values()):
        return None
    read = {part.line.id: part.events for part in parts}
    ledgers = [
        read[line] if line in read else house.conversations.events(head.id)
        for line, head in heads.items()
        if head.consent is Consent.NO
    ]
    standing = house.conversations.standings([contact]).get(contact)
    return proofs.stopping(ledgers, standing.last_stop if standing else None)


def _elsewhere(stop: ConsentEvent | None, part: LineProof, lines: Sequence[Line]) -> BrandStop | None:
    if stop is None or not part.stopped or stop.line == part.line.id:
        return None
    line = next((line for line in lines if line.id == stop.line), None)
    return BrandStop(stop.at, line, stop if line else None)
