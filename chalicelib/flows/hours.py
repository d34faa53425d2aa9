"""The legal windows in force today, for whoever asks why a text waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chalicelib import data
from chalicelib.core.ids import PersonId
from chalicelib.core.today import Today, today
from chalicelib.flows.people import me
from chalicelib.flows.ports import House


def in_force(house: House, caller: PersonId, now: datetime) -> tuple[str, Sequence[Today]]:
    """The month of the table, and every state and province as it is today."""
    me(house, caller)
    return data.table("quiet_hours")["date"], list(today(now))
