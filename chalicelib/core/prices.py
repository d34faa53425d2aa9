"""What texts cost, by the dated price list in chalicelib/data/prices.toml."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib import data
from chalicelib.core.lines import LineKind


@dataclass(frozen=True, slots=True)
class Cost:
    """`amount` and `segment` are in `currency`; `segment` is one segment with the carriers' fee, as of `month`."""

    amount: float
    segment: float
    currency: str
    month: str
    source: str


def cost(segments: int, kind: LineKind) -> Cost:
    """What so many segments cost that a line of this kind sends, by list price."""
    table = data.table("prices")
    price = table[kind]
    one = round(price["segment"] + price["carrier_fee"], 6)
    return Cost(round(segments * one, 2), one, table["currency"], table["date"], table["source"])
