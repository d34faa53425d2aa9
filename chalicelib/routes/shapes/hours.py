"""The legal windows of a day, by state."""

from __future__ import annotations

from datetime import date

from chalicelib.routes.shapes.common import Shape


class Window(Shape):
    """From when until when, as clocks there show it ("08:00" to "20:00")."""

    opens: str
    closes: str


class RegionHours(Shape):
    """A state or province today. `window` None: closed all day, and `closed` says why. `sundays` None: never on one.

    `cap`: so many texts in 24 hours at most. `sources` are laws, `notes` what is doubtful in them.
    """

    region: str
    name: str
    country: str
    zones: list[str]
    day: date
    open: bool
    window: Window | None
    rule: str
    closed: str | None
    sundays: Window | None
    holidays: bool
    cap: int | None
    sources: list[str]
    notes: list[str]


class HoursTable(Shape):
    """`date` is the month in which the table was read from its sources. Data, not legal advice."""

    date: str
    items: list[RegionHours]
