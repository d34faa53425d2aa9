"""Short links of broadcasts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.core.ids import BroadcastId, ContactId

if TYPE_CHECKING:  # what a function never touches, it should not load
    from chalicelib.core.broadcasts import Broadcast, Recipient
    from chalicelib.core.links import Code


class Links(Protocol):
    def name(self, broadcast: BroadcastId) -> None:
        """Makes the short links of a broadcast known, once for all its recipients."""

    def find(self, code: Code) -> tuple[Broadcast, Recipient] | None:
        """Whose short link it is; None where no text of ours has it."""

    def clicked(self, broadcast: BroadcastId, contact: ContactId, at: datetime) -> None:
        """Counts that a recipient opened a link, and notes the first time."""
