"""Somebody opts in: the answers are checked and put on the queue. Nothing is looked up: the answer tells nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.core import access, effects, floods, form_answers, lint, optin
from chalicelib.core.access import Action
from chalicelib.core.errors import Invalid
from chalicelib.core.floods import Tide
from chalicelib.core.forms import PAGE, TRAP, Form
from chalicelib.core.ids import LineId, PersonId, ulid
from chalicelib.core.lines import Line
from chalicelib.core.optin import OptIn
from chalicelib.core.people import Person
from chalicelib.core.phone import parse
from chalicelib.flows import opt_in_jobs
from chalicelib.flows.forms import shown
from chalicelib.flows.lines import named
from chalicelib.flows.people import me
from chalicelib.flows.ports import House


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who posts: the address as proxies tell it, who called us in fact, the browser, the page the form stands on."""

    address: str
    peer: str
    user_agent: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An opt-in that somebody collected elsewhere: the words, the form they are from, and what else proves it."""

    line: str
    phone: str
    wording: str
    told: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()


def submit(house: House, form: str, given: Mapping[str, str], visitor: Visitor, now: datetime) -> tuple[Form, Line]:
    """Takes the answers of a form; Invalid names each wrong one. What becomes of them is decided later, and not told.

    Raises Busy where the queue takes nothing: then nothing was done.
    """
    found, line = shown(house, form)
    said = form_answers.read(found, given, region(house))
    if given.get(TRAP, "").strip():
        return found, line
    tide = _tide(house, found, visitor, now)
    if tide is not Tide.FLOOD:
        asked = _opt_in(found, said, given, visitor, ulid(int(now.timestamp() * 1000), house.fresh()), now)
        _queue(house, line.id, asked, busy=tide is Tide.BUSY)
    return found, line


def submit_evidence(house: House, caller: PersonId, given: Evidence, key: str | None, now: datetime) -> str:
    """Takes an opt-in from a machine or a person of the brand, which may text from that line; its id.

    It leads to Pending at most, whatever the evidence: only the contact itself says YES (C3).
    """
    person = me(house, caller)
    access.demand(person, Action.INITIATE)
    line = access.demand_send(person, house.team.line(named(house, given.line)))
    return take_evidence(house, person, line, given, key, now)


def take_evidence(house: House, person: Person, line: Line, given: Evidence, key: str | None, now: datetime) -> str:
    """The same of a person who is known to have the right to this line."""
    phone = parse(given.phone, region(house), "phone")
    if not given.wording.strip():
        raise Invalid({"wording": "Give the exact words that were agreed to."})
    seed = f"{person.id}:{key}" if key else house.fresh()
    asked = OptIn(
        id=ulid(0 if key else int(now.timestamp() * 1000), seed),
        phone=phone,
        at=now,
        source="api",
        wording=given.wording,
        confirmation=lint.standard_confirmation(house.brand.name),
        evidence=given.told,
        details=given.details,
        tags=given.tags,
        actor=person.id,
    )
    _queue(house, line.id, asked)
    return asked.id


def _queue(house: House, line: LineId, asked: OptIn, *, busy: bool = False) -> None:
    house.queues.put((effects.opt_in(asked.id, opt_in_jobs.written(line, asked, busy=busy)),))


def _tide(house: House, form: Form, visitor: Visitor, now: datetime) -> Tide:
    allowed = floods.limits(form.id, visitor.address, visitor.peer, now)
    return floods.tide({name: house.opt_ins.count(name, now) for name in allowed}, allowed)


def _opt_in(
    form: Form, said: form_answers.Answers, given: Mapping[str, str], visitor: Visitor, submission: str, now: datetime
) -> OptIn:
    wording = form.wording
    evidence = {
        "form": form.id,
        "version": str(wording.version),
        "page": optin.page(given.get(PAGE, "")) or optin.page(visitor.page),
        "ip": visitor.address,
        "user_agent": visitor.user_agent[: optin.LONGEST_EVIDENCE],
    }
    return OptIn(
        id=submission,
        phone=said.phone,
        at=now,
        source="form",
        wording=wording.text,
        confirmation=form.confirmation,
        evidence=evidence,
        details=said.details,
        custom=said.custom,
        tags=said.tags,
        lead=form.lead,
    )


def region(house: House) -> str:
    """Whose numbers may be written without their country."""
    allowed = house.brand.countries
    return "US" if "US" in allowed else min(allowed, default="US")
