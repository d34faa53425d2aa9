"""Broadcasts and their recipients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.core.changes import Receipt
from chalicelib.core.ids import BroadcastId, ContactId, LineId
from chalicelib.core.messages import Status
from chalicelib.flows.ports.pages import Page

if TYPE_CHECKING:  # what a function never touches, it should not load
    from chalicelib.core.broadcasts import Broadcast, Recipient, Stage


class Broadcasts(Protocol):
    def create(self, broadcast: Broadcast, receipt: Receipt | None) -> None:
        """Raises SeenBefore with the first request's receipt."""

    def get(self, broadcast: BroadcastId) -> Broadcast | None: ...
    def many(self, broadcasts: Iterable[BroadcastId]) -> dict[BroadcastId, Broadcast]: ...
    def page(self, lines: Sequence[LineId], cursor: str | None, limit: int) -> Page[Broadcast]: ...
    def advance(self, broadcast: BroadcastId, *, stage: Stage | None = None, due: datetime | None = None) -> None:
        """Writes where the broadcast stands. `due` None takes it off the schedule."""

    def due(self, until: datetime, limit: int) -> list[Broadcast]: ...
    def list_recipients(self, recipients: Sequence[Recipient]) -> None:
        """Adds each recipient that is not listed yet; one that is stays as it is."""

    def recipients(
        self,
        broadcast: BroadcastId,
        cursor: str | None,
        limit: int,
        status: Status | None = None,
        waiting: bool | None = None,
    ) -> Page[Recipient]:
        """`waiting`: only those who wait for a time, or only the others."""

    def all_recipients(self, broadcast: BroadcastId) -> Iterable[Recipient]: ...
    def recipients_of(
        self, pairs: Iterable[tuple[BroadcastId, ContactId]]
    ) -> dict[tuple[BroadcastId, ContactId], Recipient]: ...
    def progress(
        self,
        broadcast: BroadcastId,
        contact: ContactId,
        status: Status,
        *,
        at: datetime,
        provider_id: str | None = None,
        error: int | None = None,
        code: str = "",
        reason: str = "",
        rule: str = "",
    ) -> bool:
        """Moves a recipient's status up the lattice, out of its waiting too; False where it stands as high already."""

    def wait(
        self, broadcast: BroadcastId, contact: ContactId, until: datetime, *, code: str, reason: str, rule: str
    ) -> bool:
        """Notes why a queued recipient may not go before `until`; False where it is queued no more."""
