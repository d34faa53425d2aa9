"""A thread as one person sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.core import access, answers, introductions, outbound, relays
from chalicelib.core.errors import Forbidden
from chalicelib.core.ids import PersonId, is_chat
from chalicelib.core.leads import Lead
from chalicelib.core.lines import Line
from chalicelib.core.outbound import Facts, Refuse, Send, Verdict
from chalicelib.core.people import Person
from chalicelib.core.threads import Thread


@dataclass(frozen=True, slots=True)
class View:
    """A thread as one person sees it. `composer` is what the one door says of writing here now, and `introduction` what
    would be put behind a text that does not say it itself (empty in a list). `lead` is known only where
    one thread is asked for."""

    thread: Thread
    line: Line
    assignee: str | None
    composer: Verdict
    answerable_until: datetime | None = None
    introduction: str = ""
    lead: Lead | None = None


def view(person: Person, facts: Facts, people: Mapping[PersonId, str], now: datetime) -> View:
    """The thread of these facts as `person` sees it."""
    thread, line = facts.thread, facts.line
    if thread is None or line is None:
        raise LookupError("a view without its thread")
    composer = _composer(person, line, facts, now)
    # A row of a list does not tell what was said, and has no version.
    chat, may = is_chat(thread.id), isinstance(composer, Send)
    whole = thread.version > 0 and may and not chat
    return View(
        thread=thread,
        line=line,
        assignee=people.get(thread.assignee) if thread.assignee else None,
        composer=composer,
        introduction=introductions.in_answer(thread, ".", facts.brand, now) if whole else "",
        answerable_until=outbound.answerable_until(thread, now) if may and not chat else None,
    )


def _composer(person: Person, line: Line, facts: Facts, now: datetime) -> Verdict:
    try:
        access.demand_send(person, line)
    except Forbidden as refusal:
        return Refuse(refusal.code, refusal.sentence, "LN-4")
    if facts.thread is not None and answers.in_vain(facts.thread, line):
        return Refuse("consent_no", answers.IN_VAIN, "CN-5")
    if facts.thread is not None and is_chat(facts.thread.id):
        return relays.composer(facts.thread, line, facts.brand, now)
    return outbound.verdict(outbound.Draft(outbound.Kind.MANUAL, "."), facts, now)
