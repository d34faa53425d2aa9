"""Leads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.core.ids import ContactId, PersonId, ThreadId
from chalicelib.flows.ports.pages import Page

if TYPE_CHECKING:  # what a function never touches, it should not load
    from chalicelib.core.leads import Lead, LeadStage


class Leads(Protocol):
    """Leads by id and in lists; they are saved with the decision they are part of (Changes.lead)."""

    def get(self, lead: ThreadId) -> Lead | None: ...
    def many(self, leads: Iterable[ThreadId]) -> dict[ThreadId, Lead]:
        """Those of them that there are, in batched reads."""

    def of(self, contact: ContactId) -> list[Lead]:
        """A contact's leads, one a line."""

    def unassigned(self, cursor: str | None, limit: int) -> Page[Lead]:
        """Those that nobody has, the longest waiting first."""

    def owned(self, owner: PersonId, stage: LeadStage | None, cursor: str | None, limit: int) -> Page[Lead]:
        """One person's, by stage and then the longest waiting first."""

    def every(self, stage: LeadStage | None, cursor: str | None, limit: int) -> Page[Lead]:
        """All, by stage and then the longest waiting first."""

    def since(self, begin: datetime, most: int) -> tuple[list[Lead], bool]:
        """The latest `most` that came in since then, the latest first; and whether there are more."""

    def waiting(self, owner: PersonId | None, since: datetime) -> list[Lead]:
        """Those that came in since then and that nobody has, or to which their `owner` has not written yet; the latest
        lead_import.MOST_COUNTED at most."""

    def loads(self, people: Iterable[PersonId]) -> dict[PersonId, int]:
        """How many open leads each of them has."""

    def turn(self, place: int) -> int:
        """How many leads the rule at this place has given before; this one is counted."""
