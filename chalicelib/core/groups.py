"""A group: a named list of contacts, or a rule that says who belongs to it (CT-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.core.ids import GroupId, PersonId


@dataclass(frozen=True, slots=True)
class Group:
    """`size` counts the members of a list. `rule` is a live group's, as core.audience_json writes it; empty: a list."""

    id: GroupId
    name: str
    created: datetime
    author: PersonId
    size: int = 0
    rule: str = ""
    version: int = 0

    @property
    def live(self) -> bool:
        """Whether a rule says who belongs to it."""
        return bool(self.rule)
