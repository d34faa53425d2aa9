"""One recipient's text of a broadcast on its way: what goes, to whom, and by which facts it is judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core import outbound, pacing, segments
from chalicelib.core.brand import Brand
from chalicelib.core.broadcasts import Broadcast, Halt, Recipient
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import ContactId, ThreadId, thread_of
from chalicelib.core.lines import Line
from chalicelib.core.outbound import Draft, Facts, Kind, Verdict, Wait
from chalicelib.core.threads import Thread


@dataclass(frozen=True, slots=True)
class Errand:
    """One recipient's text, ready to go. `halt`: nothing is claimed any more, and what is not claimed ends unsent.

    `again` is the job's: who is to be looked at again, and when. `media` is where the provider finds its files,
    `head` is as the claim left it.
    """

    broadcast: Broadcast
    line: Line | None
    row: Recipient
    body: str
    now: datetime
    contact: Contact | None
    brand: Brand
    again: dict[ContactId, datetime]
    halt: Halt | None = None
    over: Wait | None = None
    media: tuple[str, ...] = ()
    head: Thread | None = None

    @property
    def draft(self) -> Draft:
        return Draft(Kind.BROADCAST, self.body, files=len(self.broadcast.files))

    def facts(self, head: Thread | None, others: Iterable[Thread] = ()) -> Facts:
        return Facts(self.line, head, contact=self.contact, brand=self.brand, others=tuple(others))

    def verdict(self, head: Thread | None, others: Iterable[Thread] = ()) -> Verdict:
        return outbound.verdict(self.draft, self.facts(head, others), self.now)

    def later(self, wait: timedelta) -> None:
        self.again[self.row.contact] = self.now + wait

    @property
    def thread(self) -> ThreadId:
        return thread_of(self.broadcast.line, self.row.contact)

    @property
    def length(self) -> int:
        """In segments; of a line that is gone, as the shortest texts are."""
        return segments.count(self.body, self.line.kind, files=self.draft.files).segments if self.line else 1

    @property
    def weight(self) -> int:
        return pacing.weight(self.length, self.line, self.draft.files) if self.line else 1
