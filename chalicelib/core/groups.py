"""A group: a named list of contacts (CT-3, the static kind)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.core.ids import GroupId, PersonId


@dataclass(frozen=True, slots=True)
class Group:
    """`size` counts its members."""

    id: GroupId
    name: str
    created: datetime
    author: PersonId
    size: int = 0
    version: int = 0
