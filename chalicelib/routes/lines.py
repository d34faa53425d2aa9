"""Lines: the numbers that the caller may see."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import lines, people
from chalicelib.routes import present
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.team import LinePage

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/lines", answer=LinePage)
def list_lines(call: Call) -> LinePage:
    """The lines the caller sees; it may text from those that are `mine`."""
    person, found = lines.seen_by(call.house, call.caller)
    names = people.names(call.house)
    return LinePage(items=[present.line(known, person, names) for known in found])
