"""What Parley costs: an idle month, a thousand texts, a team's month; from the price list and the stack's own parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from infrastructure.prices import Price, Prices, Use

MINUTES_A_MONTH = 43_800
SECONDS_A_MONTH = MINUTES_A_MONTH * 60
BYTES_A_GB = 1e9


@dataclass(frozen=True, slots=True)
class Parts:
    """What the stack has of everything that costs while nothing happens."""

    alarms: int
    dashboards: int
    secrets: int
    queue_readers: int


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a bill: `listed` at list price, `billed` after what every account has for nothing (both in dollars)."""

    label: str
    quantity: float
    listed: float
    billed: float


def parts(resources: Iterable[Mapping[str, object]]) -> Parts:
    """Counted in the template's resources."""
    kinds = [str(resource["Type"]) for resource in resources]
    readers = sum(_reads_queue(resource) for resource in resources)
    return Parts(
        alarms=kinds.count("AWS::CloudWatch::Alarm"),
        dashboards=kinds.count("AWS::CloudWatch::Dashboard"),
        secrets=kinds.count("AWS::SecretsManager::Secret"),
        queue_readers=readers + kinds.count("AWS::Lambda::EventSourceMapping"),
    )


def idle_use(prices: Prices, has: Parts) -> dict[str, float]:
    """Units of each price in a month in which nobody texts."""
    assumed = prices.assumed
    schedule = prices.events["tick"] * MINUTES_A_MONTH + prices.events["tick"] * assumed.reconciliations_a_month
    return {
        **units(schedule, prices),
        "queue": has.queue_readers * assumed.polls_a_queue * SECONDS_A_MONTH / assumed.seconds_a_poll,
        "stored": assumed.gigabytes_stored,
        "recovery": assumed.gigabytes_stored,
        "secrets": has.secrets,
        "secret_reads": assumed.reads_of_secret_a_month,
        "alarms": has.alarms,
        "metrics": assumed.own_metrics,
        "dashboards": has.dashboards,
        "files": assumed.gigabytes_of_files,
    }


def team_use(prices: Prices, reps: int) -> Use:
    """What this many reps use in a month, with their dashboards open in working hours."""
    rep = prices.assumed.rep
    one = (
        prices.events["inbound"] * rep.inbound
        + prices.events["reply"] * rep.replies
        + prices.events["broadcast"] * rep.broadcast_texts
        + prices.events["poll"] * rep.polls
    )
    return one * reps


def units(use: Use, prices: Prices) -> dict[str, float]:
    """Units of each price that a use takes. A job on a queue is put, taken and deleted: three requests."""
    assumed = prices.assumed
    return {
        "api": use.requests,
        "edge": use.requests,
        "calls": use.functions,
        "compute": use.functions * assumed.seconds_a_call * assumed.gigabytes,
        "writes": use.writes,
        "reads": use.reads,
        "queue": use.queue * 3,
        "topic": use.topic,
        "mails": use.mails,
        "logs": use.functions * assumed.log_bytes_a_call / BYTES_A_GB,
    }


def bill(quantities: Mapping[str, float], prices: Mapping[str, Price]) -> list[Item]:
    """A line for each price of which anything is used, the dearest first."""
    items = [
        Item(prices[name].label, quantity, prices[name].cost(quantity), prices[name].cost(quantity, with_free=True))
        for name, quantity in quantities.items()
        if quantity
    ]
    return sorted(items, key=lambda item: -item.listed)


def together(*several: Mapping[str, float]) -> dict[str, float]:
    """Quantities of the same price added up: what is free is free once."""
    found: dict[str, float] = {}
    for quantities in several:
        for name, quantity in quantities.items():
            found[name] = found.get(name, 0) + quantity
    return found


def listed(items: Iterable[Item]) -> float:
    return sum(item.listed for item in items)


def billed(items: Iterable[Item]) -> float:
    return sum(item.billed for item in items)


def _reads_queue(resource: Mapping[str, object]) -> int:
    """SAM's short form of an event source mapping."""
    properties = resource.get("Properties")
    events = properties.get("Events") if isinstance(properties, dict) else None
    return sum(event.get("Type") == "SQS" for event in events.values()) if isinstance(events, dict) else 0
