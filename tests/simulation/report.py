"""What the parts of a simulation say, as rows with their goals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from chalicelib.core import pacing
from infrastructure import costs, prices
from infrastructure.prices import Use
from tests.bench.rows import Row
from tests.simulation.models import Tally
from tests.simulation.run import Outcome

MOST_AT_ONCE = 2 * pacing.BURST
"""Seconds of its rate: a batch, and one more that came late to it."""
HOUR = 3600
HOTTEST, UNITS, CALLS = 100, 4, 8
GROWTH = 1.1
"""Of memory, from the tenth of all texts to the last."""
OWN = ("row", "claim", "outcome", "receipt")
DELIVERED = "delivered"
FAULTY, FAST = "faults", "fast"


def rows(parts: Mapping[str, Outcome], answer: int, models: Mapping[str, Tally]) -> Iterator[Row]:
    """`answer` is how many calls a one-to-one text takes."""
    plain = [part for name, part in parts.items() if name not in (FAULTY, FAST)]
    yield from _once(plain, f"{sum(part.recipients for part in plain):,} recipients")
    yield from _paced(plain, parts[FAST])
    yield from _flat(plain)
    yield from _costs(plain, answer)
    yield from _faulty(parts[FAULTY])
    yield from _models(models)


def _once(parts: Sequence[Outcome], whom: str) -> Iterator[Row]:
    everybody = sum(part.recipients for part in parts)
    lines, hours = sum(part.lines for part in parts), max(part.hours for part in parts)
    yield Row(f"{whom} over {lines} lines", f"{hours:.1f} h, {sum(part.cpu for part in parts):,.0f} s of CPU")
    yield _none("… texted twice", sum(part.doubles for part in parts))
    yield _none("… never texted", sum(part.unsent for part in parts))
    yield _none("… whose text is not final", everybody - sum(part.statuses[DELIVERED] for part in parts))


def _paced(parts: Sequence[Outcome], fast: Outcome) -> Iterator[Row]:
    ahead = max(part.ahead for part in (*parts, fast))
    yield _most("seconds of its rate that a line was given at once", ahead, MOST_AT_ONCE, "{:.1f}")
    yield _most("… and that lay at the carrier, at most", ahead, HOUR, "{:.1f}")
    yield _most("writes to one key in one second", max(part.bill.hottest[0] for part in parts), HOTTEST)
    yield _most(f"… {fast.recipients:,} recipients at {fast.rate} a second", fast.bill.hottest[0], HOTTEST)


def _flat(parts: Sequence[Outcome]) -> Iterator[Row]:
    for part in parts:
        told = ", ".join(f"{taken:,}: {megabytes}" for taken, megabytes in part.memory[1::3])
        grown = part.memory[-1][1] / part.memory[1][1]
        yield Row(f"memory in MB after so many of {part.recipients:,} texts", told, f"≤ × {GROWTH}", grown <= GROWTH)


def _costs(parts: Sequence[Outcome], answer: int) -> Iterator[Row]:
    everybody = sum(part.recipients for part in parts)

    def each(of: Callable[[Outcome], float]) -> float:
        return sum(map(of, parts)) / everybody

    own = {name: each(lambda part, name=name: part.bill.purposes[name]) for name in OWN}  # type: ignore[misc]
    told = ", ".join(f"{name} {units:.2f}" for name, units in own.items())
    writes = each(lambda part: part.bill.writes)
    yield _most(f"write units a recipient of its own ({told})", sum(own.values()), UNITS, "{:.3f}", slack=0.005)
    yield _most("… with its share of work, schedule and counts", writes, UNITS, "{:.2f}")
    yield Row("read units a recipient", f"{each(lambda part: part.bill.reads):.2f}")
    yield Row("AWS calls a recipient", f"{each(lambda part: part.bill.total):.2f}")
    yield _most("AWS calls of a one-to-one text, receipts included", answer, CALLS)
    price_list = prices.read()
    use = Use(
        requests=each(lambda part: part.bill.requests),
        functions=each(lambda part: part.bill.functions),
        writes=writes,
        reads=each(lambda part: part.bill.reads),
        queue=each(lambda part: part.bill.queue),
    )
    aws = costs.listed(costs.bill(costs.units(use * 1000, price_list), price_list.aws))
    segments = each(lambda part: part.segments)
    texts = price_list.provider.sent * 1000 * segments
    yield Row(
        "1,000 recipients: AWS, provider and carriers", f"${aws:.3f}, ${texts:.2f} ({segments:.1f} segments each)"
    )


def _faulty(part: Outcome) -> Iterator[Row]:
    yield from _once([part], f"{part.faults:,} faults, {part.repeated:,} jobs twice: {part.recipients:,} recipients")


def _models(models: Mapping[str, Tally]) -> Iterator[Row]:
    for place, (name, tally) in enumerate(models.items()):
        told = f"{tally.doubles} double, {tally.never} never, of {tally.histories} histories"
        good = not tally.doubles and not tally.never
        yield Row(f"crashes: {name}", told, "0, 0" if place == 0 else "", good if place == 0 else None)


def _none(what: str, count: int) -> Row:
    return Row(what, f"{count:,}", "0", count == 0)


def _most(what: str, found: float, most: float, form: str = "{:,.0f}", slack: float = 0) -> Row:
    return Row(what, form.format(found), f"≤ {most:,.0f}", found <= most + slack)


def table(found: Sequence[Row]) -> list[str]:
    """As a table of the docs."""
    marks = {None: "", True: "ok", False: "**missed**"}
    lines = [f"| {row.what} | {row.measured} | {row.goal} | {marks[row.good]} |" for row in found]
    return ["| what | measured | goal | |", "|---|---:|---|---|", *lines]
