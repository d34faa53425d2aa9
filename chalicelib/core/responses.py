"""What contacts do about a broadcast: answer it, opt out, open its links, buy. Each counts once (AN-1); all but the
links for the last one that the contact got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.core.ids import BroadcastId, ContactId
from chalicelib.core.keywords import Keyword

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.core.tallies import Progress
    from chalicelib.core.threads import Thread

WITHIN = timedelta(days=3)
"""So long after a broadcast's text went to a contact, what it writes there counts as an answer to it. Nearly all
answers come the same day; three days let one that is sent on a Friday evening be answered on Monday. What comes later
is as likely about something else."""


class Kind(StrEnum):
    """How a contact responded; the value is the name of the moment on its record."""

    REPLY = "replied"
    OPT_OUT = "opted_out"
    CLICK = "clicked"
    CONVERSION = "converted"


@dataclass(frozen=True, slots=True)
class Response:
    """One contact's response to one broadcast. `at` is when it wrote, or was won; `undone`: it is one no more."""

    broadcast: BroadcastId
    contact: ContactId
    kind: Kind
    at: datetime
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Responses:
    """How many recipients of a broadcast responded, of those whose text went (`texted`).

    `clicks` are those who opened a link of it, `openings` is how often that was in all; `conversions` are those whose
    lead was won (core.conversions).
    """

    texted: int
    replies: int
    opt_outs: int
    clicks: int = 0
    openings: int = 0
    conversions: int = 0

    @property
    def reply_rate(self) -> float | None:
        """0 to 1; None where nobody was texted."""
        return self._rate(self.replies)

    @property
    def opt_out_rate(self) -> float | None:
        return self._rate(self.opt_outs)

    @property
    def click_rate(self) -> float | None:
        return self._rate(self.clicks)

    @property
    def conversion_rate(self) -> float | None:
        return self._rate(self.conversions)

    def _rate(self, count: int) -> float | None:
        """Who answers a text that its carrier gave up got it all the same: a rate is never above 1."""
        return min(count / self.texted, 1.0) if self.texted else None


def counted(progress: Progress, responses: Mapping[Kind, int], openings: int = 0) -> Responses:
    texted = progress.sent + progress.delivered
    replies, opt_outs, clicks, conversions = (responses.get(kind, 0) for kind in Kind)
    return Responses(texted, replies, opt_outs, clicks, openings, conversions)


def heard(thread: Thread, word: Keyword | None, at: datetime, *, moved: bool) -> Response | None:
    """What a text that says `word` (None: anything else) is as a response; `moved`: it moved the consent.

    START, HELP and the YES that confirms an opt-in are said to the machine, and are no answers.
    """
    if word is Keyword.STOP:
        return to_last(thread, Kind.OPT_OUT, at)
    if word in (Keyword.START, Keyword.HELP) or (word is Keyword.YES and moved):
        return None
    return to_last(thread, Kind.REPLY, at)


def to_last(thread: Thread, kind: Kind, at: datetime, within: timedelta = WITHIN) -> Response | None:
    """A response at `at` to the last broadcast that had texted this contact on this line by then; None where that was
    more than `within` ago. By the moment it was written, so that a text that comes late counts where it belongs."""
    recent = [(claimed, name) for name, claimed in thread.claims.items() if claimed <= at <= claimed + within]
    return Response(max(recent)[1], thread.contact, kind, at) if recent else None
