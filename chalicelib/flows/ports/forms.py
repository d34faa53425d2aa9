"""Opt-in forms, and what is counted and kept of their submissions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from chalicelib.core.countries import Held
from chalicelib.core.forms import Form, FormId
from chalicelib.core.lines import Line
from chalicelib.core.optin import Waiting
from chalicelib.flows.ports.pages import Page


class Forms(Protocol):
    def get(self, form: FormId) -> Form | None: ...
    def all(self) -> list[Form]: ...
    def save(self, before: Form | None, form: Form, lines: Sequence[tuple[Line, Line]]) -> Form:
        """Together with the keywords of these lines, as they were and as they shall be. Raises Stale, or Conflict where
        a new form's id is taken."""


class OptIns(Protocol):
    def count(self, name: str, now: datetime) -> int:
        """One more under this name; how many they are now."""

    def asked_on(self, day: str) -> int:
        """How many were asked to confirm on that day."""

    def keep(self, waiting: Waiting, now: datetime) -> None:
        """For a person of the brand to look at; the first of a line and a contact stays."""

    def waiting(self, opt_in: str) -> Waiting | None: ...
    def explain(self, opt_in: str, reason: Held) -> None:
        """Another reason why it waits, if it still does."""

    def review(self, cursor: str | None, limit: int) -> Page[Waiting]: ...
    def done(self, opt_in: str) -> None:
        """Takes it off the list."""
