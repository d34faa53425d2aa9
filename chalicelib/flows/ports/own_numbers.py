"""The port of numbers that wait for the code by which they become somebody's own."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from chalicelib.core.ids import ContactId, PersonId
from chalicelib.core.own_numbers import Known, Pending


class OwnNumbers(Protocol):
    def own_number(self, person: PersonId) -> Pending | None:
        """The number that waits for its code, or did within the last days."""

    def own_numbers(self, person: PersonId, contact: ContactId) -> Known:
        """The same with how often codes were asked for: by the person, for the number, and in the brand."""

    def try_own_number(self, tried: Pending, now: datetime) -> None:
        """Writes one more try; Stale where another was written since it was read."""

    def forget_own_number(self, person: PersonId) -> None: ...
