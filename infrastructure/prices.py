"""The dated price list, and what each event uses: `prices.toml` as typed values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("prices.toml")


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars for each `per` units; `free` units a month cost nothing."""

    label: str
    price: float
    per: float
    source: str
    free: float = 0

    def cost(self, quantity: float, *, with_free: bool = False) -> float:
        billed = max(0.0, quantity - self.free) if with_free else quantity
        return billed * self.price / self.per


@dataclass(frozen=True, slots=True)
class Use:
    """What something uses, in units that are billed; `texts` are those that the provider sends."""

    requests: float = 0
    functions: float = 0
    writes: float = 0
    reads: float = 0
    queue: float = 0
    mails: float = 0
    topic: float = 0
    texts: float = 0

    def __mul__(self, times: float) -> Use:
        return Use(**{one.name: getattr(self, one.name) * times for one in fields(self)})

    def __add__(self, other: Use) -> Use:
        return Use(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})


@dataclass(frozen=True, slots=True)
class Provider:
    """Dollars a segment, and a number a month."""

    source: str
    inbound: float
    outbound: float
    carrier_fee: float
    toll_free_number: float
    local_number: float
    segments: int

    @property
    def sent(self) -> float:
        """One text to a handset, with the carriers' fee."""
        return (self.outbound + self.carrier_fee) * self.segments


@dataclass(frozen=True, slots=True)
class Seats:
    """Dollars a person and month, from `low` to `high`."""

    label: str
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class Rep:
    """What one rep does in a month."""

    inbound: int
    replies: int
    broadcast_texts: int
    hours_a_month: int
    seconds_between_polls: int

    @property
    def polls(self) -> float:
        return self.hours_a_month * 3600 / self.seconds_between_polls


@dataclass(frozen=True, slots=True)
class Assumed:
    """What was not measured."""

    seconds_a_call: float
    gigabytes: float
    log_bytes_a_call: int
    reads_of_secret_a_month: int
    polls_a_queue: int
    seconds_a_poll: int
    reconciliations_a_month: int
    gigabytes_stored: float
    gigabytes_of_files: float
    own_metrics: int
    rep: Rep


@dataclass(frozen=True, slots=True)
class Prices:
    """Everything in the file. `labels` says in words what each event is."""

    date: date
    region: str
    aws: Mapping[str, Price]
    provider: Provider
    seats: Seats
    events: Mapping[str, Use]
    labels: Mapping[str, str]
    assumed: Assumed


def read(file: Path = FILE) -> Prices:
    """The price list; TypeError or KeyError where it lacks something."""
    told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    events = {name: dict(event) for name, event in told["events"].items()}
    labels = {name: event.pop("label") for name, event in events.items()}
    assumed = dict(told["assumed"])
    return Prices(
        date=told["date"],
        region=told["region"],
        aws={name: Price(**price) for name, price in told["aws"].items()},
        provider=Provider(**told["provider"]),
        seats=Seats(**told["seats"]),
        events={name: Use(**event) for name, event in events.items()},
        labels=labels,
        assumed=Assumed(**{**assumed, "rep": Rep(**assumed["rep"])}),
    )
