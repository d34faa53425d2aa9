"""People, lines and the brand."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from chalicelib.core.absences import Roster
from chalicelib.core.brand import Brand
from chalicelib.core.devices import Device
from chalicelib.core.effects import Effect
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

    def add_person(self, person: Person, by: PersonId, told: Effect, now: datetime) -> None:
        """Somebody new, and `told` with it. Raises Stale where somebody has the id or the email already, and Conflict
        where `by` is no active admin any more."""

    def change_person(
        self,
        before: Person,
        after: Person,
        own_phone: ContactId | None,
        by: PersonId,
        told: Effect | None,
        now: datetime,
    ) -> None:
        """Raises Stale where it is no longer as in `before`, and Conflict where `by` is no active admin now: of two
        who lower each other at the same moment one has its way."""

    def devices(self, person: PersonId) -> list[Device]: ...
    def put_device(self, person: PersonId, device: Device) -> None: ...
    def drop_device(self, person: PersonId, device: str) -> None:
        """Nothing where there is none of this id."""

    def put_line(self, line: Line) -> None: ...
    def change_line(self, before: Line, after: Line) -> None:
        """Writes what differs. Raises Stale where any of that is no longer as in `before`."""

    def hold_line(self, line: LineId, why: str, told: Effect | None, now: datetime) -> bool:
        """Holds a line that is not held yet, and saves `told` with it; False where it is held already."""

    def rest_line(self, line: LineId, until: datetime) -> None:
        """Nothing of the line goes before then, or before a later moment that is noted already."""

    def replace_line(self, old: Line, new: Line) -> None:
        """Adds `new` and switches `old` off, both or neither; a repeat does nothing. Conflict where `new` is there."""

    def brand(self) -> Brand | None:
        """The brand's settings; None until an admin has saved some."""

    def roster(self) -> Roster:
        """Who is or will be away."""

    def put_roster(self, roster: Roster) -> Roster:
        """Raises Stale where it is no longer at `roster.version`. The answer carries the new version."""

    def put_brand(self, brand: Brand) -> Brand:
        """Raises Stale where they are no longer at `brand.version`. The answer carries the new version."""
