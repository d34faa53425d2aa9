"""A text comes in: load once, decide, save once, emit once."""

from __future__ import annotations

from contextlib import suppress
from enum import Enum, auto

from chalicelib.core import arrivals, inbound, joining, keyword_rules, keywords, optin, own_words
from chalicelib.core.absences import Roster
from chalicelib.core.forms import Form, FormId
from chalicelib.core.ids import ContactId, LineId
from chalicelib.core.inbound import Facts, Inbound
from chalicelib.core.keywords import Keyword
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.people import Person
from chalicelib.core.phone import is_e164
from chalicelib.core.threads import Thread
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.ports import House, SeenBefore, Snapshot


class Taken(Enum):
    """How a text was taken in: into its thread, into the quarantine, or before."""

    NEW = auto()
    QUARANTINED = auto()
    REPEATED = auto()


def receive(house: House, text: Inbound) -> Taken:
    """Takes in one text. A repeat changes nothing, whichever way it comes.

    Raises Busy where the store does not answer: the caller must then keep the text elsewhere. Whatever else fails in
    taking it in, a STOP is honoured before that is told (C5); the text comes again.
    """
    try:
        return settled(lambda: _attempt(house, text))
    except Exception as fault:
        if _says(text, Keyword.STOP) and getattr(fault, "code", "") != "store_busy":
            _honour(house, text)
        raise


def _says(text: Inbound, *words: Keyword) -> bool:
    return text.opt_out in words or keywords.classify(text.body) in words


def _honour(house: House, text: Inbound) -> None:
    """Writes the consent alone, if that can be written. A STOP that is here already has done so; a START may follow."""
    with suppress(Exception):
        if text.provider_id not in house.conversations.seen([text.provider_id]):
            settled(lambda: _stop_alone(house, text))


def _stop_alone(house: House, text: Inbound) -> None:
    contact = house.ids.contact(text.sender)
    line = house.ids.line(text.to)
    found = house.conversations.load(line=line, contact=contact, own_phone=contact, with_contact=True, with_brand=True)
    if found.line is None or not is_e164(text.sender):
        return
    facts = Facts(
        line=found.line,
        contact_id=contact,
        thread=found.thread,
        standing=found.standing,
        contact=found.contact,
        brand=found.brand or house.first_brand,
    )
    staff = found.person is not None and found.person.active
    if not staff or own_words.is_contact(facts):
        house.conversations.save(inbound.stop_alone(text, facts), house.now())


def planned(house: House, thread: Thread | None) -> tuple[Message, ...]:
    """The texts for later that a reply may call off; a thread without any costs no read."""
    return tuple(house.conversations.scheduled(thread)) if thread else ()


def _form(house: House, line: Line, body: str) -> Form | None:
    """The opt-in form whose keyword this is; looked for only where the line knows the word."""
    form = joining.form_of(line, body)
    return None if form is None else house.forms.get(FormId(form))


def holder(house: House, found: Snapshot, body: str) -> Person | None:
    """Whom a rule gives the thread to; looked for only where nobody has it."""
    if found.line is None or (found.thread is not None and found.thread.assignee is not None):
        return None
    ruled = keyword_rules.matching(found.line.rules, body)
    return None if ruled is None or ruled[0].assignee is None else house.team.person(ruled[0].assignee)


def _attempt(house: House, text: Inbound) -> Taken:
    line_id = house.ids.line(text.to)
    contact = house.ids.contact(text.sender)
    found = _known(house, text, line_id, contact)
    # A STOP, and what may mean it, counts on a line that is switched off too (47 CFR 64.1200(a)(10): any means).
    heard = found.line is not None and (found.line.active or _says(text, Keyword.STOP, Keyword.DOUBT))
    if found.line is None or not is_e164(text.sender) or not heard:
        return _quarantined(house, text, found.person)
    form = _form(house, found.line, text.body)
    facts = Facts(
        line=found.line,
        contact_id=contact,
        thread=found.thread,
        standing=found.standing,
        contact=found.contact,
        sender=found.person,
        now=house.now(),
        roster=found.roster or Roster(),
        peer=found.peer is not None,
        brand=found.brand or house.first_brand,
        form=form,
        scheduled=planned(house, found.thread),
        asked_today=house.opt_ins.asked_on(optin.day(text.at)) if form is not None else 0,
        holder=holder(house, found, text.body),
    )
    waiting = joining.waiting(text, facts)
    if waiting is not None:
        # First of all: the text itself may be taken in once only, and then nobody would come back to this.
        house.opt_ins.keep(waiting, house.now())
    changes = inbound.decide(text, facts)
    try:
        # The moment of the decision, not of the text: a late one changes its thread now, and stands last in the ledger.
        house.conversations.save(changes, house.now())
    except SeenBefore:
        return Taken.REPEATED
    emit(house, changes.effects)
    return Taken.NEW


def _known(house: House, text: Inbound, line: LineId, contact: ContactId) -> Snapshot:
    """All that the decision rests on, in one batched read."""
    return house.conversations.load(
        line=line,
        contact=contact,
        own_phone=contact,
        peer=house.ids.line(text.sender),
        with_contact=True,
        with_brand=True,
        with_roster=True,
    )


def _quarantined(house: House, text: Inbound, person: Person | None) -> Taken:
    if person is not None and person.active:
        # The quarantine shows who wrote: a rep's own number must not stand there (AL-4).
        kept = house.conversations.quarantine(arrivals.from_own_phone(text, person))
        return Taken.NEW if kept else Taken.REPEATED
    kept = house.conversations.quarantine(arrivals.quarantined(text))
    return Taken.QUARANTINED if kept else Taken.REPEATED
