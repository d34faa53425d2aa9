"""The brand's lines, as far as the caller may see them."""

from __future__ import annotations

from chalicelib.core.access import demand_line, visible_lines
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import LineId, PersonId
from chalicelib.core.lines import Line
from chalicelib.core.people import Person
from chalicelib.core.phone import parse
from chalicelib.flows.people import me
from chalicelib.flows.ports import House


def seen_by(house: House, caller: PersonId) -> tuple[Person, list[Line]]:
    """The caller and the lines it sees, by label."""
    person = me(house, caller)
    lines = visible_lines(person, house.team.lines())
    return person, sorted(lines, key=lambda line: (line.label, line.number))


def named(house: House, name: str) -> LineId:
    """The id of a line that was named by id or number; whether there is one is for the caller to find out."""
    if name.startswith("l"):
        return LineId(name)
    try:
        return house.ids.line(parse(name, field="line"))
    except Invalid:
        raise Invalid({"line": "Name one of your lines by its id or number."}) from None


def chosen(house: House, caller: PersonId, name: str | None) -> tuple[Person, list[Line]]:
    """The caller and the lines a list is asked for: the named one, or all it sees."""
    person, lines = seen_by(house, caller)
    if name is None:
        return person, lines
    line_id = named(house, name)
    known = {line.id: line for line in lines}
    return person, [known.get(line_id) or demand_line(person, house.team.line(line_id))]
