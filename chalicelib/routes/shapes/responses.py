"""What recipients did about a broadcast."""

from __future__ import annotations

from chalicelib.routes.shapes.common import Shape


class ResponsesShape(Shape):
    """What recipients did within `within_days` days of their text, each counted once, for the last broadcast it got.

    `texted` are those whose text went; the rates are shares of them, 0 to 1, null where nobody was texted yet.
    """

    texted: int
    replies: int
    reply_rate: float | None
    opt_outs: int
    opt_out_rate: float | None
    within_days: int
