"""The league table of speed to lead."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum

from pydantic import Field

from chalicelib.core.leads import LeadSource
from chalicelib.routes.shapes.common import Asked, PersonRef, Shape


class Days(IntEnum):
    WEEK = 7
    MONTH = 30
    QUARTER = 90


class LeagueQuery(Asked):
    days: Days = Field(Days.MONTH, description="Leads that came in within so many days.")


class Figures(Shape):
    """Of some leads. `median` and `ninety` are seconds from the intake to the first contact: half of those that were
    contacted waited at most the one, nine of ten the other (null: nobody was). Of `aimed`, which had a target and were
    contacted or are late, `within` were contacted in time. `overdue` are late now."""

    leads: int
    contacted: int
    median: int | None
    ninety: int | None
    aimed: int
    within: int
    overdue: int
    won: int


class LeagueRow(Figures):
    """A lead counts for who contacted it first, else for who has it. `person` null: nobody has, nor has had."""

    person: PersonRef | None


class LeagueSource(Figures):
    source: LeadSource


class LeagueShape(Shape):
    """The fastest first. A person who may not assign gets its own row alone. `target` is in minutes (0: none);
    `office_hours`: the minutes alone count in which the line is open. `more`: only the latest `read` were counted."""

    days: int
    since: datetime
    people: list[LeagueRow]
    sources: list[LeagueSource]
    total: Figures
    every: bool
    target: int
    office_hours: bool
    read: int
    more: bool
