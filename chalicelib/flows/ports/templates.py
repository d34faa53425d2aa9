"""Templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from chalicelib.core.ids import PersonId, TemplateId
from chalicelib.core.templates import Template
from chalicelib.flows.ports.pages import Page


class Templates(Protocol):
    """Canned replies, of persons and shared."""

    def get(self, template: TemplateId) -> Template | None: ...
    def page(self, owners: Sequence[PersonId | None], query: str, cursor: str | None, limit: int) -> Page[Template]:
        """Those of these owners (None: the shared ones) by name; with a query those whose name begins so."""

    def create(self, template: Template) -> Template:
        """The template of this id: this one, or the one that was there. Invalid where its owner has the name."""

    def update(self, before: Template, after: Template) -> Template:
        """Raises Stale where it has moved on, Invalid where its owner has the name. It carries the new version."""

    def delete(self, template: Template) -> None:
        """Raises Stale where it has moved on."""
