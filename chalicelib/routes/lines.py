"""Lines: the numbers that the caller may see, and what an admin changes on them."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib.flows import line_settings, lines, people, recapture
from chalicelib.routes import present_away, present_lines
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.common import PageQuery
from chalicelib.routes.shapes.team import LinePage, LinePatch, LineShape, NewNumber, RecaptureOverview, RecaptureRun

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/lines", answer=LinePage)
def list_lines(call: Call) -> LinePage:
    """The lines the caller sees; it may text from those that are `mine`."""
    person, found = lines.seen_by(call.house, call.caller)
    names, brand = people.names(call.house), call.house.brand
    return LinePage(items=[present_lines.line(known, person, names, brand, call.now) for known in found])


@endpoint(bp, "PATCH", "/lines/{line_id}", body=LinePatch, answer=LineShape)
def change_line(call: Call, line_id: str, body: LinePatch) -> LineShape:
    """Changes what is given; an empty `held` releases a line that the provider's word has held."""
    person, known = line_settings.change(call.house, call.caller, line_id, _given(body))
    return present_lines.line(known, person, people.names(call.house), call.house.brand, call.now)


@endpoint(bp, "POST", "/lines/{line_id}/number", body=NewNumber, answer=LineShape, status=201)
def change_number(call: Call, line_id: str, body: NewNumber) -> LineShape:
    """Another number: a new line in the old one's place, to which nobody has agreed yet."""
    person, known = line_settings.change_number(call.house, call.caller, line_id, body.number, body.verification)
    return present_lines.line(known, person, people.names(call.house), call.house.brand, call.now)


@endpoint(bp, "GET", "/lines/{line_id}/recapture", query=PageQuery, answer=RecaptureOverview)
def get_recapture(call: Call, line_id: str, query: PageQuery) -> RecaptureOverview:
    """Who had agreed to the number that this line replaces, and was never asked on this one."""
    found = recapture.overview(call.house, call.caller, line_id, query.cursor, query.limit)
    return present_lines.recapture(found, people.names(call.house))


@endpoint(bp, "POST", "/lines/{line_id}/recapture", answer=RecaptureRun, status=202)
def start_recapture(call: Call, line_id: str) -> RecaptureRun:
    """Asks each of them once, by one text; ask for the progress at the same address."""
    run = recapture.begin(call.house, call.caller, line_id, call.now)
    return present_lines.recapture_run(run, people.names(call.house))


def _given(body: LinePatch) -> dict[str, Any]:
    given = body.model_dump(exclude_unset=True)
    kept = {name: value for name, value in given.items() if value is not None or name == "daily_cap"}
    if "members" in kept:
        kept["members"] = frozenset(kept["members"])
    if kept.pop("hours", None) is not None:
        kept["week"] = present_away.stretches(body.hours)
    if kept.pop("holidays", None) is not None:
        kept["days_off"] = present_away.days_off(body.holidays)
    if kept.pop("rules", None) is not None:
        kept["rules"] = present_lines.rules(body.rules)
    return kept
