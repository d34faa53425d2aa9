"""Keyword opt-in: a text that is the keyword of a form does what the form itself does (IN-2, AU-1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.core import countries, keywords, optin, threads

if TYPE_CHECKING:
    from chalicelib.core.changes import Changes
    from chalicelib.core.forms import Form
    from chalicelib.core.inbound import Facts, Inbound
    from chalicelib.core.lines import Line
    from chalicelib.core.messages import Message
    from chalicelib.core.threads import Thread


def form_of(line: Line, body: str) -> str | None:
    """The id of the form that this text is the keyword of."""
    if not line.keywords or keywords.classify(body) is not None:
        return None
    return line.keywords.get(keywords.normalise(body))


def join(text: Inbound, facts: Facts, thread: Thread, message: Message) -> Changes | None:
    """The opt-in; None where the text is no form's keyword, or who sent it may not be asked: then it is a text."""
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
        shown=threads.received_keyword(thread, text.body, text.at),
    )
    if optin.barred(known, text.at) is not None:
        return None
    changes = optin.decide(_opt_in(text, facts.form), known, text.at)
    if changes.thread is None:
        return None
    return replace(changes, messages=(message, *changes.messages), seen=text.provider_id, receipt=None)


def _opt_in(text: Inbound, form: Form) -> optin.OptIn:
    """What was said is the keyword; what it answered is the form's own wording."""
    wording = form.wording
    return optin.OptIn(
        id=text.provider_id,
        phone=text.sender,
        at=text.at,
        source=optin.KEYWORD,
        wording=text.body,
        confirmation=form.confirmation,
        evidence={"form": form.id, "version": str(wording.version), "invitation": wording.text},
        tags=form.tags,
    )
