"""Broadcasts and their recipients."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.core.changes import Receipt
from chalicelib.core.ids import BroadcastId, ContactId, LineId
from chalicelib.core.messages import Status
from chalicelib.flows.ports.pages import Page

if TYPE_CHECKING:  # what a function never touches, it should not load
    from chalicelib.core.broadcasts import Broadcast, Recipient, Stage
    from chalicelib.core.pacing import Batch, Pace
    from chalicelib.core.responses import Kind
    from chalicelib.core.tallies import Tally


class Broadcasts(Protocol):
    def create(self, broadcast: Broadcast, receipt: Receipt | None) -> None:
        """Raises SeenBefore with the first request's receipt."""

    def add(self, broadcast: Broadcast) -> bool:
        """Whether it was added; False where there is one of its id."""

    def get(self, broadcast: BroadcastId) -> Broadcast | None: ...
    def many(self, broadcasts: Iterable[BroadcastId]) -> dict[BroadcastId, Broadcast]: ...
    def page(self, lines: Sequence[LineId], cursor: str | None, limit: int) -> Page[Broadcast]: ...
    def made_of(self, parent: BroadcastId, cursor: str | None, limit: int) -> Page[Broadcast]:
        """What was made of one that comes again, newest first."""

    def advance(
        self,
        broadcast: BroadcastId,
        *,
        stage: Stage | None = None,
        due: datetime | None = None,
        listed: tuple[int, str | None, datetime] | None = None,
        counted: datetime | None = None,
    ) -> None:
        """Writes where the broadcast stands. `due` None takes it off the schedule; of the rest None leaves it.

        `listed` are the page and the cursor from which its listing goes on, and the moment.
        """

    def take(self, broadcast: Broadcast, due: datetime) -> bool:
        """Moves when the schedule looks again, if it still is `broadcast.due`: one of two ticks wins."""

    def change(self, before: Broadcast, after: Broadcast) -> bool:
        """Writes `after` if all that it writes still is as `before`; False where somebody was faster."""

    def come(self, before: Broadcast, after: Broadcast, made: Broadcast) -> bool:
        """Adds `made` and changes what it is made of, both or neither; whether both were done.

        Where there is one of its id already only the change is made.
        """

    def pace(self, line: LineId) -> Pace:
        """Up to when the line's time is promised to work that was handed out, and who waits for more (core.pacing)."""

    def promise(self, line: LineId, seen: datetime | None, until: datetime, had: Mapping[BroadcastId, int]) -> bool:
        """Promises more of it; False where it is not as `seen` any more: another hands out the same time."""

    def add_work(self, batches: Sequence[Batch]) -> None:
        """Keeps batches to be handed out; one that is there already stays one."""

    def work(self, broadcast: BroadcastId, until: datetime, limit: int) -> list[Batch]:
        """About so many batches that may be handed out by `until`: those that come again first."""

    def next_work(self, broadcast: BroadcastId) -> Batch | None:
        """The batch that may be handed out first; None where none is left."""

    def replace_work(self, before: Sequence[Batch], after: Sequence[Batch]) -> None:
        """Keeps `after` instead of `before`. A crash in between leaves both, which is harmless."""

    def count(self, broadcast: BroadcastId, place: int, tally: Tally, now: datetime) -> None:
        """Keeps what was counted in one of the broadcast's partitions."""

    def counts(self, broadcast: BroadcastId) -> Mapping[int, tuple[Tally, datetime]]:
        """What was last counted, and when, by partition."""

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
        response: Kind | None = None,
    ) -> Page[Recipient]:
        """`waiting`: only those who wait for a time, or only the others. `response`: only who responded so, whatever
        became of their texts. All tell how they responded."""

    def responses(self, broadcast: BroadcastId) -> tuple[Mapping[Kind, int], int]:
        """How many recipients responded, by how; and how often links were opened in all."""

    def all_recipients(self, broadcast: BroadcastId) -> Iterable[Recipient]:
        """One after the other, as they are read."""

    def recipients_in(self, broadcast: BroadcastId, place: int) -> Iterable[Recipient]:
        """Those in one of its partitions."""

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
