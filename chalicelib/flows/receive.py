"""A text comes in: load once, decide, save once, emit once."""

from __future__ import annotations

from chalicelib.core import inbound, joining, keywords
from chalicelib.core.forms import Form, FormId
from chalicelib.core.inbound import Facts, Inbound
from chalicelib.core.keywords import Keyword
from chalicelib.core.lines import Line
from chalicelib.core.phone import is_e164
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.ports import House, SeenBefore


def receive(house: House, text: Inbound) -> bool:
    """Takes in one text; False when it was here before. A repeat changes nothing, whichever way it comes.

    Raises Busy where the store does not answer: the caller must then keep the text elsewhere.
    """
    return settled(lambda: _attempt(house, text))


def _is_stop(text: Inbound) -> bool:
    """A STOP counts on a line that is switched off too (47 CFR 64.1200(a)(10): any reasonable means)."""
    return keywords.classify(text.body) is Keyword.STOP


def _form(house: House, line: Line, body: str) -> Form | None:
    """The opt-in form whose keyword this is; looked for only where the line knows the word."""
    form = joining.form_of(line, body)
    return None if form is None else house.forms.get(FormId(form))


def _attempt(house: House, text: Inbound) -> bool:
    line_id = house.ids.line(text.to)
    contact = house.ids.contact(text.sender)
    found = house.conversations.load(line=line_id, contact=contact, own_phone=contact, with_contact=True)
    if found.line is None or not is_e164(text.sender) or not (found.line.active or _is_stop(text)):
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
        form=_form(house, found.line, text.body),
        brand=house.brand,
    )
    changes = inbound.decide(text, facts)
    try:
        # The moment of the decision, not of the text: a late one changes its thread now, and stands last in the ledger.
        house.conversations.save(changes, house.now())
    except SeenBefore:
        return False
    emit(house, changes.effects)
    return True
