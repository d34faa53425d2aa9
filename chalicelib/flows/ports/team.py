"""People, lines and the brand."""

from __future__ import annotations

from typing import Protocol

from chalicelib.core.ids import ContactId, LineId, PersonId
from chalicelib.core.lines import Line
from chalicelib.core.people import Person


class Team(Protocol):
    """People, lines and the brand's settings."""

    def person(self, person: PersonId) -> Person | None: ...
    def people(self) -> list[Person]: ...
    def line(self, line: LineId) -> Line | None: ...
    def lines(self) -> list[Line]: ...
    def put_person(self, person: Person, own_phone: ContactId | None, before: Person | None = None) -> None:
        """Raises Conflict where the phone is another's, and Stale where role or access are no longer as in `before`."""

    def put_line(self, line: Line) -> None: ...
