"""Effects of leads: what an intake, a change of hands, and the clock want done after they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.core.effects import Effect, Queue
from chalicelib.core.ids import LineId, MessageId, PersonId, ThreadId
from chalicelib.core.people import Event

UNFINISHED = timedelta(minutes=10)
"""So long after the latest row of an import its people are told, where nobody says that it is done."""


class LeadNews(StrEnum):
    """What somebody is told of a lead: it is new and nobody has it; it is yours; it came in again; nobody has
    written to it in time; and still nobody has."""

    NEW = "new"
    ASSIGNED = "assigned"
    RETURNED = "returned"
    LATE = "late"
    ESCALATED = "escalated"

    @property
    def event(self) -> Event:
        """Whose channels count for it (AL-1)."""
        return Event.ESCALATION if self is LeadNews.ESCALATED else Event.LEAD


def came(thread: ThreadId, source: str, cause: str, at: datetime, evidence: Mapping[str, str]) -> Effect:
    """Make a lead of a thread's contact; `cause` is the id of the form or text that it came by."""
    effect = f"lead.{thread}.{cause}"
    job = {
        "kind": "lead",
        "thread": thread,
        "source": source,
        "cause": cause,
        "at": at.isoformat(),
        "evidence": dict(evidence),
        "effect": effect,
    }
    return Effect(effect, Queue.ALERT, job, stored=True)


def news(thread: ThreadId, person: PersonId, what: LeadNews, number: int, at: datetime) -> Effect:
    """Tell one person of a lead; `number` is the lead's version that it is about, `at` since when it is to be told: of
    a new one since it came in."""
    effect = f"lead-news.{thread}.{number}.{what}.{person}"
    told = {"lead": thread, "person": person, "what": what.value, "at": at.isoformat()}
    return Effect(effect, Queue.ALERT, {"kind": "lead_news", **told, "effect": effect}, stored=True)


def imported(batch: str, line: LineId, person: PersonId, what: LeadNews, at: datetime) -> Effect:
    """Tell one person of all leads of an import at once; each row that is saved puts it off, until the import is done.
    `at` is the moment of the latest."""
    effect = f"lead-import.{batch}.{what}.{person}"
    told = {"batch": batch, "line": line, "person": person, "what": what.value, "at": at.isoformat()}
    job = {"kind": "lead_import", **told, "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=True, after=at + UNFINISHED)


def due(thread: ThreadId, since: datetime, step: int, after: datetime, *, by: datetime | None = None) -> Effect:
    """Look whether somebody has written to a lead whose clock began at `since`. `by`: the moment of the decision by
    which a clock that had stopped goes on. An earlier look of that step may be ending just now, as the clock stood."""
    again = "" if by is None else f".{int(by.timestamp() * 1000)}"
    effect = f"lead-due.{thread}.{int(since.timestamp() * 1000)}.{step}{again}"
    job = {"kind": "lead_due", "lead": thread, "since": since.isoformat(), "step": step, "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=True, after=after)


def opened(thread: ThreadId, cause: str, at: datetime, *, yes: bool = False) -> Effect:
    """Let the clock of a lead run, if there is one and its contact may be texted since `at`; `cause` is the id of the
    text that said so (`yes`), or of the decision while which that may have come."""
    effect = f"lead-open.{thread}.{cause}"
    return Effect(effect, Queue.ALERT, _opening(thread, at, effect, yes=yes), stored=True)


def ends(thread: ThreadId, until: datetime) -> Effect:
    """The same when the contact is asked no more whether it may be texted."""
    effect = f"lead-open.{thread}.{int(until.timestamp() * 1000)}.ends"
    return Effect(effect, Queue.ALERT, _opening(thread, until, effect, yes=False), stored=True, after=until)


def unsent(thread: ThreadId, text: MessageId, after: datetime) -> Effect:
    """See what a person's text that did not reach the contact had stopped: a wait, or a lead's clock; `after` that is
    written."""
    effect = f"lead-unsent.{text}"
    job = {"kind": "lead_unsent", "lead": thread, "text": text, "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=True, after=after)


def _opening(thread: ThreadId, at: datetime, effect: str, *, yes: bool) -> Mapping[str, object]:
    return {"kind": "lead_open", "lead": thread, "at": at.isoformat(), "yes": yes, "effect": effect}
