"""Legal hours: which windows are in force today, by state."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.core.hours import Hours
from chalicelib.core.today import Today
from chalicelib.flows import hours
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.hours import HoursTable, RegionHours, Window

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/settings/hours", answer=HoursTable)
def get_hours(call: Call) -> HoursTable:
    """The legal windows in force today, by state and province."""
    dated, found = hours.in_force(call.house, call.caller, call.now)
    return HoursTable(date=dated, items=[_region(known) for known in found])


def _region(known: Today) -> RegionHours:
    return RegionHours(
        region=known.region.code,
        name=known.region.name,
        country=known.region.country,
        zones=list(known.region.zones),
        day=known.day,
        open=known.open,
        window=_window(known.hours),
        rule=known.hours.rule,
        closed=(known.holiday or f"{known.day:%A}") if known.hours.closed else None,
        sundays=_window(known.sunday),
        holidays=known.holidays,
        cap=known.cap,
        sources=list(known.sources),
        notes=list(known.notes),
    )


def _window(hours: Hours) -> Window | None:
    return None if hours.closed else Window(opens=_clock(hours.opens), closes=_clock(hours.closes))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
