"""How fast leads were written to: of each person, of each source, and in all (LD-3, AN-2).

A lead counts for whoever reached its contact first, else for who has it: so each counts once, whoever had it before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from chalicelib.core import leads, office
from chalicelib.core.ids import LineId, PersonId
from chalicelib.core.leads import Happened, Lead, LeadEvent, LeadSource, LeadStage
from chalicelib.core.lines import Line

K = TypeVar("K")
Span = tuple[datetime, datetime]
Took = Callable[[Lead, datetime], timedelta]
"""How long a lead waited up to a moment, since its clock began: while its contact may not be texted it does not run."""
MEDIAN, NINETY = 50, 90
MOST_READ = 500
"""Of more leads than that the latest are counted: each is read whole, for its history."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some leads: `contacted` were reached, half of those that waited within `median` and nine of ten within
    `ninety`. Of `aimed`, which had a target and were reached or are late, `within` were reached in time. `overdue` are
    late now, `won` a sale."""

    leads: int
    contacted: int
    median: timedelta | None
    ninety: timedelta | None
    aimed: int
    within: int
    overdue: int
    won: int


@dataclass(frozen=True, slots=True)
class League:
    """`people` has None for the leads that nobody has and nobody has reached."""

    people: Mapping[PersonId | None, Figures]
    sources: Mapping[LeadSource, Figures]
    total: Figures


def league(found: Sequence[Lead], took: Took, now: datetime) -> League:
    """What these leads show, each lead once."""
    people = {person: _figures(some, took, now) for person, some in _by(counts_for, found).items()}
    sources = {source: _figures(some, took, now) for source, some in _by(_source, found).items()}
    return League(people, sources, _figures(found, took, now))


def counts_for(lead: Lead) -> PersonId | None:
    """Who reached the contact first, else who has the lead; None: nobody."""
    first = _reached(lead)
    return lead.owner if first is None or first.by is None else first.by


def contacted(lead: Lead) -> datetime | None:
    """When its contact was first reached: by a text, or as somebody said by another way. None: not yet.

    A lead made of a conversation that was answered before was reached when it began."""
    first = _reached(lead)
    return lead.first_text if first is None else first.at


def percentile(values: Sequence[timedelta], percent: int) -> timedelta | None:
    """The least of the values that so many percent of them do not exceed; None where there are none."""
    if not values:
        return None
    return sorted(values)[-(-percent * len(values) // 100) - 1]


def clock(lines: Iterable[Line], zone: str, begin: datetime, now: datetime, *, office_hours: bool) -> Took:
    """How long leads that came in since `begin` waited: by the wall's clock, or the minutes alone in which their line
    was open. `zone` is the brand's."""
    if not office_hours:
        return lambda lead, until: until - lead.clock
    days = (now - begin).days + 2
    opened: dict[LineId, list[Span] | None] = {line.id: _opened(line, zone, begin, days) for line in lines}

    def took(lead: Lead, until: datetime) -> timedelta:
        spans = opened.get(lead.line)
        return until - lead.clock if spans is None else open_between(spans, lead.clock, until)

    return took


def open_between(spans: Sequence[Span], since: datetime, until: datetime) -> timedelta:
    """How much of the time between the two lies in these spans, which are in order and apart."""
    total = timedelta()
    first = max(0, bisect_right(spans, since, key=lambda span: span[0]) - 1)
    for begin, end in spans[first:]:
        if begin >= until:
            break
        total += max(min(end, until) - max(begin, since), timedelta())
    return total


def _by(key: Callable[[Lead], K], found: Iterable[Lead]) -> dict[K, list[Lead]]:
    groups: dict[K, list[Lead]] = defaultdict(list)
    for lead in found:
        groups[key(lead)].append(lead)
    return groups


def _source(lead: Lead) -> LeadSource:
    return lead.source


def _opened(line: Line, zone: str, begin: datetime, days: int) -> list[Span] | None:
    """When the line was open; None: always."""
    if not line.week and not line.days_off:
        return None
    closed = {off.day for off in line.days_off}
    return list(office.spans(line.week or office.ALWAYS, line.zone or zone, begin, days, closed))


def _reached(lead: Lead) -> LeadEvent | None:
    """The entry of the first time its contact was reached since it came in; None while its clock runs (again)."""
    if lead.waits:
        return None
    came = max((place for place, event in enumerate(lead.history) if event.what is Happened.CAME), default=0)
    void = max((place for place, event in enumerate(lead.history) if event.what is Happened.UNSENT), default=-1)
    found = (
        event
        for place, event in enumerate(lead.history)
        if place >= came and event.at >= lead.since and _reaches(event)
        # What was texted before that did not arrive.
        if place > void or event.what is not Happened.TEXTED
    )
    return next(found, None)


def _reaches(event: LeadEvent) -> bool:
    if event.what is Happened.STAGED:
        return LeadStage.CONTACTED.rank <= event.stage.rank < LeadStage.LOST.rank
    return event.what is Happened.TEXTED


def _figures(found: Sequence[Lead], took: Took, now: datetime) -> Figures:
    reached = {lead.id: contacted(lead) for lead in found}
    # Of a conversation that was answered before a lead was made of it no clock ran.
    waited = [took(lead, at) for lead in found if (at := reached[lead.id]) is not None and at > lead.since]
    late = [lead for lead in found if leads.overdue(lead, now)]
    aimed = [(lead.due, at) for lead in found if lead.due is not None and (at := reached[lead.id]) is not None]
    return Figures(
        leads=len(found),
        contacted=sum(at is not None for at in reached.values()),
        median=percentile(waited, MEDIAN),
        ninety=percentile(waited, NINETY),
        aimed=len(aimed) + len(late),
        within=sum(at < due for due, at in aimed),
        overdue=len(late),
        won=sum(lead.stage is LeadStage.WON for lead in found),
    )
