"""From the league table to the API's shape."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chalicelib.core import league
from chalicelib.flows.league import Table
from chalicelib.routes import present
from chalicelib.routes.shapes.league import Figures, LeagueRow, LeagueShape, LeagueSource

LAST = 10**9
"""Who has contacted nobody stands behind everybody else; the leads that nobody has behind those."""


def table(found: Table, days: int) -> LeagueShape:
    names, shown = dict(found.names), found.shown
    people = [LeagueRow(person=present.person_ref(one, names), **_said(part)) for one, part in shown.people.items()]
    sources = [LeagueSource(source=one, **_said(part)) for one, part in shown.sources.items()]
    return LeagueShape(
        days=days,
        since=found.begin,
        people=sorted(people, key=_place),
        sources=sorted(sources, key=lambda row: (-row.leads, row.source)),
        total=Figures(**_said(shown.total)),
        every=found.every,
        target=found.brand.lead_target,
        office_hours=found.brand.lead_hours,
        read=league.MOST_READ,
        more=found.more,
    )


def _place(row: LeagueRow) -> tuple[bool, int, int, str]:
    median = LAST if row.median is None else row.median
    return row.person is None, median, -row.contacted, row.person.name if row.person else ""


def _said(part: league.Figures) -> dict[str, Any]:
    return {
        "leads": part.leads,
        "contacted": part.contacted,
        "median": _seconds(part.median),
        "ninety": _seconds(part.ninety),
        "aimed": part.aimed,
        "within": part.within,
        "overdue": part.overdue,
        "won": part.won,
    }


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())
