"""What a broadcast would do."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core.previews import Counting
from chalicelib.routes.shapes.common import ContactRef, Shape
from chalicelib.routes.shapes.costs import CostShape


class RefusedRecipient(Shape):
    contact: ContactRef
    code: str
    reason: str
    rule: str


class WaitingRecipients(Shape):
    """So many who would wait alike, to the minute; `zone` is where clocks count for them (IANA), `reason` in the words
    of one. In no zone, and at no moment that is known: `line_held`, their line sends nothing now; `others`, they go at
    many moments after those of the rows before."""

    until: datetime
    zone: str
    code: str
    reason: str
    recipients: int


class ReasonShape(Shape):
    """So many who do not get it for one reason, in the words told to one of them."""

    code: str
    reason: str
    rule: str
    recipients: int


class SampleShape(Shape):
    contact: ContactRef
    body: str
    segments: int


class SpecialShape(Shape):
    """A character of the text that is not in GSM-7, so that a segment holds 70 characters instead of 160.

    `replacement` looks alike and costs nothing; null: nothing does.
    """

    character: str
    name: str
    count: int
    replacement: str | None


class LinkShape(Shape):
    """A link that is shortened. `own`: its host is the brand's, so that it opens at once; else a page names it."""

    url: str
    host: str
    own: bool


class WarningShape(Shape):
    """What a writer should know: `public_shortener`, carriers filter its links; `link_left`, it is not shortened;
    `heavy_files`, they are much for a toll-free line; `line_shared`, other messages go from the line just now;
    `field_empty`, nothing is known of some for a field of the text."""

    code: str
    sentence: str


class Preview(Shape):
    """What a broadcast would do now.

    `looked` is how many contacts were looked at to find those who are meant, `judged` how many of them are.

    `basis` exact: everybody was counted. sample: `judged` were, and all figures are scaled up from them. at_least: the
    figures are of `judged`, and not all contacts were looked at. It goes to whoever fits when it goes, though nobody
    did so far.

    `recipients` are all of them; `refused` and `skipped` do not get it, for `refused_by` and `skipped_by`. `left_out`
    were meant too, had `exclude` not named them; they count nowhere else.
    `refused_sample` names up to 50 of the refused. `waiting` go by themselves: when their quiet hours end, when
    the line's or their state's daily cap has room, when it is the time chosen; `waits` tells how many when, the
    earliest first, in 50 rows at most. Whoever could go only after `not_after` is refused as `expired`.
    `segments` is what the longest text takes, in `encoding`; with `media` that is `MMS`, one message however long.
    `special_recipients` get theirs in UCS-2, and `replacements` are the characters of the text itself that do that.
    `seconds` is how long the line is busy. `samples` are merged texts of up to three recipients, the longest first;
    `sample` is that one. `links` are those of the text that are shortened; `warnings` tell what to know of its
    links and files.
    """

    basis: Counting
    judged: int
    looked: int = 0
    recipients: int
    refused: int
    refused_by: list[ReasonShape]
    refused_sample: list[RefusedRecipient]
    skipped: int
    skipped_by: list[ReasonShape]
    left_out: int = 0
    waiting: int
    waits: list[WaitingRecipients]
    segments: int
    segments_average: float
    segments_total: int
    encoding: str
    special_recipients: int
    replacements: list[SpecialShape]
    cost: CostShape
    seconds: int
    sample: str
    samples: list[SampleShape]
    links: list[LinkShape] = []
    warnings: list[WarningShape] = []
