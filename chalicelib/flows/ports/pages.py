"""Lists in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list, and the signed cursor that leads on (None: that was all)."""

    items: Sequence[T]
    cursor: str | None = None


class Cursors(Protocol):
    """Opaque, signed cursors. `scope` names the list and its parameters: a cursor of one list opens no other."""

    def seal(self, scope: str, position: str) -> str: ...
    def open(self, scope: str, cursor: str | None) -> str | None:
        """The position, None for no cursor. Raises Invalid for one that is not ours or not this list's."""
