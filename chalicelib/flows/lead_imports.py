"""Leads from a file: each row is a lead of its own, or is refused with its reason; the others are none the worse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chalicelib.core import access, lead_effects, lead_import, lead_intake
from chalicelib.core.access import Action
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Effect
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import PersonId, ThreadId, thread_of
from chalicelib.core.lead_effects import LeadNews
from chalicelib.core.lead_import import Outcome
from chalicelib.core.lead_intake import Arrival
from chalicelib.core.leads import LeadSource
from chalicelib.core.lines import Line
from chalicelib.core.people import Person
from chalicelib.core.phone import PhoneNumber, parse
from chalicelib.flows import lead_arrivals, submissions
from chalicelib.flows.decide import emit
from chalicelib.flows.lines import named
from chalicelib.flows.people import me
from chalicelib.flows.ports import House
from chalicelib.flows.submissions import Evidence


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, by its `number` there. `faults`: it was found wrong before, each field with its reason."""

    number: int
    phone: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    opt_in: Evidence | None = None
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a file, which goes by its name; `more`: another part follows."""

    line: str
    file: str
    rows: Sequence[Row]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a row; `asked`: its contact is asked to confirm that it may be texted, as far as it may be."""

    number: int
    outcome: Outcome
    lead: ThreadId | None = None
    asked: bool = False
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Import:
    person: Person
    line: Line
    batch: str
    file: str
    people: Sequence[Person]
    now: datetime


def take_in(house: House, caller: PersonId, part: Part, now: datetime) -> list[Done]:
    """Makes a lead of each row. Whoever may make one may make many; a row that comes again makes nothing twice.

    People are told of the whole file, once each, when its last part is in. Busy leaves what is done as it is.
    """
    person = me(house, caller)
    access.demand(person, Action.INITIATE)
    line = access.demand_send(person, house.team.line(named(house, part.line)))
    batch = lead_import.batch(caller, line.id, part.file)
    importing = _Import(person, line, batch, part.file, house.team.people(), now)
    done = [_row(house, importing, row) for row in part.rows]
    if not part.more:
        emit(house, _finished(house, importing))
    return _each_once(done)


def _row(house: House, importing: _Import, row: Row) -> Done:
    try:
        return _taken_in(house, importing, row)
    except Invalid as error:
        return Done(row.number, Outcome.REFUSED, faults=error.fields)


def _taken_in(house: House, importing: _Import, row: Row) -> Done:
    """The row's lead; with its proof the contact is asked to confirm, as by POST /leads (LD-5)."""
    person, line, now = importing.person, importing.line, importing.now
    number = _number(house, row)
    cause = lead_import.cause(importing.batch, number, *_said(row))
    told = {"file": importing.file}
    if row.opt_in is not None:
        submissions.take_evidence(house, person, line, row.opt_in, cause, now)
        told |= {"wording": row.opt_in.wording, **row.opt_in.told}
    contact = Contact(house.ids.contact(number), number, source="csv", created=now)
    arrival = Arrival(cause, LeadSource.CSV, now, told, person.id, row.note, importing.batch)
    lead = thread_of(line.id, contact.id)
    facts = lead_arrivals.came(house, person, lead, contact, arrival, row.details, now, importing.people)
    outcome = Outcome.KNOWN if facts.lead is None else lead_import.outcome(facts.lead, cause)
    return Done(row.number, outcome, lead, asked=row.opt_in is not None)


def _number(house: House, row: Row) -> PhoneNumber:
    """Whose row it is; Invalid names all that is wrong with it."""
    try:
        number = parse(row.phone, submissions.region(house), "phone")
    except Invalid as error:
        raise Invalid({**row.faults, **error.fields}) from None
    if row.faults:
        raise Invalid(row.faults)
    return number


def _said(row: Row) -> Iterator[str]:
    """All that a row says beside its number, in an order of its own."""
    yield from (f"{name}={sorted(said) if name == 'tags' else said}" for name, said in sorted(row.details.items()))
    yield row.note
    if row.opt_in is not None:
        yield row.opt_in.wording
        yield from (f"{name}={said}" for name, said in sorted(row.opt_in.told.items()))


def _each_once(done: Iterable[Done]) -> list[Done]:
    """Of rows that say the same the first made the lead."""
    made = set[ThreadId | None]()
    told = []
    for one in done:
        again = one.outcome is Outcome.CREATED and one.lead in made
        told.append(replace(one, outcome=Outcome.KNOWN) if again else one)
        made.add(one.lead)
    return told


def _finished(house: House, importing: _Import) -> Iterator[Effect]:
    """Looks whether these people are to be told; those of whom nothing was saved are not."""
    whom = [(one, LeadNews.NEW) for one in lead_intake.managers(importing.people, importing.person.id)]
    if house.brand.lead_rules:
        owners = (one for one in importing.people if access.may_own(one, importing.line))
        whom += [(one, LeadNews.ASSIGNED) for one in owners]
    for one, what in whom:
        told = lead_effects.imported(importing.batch, importing.line.id, one.id, what, importing.now)
        yield replace(told, after=None)
