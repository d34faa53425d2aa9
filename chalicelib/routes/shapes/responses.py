"""What recipients did about a broadcast."""

from __future__ import annotations

from chalicelib.routes.shapes.common import Shape


class ResponsesShape(Shape):
    """What recipients did, each counted once. Answers and opt-outs count within `within_days` days of their text, for
    the last broadcast that the contact got; `clicks` opened a short link, whenever, `openings` is how often in all.
    `conversions` are those whose lead was won within `won_within_days` days of it, as long as it stays won.

    `texted` are those whose text went; the rates are shares of them, 0 to 1, null where nobody was texted yet.
    """

    texted: int
    replies: int
    reply_rate: float | None
    opt_outs: int
    opt_out_rate: float | None
    clicks: int
    click_rate: float | None
    openings: int
    within_days: int
    conversions: int
    conversion_rate: float | None
    won_within_days: int
