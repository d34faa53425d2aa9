"""What texts cost by list price: before a broadcast, and of what went."""

from __future__ import annotations

from chalicelib.routes.shapes.common import Shape


class CostShape(Shape):
    """By list price, as of `month`: what all segments cost in `currency`, and what one does with the carriers' fee.
    With `media` each text is one message, and `segment` what that costs."""

    amount: float
    segment: float
    currency: str
    month: str
    source: str
