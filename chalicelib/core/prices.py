"""What texts cost, by the dated price list in chalicelib/data/prices.toml."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib import data
from chalicelib.core.lines import LineKind


@dataclass(frozen=True, slots=True)
class Cost:
    """`amount` and `segment` are in `currency`; `segment` is one segment with the carriers' fee, as of `month`.

    Of texts with files it is one message.
    """

    amount: float
    segment: float
    currency: str
    month: str
    source: str


def cost(segments: int, kind: LineKind, *, files: int = 0) -> Cost:
    """What so many segments (with `files`: messages) cost that a line of this kind sends, by list price."""
    table = data.table("prices")
    price = table[kind]
    own, fee = ("mms", "mms_carrier_fee") if files else ("segment", "carrier_fee")
    one = round(price[own] + price[fee], 6)
    return Cost(round(segments * one, 2), one, table["currency"], table["date"], table["source"])
