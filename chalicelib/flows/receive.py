"""A text comes in: load once, decide, save once, emit once."""

from __future__ import annotations

from contextlib import suppress

from chalicelib.core import inbound, keywords
from chalicelib.core.inbound import Facts, Inbound
from chalicelib.core.keywords import Keyword
from chalicelib.core.phone import is_e164
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.ports import House, SeenBefore


def receive(house: House, text: Inbound) -> bool:
    """Takes in one text; False when it was here before. A repeat changes nothing, whichever way it comes.

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
    found = house.conversations.load(line=house.ids.line(text.to), contact=contact, own_phone=contact)
    staff = found.person is not None and found.person.active
    if found.line is not None and is_e164(text.sender) and not staff:
        facts = Facts(line=found.line, contact_id=contact, thread=found.thread, standing=found.standing)
        house.conversations.save(inbound.stop_alone(text, facts), house.now())


def _attempt(house: House, text: Inbound) -> bool:
    line_id = house.ids.line(text.to)
    contact = house.ids.contact(text.sender)
    found = house.conversations.load(line=line_id, contact=contact, own_phone=contact, with_contact=True)
    # A STOP, and what may mean it, counts on a line that is switched off too (47 CFR 64.1200(a)(10): any means).
    heard = found.line is not None and (found.line.active or _says(text, Keyword.STOP, Keyword.DOUBT))
    if found.line is None or not is_e164(text.sender) or not heard:
        if found.person is not None and found.person.active:
            # The quarantine shows who wrote: a rep's own number must not stand there (AL-4).
            return house.conversations.quarantine(inbound.from_own_phone(text, found.person))
        return house.conversations.quarantine(inbound.quarantined(text))
    facts = Facts(
        line=found.line,
        contact_id=contact,
        thread=found.thread,
        standing=found.standing,
        contact=found.contact,
        sender=found.person,
        brand=house.brand,
        now=house.now(),
    )
    changes = inbound.decide(text, facts)
    try:
        # The moment of the decision, not of the text: a late one changes its thread now, and stands last in the ledger.
        house.conversations.save(changes, house.now())
    except SeenBefore:
        return False
    emit(house, changes.effects)
    return True
