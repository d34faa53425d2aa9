"""Keyword opt-in: a text that is the keyword of a form does what the form itself does (IN-2, AU-1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.core import countries, keywords, optin, threads
from chalicelib.core.ids import thread_of

if TYPE_CHECKING:
    from chalicelib.core.changes import Changes
    from chalicelib.core.countries import Held
    from chalicelib.core.forms import Form
    from chalicelib.core.inbound import Facts, Inbound
    from chalicelib.core.lines import Line
    from chalicelib.core.messages import Message
    from chalicelib.core.optin import Waiting
    from chalicelib.core.threads import Thread


def form_of(line: Line, body: str) -> str | None:
    """The id of the form that this text is the keyword of."""
    if not line.keywords or keywords.classify(body) is not None:
        return None
    return line.keywords.get(keywords.normalise(body))


def join(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """The opt-in; None where the text is no form's keyword, or who sent it may not be asked: then it is a text."""
    shown = threads.received_keyword(thread, text.body, text.at)
    changes = _decided(text, facts, shown)
    if changes is None or _held(text, facts, changes) is not None:
        return None
    return replace(changes, messages=(message, *changes.messages), seen=text.provider_id, receipt=None)


def waiting(text: Inbound, facts: Facts) -> Waiting | None:
    """The opt-in by keyword that a person of the brand must look at first, as one by form; None where none need.

    The text itself is then a text like any other.
    """
    if facts.form is None or (facts.sender is not None and facts.sender.active):
        return None
    changes = _decided(text, facts, None)
    reason = None if changes is None else _held(text, facts, changes)
    if reason is None:
        return None
    return optin.Waiting(thread_of(facts.line.id, facts.contact_id), facts.line.id, reason, _opt_in(text, facts.form))


def _decided(text: Inbound, facts: Facts, shown: Thread | None) -> Changes | None:
    """What the form itself would make of it; None where nothing."""
    if facts.form is None or not facts.form.active:
        return None
    known = optin.Facts(
        line=facts.line,
        contact_id=facts.contact_id,
        thread=facts.thread,
        standing=facts.standing,
        contact=facts.contact,
        brand=facts.brand,
        barred=countries.barred(text.sender, facts.brand.countries),
        asked_today=facts.asked_today,
        shown=shown,
    )
    if optin.barred(known, text.at) is not None:
        return None
    changes = optin.decide(_opt_in(text, facts.form), known, text.at)
    return None if changes.thread is None else changes


def _held(text: Inbound, facts: Facts, changes: Changes) -> Held | None:
    """Only who would be asked uses up anything: the budget of the day, and the patience for what comes late."""
    if changes.tally is None or facts.form is None:
        return None
    known = optin.Facts(facts.line, facts.contact_id, brand=facts.brand, asked_today=facts.asked_today)
    return optin.held(_opt_in(text, facts.form), known, max(text.at, facts.now or text.at))


def _opt_in(text: Inbound, form: Form) -> optin.OptIn:
    """What was said is the keyword; what it answered is the form's own wording."""
    wording = form.wording
    return optin.OptIn(
        id=text.provider_id,
        phone=text.sender,
        at=text.at,
        source="keyword",
        wording=text.body,
        confirmation=form.confirmation,
        evidence={"form": form.id, "version": str(wording.version), "invitation": wording.text},
        tags=form.tags,
        lead=form.lead,
    )
