"""`make costs`: writes docs/operator/costs.md from the price list and the packaged template."""

# ruff: noqa: E501 - what stands in the page is not wrapped to suit the code

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from infrastructure import costs, prices
from infrastructure.beside import FILE
from infrastructure.costs import Item, Parts
from infrastructure.prices import Prices, Use

PAGE = Path("docs/operator/costs.md")
THOUSAND = 1_000
TEAMS = (5, 50)

_HEAD = """\
# What it costs

Made by `make costs` from `infrastructure/prices.toml` (list prices of {date}, {region}, in dollars) and the packaged
template. What an event uses was measured on the real code (`tests/harness/metering.py`); how long a warm function runs
({ms:g} ms at {mb:g} MB) and what a team does are assumptions, named at the end. Change them in that file and run it again.
"""

_IDLE = """\
## A month in which nobody texts

Nothing runs but the schedule and Lambda's look into the queues. *Billed* is what is left after the amounts that every
AWS account has for nothing each month.
"""

_FOOT = """\
## What was assumed

- A rep's month: {inbound} texts in, {replies} answers, {broadcast} texts of broadcasts, the dashboard open and looked at for
  {hours} hours, asking every {seconds} seconds.
- A text is one segment. Longer texts, emoji and pictures cost more: the composer counts segments as one types.
- Alerts go by email, and for nothing to devices that people switch on. Each alert by text costs as much as any text to a handset
  (${sent:.4f}); Parley sends one for a burst.
- Tables hold {stored:g} GB, which is about a million texts. Prices differ by region; tax, support plans and the one-time
  registration of a local number (10DLC) are not in here.

## Where the prices are from

{sources}
"""


def page(price_list: Prices, has: Parts) -> str:
    """The whole document."""
    assumed = price_list.assumed
    head = _HEAD.format(
        date=price_list.date, region=price_list.region, ms=assumed.seconds_a_call * 1000, mb=assumed.gigabytes * 1000
    )
    sources = dict.fromkeys([price.source for price in price_list.aws.values()] + [price_list.provider.source])
    foot = _FOOT.format(
        inbound=assumed.rep.inbound,
        replies=assumed.rep.replies,
        broadcast=f"{assumed.rep.broadcast_texts:,}",
        hours=assumed.rep.hours_a_month,
        seconds=assumed.rep.seconds_between_polls,
        sent=price_list.provider.sent,
        stored=assumed.gigabytes_stored,
        sources="\n".join(f"- <{source}>" for source in sources),
    )
    return "\n".join([head, idle(price_list, has), thousands(price_list), teams(price_list, has), foot])


def idle(price_list: Prices, has: Parts) -> str:
    items = costs.bill(costs.idle_use(price_list, has), price_list.aws)
    number = price_list.provider.toll_free_number
    items.append(Item("A toll-free number, at the provider", 1, number, number))
    return f"{_IDLE}\n{_table(items)}"


def thousands(price_list: Prices) -> str:
    """A thousand texts in, and a thousand out."""
    provider = price_list.provider
    inbound = _without_texts(price_list.events["inbound"]) * THOUSAND
    broadcast = price_list.events["broadcast"] * THOUSAND
    parts = (
        (
            "## 1,000 texts come in",
            inbound,
            Item("The provider, texts in", THOUSAND, *_twice(provider.inbound * THOUSAND)),
        ),
        (
            "## 1,000 texts of a broadcast",
            broadcast,
            Item("The provider and the carriers, texts out", broadcast.texts, *_twice(provider.sent * broadcast.texts)),
        ),
    )
    made = []
    for title, use, texts in parts:
        items = [texts, *costs.bill(costs.units(use, price_list), price_list.aws)]
        made.append(f"{title}\n\n{_table(items)}")
    return "\n".join(made)


def teams(price_list: Prices, has: Parts) -> str:
    """5 and 50 reps beside a price by seat."""
    seats = price_list.seats
    lines = [
        "## A team's month, beside a price by seat\n",
        f"{seats.label}: a typical seat price of ${seats.low:g}–${seats.high:g} a person and month ({seats.source}).",
        "Texts are paid to a provider either way, so they stand apart.\n",
        "| reps | Parley on AWS, with numbers | the same at seat prices | texts, to provider and carriers |",
        "|---:|---:|---:|---:|",
    ]
    for reps in TEAMS:
        own, texts = team(price_list, has, reps)
        by_seat = f"${seats.low * reps:,.0f}–${seats.high * reps:,.0f}"
        lines.append(f"| {reps} | ${own:,.2f} | {by_seat} | ${texts:,.2f} |")
    return "\n".join(lines) + "\n"


def team(price_list: Prices, has: Parts, reps: int) -> tuple[float, float]:
    """(AWS and one number per rep, texts), in dollars a month; each rep has a local number, the team a toll-free one."""
    use = costs.team_use(price_list, reps)
    quantities = costs.together(
        costs.idle_use(price_list, has), costs.units(_without_texts(use), price_list), {"people": reps}
    )
    provider = price_list.provider
    numbers = provider.toll_free_number + reps * provider.local_number
    rep = price_list.assumed.rep
    sent = (rep.replies + rep.broadcast_texts) * reps
    texts = rep.inbound * reps * provider.inbound + sent * provider.sent
    return costs.billed(costs.bill(quantities, price_list.aws)) + numbers, texts


def main(template: Path) -> None:
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in (template, template.with_name(FILE))]
    resources = documents[0]["Resources"] | documents[1]["Resources"]
    PAGE.write_text(page(prices.read(), costs.parts(list(resources.values()))), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def _table(items: Iterable[Item]) -> str:
    found = list(items)
    rows = [f"| {item.label} | {_quantity(item.quantity)} | {item.listed:.4f} | {item.billed:.4f} |" for item in found]
    total = f"| **together** | | **{costs.listed(found):.2f}** | **{costs.billed(found):.2f}** |"
    return "\n".join(["| what | how much | listed $ | billed $ |", "|---|---:|---:|---:|", *rows, total, ""])


def _quantity(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.4g}"


def _without_texts(use: Use) -> Use:
    """Alerts by email: what the provider sends is counted apart."""
    return use + Use(texts=-use.texts)


def _twice(amount: float) -> tuple[float, float]:
    """Nothing is free at the provider."""
    return amount, amount


if __name__ == "__main__":
    main(Path(sys.argv[1]))
